"""“Rules”: a manager edits a decision table, sees what is wrong with it, tries it and has it approved."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from editor import make_editor, signed_in
from factories import make_member
from own_tables import as_text, make_table, make_table_version, our_document

from aimwell.organisations.models import Organisation, RuleTable, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.ruletables.fields import posted_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def made() -> tuple[Organisation, User]:
    return make_editor(approval=True)


@pytest.fixture
def ours(made: tuple[Organisation, User]) -> Organisation:
    return made[0]


@pytest.fixture
def manager(made: tuple[Organisation, User]) -> User:
    return made[1]


@pytest.fixture
def browser(manager: User) -> Client:
    return signed_in(manager)


@pytest.fixture
def second(ours: Organisation) -> Client:
    return signed_in(make_member(ours, Role.APPROVER))


def url(name: str = "", *more: Any) -> str:
    return reverse(f"aimwell_rules{name}", args=["ours", *more])


def read(response: Any) -> str:
    content = b"".join(response) if response.streaming else response.content
    return " ".join(html.unescape(content.decode()).split())


def table_of(organisation: Organisation, name: str = "our_triage") -> RuleTable:
    with acting_for(organisation):
        return RuleTable.objects.get(organisation=organisation, name=name)


def draft_of(organisation: Organisation, name: str = "our_triage") -> dict[str, Any]:
    return dict(json.loads(table_of(organisation, name).text))


def base_on(browser: Client, address: str) -> str:
    return browser.get(address).content.decode().split('name="base" value="')[1].split('"')[0]


def press(browser: Client, document: dict[str, Any], action: str = "save", **typed: str) -> Any:
    """Press a button of the page on which ``document`` stands in the fields. ``typed``: over them."""
    address = url("_edit", document["name"])
    fields = {**dict(posted_of(document).lists()), **typed}
    return browser.post(address, {"base": base_on(browser, address), **fields, "action": action})


def submit(browser: Client, name: str = "our_triage", **more: Any) -> Any:
    given = {"base": base_on(browser, url("_versions", name)), "note": "As agreed in May", **more}
    return browser.post(url("_submit", name), given, follow=True)


def decide(browser: Client, action: str, name: str = "our_triage", **more: Any) -> Any:
    page = browser.get(url("_versions", name)).content.decode()
    submission = page.split('name="submission" value="')[1].split('"')[0]
    given = {"submission": submission, "action": action, **more}
    return browser.post(url("_decide", name), given, follow=True)


def test_from_a_default_to_a_draft_that_says_what_it_is(browser: Client, ours: Organisation) -> None:
    assert "There are none yet." in read(browser.get(reverse("aimwell_rules_door"), follow=True))
    begun = browser.post(
        url("_begin"), {"label": "Our triage", "begin_with": "intended_outcome"}, follow=True
    )
    page = read(begun)
    assert "needs local sign-off" in page
    assert "Nothing stops an approval" in page
    assert draft_of(ours)["rules"] == our_document()["rules"]
    assert "1 or less" in page or "1 to 2" in page
    assert "needs local sign-off" in read(browser.get(url()))


def test_from_nothing_the_buttons_build_a_table(browser: Client, ours: Organisation) -> None:
    page = read(browser.post(url("_begin"), {"label": "Our triage", "begin_with": ""}, follow=True))
    assert "What the table asks for must have at least 1" in page
    press(browser, draft_of(ours), "add-yes-no")
    press(browser, draft_of(ours), **{"inputs-0-label": "Is somebody in danger?"})
    asked = draft_of(ours)["inputs"][0]
    assert asked == {"name": "is_somebody_in_danger", "label": "Is somebody in danger?", "kind": "yes-no"}
    assert press(browser, draft_of(ours), "add-rule").url.endswith("#rules-0")
    typed = {"rules-0-when-is_somebody_in_danger": "yes", "rules-0-reason": "Somebody is in danger."}
    press(browser, draft_of(ours), "rules-below:0", **typed)
    rules = draft_of(ours)["rules"]
    assert [rule["id"] for rule in rules] == ["R1", "R2"]
    assert rules[0]["when"] == {"is_somebody_in_danger": [True]}
    press(browser, draft_of(ours), "rules-down:0")
    assert [rule["id"] for rule in draft_of(ours)["rules"]] == ["R2", "R1"]
    press(browser, draft_of(ours), "rules-remove:0")
    assert "Nothing stops an approval" in read(browser.get(url("_edit", "our_triage")))
    press(browser, draft_of(ours), "inputs-remove:0")
    assert draft_of(ours)["rules"][0]["when"] == {}
    press(browser, draft_of(ours), "undo")
    assert draft_of(ours)["rules"][0]["when"] == {"is_somebody_in_danger": [True]}
    for nonsense in ("rules-up:0", "rules-remove:99", "rules-up:x", "cases-up:1", "anything"):
        before = draft_of(ours)
        press(browser, before, nonsense)
        assert draft_of(ours) == before


def test_a_gap_is_told_with_an_example_and_a_link_to_the_rule(
    browser: Client, ours: Organisation, manager: User
) -> None:
    document = our_document()
    del document["otherwise"]
    make_table(ours, manager, document)
    page = read(browser.get(url("_edit", "our_triage")))
    assert "Some facts fit no rule." in page
    assert "For example: Functional ability:" in page
    assert "The draft can’t be submitted yet" in read(browser.get(url("_versions", "our_triage")))
    refused = submit_anyway(browser)
    assert "Nothing was submitted. Some facts fit no rule." in refused
    overlapping = our_document()
    overlapping["rules"][1]["when"] = {}
    press(browser, overlapping)
    page = read(browser.get(url("_edit", "our_triage")))
    assert 'href="#rules-1">Rules T1 and T2 fit the same facts' in page


def submit_anyway(browser: Client) -> str:
    base = base_on(browser, url("_edit", "our_triage"))
    return read(browser.post(url("_submit", "our_triage"), {"base": base, "note": "Now"}))


def test_what_was_typed_stays_and_is_told_of_beside_its_cell(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_table(ours, manager)
    typed = {"rules-1-when-timing": "tomorrow", "rules-2-reason": "", "inputs-0-maximum": "many"}
    press(browser, draft_of(ours), **typed)
    assert draft_of(ours)["rules"][1]["when"]["timing"] == "tomorrow"
    page = read(browser.get(url("_edit", "our_triage")))
    assert "Rule T2: ‘Timing of harm’ can’t be “tomorrow”." in page
    assert 'href="#id_rules-1-when-timing"' in page
    assert "Rule T3: the reason must not be empty." in page
    assert 'value="many"' in page
    assert "3 things to put right" in read(browser.get(url("_try", "our_triage")))


def test_two_who_save_at_once_lose_nothing(browser: Client, ours: Organisation, manager: User) -> None:
    make_table(ours, manager)
    fields = dict(posted_of(our_document(label="Mine")).lists())
    press(signed_in(make_member(ours, Role.ADMINISTRATOR)), draft_of(ours), label="Theirs")
    conflict = browser.post(url("_edit", "our_triage"), {**fields, "base": "old", "action": "save"})
    assert conflict.status_code == 409
    assert 'value="Mine"' in read(conflict)
    assert draft_of(ours)["label"] == "Theirs"


def test_what_is_tried_is_kept_as_a_case_and_replayed_at_each_save(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_table(ours, manager, our_document(cases=[]))
    facts = {"fact-context": "3"}
    tried = read(browser.post(url("_try", "our_triage"), {**facts, "action": "decide"}))
    assert "<strong>Urgent</strong>, level 3" in tried
    assert "<strong>T1</strong>: Context is at 3" in tried
    keep = {**facts, "action": "keep", "name": "Severe, little known", "decision": "urgent"}
    browser.post(url("_try", "our_triage"), keep)
    assert draft_of(ours)["cases"] == [
        {"name": "Severe, little known", "facts": {"context": 3}, "decision": "urgent"}
    ]
    assert "1 of 1 case comes out as it should" in read(browser.get(url("_edit", "our_triage")))
    press(browser, draft_of(ours), **{"rules-0-decision": "routine"})
    page = read(browser.get(url("_edit", "our_triage")))
    assert "The case “Severe, little known” expects “Urgent”" in page
    base = base_on(browser, url("_try", "our_triage"))
    browser.post(url("_cases", "our_triage"), {"base": base, "action": "accept:0"})
    assert draft_of(ours)["cases"][0]["decision"] != "urgent"
    base = base_on(browser, url("_try", "our_triage"))
    browser.post(url("_cases", "our_triage"), {"base": base, "action": "remove:0"})
    assert "cases" not in draft_of(ours)


def test_a_second_person_approves_what_changes_from_its_day(
    browser: Client, second: Client, ours: Organisation, manager: User
) -> None:
    table = make_table(ours, manager)
    make_table_version(table, manager)
    changed = draft_of(ours)
    changed["rules"][0]["then"]["level"] = 4
    press(browser, changed, **{"rules-0-reason": "Very severe."})
    day = TODAY + timedelta(days=7)
    assert "It waits for approval" in read(submit(browser, effective_from=day.isoformat()))
    own = read(decide(browser, "approve"))
    assert "Somebody else who may publish has to approve it." in own
    assert "Rules that wait for approval" in read(second.get("/cms/"))
    page = read(second.get(url("_versions", "our_triage")))
    assert "It leads to: was “Urgent, level 3”, is “Urgent, level 4”." in page
    assert "is “Very severe.”." in page
    assert "It has not been replayed over past decisions." in page
    tried = read(second.post(url("_try", "our_triage"), {"fact-context": "3", "action": "decide"}))
    assert "<strong>Urgent</strong>, level 4" in tried
    assert "Say what should change." in read(decide(second, "return", comment=" "))
    assert f"Version 2 comes into force on {day:%-d %B %Y}." in read(decide(second, "approve"))
    state = read(browser.get(url()))
    assert f"In force, version 1, version 2 comes into force on {day:%-d %B %Y}" in state
    version = read(second.get(url("_version", "our_triage", 2)))
    assert "As agreed in May" in version
    assert "Very severe." in version


def test_returned_with_a_comment_it_can_be_submitted_again(
    browser: Client, second: Client, ours: Organisation, manager: User
) -> None:
    make_table(ours, manager)
    submit(browser)
    page = read(second.get(url("_versions", "our_triage")))
    assert "is otherwise than in the default “Triage by intended outcome”" in page
    assert "The name: was “Triage by intended outcome”, is “Our triage”." in page
    decide(second, "return", comment="T3 is too late")
    assert "returned it: T3 is too late" in read(browser.get(url("_edit", "our_triage")))
    submit(browser)
    assert "Taken back." in read(decide(browser, "take-back"))
    submit(browser)
    decide(second, "approve")
    page = read(browser.get(url("_versions", "our_triage")))
    assert "T3 is too late" in page
    assert "in force" in page
    # Whoever approves a default signs it off.
    assert "default" not in draft_of(ours)
    again = browser.post(url("_delete", "our_triage"), follow=True)
    assert "so it stays" in read(again)


def test_one_person_alone_may_approve_where_the_organisation_says_so(
    browser: Client, ours: Organisation, manager: User
) -> None:
    Organisation.objects.filter(pk=ours.pk).update(approval_needed=False)
    make_table(ours, manager)
    submit(browser)
    assert "Version 1 is in force from now on." in read(decide(browser, "approve"))


def test_a_file_goes_out_and_comes_in_byte_for_byte(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_table_version(make_table(ours, manager), manager)
    exported = browser.get(url("_export", "our_triage", 1)).content
    assert exported.decode() == as_text(our_document())
    _, other = make_editor("theirs")
    elsewhere = signed_in(other)
    file = {"file": SimpleUploadedFile("table.json", exported)}
    assert elsewhere.post(reverse("aimwell_rules_bring", args=["theirs"]), file).status_code == 302
    draft = elsewhere.get(reverse("aimwell_rules_export_draft", args=["theirs", "our_triage"]))
    assert draft.content == exported
    refused = browser.post(url("_bring"), {"file": SimpleUploadedFile("x.json", b'{"format": "x"}')})
    assert refused.status_code == 422
    assert "This isn’t a decision table." in read(refused)
    copied = browser.post(url("_copy", "our_triage"), follow=True)
    assert "Copy of Our triage" in read(copied)
    assert "is withdrawn" in read(browser.post(url("_switch", "our_triage"), {"on": "false"}, follow=True))


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PRACTITIONER])
def test_only_authors_edit(ours: Organisation, manager: User, role: Role) -> None:
    make_table(ours, manager)
    browser = signed_in(make_member(ours, role))
    browser.post(url("_begin"), {"label": "X", "begin_with": ""})
    browser.post(url("_edit", "our_triage"), {"action": "save", "base": "x"})
    with acting_for(ours):
        assert [table.text for table in RuleTable.objects.all()] == [as_text(our_document())]
