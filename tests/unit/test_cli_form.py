"""`aimwell form`: JSON on standard output, one line a fault on standard error, 0, 1 or 2."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from aimwell.cli.main import main
from aimwell.places import SCHEMAS

Json = Any

EXAMPLES = SCHEMAS / "examples"


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, Json, list[str]]:
    status = main(["form", *map(str, args)])
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else None, err.splitlines()


def test_a_good_template_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", SCHEMAS / "starter" / "assessment.json") == (0, [], [])


def test_faults_are_told_one_a_line_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "form.json"
    file.write_text('{"type": "object", "properties": {"a": {"type": "string", "default": 1}, "b": true}}')
    status, problems, lines = run(capsys, "check", file)
    assert status == 1
    assert [problem["place"] for problem in problems] == ["/properties/a/default", "/properties/b"]
    assert [line.partition(": ")[0] for line in lines] == ["/properties/a/default", "/properties/b"]


@pytest.mark.parametrize("command", ["check", "outline"])
def test_input_that_cannot_be_read_is_status_2(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, command, tmp_path / "nowhere.json")[0] == 2
    (tmp_path / "broken.json").write_text("{")
    status, _, lines = run(capsys, command, tmp_path / "broken.json")
    assert status == 2
    assert lines[0].startswith("/: This isn't JSON")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b" \n", "/: The document is empty. Write a JSON object into it."),
        (b"\xef\xbb\xbf{}", "/: The document has a byte order mark. Save it as UTF-8 without one."),
    ],
)
def test_a_file_that_an_editor_left_odd_is_named_so(
    text: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "odd.json").write_bytes(text)
    status, _, lines = run(capsys, "check", tmp_path / "odd.json")
    assert (status, lines) == (2, [told])


def test_a_key_with_a_line_break_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "form.json"
    file.write_text('{"type": "object", "properties": {"a\\nb": {"type": "string"}}}')
    _, _, lines = run(capsys, "check", file)
    assert [line.partition(": ")[0] for line in lines] == ["/properties/a\\nb"]


def test_standard_input_is_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (EXAMPLES / "household.json").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert run(capsys, "check", "-") == (0, [], [])
    assert run(capsys, "validate", "-", "-")[0] == 2


@pytest.mark.parametrize("name", ["contact-details", "daily-life", "falls-check", "household"])
def test_answers_are_valid_or_not(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    template = EXAMPLES / f"{name}.json"
    status, result, lines = run(capsys, "validate", template, EXAMPLES / f"{name}.valid.json")
    assert (status, result, lines) == (0, {"valid": True, "errors": [], "removed": []}, [])
    status, result, lines = run(capsys, "validate", template, EXAMPLES / f"{name}.invalid.json")
    assert status == 1
    assert [f"{error['pointer']}: {error['message']}" for error in result["errors"]] == lines


def test_answers_of_a_plain_schema_are_plain_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"contact_by": "phone"}')
    status, result, _ = run(capsys, "validate", EXAMPLES / "contact-details.json", answers)
    assert (status, [error["pointer"] for error in result["errors"]]) == (1, ["/name"])
    answers.write_text('{"form": {"contact_by": "phone", "name": "A"}}')
    assert run(capsys, "validate", EXAMPLES / "contact-details.json", answers)[0] == 0


def test_answers_that_are_not_asked_for_are_left_out_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"home": {"alone": true, "people": [{"name": "A"}]}, "carers": {"hours": 3}}')
    status, result, _ = run(capsys, "validate", EXAMPLES / "household.json", answers)
    assert status == 0
    assert result["removed"] == ["/home/people", "/carers"]


def test_an_outline_names_sections_questions_and_routes(capsys: pytest.CaptureFixture[str]) -> None:
    status, outline, _ = run(capsys, "outline", EXAMPLES / "daily-life.json")
    assert status == 0
    day, rating = outline["sections"]
    assert day["questions"][1] == {
        "pointer": "/day/good_day",
        "title": "What is a good day like?",
        "widget": "long-text",
        "required": True,
        "condition": None,
    }
    assert rating["questions"][0]["questions"][0]["widget"] == "group"
    assert outline["routes"] == [
        {"pointer": "/day/aids/*/problem", "condition": "Asked when ‘Does it work?’ is No"}
    ]
