"""docs/write-a-plugin.md says what is true: its hooks are the hooks, and its code runs."""

import inspect
import re
import sys
import tomllib
from pathlib import Path

import pytest

from aimwell import SignedRecord, hookspecs
from aimwell.plugins import Plugins
from aimwell.testing import check_plugin

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "write-a-plugin.md").read_text()
HOOKS = [
    hook for hook in vars(hookspecs).values() if inspect.isfunction(hook) and hasattr(hook, "aimwell_spec")
]
MEASURE, TEST, TRIAGE, TARIFF, SIGNED = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def module_of(tmp_path, monkeypatch):
    """A module made of a piece of the page."""
    monkeypatch.syspath_prepend(str(tmp_path))
    names = []

    def module_of(name, source):
        (tmp_path / f"{name}.py").write_text(source)
        names.append(name)
        return __import__(name)

    yield module_of
    for name in names:
        sys.modules.pop(name, None)


def test_hooks_are_documented_with_their_exact_signatures():
    assert {hook.__name__ for hook in HOOKS} == {"measures", "triage_rules", "tariffs", "record_signed"}
    for hook in HOOKS:
        signature = str(inspect.signature(hook)).replace("'", "")
        assert f"### `{hook.__name__}{signature}`" in PAGE


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.__name__)
def test_hooks_have_tests(hook):
    tests = Path(__file__).with_name("test_plugins.py").read_text()
    assert f"def test_hook_{hook.__name__}(" in tests


def test_the_ten_minutes(module_of, aimwell_plugins):
    module_of("aimwell_confidence", MEASURE)
    test = module_of("test_confidence_of_the_docs", TEST)
    test.test_it_keeps_to_the_contract()
    test.test_seven_of_ten(aimwell_plugins)


def test_the_entry_point_names_the_file():
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    project = tomllib.loads(text)["project"]
    assert project["entry-points"] == {"aimwell": {"confidence": "aimwell_confidence"}}


@pytest.mark.parametrize(("name", "source"), [("falls", TRIAGE), ("hourly", TARIFF)])
def test_the_other_offers(module_of, name, source):
    check_plugin(module_of(f"docs_{name}", source))


def test_the_remark_on_a_signed_record(module_of):
    plugins = Plugins.of(remark=module_of("docs_signed", SIGNED))
    (told,) = plugins.record_signed(["remark"], SignedRecord(kind="review", answers={}, scores={}))
    assert told.notices[0].text.startswith("This review has no measure")


def test_every_widget_of_a_measure_is_in_the_table():
    from aimwell.formschema.shape import ROW_ID, WIDGETS

    for widget in (*WIDGETS, ROW_ID):
        assert widget in ("guidance", "measure", "calculated", "path") or f"`{widget}`" in PAGE
