"""Two organisations that have one of everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from editor import form_data, make_editor, make_template_page
from factories import (
    TWO_SECTIONS,
    make_activity,
    make_draft,
    make_member,
    make_person,
    make_record,
    make_version,
)
from own_measures import make_measure
from own_tables import make_table, make_table_version, our_document
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import CollectionViewRestriction, PageViewRestriction, UploadedFile

from aimwell.formschema.following.keeping import Kept
from aimwell.levels.mix import recommend
from aimwell.library.shelf import keep
from aimwell.organisations.models import Membership, Organisation, User
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.pathway.acting import perform
from aimwell.pathway.incoming import receive
from aimwell.people.carers import give_consent
from aimwell.people.keyworkers import change_key_workers
from aimwell.people.merging import merge
from aimwell.people.models import Carer, CareTeamMember
from aimwell.records.models import Score
from aimwell_cms.accounts.models import OrganisationGroup
from aimwell_cms.authoring.models import Bringing, Case, TemplatePage
from aimwell_cms.site.models import HomePage

Values = dict[str, Any]

RATED: dict[str, Any] = {
    **TWO_SECTIONS,
    "properties": {
        **TWO_SECTIONS["properties"],
        "pain": {
            "type": "object",
            "title": "Pain",
            "properties": {
                "now": {"title": "Pain now", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}
            },
        },
    },
}

IN_WELSH: dict[str, Any] = {
    **TWO_SECTIONS,
    "x-aimwell": {
        **TWO_SECTIONS["x-aimwell"],
        "translations": {"cy": {"/properties/about/title": {"text": "Amdanoch chi", "of": "About you"}}},
    },
}


@dataclass(frozen=True, kw_only=True)
class Things:
    """One organisation's things: ``values`` by the name that an address has for each.

    ``mark`` stands in every text of theirs that nobody else may read.
    """

    organisation: Organisation
    mark: str
    manager: User
    page: TemplatePage
    values: Values


def make_things(slug: str, mark: str) -> Things:
    """An organisation with one of everything."""
    organisation, manager = make_editor(slug, plugins=("vas", "outcome_share", "intended_outcome"))
    Organisation.objects.filter(pk=organisation.pk).update(name=f"{mark} service")
    organisation.refresh_from_db()
    User.objects.filter(pk=manager.pk).update(first_name=mark, last_name=mark)
    manager.refresh_from_db()
    for_page = _pages(organisation, manager, mark)
    return Things(
        organisation=organisation,
        mark=mark,
        manager=manager,
        page=for_page["template_page"],
        values={
            "organisation": slug,
            **_records(organisation, mark),
            "own": make_measure(organisation, manager, label=f"{mark} measure").name,
            "rules": _rules(organisation, manager, mark),
            **for_page,
            **_files(organisation, manager, mark),
            **_work(organisation, manager, mark),
            "item": _item(organisation, manager, mark),
        },
    )


def _records(organisation: Organisation, mark: str) -> Values:
    practitioner = make_member(organisation)
    colleague = make_member(organisation)
    document = {**RATED, "title": f"{mark} assessment"}
    version = make_version(organisation, practitioner, document)
    person = make_person(organisation, given_name=mark, family_name=mark)
    answers = {"about": {"matters": mark, "lives_alone": True}, "pain": {"now": {"value": 70}}}
    record = make_record(version, person, practitioner, answers)
    draft = make_draft(version, person, practitioner, answers)
    with acting_for(organisation):
        helper = CareTeamMember.objects.create(organisation=organisation, person=person, user=colleague)
        series = Score.objects.get(record=record).series
    twice, other = (make_person(organisation, given_name=mark, family_name=mark) for _ in range(2))
    with acting_for(organisation):
        merged = merge(person, twice, by=practitioner, why=mark)
        moved = change_key_workers(
            organisation, {person.pk: None}, practitioner, by=practitioner, why=mark
        ).change
        carer = Carer.objects.create(organisation=organisation, person=person, name=mark, relationship=mark)
        (consent,) = give_consent(
            carer, ["plan"], given_by="person", on=timezone.localdate(), note=mark, by=practitioner
        )
        asked = perform(person, "conversation", {"alert": {"danger": True}}, by=practitioner)
        offer = {"text": f"{mark} advice", "red_flags": f"{mark} signs"}
        told = {"pathway": f"record:{record.pk}", "offer": offer}
        planned = perform(person, "add_action", {"step": {"what": mark}}, by=practitioner)
        question = {"sort": "supervision", "whom": f"{mark} team", "question": f"{mark} question"}
        doubted = perform(person, "ask_opinion", {"opinion": question}, by=practitioner)
        offered = perform(person, "make_offer", told, by=practitioner)
        about = {"given": mark, "family": mark, "born": "1950-01-01", "nhs_number": ""}
        came_in = receive(version, about, {"about": {"matters": mark}})
        wanted = perform(person, "add_outcome", {"outcome": {"words": f"{mark} wish"}}, by=practitioner)
        begun = perform(
            person,
            "open_episode",
            {"pathway": f"record:{record.pk}", "episode": {"aim": "maintain", "intended": f"{mark} outcome"}},
            by=practitioner,
        )
    return {
        "person": person.pk,
        "other": other.pk,
        "merge": merged.pk,
        "change": moved.pk,
        "carer": carer.pk,
        "consent": consent.pk,
        "colleague": helper.pk,
        "membership": Membership.objects.get(user=colleague).pk,
        "record": record.pk,
        "template": version.template_id,
        "version": version.pk,
        "token": draft.token,
        "step": "about",
        "series": series,
        "event": f"record:{record.pk}",
        "outcome": wanted.key,
        "episode": begun.key,
        "pathway": f"record:{record.pk}",
        "alert": f"{asked.key}:danger",
        "part": "strengths",
        "sort": "action",
        "plan_step": planned.key,
        "opinion": doubted.key,
        "offer_made": offered.key,
        "incoming": came_in.pk,
    }


def _work(organisation: Organisation, manager: User, mark: str) -> Values:
    entry = make_activity(organisation, manager, what=mark, group=f"{mark} group")
    with acting_for(organisation):
        recommend(organisation, {6: 75}, reason=mark, user=manager)
    return {"activity": entry.pk, "group": entry.target_group_id}


def _pages(organisation: Organisation, manager: User, mark: str) -> Values:
    organisation.page.title = organisation.page.draft_title = f"{mark} service"
    organisation.page.save()
    page = make_template_page(organisation, manager, {**IN_WELSH, "title": f"{mark} form"})
    browser = Client()
    browser.force_login(manager)
    edit = f"/cms/pages/{page.pk}/edit/"
    published = browser.post(edit, form_data(page, **{"action-publish": "1"}))
    assert published.status_code == 302, published.text
    page.refresh_from_db()
    line = {"outcome": "refused", "where": "row 2", "what": f"{mark} question", "message": "It is a picture."}
    Bringing.objects.create(page=page, file_name=f"{mark}.xlsx", lines=[line], brought_by=manager)
    page.note = f"{mark} note"
    revision = page.save_revision(user=manager, log_action=True)
    home = HomePage(title=f"{mark} home", slug="home", lead="We help.", show_in_menus=True)
    organisation.page.add_child(instance=home)
    home.save_revision(user=manager).publish(user=manager)
    workflow = organisation.approval_task.workflows.get()
    state = workflow.start(home, manager)
    restriction = PageViewRestriction.objects.create(
        page=home, restriction_type=PageViewRestriction.PASSWORD, password=mark
    )
    redirect = Redirect.objects.create(old_path=f"/{mark}", redirect_page=page)
    session = EditingSession.objects.create(
        user=manager,
        content_type=ContentType.objects.get_for_model(page),
        object_id=page.pk,
        last_seen_at=timezone.now() + timedelta(minutes=5),
    )
    folder = page.get_parent()
    with acting_for(organisation):
        case = Case.objects.create(organisation=organisation, page=page, name=f"{mark} case", made_by=manager)
    return {
        "case_id": case.pk,
        "section": page.body.get_prep_value()[0]["id"],
        "block": page.body.get_prep_value()[0]["id"],
        "template_page": page,
        "older": "1",
        "page_id": page.pk,
        "page_pk": page.pk,
        "page_to_move_id": page.pk,
        "parent_page_id": folder.pk,
        "destination_id": folder.pk,
        "object_id": page.pk,
        "revision_id": revision.pk,
        "home_id": home.pk,
        "task_state_id": state.current_task_state.pk,
        "workflow_state_id": state.pk,
        "workflow_pk": workflow.pk,
        "task_id": state.current_task_state.task_id,
        "page_view_restriction_id": restriction.pk,
        "redirect_id": redirect.pk,
        "session_id": session.pk,
    }


def _rules(organisation: Organisation, manager: User, mark: str) -> str:
    table = make_table(organisation, manager, our_document(f"rules_of_{mark.lower()}", f"{mark} rules"))
    make_table_version(table, manager)
    return table.name


def _item(organisation: Organisation, manager: User, mark: str) -> Any:
    part = {"type": "object", "title": mark, "properties": {"a": {"type": "string", "title": mark}}}
    kept = Kept(kind="section", key="a", part=part, required=False, left_out=())
    with acting_for(organisation):
        return keep(organisation, kept, title=f"{mark} item", by=manager).item_id


def _files(organisation: Organisation, manager: User, mark: str) -> Values:
    collection = organisation.collection.collection
    collection.name = f"{mark} service"
    collection.save()
    name = mark.lower()
    image = Image.objects.create(
        title=f"{mark} image", file=get_test_image_file(filename=f"{name}.png"), collection=collection
    )
    image.tags.add(f"{mark}tag")
    document = Document.objects.create(
        title=f"{mark} document", file=ContentFile(b"text", name=f"{name}.txt"), collection=collection
    )
    document.tags.add(f"{mark}tag")
    upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Image),
        file=get_test_image_file(filename=f"{name}-upload.png"),
        uploaded_by_user=manager,
    )
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password=mark
    )
    group = OrganisationGroup.objects.get(organisation=organisation, role=Role.SERVICE_MANAGER).group
    group.name = f"{mark} managers"
    group.save()
    return {
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "collection_id": collection.pk,
        "uploaded_file_id": upload.pk,
        "restriction_id": restriction.pk,
        "user_pk": manager.pk,
        "group_pk": group.pk,
    }
