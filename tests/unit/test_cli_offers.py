"""`aimwell measure`, `aimwell triage`, `aimwell tariff`: JSON out; bad input in one line a fault, exit 2."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from aimwell import hookimpl
from aimwell.cli.main import main
from aimwell_plugins.measures import vas


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run the command; what is no text among its arguments becomes a file."""

    def run(*arguments, stdin=None):
        names = []
        for index, argument in enumerate(arguments):
            if not isinstance(argument, str):
                file = tmp_path / f"{index}.json"
                file.write_text(json.dumps(argument))
                argument = str(file)
            names.append(argument)
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = main(names)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return status, json.loads(out) if out else None, err.splitlines()

    return run


def copm(*ratings):
    problems = [
        {"id": str(index), "performance": one, "satisfaction": other}
        for index, (one, other) in enumerate(ratings)
    ]
    return {"problems": problems}


BEFORE = copm((3, 2), (4, 3), (2, 2), (5, 4), (3, 1))
AFTER = copm((6, 6), (5, 6), (5, 4), (7, 8), (3, 2))


def test_measures_are_listed_with_the_package_that_they_come_from(run):
    status, listed, _ = run("measure", "list")
    assert status == 0
    found = {measure["name"]: measure for measure in listed["measures"]}
    assert found["copm"]["licence"] == "data_only"
    assert found["pain_vas"]["plugin"] == "vas"
    assert found["vas"]["package"] == "aimwell"


def test_a_score(run):
    status, scored, err = run("measure", "score", "copm", BEFORE)
    assert (status, err) == (0, [])
    assert (scored["measure"], scored["version"]) == ("copm", "1.0")
    assert scored["scores"] == [
        {"name": "performance", "value": 3.4, "missing": []},
        {"name": "satisfaction", "value": 2.4, "missing": []},
    ]
    assert scored["working"][0] == "performance: (3 + 4 + 2 + 5 + 3) ÷ 5 = 3.4"


def test_a_change_from_standard_input(run):
    status, changed, _ = run("measure", "change", "copm", BEFORE, "-", stdin=json.dumps(AFTER))
    assert status == 0
    assert [(change["name"], change["change"], change["meaning"]) for change in changed["changes"]] == [
        ("performance", 1.8, "no meaningful change"),
        ("satisfaction", 2.8, "improved"),
    ]
    assert set(changed["changes"][0]) == {
        "name",
        "before",
        "after",
        "change",
        "direction",
        "meaning",
        "reason",
        "citation",
    }


def test_settings_from_a_file(run):
    arguments = ("measure", "change", "vas", {"value": 62}, {"value": 41}, "--settings")
    _, changed, _ = run(*arguments, {"higher_is": "worse", "threshold": 13})
    assert changed["changes"][0]["meaning"] == "improved"
    status, out, err = run(*arguments, {"higher_is": "up"})
    assert (status, out) == (2, None)
    assert err[0].startswith("/higher_is: must be one of: better, worse")


def test_a_recommendation(run):
    status, recommended, _ = run("triage", "decide", "intended_outcome", {"context": 3})
    assert status == 0
    assert set(recommended) == {"decision", "label", "level", "rules", "reasons", "version"}
    assert (recommended["decision"], recommended["level"]) == ("urgent", 3)
    assert [rule["id"] for rule in recommended["rules"]] == ["T1"]


def test_a_quote(run):
    outcomes = [{"name": "Walk to the shop", "weight": "1", "achieved": "1"}]
    case = {"value": "1234.56", "days": 11, "of_days": 28, "outcomes": outcomes}
    status, quoted, _ = run("tariff", "quote", "outcome_share", {"guaranteed": "0.80"}, case)
    assert status == 0
    assert set(quoted) == {"lines", "total"}
    assert [line["amount"] for line in quoted["lines"]] == ["388.01", "97.00"]
    assert quoted["total"] == "485.01"


def test_one_line_a_fault_with_its_pointer(run):
    status, out, err = run("measure", "score", "copm", copm((0, 5), (5, 11)))
    assert (status, out) == (2, None)
    assert [line.split(": ")[0] for line in err] == ["/problems/0/performance", "/problems/1/satisfaction"]


def test_what_a_measure_refuses_names_the_file(run):
    status, out, err = run(
        "measure", "change", "vas", {"value": 5, "mode": "nrs"}, {"value": 50, "mode": "nrs"}
    )
    assert (status, out) == (2, None)
    assert err[0].startswith("/value: must be 10 or less")
    assert err[0].endswith("4.json)")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "NaN", '{"value": NaN}', '{"value": 1, "value": 2}', '{"value": 1e999}', "\x00"],
)
def test_what_is_no_object_of_answers_is_refused(run, text):
    status, out, err = run("measure", "score", "vas", "-", stdin=text)
    assert (status, out) == (2, None)
    assert len(err) == 1


