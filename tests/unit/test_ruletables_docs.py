"""docs/rule-tables.md says what is true: its table is a table, its cells are cells, its plugin a plugin."""

import json
import re
from pathlib import Path

import pytest
from ruletables_worked import table_with

from aimwell.ruletables import (
    GUARDS,
    cell_text,
    check,
    condition_json,
    condition_words,
    read_cell,
    read_table,
)
from aimwell.ruletables.reading import schema
from aimwell.testing import check_plugin

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rule-tables.md").read_text(encoding="utf-8")
(TABLE,) = re.findall(r"```json table\n(.*?)```", PAGE, re.DOTALL)
CELLS = re.findall(r"^\| `([^`]+)` \| (left out|`[^`]+`) \| ([^|]+) \|$", PAGE, re.MULTILINE)
IMPACT = table_with(rules=[]).columns["impact"]


def test_the_table_is_one_without_findings():
    assert check(read_table(TABLE)).findings == ()


@pytest.mark.parametrize(("typed", "stored", "words"), CELLS)
def test_a_cell_is_what_the_page_says(typed, stored, words):
    condition = read_cell(typed, IMPACT)
    assert condition_words(condition, IMPACT) == words
    if condition is None:
        assert stored == "left out"
        return
    assert condition_json(condition) == json.loads(stored.strip("`"))
    assert read_cell(cell_text(condition), IMPACT) == condition


def test_the_page_names_the_whole_vocabulary():
    assert len(CELLS) == 10
    definitions = [schema(), *schema()["$defs"].values()]
    names = {name for part in definitions for name in part.get("properties", ())}
    inner = [properties for part in definitions for properties in part.get("properties", {}).values()]
    names |= {value for properties in inner for value in properties.get("enum", ())}
    assert [name for name in sorted(names | set(GUARDS)) if name not in PAGE] == []


def test_the_plugin_is_one(tmp_path, monkeypatch):
    (source,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "docs_falls_table.py").write_text(source)
    (tmp_path / "falls.json").write_text(TABLE)
    monkeypatch.syspath_prepend(str(tmp_path))
    check_plugin(__import__("docs_falls_table"), examples=20)
