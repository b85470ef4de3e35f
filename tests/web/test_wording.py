"""Advice on a form's wording: shown, followed by rewording, dismissed with a reason, never a stop."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in
from factories import make_member

from aimwell.organisations.models import Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.models import DismissedAdvice, TemplatePage
from aimwell_cms.authoring.readiness import findings_of

pytestmark = pytest.mark.django_db

MEASURE = {"title": "Goals", "x-aimwell": {"widget": "measure", "measure": "copm"}}


def document(title: str = "Is the service user well?", **more: Any) -> dict[str, Any]:
    questions = {"q": {"type": "boolean", "title": title}, **more.pop("questions", {})}
    section = {"type": "object", "title": "Part", "properties": questions}
    return {"title": "Form", "type": "object", "properties": {"a": section}, **more}


@pytest.fixture
def service() -> tuple[Organisation, Any, TemplatePage]:
    organisation, manager = make_editor(plugins=("copm",))
    return organisation, signed_in(manager), make_template_page(organisation, manager, document())


def advice_in(browser: Any, page: TemplatePage) -> list[str]:
    found = browser.get(reverse("aimwell_problems", args=[page.pk])).json()["advice"]
    return [advice["message"] for advice in found]


def listed(browser: Any, page: TemplatePage) -> tuple[list[Any], list[Any]]:
    context = browser.get(reverse("aimwell_wording", args=[page.pk])).context
    return context["left"], context["dismissed"]


def dismiss(browser: Any, page: TemplatePage, reason: str) -> Any:
    (advice,) = listed(browser, page)[0]
    url = reverse("aimwell_wording_dismiss", args=[page.pk])
    return browser.post(url, {"key": advice.key, "reason": reason})


def test_advice_stands_in_the_editor_and_on_its_page(service):
    _, browser, page = service
    (message,) = advice_in(browser, page)
    assert "service user" in message
    (advice,), _ = listed(browser, page)
    assert advice.block


def test_advice_stops_nothing(service):
    _, _, page = service
    states = {finding.id: finding.state for finding in findings_of(page)}
    assert states["wording"] == "advice"
    assert "stop" not in states.values()


def test_dismissed_with_a_reason_it_is_gone_until_the_wording_changes(service):
    _, browser, page = service
    assert dismiss(browser, page, "").status_code == 422
    assert dismiss(browser, page, "Our people use the word.").status_code == 302
    assert advice_in(browser, page) == []
    _, (dismissed,) = listed(browser, page)
    assert dismissed.dismissed.reason == "Our people use the word."
    stream = page.get_latest_revision_as_object().body.get_prep_value()
    stream[0]["value"]["questions"][0]["value"]["title"] = "Is the service user happy?"
    browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page, body=stream))
    assert len(advice_in(browser, page)) == 1


def test_dismissed_advice_can_be_shown_again(service):
    _, browser, page = service
    dismiss(browser, page, "We mean it.")
    _, (dismissed,) = listed(browser, page)
    browser.post(reverse("aimwell_wording_restore", args=[page.pk]), {"key": dismissed.key})
    assert len(advice_in(browser, page)) == 1


def test_an_approver_reads_advice_and_dismisses_none(service):
    organisation, _, page = service
    approver = signed_in(make_member(organisation, Role.APPROVER))
    assert "Dismiss" not in approver.get(reverse("aimwell_wording", args=[page.pk])).content.decode()
    url = reverse("aimwell_wording_dismiss", args=[page.pk])
    assert approver.post(url, {"key": "x", "reason": "x"}).status_code in (302, 403)
    with acting_for(organisation):
        assert not DismissedAdvice.objects.exists()


def test_a_dismissal_is_seen_by_its_organisation_alone(service):
    organisation, browser, page = service
    dismiss(browser, page, "We mean it.")
    theirs, _ = make_editor("theirs")
    with acting_for(theirs):
        assert not DismissedAdvice.objects.exists()
    with acting_for(organisation):
        assert DismissedAdvice.objects.count() == 1


def test_a_review_of_a_measure_that_no_form_asks_before_is_remarked_on(service):
    organisation, browser, _ = service
    review = document("Is all well?", questions={"goals": MEASURE}, **{"x-aimwell": {"kind": "review"}})
    page = make_template_page(organisation, signed_in_user(browser), review)
    assert ["no baseline" in message for message in advice_in(browser, page)] == [True]
    first = document("Is all well?", questions={"goals": MEASURE}, **{"x-aimwell": {"kind": "assessment"}})
    assessment = make_template_page(organisation, signed_in_user(browser), first)
    with acting_for(organisation):
        assessment.save_revision(user=signed_in_user(browser)).publish()
    assert advice_in(browser, page) == []


def signed_in_user(browser: Any) -> Any:
    return User.objects.get(pk=browser.session["_auth_user_id"])
