"""The history of a form: versions beside each other, an old one as a new draft, old records for ever."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse
from editor import make_editor, make_template_page, signed_in
from factories import TWO_SECTIONS, make_member, make_person, make_record
from test_check_page import edited, fresh, post, versions

from aimwell.library.models import FormTemplate
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import TemplatePage

pytestmark = pytest.mark.django_db

CHOICE = {
    **TWO_SECTIONS,
    "properties": {
        **TWO_SECTIONS["properties"],
        "home": {
            "type": "object",
            "title": "Your home",
            "properties": {
                "kind": {
                    "type": "string",
                    "title": "What kind of home is it?",
                    "enum": ["flat", "house"],
                    "x-aimwell": {"labels": {"flat": "A flat", "house": "A house"}},
                }
            },
        },
    },
}


def two_versions():
    """A form whose second version has another wording, another answer and a question less."""
    ours, manager = make_editor()
    page = make_template_page(ours, manager, CHOICE)
    post(manager, page, "publish", note="First")
    edited(manager, page, drop="lives_alone", matters="What matters most to you?")
    draft = fresh(page).get_latest_revision_as_object()
    stream = json.loads(json.dumps(draft.body.get_prep_value()))
    stream[0]["value"]["questions"][1]["value"]["when"]["rows"] = []
    stream[2]["value"]["questions"][0]["value"]["options"] = "house = My own house\nboat = A boat"
    draft.body = json.dumps(stream)
    draft.save_revision(user=manager)
    answer = post(manager, page, "publish", note="Second")
    assert len(versions(ours)) == 2, answer.content.decode()
    return ours, manager, page


def compare_url(page: TemplatePage, older: str, newer: str) -> str:
    return f"{reverse('aimwell_compare', args=[page.pk])}?older={older}&newer={newer}"


def test_any_two_versions_and_the_draft_are_compared():
    _, manager, page = two_versions()
    browser = signed_in(manager)
    told = browser.get(compare_url(page, "1", "2")).content.decode()
    assert "The question ‘Do you live alone?’ (yes or no) was taken out" in told
    assert "answers added: ‘A boat’" in told
    assert "the two say the same" in browser.get(compare_url(page, "2", "draft")).content.decode()
    assert browser.get(compare_url(page, "3", "draft")).status_code == 404
    assert browser.get(compare_url(page, "x", "draft")).status_code == 404


def restore_url(page: TemplatePage, number: int) -> str:
    return reverse("aimwell_restore", args=[page.pk, number])


def test_an_old_version_becomes_a_draft_byte_for_byte_and_nothing_else_changes():
    ours, manager, page = two_versions()
    first, second = versions(ours)
    browser = signed_in(manager)
    asked = browser.get(restore_url(page, 1)).content.decode()
    assert "Practitioners notice nothing" in asked
    assert "The question ‘Do you live alone?’ (yes or no) was added" in asked
    before = fresh(page).get_latest_revision_as_object()
    told = browser.post(restore_url(page, 1), follow=True).content.decode()
    assert "The draft is version 1 again." in told
    draft = fresh(page).get_latest_revision_as_object()
    assert draft.text() == first.text
    assert versions(ours) == [first, second]
    with acting_for(ours):
        assert FormTemplate.objects.get().live == second
    ids = {block.value["key"]: block.id for block in draft.body[0].value["questions"]}
    old = {block.value["key"]: block.id for block in before.body[0].value["questions"]}
    assert ids["matters"] == old["matters"]
    assert ids["lives_alone"] in draft.publication.keys
    post(manager, page, "publish", note="Back to the first")
    third = versions(ours)[2]
    assert third.text == first.text


def test_only_who_may_change_the_form_restores_and_nobody_while_it_waits():
    ours, _, page = two_versions()
    signed_in(make_member(ours, Role.APPROVER)).post(restore_url(page, 1))
    _, stranger = make_editor("theirs")
    signed_in(stranger).post(restore_url(page, 1))
    assert fresh(page).get_latest_revision_as_object().text() == versions(ours)[1].text


def test_a_record_opens_exactly_as_it_was_asked_whatever_became_of_its_form():
    ours, manager = make_editor()
    page = make_template_page(ours, manager, CHOICE)
    post(manager, page, "publish", note="First")
    (first,) = versions(ours)
    practitioner = make_member(ours)
    answers = {
        "about": {"matters": "Rest", "lives_alone": False, "who": "Ann"},
        "days": {"falls": 2},
        "home": {"kind": "flat"},
    }
    record = make_record(first, make_person(ours), practitioner, answers)
    url = reverse("workspace:record", args=[ours.slug, record.pk])
    # One browser: another’s would have another token against forged forms.
    reader = signed_in(practitioner)

    def shown() -> str:
        return main_part(reader.get(url).content.decode())

    asked = shown()
    for words in ("What matters to you?", "Who lives with you?", "A flat", "Falls in the last month"):
        assert words in asked
    edited(manager, page, drop="lives_alone", matters="Something else", falls="Trips", kind="Where?")
    draft = fresh(page).get_latest_revision_as_object()
    stream = json.loads(json.dumps(draft.body.get_prep_value()))
    stream[0]["value"]["questions"][1]["value"]["when"]["rows"] = []
    del stream[1:]
    draft.title, draft.body = "Another form", json.dumps(stream)
    draft.save_revision(user=manager)
    post(manager, page, "publish", note="All is different")
    assert len(versions(ours)) == 2
    assert shown() == asked
    signed_in(manager).post(restore_url(page, 1))
    post(manager, page, "publish", note="Back")
    assert len(versions(ours)) == 3
    assert shown() == asked
    signed_in(manager).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert shown() == asked


def main_part(content: str) -> str:
    """The record itself, without tokens that change with each answer."""
    start = content.index("<main")
    lines = content[start : content.index("</main>")].splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)
