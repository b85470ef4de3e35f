"""No answer reaches a log or an error page: not on the way through a form, not when something breaks."""

from __future__ import annotations

import logging.config
from collections.abc import Iterator
from io import StringIO
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection
from wizard_forms import EVERY_KIND, form, question, section
from wizard_world import World, world

from aimwell.organisations.models import PluginFailure
from aimwell.organisations.scope import acting_for
from aimwell.plugins import installed_plugins
from aimwell_cms.logs import logging_to_console

pytestmark = pytest.mark.django_db

MARK = "Quuxley"
PAIN = {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "pain_vas"}}


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Everything that the program logs, as it is set to in production, and more of it."""
    config = logging_to_console(level="DEBUG")
    log = StringIO()
    config["handlers"]["console"]["stream"] = log
    config["root"]["level"] = "DEBUG"
    for logger in config["loggers"].values():
        logger["level"] = "DEBUG"
        logger["handlers"] = ["console"]
    # Speaks SQL only while DEBUG is on, which production refuses.
    config["loggers"]["django.db.backends"] = {"level": "INFO"}
    logging.config.dictConfig(config)
    yield log
    logging.config.dictConfig(settings.LOGGING)


@pytest.fixture
def ours() -> World:
    made = world(form(every=EVERY_KIND, pain=section("Pain", now=PAIN)), plugins=("vas",))
    made.browser.raise_request_exception = False
    return made


def test_the_log_is_heard(log: StringIO) -> None:
    for name in ("", "django.request", "aimwell", "gunicorn.error", "allauth"):
        logging.getLogger(name).error("heard %s", name)
        assert f"heard {name}\n" in log.getvalue()


def test_a_walk_through_a_form_logs_no_answer(ours: World, log: StringIO) -> None:
    typed = {"name": MARK, "story": MARK, "falls": MARK, "since-day": MARK, "home": MARK, "pain": MARK}
    rows = {"people-row": "0", "people-0-name": MARK, "people-0-age": MARK}
    autosave = {"base": "0", "page": MARK, "number": MARK, **typed, **rows}
    ours.browser.post(ours.url("every", "autosave/"), autosave)
    ours.post("every", **typed, **rows)
    ours.post("every", name=f"{MARK}\x00", story=f"{MARK}\ud7ff\u2028")
    ours.browser.get(ours.url("every"), {"add": MARK})
    ours.browser.get(f"/w/ours/?search={MARK}")
    ours.browser.get(f"/w/ours/people/{ours.draft.person_id}/compare?series={MARK}")
    ours.browser.post("/accounts/login/", {"login": f"{MARK}@example.org", "password": MARK})
    for action in ("check", "sign"):
        ours.post("check", action, statement="yes")
    assert MARK not in log.getvalue()


def test_a_plugin_that_says_the_answer_says_it_to_nobody(ours: World, log: StringIO) -> None:
    measure = installed_plugins().measures["pain_vas"]
    original = measure.score
    # Frozen for everybody else.
    object.__setattr__(measure, "score", mock.Mock(side_effect=ValueError(f"cannot score {MARK}")))
    try:
        ours.post("every", name=MARK)
        ours.post("pain", **{"now-value": "70"})
        check = ours.get("check")
        signed = ours.post("check", "sign", statement="yes")
        record = ours.browser.get(signed.headers["Location"])
    finally:
        object.__setattr__(measure, "score", original)
    assert "cannot score" not in check + record.text
    assert "there is no score" in record.text
    assert MARK not in log.getvalue()
    with acting_for(ours.organisation):
        (failure,) = PluginFailure.objects.all()
    assert failure.error == "ValueError"
    assert MARK not in f"{failure.place} {failure.call} {failure}"


def test_a_page_that_breaks_shows_and_logs_no_answer(ours: World, log: StringIO) -> None:
    def breaks(*_: object, **__: object) -> None:
        answer = MARK
        try:
            raise KeyError(answer)
        except KeyError as cause:
            raise RuntimeError(f"no room for {answer}") from cause

    with mock.patch("aimwell.records.wizard.views.save_section", breaks):
        broken = ours.post("every", name=MARK)
    assert broken.status_code == 500
    assert "What you had saved is safe" in broken.text
    assert MARK not in broken.text
    assert "RuntimeError" in log.getvalue()
    assert "test_logs.py" in log.getvalue()
    assert MARK not in log.getvalue()


def test_what_the_database_says_of_a_refused_row_is_not_logged(ours: World, log: StringIO) -> None:
    def refused(*_: object, **__: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("create temporary table small (answer varchar(3) check (answer <> %s))", [MARK])
            cursor.execute("insert into small values (%s::integer)", [MARK])

    with mock.patch("aimwell.records.wizard.autosave.save_section", refused):
        broken = ours.browser.post(ours.url("every", "autosave/"), {"base": "0", "name": MARK})
    assert broken.status_code == 500
    assert MARK not in broken.text
    assert "Error" in log.getvalue()
    assert MARK not in log.getvalue()


def test_a_refused_form_says_nothing_of_it_in_the_log(log: StringIO) -> None:
    ours = world(form(one=section("One", ("code",), code=question("string", "Code", maxLength=3))))
    ours.post("one", code=MARK)
    assert ours.post("check", "sign", statement="yes").status_code == 200
    assert MARK not in log.getvalue()