def test_deep_and_large_input_is_refused(run):
    assert run("measure", "score", "vas", "-", stdin="[" * 100_000)[0] == 2
    assert run("measure", "score", "vas", "-", stdin=" " * 2_000_000)[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("measure", "score", "nope", {}),
        ("measure", "change", "nope", {}, {}),
        ("triage", "decide", "nope", {}),
        ("tariff", "quote", "nope", {}, {}),
    ],
)
def test_an_unknown_name_lists_what_there_is(run, arguments):
    status, out, err = run(*arguments)
    assert (status, out) == (2, None)
    assert "There are: " in err[0]


def test_a_missing_file_is_one_line(run, tmp_path):
    missing = str(tmp_path / "missing.json")
    assert run("measure", "score", "vas", missing) == (
        2,
        None,
        [f"{missing}: can't be read: No such file or directory"],
    )


def test_standard_input_can_be_given_once(run):
    status, _, err = run("measure", "change", "vas", "-", "-", stdin="{}")
    assert status == 2
    assert "only once" in err[0]


def test_every_file_with_faults_is_told(run):
    status, out, err = run("measure", "change", "vas", {"value": 101}, {"value": -1}, "--settings", {"up": 1})
    assert (status, out) == (2, None)
    found = [(line.split(": ")[0], line[-8:]) for line in err]
    assert found == [("/up", "/6.json)"), ("/value", "/3.json)"), ("/value", "/4.json)")]


def test_every_file_that_the_measure_refuses_is_told(run):
    low = {"value": 50, "mode": "nrs"}
    _, _, err = run("measure", "change", "vas", low, low)
    assert [line[-8:] for line in err] == ["/3.json)", "/4.json)"]


def test_settings_and_case_of_a_tariff_are_told_together(run):
    _, _, err = run("tariff", "quote", "outcome_share", {"guaranteed": 1}, {"value": 1, "outcomes": []})
    assert [line.split(": ")[0] for line in err] == ["/guaranteed", "/outcomes", "/value"]


def test_a_fault_is_one_line_and_steers_no_terminal(run):
    _, _, err = run("measure", "score", "vas", {"a\nb": 1, "c\x1b[31m": 2, "d\u2028": 3})
    assert [line.split(": ")[0] for line in err] == ["/a\\nb", "/c\\x1b[31m", "/d\\u2028"]


@pytest.mark.parametrize(
    ("redirected", "told"),
    [
        ("measure list >&-", "standard output: can't be written: it is closed"),
        ("measure list >/dev/full", "standard output: can't be written: No space left on device"),
        ("measure score vas - <&-", "-: can't be read: standard input is closed"),
    ],
)
def test_what_is_closed_or_full_is_one_line(redirected, told):
    command = ["sh", "-c", f'"{sys.executable}" -m aimwell.cli.main {redirected}']
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode in (1, 2)
    assert ran.stderr.splitlines() == [told]


def test_a_reader_that_goes_away_is_no_traceback():
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "aimwell.cli.main", "measure", "list"]
    ran = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (1, "")


def test_a_plugin_that_breaks_is_one_line(run, monkeypatch):
    from aimwell.plugins import Plugins

    class Breaking:
        @staticmethod
        @hookimpl
        def measures():
            def score(answers, settings):
                raise ValueError(answers["metres"])

            return (replace(vas.measures()[0], name="breaks", answers={"type": "object"}, score=score),)

    plugins = Plugins.of(breaking=Breaking)
    monkeypatch.setattr("aimwell.plugins.installed_plugins", lambda: plugins)
    status, out, err = run("measure", "score", "breaks", {"metres": "secret"})
    assert (status, out) == (1, None)
    assert err[0].startswith("The plugin “breaking” 0 failed in score: ValueError at test_cli_offers.py:")
    assert "secret" not in err[0]


def test_plugins_that_cannot_be_used_are_one_sentence(run, monkeypatch):
    from aimwell.plugins import PluginError

    def installed():
        raise PluginError("The plugin “lost” of stranger 2.1 can't be imported.")

    monkeypatch.setattr("aimwell.plugins.installed_plugins", installed)
    told = (1, None, ["The plugin “lost” of stranger 2.1 can't be imported."])
    assert run("measure", "list") == told
    assert run("form", "check", {"type": "object"}) == told
