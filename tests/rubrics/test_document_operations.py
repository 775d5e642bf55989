"""Documents are received, imported or discarded."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.documents import read
from rubrics.documents.reading import LadderReading, LevelReading, Reading
from rubrics.documents.reading.profile import Component, ProfileReading
from rubrics.enums import DocumentKind, SignalKind
from rubrics.models import Competency, Criteria, Guideline, Ladder, Level, RoleProfile, SourceDocument
from rubrics.operations.documents import discard_document, import_document, receive_document
from rubrics.queries.matrix import ladder_matrix
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.postgresql


@pytest.fixture
def recruiter(app: Flask) -> Account:
    return factories.account("Rose", Role.RECRUITER)


def actions() -> list[tuple[str, str]]:
    return [tuple(row) for row in db.session.execute(select(AuditEvent.action, AuditEvent.actor_name))]


def test_a_received_document_waits_with_its_bytes_and_its_hash(recruiter: Account) -> None:
    document = stock.waiting(stock.LADDER, "keepers.md", recruiter)
    db.session.commit()
    assert document.content == stock.LADDER.encode()
    assert document.sha256 == hashlib.sha256(stock.LADDER.encode()).hexdigest()
    assert (document.kind, document.title, document.imported_at) == (
        DocumentKind.LADDER,
        "Lighthouse engineering ladder",
        None,
    )
    assert document.received_by_id == recruiter.id
    assert db.session.scalar(select(func.count()).select_from(Ladder)) == 0
    assert actions() == [("receive_document", "Rose")]


def test_the_same_bytes_received_twice_are_one_waiting_document(recruiter: Account) -> None:
    first = stock.waiting(stock.LADDER, "keepers.md", recruiter)
    again = stock.waiting(stock.LADDER, "renamed.md", recruiter)
    assert (again.id, again.name) == (first.id, "renamed.md")


def test_a_document_in_the_library_is_not_received_again(recruiter: Account) -> None:
    stock.imported(stock.LADDER, "keepers.md", recruiter)
    with pytest.raises(Conflict, match=r"in the library already, as keepers\.md"):
        stock.waiting(stock.LADDER, "copy.md", recruiter)


def test_an_imported_ladder_has_its_levels_rows_and_cells_in_source_order(recruiter: Account) -> None:
    document = stock.imported(stock.LADDER, "keepers.md", recruiter)
    ladder = db.session.scalars(select(Ladder).where(Ladder.document_id == document.id)).one()
    assert [level.label for level in ladder.levels] == [
        "L1 Keeper",
        "L2 Senior Keeper",
        "L3 Lead Keeper",
        "L4 Principal Keeper",
        "L5 Warden",
    ]
    assert [(row.position, row.name, row.group) for row in ladder.competencies] == [
        (1, "Optics", "Lamp"),
        (2, "Power", "Lamp"),
        (3, "Watch", "Crew"),
        (4, "Teaching", "Crew"),
    ]
    power = ladder_matrix(ladder)[1]
    assert [cell.text for cell in power.cells] == [
        "Reads the meter each hour.",
        "Repairs a burner during a storm.",
        "Plans the fuel of one winter.",
        None,
        "Signs the fuel contract of the coast.",
    ]
    assert document.imported_at is not None
    assert actions() == [("receive_document", "Rose"), ("import_document", "Rose")]


def test_imported_criteria_keep_anchors_signals_and_exercises_with_their_places(recruiter: Account) -> None:
    stock.imported(stock.CRITERIA, "lead-keeper.md", recruiter)
    criteria = db.session.scalars(select(Criteria)).one()
    assert [(row.name, [anchor["score"] for anchor in row.anchors]) for row in criteria.dimensions] == [
        ("Watch planning", [3, 5]),
        ("Teaching", [3, 5]),
    ]
    assert [(row.kind, row.text, row.locator) for row in criteria.signals] == [
        (SignalKind.STRONG, "Wrote a watch plan that a later crew still uses.", "line 18"),
        (SignalKind.WEAK, "Talks about the lamp only and never about the crew.", "line 22"),
        (SignalKind.RED_FLAG, "Left a tower dark to prove a point.", "line 26"),
    ]
    assert [(row.name, row.minutes_low, row.minutes_high, row.evaluate) for row in criteria.exercises] == [
        ("Fog rota", 40, 60, ["fairness", "cover of every night", "notice given"])
    ]
    assert (criteria.scale_low, criteria.scale_high) == (1, 5)


def test_importing_twice_is_refused_and_adds_nothing(recruiter: Account) -> None:
    document = stock.imported(stock.LADDER, "keepers.md", recruiter)
    with pytest.raises(Conflict, match="in the library already"):
        import_document(document=document, reading=read(stock.LADDER.encode(), "keepers.md"), actor=recruiter)
    assert db.session.scalar(select(func.count()).select_from(Ladder)) == 1


def test_a_discarded_document_is_gone_and_may_come_back(recruiter: Account) -> None:
    document = stock.waiting(stock.LADDER, "keepers.md", recruiter)
    db.session.commit()
    discard_document(document=document, actor=recruiter)
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(SourceDocument)) == 0
    assert actions() == [("receive_document", "Rose"), ("discard_document", "Rose")]
    assert stock.waiting(stock.LADDER, "keepers.md", recruiter).imported_at is None


def test_an_imported_document_is_not_discarded(recruiter: Account) -> None:
    document = stock.imported(stock.LADDER, "keepers.md", recruiter)
    with pytest.raises(Conflict, match="so it stays"):
        discard_document(document=document, actor=recruiter)


def test_a_reading_without_anything_to_import_is_refused_and_keeps_nothing(recruiter: Account) -> None:
    nothing = Reading(file="notes.md", kind="plan", title="Notes")
    with pytest.raises(InvalidInput, match=r"Nothing to import was found in notes\.md"):
        receive_document(content=b"notes", reading=nothing, actor=recruiter)
    assert db.session.scalar(select(func.count()).select_from(SourceDocument)) == 0


def test_texts_longer_than_their_columns_are_cut_and_say_so(recruiter: Account) -> None:
    long = "x" * 500
    reading = Reading(
        file=f"{long}.md",
        kind="role_profile",
        title=long,
        ladders=(LadderReading(name=long, levels=(LevelReading(1, long, long), LevelReading(2, "B", "B"))),),
        profile=ProfileReading(code=long, function=long, components={"tasks": (Component(long),)}),
    )
    document = receive_document(content=b"long", reading=reading, actor=recruiter)
    import_document(document=document, reading=reading, actor=recruiter)
    db.session.commit()
    levels = db.session.scalars(select(Level).order_by(Level.position)).all()
    profile = db.session.scalars(select(RoleProfile)).one()
    assert [(len(level.code or ""), len(level.name or "")) for level in levels] == [(40, 0), (1, 0)]
    assert (levels[0].code or "").endswith("x…")
    assert (len(profile.code or ""), len(profile.function or "")) == (80, 200)
    assert profile.details["components"]["tasks"][0]["text"] == long


def test_a_level_whose_name_repeats_its_code_is_written_once(recruiter: Account) -> None:
    levels = (LevelReading(1, "P2", "p2"), LevelReading(2, "keeper", "Keeper"))
    reading = Reading("a.md", "ladder", "A", (LadderReading("A", levels=levels),))
    document = receive_document(content=b"a", reading=reading, actor=recruiter)
    import_document(document=document, reading=reading, actor=recruiter)
    stored = db.session.scalars(select(Level).order_by(Level.position)).all()
    assert [(level.label, level.target_code) for level in stored] == [("P2", "P2"), ("Keeper", "keeper")]


@pytest.mark.parametrize(
    ("file", "ladders", "cells"),
    [
        ("000_74f925da3aebc08b.txt", [("P2", "P7", 6, 3)], 18),
        ("004_40b92b76cb94f5af.txt", [("L1", "L5", 5, 12)], 60),
    ],
)
def test_a_real_ladder_is_stored_whole(
    recruiter: Account, shared: Path, file: str, ladders: list[tuple[str, str, int, int]], cells: int
) -> None:
    content = (shared / "seeds" / file).read_bytes()
    reading = read(content, file)
    document = receive_document(content=content, reading=reading, actor=recruiter)
    import_document(document=document, reading=reading, actor=recruiter)
    db.session.commit()
    stored = db.session.scalars(select(Ladder)).all()
    assert [
        (row.levels[0].code, row.levels[-1].code, len(row.levels), len(row.competencies)) for row in stored
    ] == ladders
    assert db.session.scalar(select(func.count()).select_from(Guideline)) == cells


def test_rows_of_the_same_name_stay_apart(recruiter: Account, shared: Path) -> None:
    file = "004_40b92b76cb94f5af.txt"
    content = (shared / "seeds" / file).read_bytes()
    reading = read(content, file)
    import_document(
        document=receive_document(content=content, reading=reading, actor=recruiter), reading=reading, actor=recruiter
    )
    rows = db.session.scalars(select(Competency).where(Competency.name == "Mastery").order_by(Competency.position))
    assert [(row.position, row.occurrence) for row in rows] == [(1, 1), (2, 2), (3, 3)]
