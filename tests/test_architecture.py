"""The shape of the house, kept: what may import what, and what a plugin may lean on."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import aimwell

ROOT = Path(__file__).parent.parent
SOURCE_FOLDERS = ("platform", "plugins", "cms")

PUBLIC_NAMES = {
    "NO_SETTINGS",
    "Answers",
    "Band",
    "Change",
    "DecisionRole",
    "Direction",
    "InputFault",
    "InputRefused",
    "Intent",
    "Json",
    "Licence",
    "MatchedRule",
    "Meaning",
    "Measure",
    "Notice",
    "PairedRows",
    "Purpose",
    "Quote",
    "QuoteLine",
    "Recommendation",
    "Scale",
    "Score",
    "Scored",
    "Settings",
    "SignedRecord",
    "Tariff",
    "TriageRule",
    "hookimpl",
    "table_rule",
}


def test_imports_go_one_way_only():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_a_plugin_may_import_these_names_and_no_more():
    """Plugins of strangers lean on them: a name that goes, or changes, breaks those."""
    assert set(aimwell.__all__) == PUBLIC_NAMES
    assert all(hasattr(aimwell, name) for name in PUBLIC_NAMES)


def test_platform_is_still_the_standard_librarys():
    """A package named as our source folder would hide it from every program that runs in the checkout."""
    asked = subprocess.run(
        [sys.executable, "-c", "import platform; print(platform.__file__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not Path(asked.stdout.strip()).is_relative_to(ROOT / "platform")


def test_no_top_level_folder_is_a_package():
    assert [str(found.relative_to(ROOT)) for found in ROOT.glob("*/__init__.py")] == []


def test_no_module_of_ours_is_named_as_one_of_the_standard_library():
    hidden = [
        str(package.relative_to(ROOT))
        for folder in SOURCE_FOLDERS
        for package in (ROOT / folder).iterdir()
        if package.stem in sys.stdlib_module_names
    ]
    assert hidden == []


def test_no_test_lies_in_a_source_folder():
    assert [str(found) for folder in SOURCE_FOLDERS for found in (ROOT / folder).rglob("test_*.py")] == []


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    said = StringIO()
    with contextlib.suppress(SystemExit):  # The command's way of saying that there are changes.
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)
    assert said.getvalue().strip() == "No changes detected"
