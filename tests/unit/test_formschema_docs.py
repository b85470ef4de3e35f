"""Every example of docs/form-templates.md is what the page says it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from aimwell.formschema import check, conditions, outline
from aimwell.formschema.calculations.expressions import OPERATIONS
from aimwell.formschema.keywords import QUESTION
from aimwell.formschema.shape import KINDS, ROW_ID
from aimwell.plugins import installed_plugins

PAGE = (Path(__file__).parents[2] / "docs" / "form-templates.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```json (template|question|condition)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("what", "text"), BLOCKS)
def test_an_example_runs(what: str, text: str) -> None:
    value = json.loads(text)
    if what == "condition":
        assert list(conditions.comparisons(conditions.parse(value)))
        return
    if what == "question":
        value = {
            "type": "object",
            "x-aimwell": {},
            "properties": {"s": {"type": "object", "properties": {"q": value}}},
        }
    assert check(value, installed_plugins().measures) == []
    assert list(outline(value).all_questions())


def test_the_page_names_the_whole_vocabulary() -> None:
    assert len(BLOCKS) >= 9
    assert [name for name in OPERATIONS if f"`{name}`" not in PAGE and f'"op": "{name}"' not in PAGE] == []
    names = {*conditions.OPERATORS, *KINDS, *(set(QUESTION) - {ROW_ID})}
    assert [name for name in sorted(names) if f"`{name}`" not in PAGE] == []
