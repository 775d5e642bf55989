"""Loading the demo: once, into an empty database, by a command that says what it did."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select

from calibration.demo.load import DemoSummary
from calibration.demo.packet import printed_packet
from calibration.models import LegalHold, PacketBulkItem, PacketShare
from core.database import db
from core.errors import Conflict
from scorecards.models import Candidate
from tests import factories
from tests.calibration.demo.company import loaded


def test_loading_the_same_demo_again_changes_nothing(demo: DemoSummary) -> None:
    again = loaded()
    assert (again.is_new, again.counts) == (False, demo.counts)


@pytest.mark.parametrize(("count", "seed"), [(24, 2), (25, 1)])
def test_another_demo_is_refused_where_one_is_loaded(demo: DemoSummary, count: int, seed: int) -> None:
    with pytest.raises(Conflict, match="empty database"):
        loaded(count, seed)


def test_a_database_that_holds_anything_is_refused_and_left_alone(app: Flask) -> None:
    factories.account("Somebody Real")
    with pytest.raises(Conflict, match="table account"):
        loaded()
    assert db.session.scalar(select(func.count()).select_from(Candidate)) == 0


def test_a_database_without_tables_is_refused_with_what_to_do(app: Flask) -> None:
    db.drop_all()
    with pytest.raises(Conflict, match="flask db upgrade"):
        loaded()


def test_statements_do_not_grow_with_every_candidate(
    app: Flask, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with count_queries() as seen:
        loaded(120)
    writes = [statement for statement in seen if statement.startswith("INSERT INTO rating ")]
    assert len(writes) == 1


def test_the_command_prints_one_document_and_writes_a_packet_with_candidate_decision_and_evidence(
    app: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "packet.pdf"
    result = app.test_cli_runner().invoke(args=["demo", "--packet", str(file)])
    assert result.exit_code == 0, result.output
    printed = json.loads(result.stdout)
    assert (printed["version"], printed["company"], printed["loaded"]) == (1, "Ferrywright", True)
    assert printed["packet"]["file"] == str(file)
    assert printed["packet"]["bytes"] == file.stat().st_size
    packet, again = printed_packet(base_url=None)
    assert (packet.content_sha256, again) == (printed["packet"]["content_sha256"], file.read_bytes())
    text = "\n".join(page.extract_text() for page in PdfReader(file).pages)
    assert [
        words
        for words in (packet.application.candidate.name, "Hire at E4", "More evidence needed")
        if words not in text
    ] == []
    handed_out = [db.session.query(table).count() for table in (PacketShare, PacketBulkItem, LegalHold)]
    assert handed_out == [2, 2, 1]


@pytest.mark.parametrize("place", ["nowhere/packet.pdf", "", "file/packet.pdf"])
def test_the_command_says_where_no_packet_can_be_written_and_loads_nothing(
    app: Flask, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").touch()
    result = app.test_cli_runner().invoke(args=["demo", "--packet", str(tmp_path / place)])
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    db.session.remove()
    assert db.session.scalar(select(func.count()).select_from(Candidate)) == 0


def test_the_command_exits_with_2_on_a_database_in_use(app: Flask) -> None:
    factories.account("Somebody Real")
    result = app.test_cli_runner().invoke(args=["demo"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "empty database" in result.stderr
