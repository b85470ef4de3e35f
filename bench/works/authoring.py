"""Save and check a form of 300 questions in the editor; beside it, save a page of the same blocks."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import questions
from browser import Browser, expect
from django.urls import reverse
from measuring import Pair
from wagtail.models import Page
from wagtail_form_reference.models import ReferenceStreamPage
from world import World

from aimwell.organisations.models import Membership, User
from aimwell.organisations.roles import Role
from aimwell_cms.authoring.models import TemplatePage
from aimwell_cms.authoring.pages.template import new_from
from aimwell_cms.authoring.preview import WHOLE
from aimwell_cms.authoring.readiness import context_of, findings_of
from aimwell_cms.authoring.setup import folder_of, provide

# What Wagtail's editor posts for a stream is known to the tests.
sys.path.append(str(Path(__file__).parents[2] / "tests"))

from streamdata import stream_data

MANY = 300
SIZES = (50, 100, 200, 400)
A_SECTION = 25


def pairs(world: World) -> Iterator[Pair]:
    provide(world.organisation)
    author = User.objects.create_user(username="author", email="author@example.org", password="")
    Membership.objects.create(user=author, organisation=world.organisation, role=Role.SERVICE_MANAGER)
    browser = Browser(author)
    ours, theirs = _template_page(world, MANY), _reference_page(world)
    expect(browser.get(_edit(ours)), 200)
    fields = _fields(ours)
    numbers = count(1)

    def save_and_check() -> float:
        saved = browser.post(_edit(ours), {**fields, "title": f"Form {next(numbers)}"})
        checked = browser.get(reverse("aimwell_problems", args=[ours.pk]))
        return expect(saved, 302).seconds + expect(checked, 200).seconds

    def save() -> float:
        return expect(
            browser.post(_edit(theirs), {**fields, "slug": theirs.slug, "title": f"Page {next(numbers)}"}),
            302,
        ).seconds

    yield Pair(
        work=f"Save a form of {MANY} questions in the editor, and check it",
        reference="Save a Wagtail page with a StreamField of the same blocks",
        ours=save_and_check,
        theirs=save,
        target=1.5,
        rounds=world.rounds(12),
    )
    yield Pair(
        work="Open it in the editor",
        reference="Open that page in the editor",
        ours=lambda: expect(browser.get(_edit(ours)), 200).seconds,
        theirs=lambda: expect(browser.get(_edit(theirs)), 200).seconds,
        target=None,
        rounds=world.rounds(12),
    )
    yield Pair(
        work=f"Preview all {MANY} questions",
        reference="Save a Wagtail page with a StreamField of the same blocks",
        ours=lambda: _seconds(lambda: ours.make_preview_request(preview_mode=WHOLE)),
        theirs=save,
        target=None,
        rounds=world.rounds(12),
        counts=False,
    )
    smallest = _template_page(world, SIZES[0])
    for size in SIZES[1:]:
        page = _template_page(world, size)
        times = size // SIZES[0]
        yield Pair(
            work=f"Check {size} questions",
            reference=f"Check {SIZES[0]} questions, {times} times",
            ours=lambda page=page: _seconds(lambda: _check(page)),
            theirs=lambda times=times: _seconds(lambda: [_check(smallest) for _ in range(times)]),
            target=1.2,
            rounds=world.rounds(12),
            counts=False,
        )


def _check(page: TemplatePage) -> None:
    """Everything that the editor says of a form: problems, and what stops or should be looked at."""
    findings_of(page, context_of(page))


def _seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _document(size: int) -> dict[str, object]:
    sections = {
        f"part{start}": questions.section(f"Part {start}", range(start, min(size, start + A_SECTION)))
        for start in range(0, size, A_SECTION)
    }
    # Every tenth question is asked only after a certain answer, as in a form that people made.
    for section in sections.values():
        asked = list(section["properties"].items())
        for (key, question), (earlier, _) in zip(asked[5::10], asked[4::10], strict=False):
            name = next(name for name, part in sections.items() if part is section)
            when = {"question": f"{name}/{earlier}", "operator": "answered"}
            section["properties"][key] = {
                **question,
                "x-aimwell": {**question.get("x-aimwell", {}), "when": when},
            }
    return questions.template(f"{size} questions", sections)


def _template_page(world: World, size: int) -> TemplatePage:
    document = _document(size)
    page = new_from(document, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    page.live, page.owner = False, world.user
    folder_of(world.organisation).add_child(instance=page)
    page.save_revision(user=world.user)
    return page


def _reference_page(world: World) -> ReferenceStreamPage:
    page = ReferenceStreamPage(
        title="Reference", body=json.dumps(_template_page(world, MANY).body.get_prep_value())
    )
    page.live = False
    folder = folder_of(world.organisation)
    folder.add_child(instance=page)
    page.save_revision(user=world.user)
    return page


def _fields(page: TemplatePage) -> dict[str, str]:
    """What the editor posts for the page, and for the reference, which has some of these fields."""
    return {
        "slug": page.slug,
        "kind": page.kind,
        "language": page.language,
        "description": "",
        "note": "",
        "go_live_at": "",
        "expire_at": "",
        **{
            f"comments-{name}": "0"
            for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
        },
        **stream_data("body", page.body.get_prep_value()),
    }
