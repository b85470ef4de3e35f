"""What the editor says around the forms: where one is, and the way back to people."""

from __future__ import annotations

import pytest
from editor import make_editor, make_template_page, signed_in

from aimwell.organisations.roles import Role
from aimwell_cms.authoring.setup import folder_of

pytestmark = pytest.mark.django_db


def test_the_first_page_is_headed_by_the_product_not_by_a_machine() -> None:
    _, manager = make_editor()
    page = signed_in(manager).get("/cms/").content.decode()
    assert "Aimwell" in page
    assert "localhost" not in page


def test_who_may_read_records_finds_the_way_to_the_caseload() -> None:
    _, manager = make_editor()
    _, administrator = make_editor("other", Role.ADMINISTRATOR)
    assert "Caseload" in signed_in(manager).get("/cms/").content.decode()
    assert "Caseload" not in signed_in(administrator).get("/cms/").content.decode()


def test_the_folder_of_templates_does_not_warn_that_it_has_no_address() -> None:
    organisation, manager = make_editor()
    make_template_page(organisation, manager)
    page = signed_in(manager).get(f"/cms/pages/{folder_of(organisation).pk}/").content.decode()
    assert "will not be accessible" not in page
