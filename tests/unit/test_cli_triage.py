"""`aimwell triage check` and `decide` on a table in a file, on standard input, or by a rule's name."""

import io
import json
import sys

import pytest
from ruletables_worked import document_with

from aimwell.cli.main import main

GOOD = document_with(
    rules=[("R1", {"impact": [3]}, "urgent"), ("R2", {"impact": [{"to": 2}]}, "routine")],
    otherwise="more_information",
)
OVERLAPPING = document_with(rules=[("R1", {"impact": [3]}, "urgent"), ("R2", {}, "routine")])


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run `aimwell triage`; objects become files, and text for standard input is given as ``stdin``."""

    def run(*arguments, stdin=""):
        names = []
        for index, argument in enumerate(arguments):
            if isinstance(argument, dict):
                file = tmp_path / f"{index}.json"
                file.write_text(json.dumps(argument))
                argument = str(file)
            names.append(argument)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = main(["triage", *names])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, json.loads(out) if out else None, err.splitlines()

    return run


def test_a_sound_table_gives_its_counts(run):
    status, checked, err = run("check", GOOD)
    assert (status, err) == (0, [])
    assert (checked["findings"], checked["complete"]) == ([], True)
    assert checked["counts"] == {"R1": 12, "R2": 36, "otherwise": 12}
    assert checked["combinations"] == 60


def test_what_is_wrong_is_listed_with_an_example(run):
    status, checked, err = run("check", "-", stdin=json.dumps(OVERLAPPING))
    assert status == 1
    (finding,) = checked["findings"]
    assert (finding["id"], finding["rules"], finding["stops"]) == ("overlap", ["R1", "R2"], True)
    assert finding["facts"]["impact"] == 3
    assert err[0].startswith("/rules/1: Rules R1 and R2 fit the same facts, and only one rule may.")
    assert "For example: Impact: 3; Timing: No harm; Alone: yes." in err[0]


def test_an_installed_table_is_checked_by_its_name(run):
    status, checked, _ = run("check", "intended_outcome")
    assert (status, checked["combinations"], checked["counts"]["T9"]) == (0, 2000, 638)


def test_a_table_decides(run):
    status, recommended, _ = run("decide", GOOD, "-", stdin='{"impact": 3}')
    assert status == 0
    assert recommended == {
        "decision": "urgent",
        "label": "Urgent",
        "level": 3,
        "rules": [{"id": "R1", "reason": "Because of R1."}],
        "reasons": ["Because of R1."],
        "version": recommended["version"],
    }
    assert recommended["version"].startswith("sha256:")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", {**GOOD, "policy": "R"}), "/policy: “policy” must be one of: U"),
        (("check", {"format": "other"}), "/: This isn’t a decision table."),
        (("check", "missing.json"), "missing.json: can't be read"),
        (("check", "nope"), "There are: "),
        (("decide", GOOD, {"impact": 9}), "/impact: must be 3 or less"),
        (("decide", GOOD, {"shoe": 9}), "/shoe: is not known here"),
        (("decide", {**GOOD, "inputs": []}, {}), "/inputs: "),
        (("decide", "-", "-"), "only once"),
    ],
)
def test_bad_input_is_told_in_one_line_a_fault(run, arguments, said):
    status, out, err = run(*arguments)
    assert (status, out) == (2, None)
    assert any(said in line for line in err)
