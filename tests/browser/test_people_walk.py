"""People: one entered twice put together, several handed on at once, and a carer heard."""

from __future__ import annotations

import json

import pytest
from devices import DESK, TELEPHONE
from factories import make_person, make_version
from looks import faults_at_both_widths, faults_of
from playwright.sync_api import expect
from services import a_service

from aimwell.places import SCHEMAS

pytestmark = pytest.mark.browser


class TestPeople:
    @pytest.fixture(autouse=True)
    def _given(self, device):
        service = a_service()
        self.service, self.organisation, self.ada = service, service.organisation, service.person
        self.colleague = service.colleague()
        make_person(self.organisation, given_name="Ada", family_name="Exampel", nhs_number="9990000018")
        make_person(self.organisation, given_name="Bob", key_worker=service.practitioner)
        text = (SCHEMAS / "starter" / "carer-contribution.json").read_text(encoding="utf-8")
        make_version(self.organisation, service.practitioner, json.loads(text))
        self.device = device
        self.faults = []

    def at(self, path=""):
        return f"/w/{self.organisation.slug}/{path}"

    def page_of_ada(self):
        desk = self.device(DESK).is_signed_in(self.service.practitioner)
        return desk.open(self.at(f"people/{self.ada.pk}/"))

    def looks_right(self, page):
        self.faults += faults_at_both_widths(page)

    def test_two_entries_are_put_together_and_parted_again(self):
        page = (
            self.device(DESK).is_signed_in(self.service.practitioner).open(self.at(f"people/{self.ada.pk}/"))
        )
        self.looks_right(page)
        page.get_by_role("link", name="Entered twice?").click()
        expect(page.get_by_role("main")).to_contain_text("Same date of birth, same first name")
        self.looks_right(page)
        page.get_by_role("link", name="Compare with Ada Exampel").click()
        page.get_by_role("button", name="Merge the two").click()
        expect(page.get_by_role("alert")).to_contain_text("Say why.")
        self.looks_right(page)
        page.get_by_label("How do you know").fill("Rang her: one address.")
        page.get_by_role("button", name="Merge the two").click()
        expect(page.get_by_role("alert")).to_contain_text("Ada Example is merged into Ada Exampel.")
        self.looks_right(page)
        page.get_by_role("link", name="Undo the merge of Ada Example").click()
        page.get_by_label("Why are they two people?").fill("Mother and daughter.")
        self.looks_right(page)
        page.get_by_role("button", name="Undo the merge").click()
        expect(page.get_by_role("alert")).to_contain_text("Ada Example stands alone again")
        assert self.faults == []

    def test_people_are_handed_on_and_given_back(self):
        page = self.device(TELEPHONE).is_signed_in(self.service.practitioner).open(self.at())
        page.get_by_role("link", name="Change key workers").click()
        page.get_by_role("link", name="Tick all 2 shown").click()
        page.get_by_label("New key worker").select_option(str(self.colleague.pk))
        page.get_by_label("Why?").fill("Sam leaves the team.")
        self.looks_right(page)
        page.get_by_role("button", name="Continue: look at the list").click()
        self.looks_right(page)
        page.get_by_role("button", name="Change the key worker of 2 people").click()
        expect(page.get_by_role("alert")).to_contain_text("is now the key worker of 2 people.")
        self.looks_right(page)
        page.get_by_role("link", name="Undo").click()
        page.get_by_label("Why?").fill("Sam stays.")
        page.get_by_role("button", name="Undo the change").click()
        expect(page.get_by_role("alert")).to_contain_text("2 people went back to their former key worker.")
        assert self.faults == []

    def test_a_carer_is_added_heard_and_offered_an_assessment(self):
        page = (
            self.device(DESK).is_signed_in(self.service.practitioner).open(self.at(f"people/{self.ada.pk}/"))
        )
        page.get_by_role("link", name="Add a carer").click()
        page.get_by_label("Name", exact=True).fill("Bea Example")
        page.get_by_label("What are they to the person?").fill("Daughter")
        self.looks_right(page)
        page.get_by_role("button", name="Add this carer").click()
        page.get_by_role("link", name="Note what may be shared").click()
        page.get_by_label("The support plan").check()
        page.get_by_label("The person", exact=True).check()
        self.looks_right(page)
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="Note an offer of an assessment").click()
        page.get_by_label("What did the carer answer?").select_option("accepted")
        self.looks_right(page)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("offered an assessment of their own")
        self.looks_right(page)
        page.get_by_role("button", name="Start: Carer’s contribution").click()
        expect(page.get_by_role("heading", level=1, name="Who may see this")).to_be_visible()
        for path in ("care-team", "care-team/partner"):
            page.goto(page.url.partition("/w/")[0] + self.at(f"people/{self.ada.pk}/{path}"))
            self.faults += faults_of(page)
        assert self.faults == []
