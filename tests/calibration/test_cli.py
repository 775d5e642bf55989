"""`flask calibration analyse` and `adverse-impact`, as other programs call them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from core.cli import Commands

ROWS = "".join(
    f"C{n},R{(n + k) % 4},D{i},{1 + (n * n + k + i) % 5}\n" for n in range(12) for k in range(3) for i in range(3)
)


def _run(*args: str, command: str = "analyse") -> Result:
    app = Flask("levelset")
    app.cli = Commands({"calibration": "calibration.cli.ratings:group"})
    return app.test_cli_runner().invoke(args=["calibration", command, *args])


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    path = tmp_path / "ratings.csv"
    path.write_text("candidate,interviewer,dimension,score\n" + ROWS, encoding="utf-8")
    return path


def test_one_json_document_is_printed(ratings: Path) -> None:
    result = _run(str(ratings))
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert (document["version"], document["ratings"], document["bar"]) == (1, 108, 3.0)
    assert document["mixed"]["prior"] is None
    assert [pair["n"] for pair in document["agreement"]["pairs"]] == [18] * 6
    assert set(document["mixed"]["interviewers_by_dimension"]["R0"]) == set(document["agreement"]["r_wg"])


def test_options_reach_the_analysis(ratings: Path) -> None:
    result = _run(str(ratings), "--bar", "4", "--low", "0", "--high", "6", "--model", "mixed", "--prior", "weak")
    document = json.loads(result.stdout)
    assert (document["bar"], document["scale"], document["facets"]) == (4.0, {"low": 0, "high": 6}, None)
    assert document["mixed"]["prior"] == "weak"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--low", "5", "--high", "1"], "--low 5 --high 1: the highest score must be 1 to 100 above the lowest"),
        (["--bar", "7"], "--bar 7: the bar must stand on the scale 1 to 5"),
        (["--bar", "nan"], "--bar nan: the bar must stand on the scale 1 to 5"),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(ratings: Path, args: list[str], message: str) -> None:
    result = _run(str(ratings), *args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {message}\n")


def test_a_score_off_the_scale_is_refused_with_file_line_and_column(ratings: Path) -> None:
    ratings.write_text("candidate,interviewer,dimension,score\nA,R,D,3\nA,R,E,9\n", encoding="utf-8")
    result = _run(str(ratings))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: {ratings}: line 3, column score: 9 is off the scale 1 to 5; correct it or set --low and --high\n"
    )


def test_a_file_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    result = _run(str(tmp_path / "absent.csv"))
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {tmp_path / 'absent.csv'}: cannot be read (No such file or directory); give the path of a CSV file\n"
    )


def test_adverse_impact_prints_one_document_and_refuses_with_file_and_place(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_bytes(b"\xef\xbb\xbfgroup;applicants;selected\r\nA;80;48\r\nB;40;12\r\n")
    result = _run(str(path), command="adverse-impact")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [(row["group"], row["ratio"]) for row in json.loads(result.stdout)["groups"]] == [("A", 1.0), ("B", 0.5)]
    path.write_text("group,applicants,selected\nA,80,48\nB,4,5\n", encoding="utf-8")
    result = _run(str(path), command="adverse-impact")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: {path}: line 3, column selected: 5 selected of 4 applicants; "
        "selected are part of those who applied, correct one\n"
    )


def test_other_commands_do_not_wait_for_the_statistics() -> None:
    code = "import sys, calibration.cli.ratings; sys.exit('numpy' in sys.modules or 'scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0
