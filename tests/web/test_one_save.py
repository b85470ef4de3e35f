"""An autosave that was overtaken by “Save draft” is refused, and never becomes the draft."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse
from editor import form_data, make_editor, make_template_page, signed_in

from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.onesave import LOCK

pytestmark = pytest.mark.django_db


def locks_held() -> list[int]:
    with connection.cursor() as cursor:
        # Of this connection: another worker's tests hold theirs on the same server.
        cursor.execute(
            "select objid from pg_locks"
            " where locktype = 'advisory' and classid = %s and pid = pg_backend_pid()",
            [LOCK],
        )
        return [page for (page,) in cursor.fetchall()]


def test_a_page_is_locked_from_the_question_whether_a_save_is_out_of_date_to_its_end(monkeypatch):
    organisation, manager = make_editor()
    page = make_template_page(organisation, manager)
    seen = []
    monkeypatch.setattr(TemplatePage, "save_revision", lambda self, **_: seen.append(locks_held()))
    signed_in(manager).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page), follow=False)
    assert seen == [[page.pk]]


def test_an_overtaken_autosave_changes_nothing():
    organisation, manager = make_editor()
    page = make_template_page(organisation, manager)
    browser = signed_in(manager)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    as_script = {"headers": {"Accept": "application/json"}}
    first = browser.post(edit, form_data(page, title="As typed"), **as_script)
    revision = first.json()["revision_id"]
    browser.post(edit, form_data(page, title="As saved"))
    late = browser.post(edit, form_data(page, title="Late", overwrite_revision_id=revision), **as_script)
    assert late.status_code == 400
    assert late.json()["error_code"] == "invalid_revision"
    assert TemplatePage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "As saved"
