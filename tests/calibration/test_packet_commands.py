"""`flask packets make` and `flask packets verify`, and `flask calibration decide`."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from pypdf import PdfReader, PdfWriter

from accounts.enums import Role
from calibration.models import Packet
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application
from tests import factories

REASONS = "Two interviewers saw designs at the level asked for, with evidence."


@pytest.fixture
def application(app: Flask) -> Application:
    found = factories.application(person=factories.candidate("Imani Okafor"), stage=Stage.CALIBRATION)
    factories.submitted(factories.interview(found, factories.account("Ada")), scores=[4, 3, 5])
    return found


def run(app: Flask, *words: object) -> Result:
    db.session.commit()
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


def answer(app: Flask, *words: object) -> dict[str, Any]:
    result = run(app, *words)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_made_packet_is_genuine(app: Flask, application: Application, tmp_path: Path) -> None:
    made = answer(app, "packets", "make", application.id, "--out", tmp_path / "packet.pdf")
    said = answer(app, "packets", "verify", tmp_path / "packet.pdf")
    assert (said["verdict"], said["content_sha256"], said["superseded_by"], said["differences"]) == (
        "genuine",
        made["content_sha256"],
        None,
        [],
    )


def test_making_it_again_gives_the_same_bytes(app: Flask, application: Application, tmp_path: Path) -> None:
    made = [answer(app, "packets", "make", application.id, "--out", tmp_path / name) for name in ("one.pdf", "two.pdf")]
    assert made[0]["file_sha256"] == made[1]["file_sha256"]
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_packet_before_the_decision_is_superseded_by_the_one_after(
    app: Flask, application: Application, tmp_path: Path
) -> None:
    chair = factories.account("Chair", Role.COMMITTEE)
    answer(app, "packets", "make", application.id, "--out", tmp_path / "before.pdf")
    decided = answer(
        app, "calibration", "decide", application.id, "--outcome", "hire", "--reasons", REASONS, "--as", chair.email
    )
    since = answer(app, "packets", "verify", tmp_path / "before.pdf")["changed_since"]
    assert [said.partition(" became")[0] for said in since if said.startswith("decision")] == ["decision: nothing"]
    later = answer(app, "packets", "make", application.id)
    said = answer(app, "packets", "verify", tmp_path / "before.pdf")
    assert (decided["number"], decided["level"]) == (1, "P5")
    assert (said["verdict"], said["superseded_by"]) == ("genuine", later["content_sha256"])


def test_a_changed_score_inside_the_file_is_found_and_named(
    app: Flask, application: Application, tmp_path: Path
) -> None:
    answer(app, "packets", "make", application.id, "--out", tmp_path / "packet.pdf")
    reader = PdfReader(BytesIO((tmp_path / "packet.pdf").read_bytes()))
    record = json.loads(reader.attachments["packet.json"][0])
    record["scorecards"][0]["ratings"][0]["score"] = 1
    forged = PdfWriter()
    forged.append_pages_from_reader(reader)
    forged.add_attachment("packet.json", json.dumps(record).encode())
    forged.write(tmp_path / "forged.pdf")
    said = answer(app, "packets", "verify", tmp_path / "forged.pdf")
    assert said["verdict"] == "altered"
    assert any("score" in difference and "4" in difference for difference in said["differences"])


def test_an_intact_packet_of_another_house_is_unknown(app: Flask, application: Application, tmp_path: Path) -> None:
    answer(app, "packets", "make", application.id, "--out", tmp_path / "packet.pdf")
    db.session.query(Packet).delete()
    assert answer(app, "packets", "verify", tmp_path / "packet.pdf")["verdict"] == "unknown"


@pytest.mark.parametrize(("name", "content"), [("notes.pdf", b"not a PDF"), ("missing.pdf", None)])
def test_what_is_no_packet_is_refused_in_one_line(app: Flask, tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run(app, "packets", "verify", tmp_path / name)
    assert (result.exit_code, result.stdout, len(result.stderr.strip().splitlines())) == (2, "", 1)


def test_an_unknown_application_is_refused(app: Flask) -> None:
    result = run(app, "packets", "make", 4711)
    assert (result.exit_code, "4711" in result.stderr) == (2, True)


def test_files_are_moved_to_a_folder_and_a_packet_there_is_still_genuine(
    app: Flask, application: Application, tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    made = answer(app, "packets", "make", application.id, "--out", tmp_path / "packet.pdf")
    moved = [answer(app, "packets", "move", "--to", folder) for _ in range(2)]
    assert [(said["moved"], said["there"], said["faults"]) for said in moved] == [(1, 0, []), (0, 1, [])]
    assert [file.name for file in folder.rglob("*") if file.is_file()] == [made["file_sha256"]]
    app.config["PACKET_STORAGE"] = str(folder)
    said = answer(app, "packets", "verify", tmp_path / "packet.pdf")
    assert (said["verdict"], said["changed_since"]) == ("genuine", [])
    assert answer(app, "packets", "move", "--to", "database")["moved"] == 1
