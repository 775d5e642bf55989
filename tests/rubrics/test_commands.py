"""`flask rubrics import`, `generate` and `list`: the way from documents to a published rubric without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from core.database import db
from rubrics import content as plain
from rubrics.corrections import LadderCorrection
from rubrics.enums import RubricState
from rubrics.models import Rubric, RubricVersion, SourceDocument
from rubrics.operations.documents import correct_document
from rubrics.queries.contents import content
from tests import factories
from tests.rubrics import stock


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "keepers.md").write_text(stock.LADDER)
    (tmp_path / "lead-keeper.md").write_text(stock.CRITERIA)
    (tmp_path / "empty.md").write_text("")
    return tmp_path


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(args=["rubrics", *map(str, words)])


def answer(app: Flask, *words: object) -> dict[str, Any]:
    result = run(app, *words)
    assert (result.exit_code, result.stderr) == (0, "")
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def refusal(app: Flask, *words: object) -> str:
    """The one line on standard error; nothing stands on standard output and nothing was stored."""
    result = run(app, *words)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    return result.stderr.removeprefix("Error: ").rstrip("\n")


def test_importing_prints_what_was_added_with_its_numbers(app: Flask, files: Path) -> None:
    printed = answer(app, "import", files / "keepers.md")
    assert printed["ladders"] == [
        {
            "id": 1,
            "name": "Lighthouse engineering ladder",
            "levels": ["L1", "L2", "L3", "L4", "L5"],
            "competencies": [
                {"key": "competency:1", "name": "Optics", "group": "Lamp"},
                {"key": "competency:2", "name": "Power", "group": "Lamp"},
                {"key": "competency:3", "name": "Watch", "group": "Crew"},
                {"key": "competency:4", "name": "Teaching", "group": "Crew"},
            ],
        }
    ]
    assert (printed["version"], printed["kind"], printed["criteria"]) == (1, "ladder", [])


def test_importing_again_is_refused(app: Flask, files: Path) -> None:
    answer(app, "import", files / "keepers.md")
    assert refusal(app, "import", files / "keepers.md") == (
        f"{files}/keepers.md: it is in the library already, as document 1."
    )


def test_what_was_put_right_while_a_file_waited_is_imported_with_it(app: Flask, files: Path) -> None:
    document = stock.waiting(stock.LADDER, "keepers.md")
    rose = factories.account("Rose")
    correct_document(document=document, asked=None, corrections={1: LadderCorrection(name="Coast")}, actor=rose)
    db.session.commit()
    assert [row["name"] for row in answer(app, "import", files / "keepers.md")["ladders"]] == ["Coast"]


def test_of_several_ladders_in_a_file_the_one_with_the_level_is_taken(app: Flask, files: Path) -> None:
    part = "## {0} track\n\n| Area | {1}1 | {1}2 |\n|---|---|---|\n| Work | Does it. | Plans it. |\n| Talk | Asks. | Tells. |\n\n"
    (files / "two.md").write_text("# Coast\n\n" + part.format("Sea", "S") + part.format("Land", "M"))
    assert (
        answer(app, "generate", "--ladder-file", files / "two.md", "--level", "M2")["target"]["ladder"] == "Land track"
    )
    assert refusal(app, "generate", "--ladder-file", files / "two.md", "--level", "X1") == (
        f"{files}/two.md: it holds 2 ladders (“Sea track”: S1, S2; “Land track”: M1, M2). Give a level that one of them "
        "has, or import the file and name the ladder by --ladder."
    )


def test_an_unreadable_file_is_told_with_its_name_and_keeps_nothing(app: Flask, files: Path) -> None:
    assert refusal(app, "import", files / "empty.md").startswith(f"{files}/empty.md: the file is empty")
    assert refusal(app, "import", files / "absent.md").startswith(f"{files}/absent.md: No such file")
    assert db.session.scalar(select(func.count()).select_from(SourceDocument)) == 0


def test_generating_takes_the_links_that_were_given_and_publishes(app: Flask, files: Path) -> None:
    answer(app, "import", files / "keepers.md")
    answer(app, "import", files / "lead-keeper.md")
    words = ["--ladder", 1, "--criteria", 1, "--level", "L3", "--criteria-level", "L3", "--publish"]
    links = ["--link", "dimension:1=competency:3", "--link", "dimension:2=competency:4", "--link", "red_flag:1="]
    printed = answer(app, "generate", *words, *links)
    version = db.session.get_one(RubricVersion, printed["rubric_version"])
    assert [(link["subject"], link["target"]) for link in printed["links"]] == [
        ("dimension:1", "competency:3"),
        ("dimension:2", "competency:4"),
        ("red_flag:1", None),
    ]
    assert printed["dimensions"][0] == {
        "key": "dimension:1",
        "name": "Watch planning",
        "weight": 1.0,
        "must_have": False,
        "bar": 3,
        "statements": {"1": 1, "2": 1, "3": 2, "4": 1, "5": 2},
        "unwritten": {},
    }
    assert (printed["state"], version.state) == ("published", RubricState.PUBLISHED)
    assert printed["content_sha256"] == plain.content_sha256(content(version))


def test_suggestions_are_taken_from_the_threshold_on_and_say_why(app: Flask, files: Path) -> None:
    words = ["--ladder-file", files / "keepers.md", "--criteria-file", files / "lead-keeper.md", "--level", "L3"]
    every = answer(app, "generate", *words, "--accept-suggestions", "0.5")["links"]
    assert {link["subject"]: link["target"] for link in every}["dimension:2"] == "competency:4"
    assert min(link["score"] for link in every) >= 0.5
    assert "" not in {link["reason"] for link in every}
    assert answer(app, "generate", *words)["links"] == []
    assert answer(app, "generate", *words, "--accept-suggestions", "1.0")["links"] == []


def test_a_given_link_is_stronger_than_a_suggestion(app: Flask, files: Path) -> None:
    words = ["--ladder-file", files / "keepers.md", "--criteria-file", files / "lead-keeper.md", "--level", "L3"]
    taken = answer(app, "generate", *words, "--accept-suggestions", "0.5", "--link", "dimension:2=competency:1")
    assert {link["subject"]: link["target"] for link in taken["links"]}["dimension:2"] == "competency:1"


def test_files_in_the_library_are_used_and_not_imported_again(app: Flask, files: Path) -> None:
    for _ in range(2):
        answer(app, "generate", "--ladder-file", files / "keepers.md", "--level", "Lead Keeper")
    assert db.session.scalar(select(func.count()).select_from(SourceDocument)) == 1


def test_only_the_kept_dimensions_are_rated(app: Flask, files: Path) -> None:
    words = ["--ladder-file", files / "keepers.md", "--level", "L2", "--keep", "competency:4", "--keep", "competency:1"]
    assert [row["name"] for row in answer(app, "generate", *words)["dimensions"]] == ["Optics", "Teaching"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--level", "L3"], "Choose a ladder, criteria, or both."),
        (["--ladder", "99", "--level", "L3"], "--ladder 99: this is not a ladder of the library."),
        (["--criteria", "99"], "--criteria 99: this is not criteria of the library."),
        (["--ladder", "1"], "Choose the target level. The ladder “Lighthouse engineering ladder” has: L1 Keeper"),
        (["--ladder", "1", "--level", "L9"], "The ladder “Lighthouse engineering ladder” has no level “L9”."),
        (["--ladder", "1", "--level", "L3", "--link", "dimension:1"], "--link dimension:1: write SUBJECT=TARGET"),
        (["--ladder", "1", "--level", "L3", "--link", "signal:9=competency:1"], "Some links cannot be taken"),
        (
            ["--ladder", "1", "--level", "L3", "--keep", "nothing"],
            "--keep nothing: there is no such dimension. There are: competency:1 (Optics)",
        ),
        (
            ["--ladder", "1", "--ladder-file", "keepers.md", "--level", "L3"],
            "Give --ladder or --ladder-file, not both.",
        ),
        (["--criteria-file", "{files}/keepers.md"], "--criteria-file {files}/keepers.md: this is not criteria"),
    ],
)
def test_bad_input_is_one_line_and_stores_no_rubric(app: Flask, files: Path, words: list[str], sentence: str) -> None:
    answer(app, "import", files / "keepers.md")
    given = [word.format(files=files) for word in words]
    assert refusal(app, "generate", *given).startswith(sentence.format(files=files))
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Rubric)) == 0


def test_the_list_gives_the_numbers_of_everything(app: Flask, files: Path) -> None:
    answer(app, "generate", "--ladder-file", files / "keepers.md", "--level", "L3")
    answer(app, "import", files / "lead-keeper.md")
    assert answer(app, "list") == {
        "version": 1,
        "documents": [
            {
                "id": 2,
                "file": "lead-keeper.md",
                "kind": "criteria",
                "title": "Lead Keeper hiring criteria",
                "imported": True,
            },
            {
                "id": 1,
                "file": "keepers.md",
                "kind": "ladder",
                "title": "Lighthouse engineering ladder",
                "imported": True,
            },
        ],
        "ladders": [
            {
                "id": 1,
                "name": "Lighthouse engineering ladder",
                "track": None,
                "file": "keepers.md",
                "levels": ["L1", "L2", "L3", "L4", "L5"],
                "competencies": 4,
            }
        ],
        "criteria": [
            {"id": 1, "title": "Lead Keeper hiring criteria", "file": "lead-keeper.md", "dimensions": 2},
        ],
        "profiles": [],
        "rubrics": [
            {
                "id": 1,
                "title": "Lighthouse engineering ladder, L3 Lead Keeper",
                "number": 1,
                "state": "draft",
                "target": "L3 Lead Keeper",
                "dimensions": 4,
            }
        ],
    }


def test_a_p7_rubric_is_made_of_the_real_documents(app: Flask, shared: Path) -> None:
    seeds = shared / "seeds"
    printed = answer(
        app,
        "generate",
        *("--ladder-file", seeds / "000_74f925da3aebc08b.txt"),
        *("--criteria-file", seeds / "003_9a35b120785b0acc.txt"),
        *("--level", "P7", "--criteria-level", "P7", "--accept-suggestions", "0.5", "--publish"),
    )
    version = db.session.get_one(RubricVersion, printed["rubric_version"])
    assert (printed["target"]["code"], version.content_sha256) == ("P7", plain.content_sha256(content(version)))
    assert 4 <= len(printed["dimensions"]) <= 8
    assert all(statement.source for statement in plain.statements(content(version)))


@pytest.mark.parametrize("level", ["L1", "L2", "L3", "L4", "L5"])
def test_the_real_ladder_gives_a_rubric_for_each_level(app: Flask, shared: Path, level: str) -> None:
    printed = answer(
        app, "generate", "--ladder-file", shared / "seeds" / "004_40b92b76cb94f5af.txt", "--level", level, "--publish"
    )
    at = int(level[1])
    written = {score for row in printed["dimensions"] for score, count in row["statements"].items() if count}
    assert written == {str(score) for score in range(1, 6) if 1 <= at + score - 3 <= 5}
    assert (printed["target"]["code"], len(printed["dimensions"])) == (level, 8)


def test_a_second_ladder_is_merged_by_its_number(app: Flask, files: Path) -> None:
    ranked = (
        "| *Scope* | Own tasks. | A feature of the team. | A whole team. | Several teams. | The whole organisation. |\n"
        "| *Autonomy* | Works under close guidance. | Works independently. | Sets direction for the team. | Sets direction "
        "across teams. | Sets the direction of the company. |\n"
    )
    stock.ladder(stock.LADDER + ranked, "keepers.md")
    assert refusal(app, "generate", "--ladder", "1", "--second-ladder", "9", "--level", "L3").startswith(
        "--second-ladder 9"
    )
    assert refusal(app, "generate", "--ladder", "1", "--second-ladder", "1", "--level", "L3").startswith(
        "The second ladder is the same as the first."
    )
    second = stock.ladder((stock.LADDER + ranked).replace("Lighthouse", "Harbour"), "harbour.md")
    words = ["--ladder", "1", "--second-ladder", str(second.id), "--level", "L3"]
    found = answer(app, "generate", *words, "--keep", "competency:1", "--keep", "competency:7")
    assert [row["name"] for row in found["dimensions"]] == ["Optics (1)", "Optics (2)"]
