"""A manager makes a measure on the screens: nothing typed is lost, and what is wrong is told where it is."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from editor import make_editor, make_template_page, signed_in
from factories import make_member, make_version
from own_measures import EXAMPLE, GETTING_ABOUT, example, make_measure, use_again

from aimwell.organisations.models import CustomMeasure, Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.questionnaire import read_draft
from aimwell_cms.authoring.measures.fields import posted_of
from aimwell_cms.authoring.views.measure_pages import base_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> tuple[Organisation, User]:
    return make_editor()


@pytest.fixture
def ours(made: tuple[Organisation, User]) -> Organisation:
    return made[0]


@pytest.fixture
def manager(made: tuple[Organisation, User]) -> User:
    return made[1]


@pytest.fixture
def browser(manager: User) -> Client:
    return signed_in(manager)


def url(name: str, *more: Any) -> str:
    return reverse(f"aimwell_measure{name}", args=["ours", *more])


def read(response: Any) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def measure_of(organisation: Organisation, name: str = "getting_about") -> CustomMeasure:
    with acting_for(organisation):
        return CustomMeasure.objects.get(organisation=organisation, name=name)


def draft_of(organisation: Organisation, name: str = "getting_about") -> dict[str, Any]:
    return read_draft(measure_of(organisation, name).text)


def versions_of(organisation: Organisation) -> list[Any]:
    with acting_for(organisation):
        return list(measure_of(organisation).versions.all())


def press(browser: Client, document: dict[str, Any], action: str, **more: Any) -> Any:
    """Press a button of the page on which ``document`` stands in the fields."""
    page = browser.get(url("", document["name"])).content.decode()
    base = page.split('name="base" value="')[1].split('"')[0]
    fields = dict(posted_of(document).lists())
    return browser.post(url("", document["name"]), {"base": base, **fields, "action": action, **more})


def use(browser: Client, name: str = "getting_about", organisation: str = "ours", **more: Any) -> Any:
    """Press “Use this version” on the page as it is."""
    page = browser.get(reverse("aimwell_measure_versions", args=[organisation, name])).content.decode()
    base = page.split('name="base" value="')[1].split('"')[0]
    address = reverse("aimwell_measure_use", args=[organisation, name])
    return browser.post(address, {"base": base, **more}, follow=True)


def bring(browser: Client, content: bytes) -> Any:
    return browser.post(url("_bring"), {"file": SimpleUploadedFile("measure.json", content)})


def test_from_nothing_to_a_version_in_a_form(browser: Client, ours: Organisation, manager: User) -> None:
    assert "There are none yet" in read(browser.get(reverse("aimwell_measures_door"), follow=True))
    begun = browser.post(url("_begin"), {"label": "Sleeping well"}, follow=True)
    assert "The measure asks nothing yet." in read(begun)
    draft = draft_of(ours, "sleeping_well")
    draft["answer_scales"][0]["options"] = [
        {"label": "Never", "points": 0},
        {"label": "Often", "points": 1},
    ]
    pressed = press(browser, draft, "add-items", new_items="I slept\r\n\r\nI woke rested\r\n")
    assert pressed.url.endswith("#items-0")
    draft = draft_of(ours, "sleeping_well")
    assert [item["wording"] for item in draft["items"]] == ["I slept", "I woke rested"]
    draft["scales"][0]["bands"] = [
        {"label": "Poor", "from": 0, "to": 1},
        {"label": "Good", "from": 2, "to": 2},
    ]
    saved = read(browser.get(press(browser, draft, "save").url))
    assert "The draft is saved. Nothing is wrong with it." in saved
    tried = browser.post(url("_try", "sleeping_well"), {"item_1": "1", "item_2": "1", "action": "score"})
    assert "Total: 2, Good (from 0 to 2)" in read(tried).replace("<strong>", "").replace("</strong>", "")
    used = use(browser, "sleeping_well", note="The first")
    assert "Version 1 is in use" in read(used)
    page = make_template_page(ours, manager)
    offered = browser.get(reverse("aimwell_problems", args=[page.pk])).json()["measures"]
    assert "sleeping_well" in [measure["name"] for measure in offered]


def test_items_are_moved_and_removed_and_it_can_be_undone(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_measure(ours, manager, used=False)
    keys = [item["key"] for item in example()["items"]]
    press(browser, draft_of(ours), "items-down:0")
    assert [item["key"] for item in draft_of(ours)["items"]] == [keys[1], keys[0], *keys[2:]]
    press(browser, draft_of(ours), "items-up:1")
    press(browser, draft_of(ours), "items-remove:3")
    removed = draft_of(ours)
    assert "front_door" not in [item["key"] for item in removed["items"]]
    assert removed["scales"][1]["items"] == ["street", "transport"]
    assert "you say that the highest score is 24, but these items and answers give 20" in read(
        browser.get(url("", "getting_about"))
    )
    press(browser, draft_of(ours), "undo")
    assert draft_of(ours) == example()
    # Undo takes back what was typed and not saved, and gives it again.
    typed = example() | {"label": "Typed"}
    press(browser, typed, "undo")
    assert draft_of(ours) == example()
    press(browser, draft_of(ours), "undo")
    assert draft_of(ours) == typed
    press(browser, draft_of(ours), "undo")
    for nonsense in ("items-up:0", "items-remove:99", "items-up:x", "scores-up:1", "anything"):
        press(browser, draft_of(ours), nonsense)
    assert draft_of(ours) == example()


def test_what_was_typed_stays_and_is_told_of_beside_its_field(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_measure(ours, manager, used=False)
    draft = draft_of(ours)
    draft["items"][1]["wording"] = ""
    draft["answer_scales"][0]["options"][0]["points"] = "none at all"
    draft["scales"][0]["missing"]["most"] = "some"
    press(browser, draft, "save")
    assert draft_of(ours) == draft
    page = read(browser.get(url("", "getting_about")))
    assert 'href="#id_items-1-wording"' in page
    assert "Not hard = none at all" in page
    assert "“Not hard” must be a number" in page
    refused = browser.post(url("_use", "getting_about"), {"base": base_of(measure_of(ours))})
    assert refused.status_code == 422
    assert "Item 2 has no wording." in read(refused)
    assert not versions_of(ours)
    assert "3 things to put right" in read(browser.get(url("_try", "getting_about")))


def test_two_who_save_at_once_lose_nothing(browser: Client, ours: Organisation, manager: User) -> None:
    make_measure(ours, manager, used=False)
    mine = draft_of(ours) | {"label": "Mine"}
    fields = dict(posted_of(mine).lists())
    press(signed_in(make_member(ours, Role.ADMINISTRATOR)), draft_of(ours) | {"label": "Theirs"}, "save")
    conflict = browser.post(url("", "getting_about"), {**fields, "base": "old", "action": "save"})
    assert conflict.status_code == 409
    assert "has saved this measure since you opened it" in read(conflict)
    assert 'value="Mine"' in read(conflict)
    assert draft_of(ours)["label"] == "Theirs"
    press(browser, mine, "save")
    assert draft_of(ours)["label"] == "Mine"
    stale = browser.post(url("_use", "getting_about"), {"base": "old"}, follow=True)
    assert "has changed the draft since you opened this page" in read(stale)
    assert not versions_of(ours)
    press(browser, mine, "undo")
    assert draft_of(ours)["label"] == "Theirs"


def test_installed_elsewhere_and_exported_again_it_is_the_same_byte_for_byte(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_measure(ours, manager)
    exported = browser.get(url("_export", "getting_about", 1)).content
    assert exported == EXAMPLE.read_bytes()
    _, other = make_editor("theirs")
    elsewhere = signed_in(other)
    # However it is written: what comes in goes out.
    crooked = json.dumps(example(), ensure_ascii=True).encode()
    for content in (exported, crooked):
        file = {"file": SimpleUploadedFile("measure.json", content)}
        assert elsewhere.post(reverse("aimwell_measure_bring", args=["theirs"]), file).status_code == 302
        use(elsewhere, organisation="theirs")
    again = [
        elsewhere.get(reverse("aimwell_measure_export", args=["theirs", "getting_about", number])).content
        for number in (1, 2)
    ]
    assert again == [exported, crooked]
    document = read_draft(crooked.decode())
    fields = dict(posted_of(document).lists())
    edit = reverse("aimwell_measure", args=["theirs", "getting_about"])
    base = elsewhere.get(edit).content.decode().split('name="base" value="')[1].split('"')[0]
    elsewhere.post(edit, {**fields, "base": base, "action": "save"})
    draft = elsewhere.get(reverse("aimwell_measure_export_draft", args=["theirs", "getting_about"]))
    assert draft.content == crooked


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "This isn't JSON"),
        (b'{"type": "object"}', "isn’t a measure that was exported from Aimwell"),
        (json.dumps({**example(), "items": []}).encode(), "/items must have at least 1"),
        (
            json.dumps({**example(), "name": "pain_vas"}).encode(),
            "A plugin that is installed here has a measure",
        ),
        (b"\xff\xfe", "UTF-8"),
        (b" " * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_measure_is_refused(
    browser: Client, ours: Organisation, content: bytes, told: str
) -> None:
    refused = bring(browser, content)
    assert refused.status_code == 422
    assert told in read(refused)
    with acting_for(ours):
        assert not CustomMeasure.objects.exists()


def test_a_copy_has_a_name_of_its_own_and_a_draft_can_be_deleted(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_measure(ours, manager)
    browser.post(url("_copy", "getting_about"))
    copied = draft_of(ours, "copy_of_getting_about")
    assert copied == {**example(), "name": "copy_of_getting_about", "label": "Copy of Getting about"}
    browser.post(url("_delete", "copy_of_getting_about"))
    assert "it stays" in read(browser.post(url("_delete", "getting_about"), follow=True))
    with acting_for(ours):
        assert [measure.name for measure in CustomMeasure.objects.all()] == ["getting_about"]


def test_a_licensed_measure_asks_for_the_licence_first(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_measure(ours, manager, used=False, licence={"tier": "data_only", "rights_holder": "Somebody"})
    refused = use(browser, licence_reference=" ")
    assert refused.status_code == 422
    assert "Enter the reference of your licence." in read(refused)
    use(browser, licence_reference="L-77")
    assert measure_of(ours).licence_reference == "L-77"
    assert len(versions_of(ours)) == 1


def test_forms_that_ask_an_older_version_are_named_and_withdrawing_keeps_them(
    browser: Client, ours: Organisation, manager: User
) -> None:
    measure = make_measure(ours, manager)
    make_version(ours, manager, GETTING_ABOUT)
    use_again(measure, manager, {**example(), "summary": "Another"})
    page = read(browser.get(url("_versions", "getting_about")))
    assert "Published forms that ask an older version: How it goes (version 1)" in page
    told = read(browser.post(url("_switch", "getting_about"), {"on": "false"}, follow=True))
    assert "Published forms and old records keep it." in told
    assert "Withdrawn, version 2" in read(browser.get(url("s")))
    browser.post(url("_switch", "getting_about"), {"on": "true"})
    assert "In use, version 2" in read(browser.get(url("s")))


def test_the_change_since_earlier_answers_can_be_tried(
    browser: Client, ours: Organisation, manager: User
) -> None:
    make_measure(ours, manager, used=False)
    path = url("_try", "getting_about")
    first = {item["key"]: "3" for item in example()["items"]}
    kept = read(browser.post(path, {**first, "action": "keep"}))
    assert 'name="earlier-rooms" value="3"' in kept
    earlier = {f"earlier-{key}": value for key, value in first.items()}
    result = read(browser.post(path, {**dict.fromkeys(first, "1"), **earlier, "action": "score"}))
    assert "<strong>improved</strong>" in result
    assert "Item 3 is reversed: 1 counts as 3." in result
    assert 'type="radio"' in read(browser.get(path))


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PRACTITIONER, Role.READ_ONLY])
def test_only_authors_make_measures(ours: Organisation, role: Role) -> None:
    browser = signed_in(make_member(ours, role))
    browser.post(url("_begin"), {"label": "X"})
    with acting_for(ours):
        assert not CustomMeasure.objects.exists()
