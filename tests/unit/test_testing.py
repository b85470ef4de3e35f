"""`aimwell.testing` finds what is wrong with a plugin, and loads light, for pytest loads it always."""

import re
import subprocess
import sys

import pytest

from aimwell.testing import check_plugin

SOUND = """
from itertools import count

from aimwell import Change, Licence, Measure, Scale, Score, Scored, hookimpl

COUNT = count()
ANSWERS = {
    "type": "object",
    "properties": {"rating": {"type": ["integer", "null"], "minimum": 0, "maximum": 10}},
    "additionalProperties": False,
}
CHANGE = {"change": None, "meaning": "not computable", "reason": "Never."}

def score(answers, settings):
    rating = answers.get("rating")
    return Scored(scores=(Score(name="rating", value=rating),), working=())

def change(before, after, settings):
    return (Change(name="rating", before=None, after=None, direction=None, **CHANGE),)

@hookimpl
def measures():
    scale = Scale(name="rating", label="Rating", minimum=0, maximum=10, higher_is="better")
    return (Measure(name="rating", version="1", label="Rating", licence=Licence(tier="open"),
                    answers=ANSWERS, scales=(scale,), score=score, change=change),)
"""


@pytest.fixture
def check(tmp_path, monkeypatch):
    """Check a plugin with this source."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def check(source, **options):
        (tmp_path / "under_test.py").write_text(source)
        __import__("under_test")
        check_plugin(sys.modules.pop("under_test"), **options)

    return check


def test_a_sound_plugin_passes(check):
    check(SOUND)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("import pluggy", "imports pluggy"),
        ("def later():\n    import django", "imports django"),
        ("def later():\n    import aimwell.cli", "imports aimwell.cli"),
        ("from aimwell.contracts import Json", "imports aimwell.contracts"),
        ("def later():\n    from . import other", "imports ."),
    ],
)
def test_a_plugin_imports_nothing_of_ours_but_public_names(check, statement, said):
    with pytest.raises(AssertionError, match=re.escape(said)):
        check(f"{statement}\n{SOUND}")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('name="rating", version', 'name="Rating!", version', "snake_case"),
        ("value=rating", "value=rating or 0", "though nothing was answered"),
        ("value=rating", "value=rating and rating / 0", "ZeroDivisionError at under_test.py:"),
        ("value=rating", "value=rating and rating + 1", "outside its scale"),
        ("working=()", "working=(str(next(COUNT)),)", "two results"),
        ('"not computable"', '"improved"', "exactly when its meaning"),
        ('"change": None, "meaning": "not computable"', '"change": 1, "meaning": "improved"', "same answers"),
    ],
)
def test_what_is_wrong_is_said(check, right, wrong, said):
    assert right in SOUND
    with pytest.raises(AssertionError, match=re.escape(said)):
        check(SOUND.replace(right, wrong, 1))


def test_declared_dependencies_may_be_imported(check):
    check(f"import pluggy\n{SOUND}", needs=["pluggy"])


def test_it_loads_without_django_or_hypothesis():
    code = "import sys, aimwell.testing; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"django", "wagtail", "hypothesis", "jsonschema"} & set(ran.stdout.split())
