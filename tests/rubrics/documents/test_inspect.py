"""The command `flask rubrics inspect`: one JSON document, exit statuses, no database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.cli import Commands

LADDER = "# Ladder\n\n| Area | Junior | Senior |\n|---|---|---|\n| Craft | Learns. | Teaches. |\n"


@pytest.fixture
def commands() -> Commands:
    return Commands({"rubrics": "rubrics.cli:group"})


def test_it_prints_one_json_document_with_every_key(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "ladder.md"
    file.write_text(LADDER, encoding="utf-8")
    done = CliRunner().invoke(commands, ["rubrics", "inspect", str(file)])
    shown = json.loads(done.stdout)
    assert done.exit_code == 0
    assert list(shown) == [
        "version",
        "file",
        "kind",
        "title",
        "ladders",
        "profile",
        "criteria",
        "blueprint",
        "findings",
    ]
    assert (shown["version"], shown["file"], shown["kind"], shown["profile"]) == (1, "ladder.md", "ladder", None)
    assert shown["ladders"][0]["guidelines"][0] == {
        "level": 1, "competency": 1, "text": "Learns.", "items": ["Learns."], "label": None, "proficiency": None, "examples": [],
        "locator": "table 1, row 2, column 2 (line 5)",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "{file}: the file is empty; choose the file with the text"),
        (b"# a\n\0", "{file}, byte 5: a NUL byte: this is no text file; save it as Markdown, HTML, CSV or XLSX"),
    ],
)
def test_bad_input_exits_with_2_and_one_line_that_says_where(
    commands: Commands, tmp_path: Path, content: bytes, line: str
) -> None:
    file = tmp_path / "bad.md"
    file.write_bytes(content)
    done = CliRunner().invoke(commands, ["rubrics", "inspect", str(file)])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [f"Error: {line.format(file=file)}"]


def test_a_missing_file_exits_with_2(commands: Commands, tmp_path: Path) -> None:
    done = CliRunner().invoke(commands, ["rubrics", "inspect", str(tmp_path / "none.md")])
    assert done.exit_code == 2
    assert "No such file" in done.stderr


def test_a_kind_can_be_forced(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "rows.md"
    file.write_text("| Area | 1 | 2 | 3 |\n|---|---|---|---|\n| Craft | Low. | Mid. | High. |\n", encoding="utf-8")
    ladder = json.loads(CliRunner().invoke(commands, ["rubrics", "inspect", str(file), "--as", "ladder"]).stdout)
    criteria = json.loads(CliRunner().invoke(commands, ["rubrics", "inspect", str(file), "--as", "criteria"]).stdout)
    assert [level["code"] for level in ladder["ladders"][0]["levels"]] == ["1", "2", "3"]
    assert criteria["criteria"]["dimensions"][0]["anchors"] == {"1": "Low.", "2": "Mid.", "3": "High."}
    assert criteria["ladders"] == []
