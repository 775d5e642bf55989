"""Files under their hash: in the database or in a folder, never half there, never altered unnoticed."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from core.database import db
from core.storage import StorageFault, StoredFile, file_bytes, forget_file, move_files, store_file
from core.storage import folder as files
from core.storage.folder import place

pytestmark = pytest.mark.postgresql

CONTENT = b"%PDF-1.7 one sealed packet"
SHA = hashlib.sha256(CONTENT).hexdigest()


def store(content: bytes = CONTENT) -> StoredFile:
    stored = store_file(content=content, media_type="application/pdf")
    db.session.commit()
    return stored


def held() -> list[bytes]:
    return list(db.session.scalars(select(StoredFile.content)))


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Path:
    app.config["PACKET_STORAGE"] = str(tmp_path / "files")
    return tmp_path / "files"


@pytest.fixture(params=["database", "folder"])
def anywhere(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> str:
    app.config["PACKET_STORAGE"] = "database" if request.param == "database" else str(tmp_path / "files")
    return str(request.param)


def test_the_same_bytes_are_stored_once_and_read_back_wherever_they_are(anywhere: str) -> None:
    first, second = store(), store()
    assert (first.sha256, second.sha256, first.size) == (SHA, SHA, len(CONTENT))
    assert (file_bytes(first), db.session.query(StoredFile).count()) == (CONTENT, 1)


def test_an_empty_file_is_a_file(anywhere: str) -> None:
    assert file_bytes(store(b"")) == b""


def test_in_a_folder_the_bytes_lie_under_their_hash_and_not_in_the_row(folder: Path) -> None:
    store()
    assert (files_below(folder), held()) == ([folder / SHA[:2] / SHA], [b""])
    assert place(folder, SHA).read_bytes() == CONTENT


@contextmanager
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        yield


def test_a_full_disk_leaves_nothing_behind_and_a_retry_succeeds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with full_disk(monkeypatch), pytest.raises(StorageFault, match="is full, so nothing was stored"):
        store_file(content=CONTENT, media_type="application/pdf")
    db.session.rollback()
    assert (files_below(folder), held()) == ([], [])
    assert file_bytes(store()) == CONTENT


def test_a_folder_that_cannot_be_made_is_said(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    app.config["PACKET_STORAGE"] = str(tmp_path / "taken")
    with pytest.raises(StorageFault, match="cannot be written to: Not a directory"):
        store_file(content=CONTENT, media_type="application/pdf")


def test_a_missing_file_and_an_altered_one_are_said_and_not_handed_out(folder: Path) -> None:
    stored = store()
    place(folder, SHA).write_bytes(CONTENT.replace(b"sealed", b"forged"))
    with pytest.raises(StorageFault, match="was altered where it is kept"):
        file_bytes(stored)
    place(folder, SHA).unlink()
    with pytest.raises(StorageFault, match="is missing from the folder"):
        file_bytes(stored)
    assert file_bytes(store()) == CONTENT  # the same bytes, stored again, heal it


def test_bytes_that_were_altered_in_the_database_are_said(app: Flask) -> None:
    stored = store()
    stored.content = b"other bytes"
    db.session.commit()
    with pytest.raises(StorageFault, match="was altered where it is kept"):
        file_bytes(stored)


def test_a_forgotten_file_is_removed_once_that_is_committed(folder: Path) -> None:
    store()
    forget_file(sha256=SHA)
    db.session.rollback()
    assert place(folder, SHA).exists()
    forget_file(sha256=SHA)
    db.session.commit()
    assert (files_below(folder), held()) == ([], [])


def test_a_file_that_is_forgotten_and_stored_again_in_one_transaction_stays(folder: Path) -> None:
    store()
    forget_file(sha256=SHA)
    assert file_bytes(store()) == CONTENT


def test_a_file_that_is_stored_again_while_its_removal_is_under_way_stays(folder: Path) -> None:
    store()
    which = files.made(folder, SHA)
    files.write(folder, SHA, CONTENT, anew=True)  # another process, between the commit of the removal and the removal
    files.remove(folder, SHA, which)
    assert (files_below(folder), place(folder, SHA).read_bytes()) == ([place(folder, SHA)], CONTENT)
    files.remove(folder, SHA, files.made(folder, SHA))
    files.remove(folder, SHA, None)
    assert files_below(folder) == []


def test_two_who_store_the_same_bytes_at_the_same_moment_have_one_file(app: Flask, anywhere: str) -> None:
    found: list[str] = []

    def second() -> None:
        with app.app_context():
            found.append(store().sha256)

    store_file(content=CONTENT, media_type="application/pdf")  # not committed: the second waits for it
    thread = threading.Thread(target=second)
    thread.start()
    thread.join(0.4)
    assert found == []
    db.session.commit()
    thread.join(20)
    assert (found, db.session.query(StoredFile).count()) == ([SHA], 1)


def test_bytes_that_are_stored_again_while_they_are_forgotten_are_there_in_the_end(app: Flask, anywhere: str) -> None:
    store()
    found: list[bytes] = []

    def second() -> None:
        with app.app_context():
            found.append(file_bytes(store()))

    assert forget_file(sha256=SHA)
    thread = threading.Thread(target=second)
    thread.start()
    thread.join(0.4)
    db.session.commit()
    thread.join(20)
    assert (found, file_bytes(db.session.get_one(StoredFile, SHA))) == ([CONTENT], CONTENT)


def test_files_move_to_a_folder_and_back_and_a_fault_stays_where_it_is(app: Flask, tmp_path: Path) -> None:
    folder, other = tmp_path / "files", tmp_path / "other"
    app.config["PACKET_STORAGE"] = "database"
    store(), store(b"another")

    def move(source: Path | None, target: Path | None) -> tuple[int, int, int]:
        done = []
        for sums in move_files(source=source, target=target):
            db.session.commit()
            done.append((sums.moved, sums.there, len(sums.faults)))
        return done[-1]

    assert (move(None, folder), move(None, folder), held()) == ((2, 0, 0), (0, 2, 0), [b"", b""])
    assert move(folder, other) == (2, 0, 0)
    assert (move(folder, other), files_below(folder)) == ((0, 2, 0), [])
    place(other, SHA).unlink()
    assert move(other, None) == (1, 0, 1)
    assert sorted(held()) == [b"", b"another"]


def test_files_that_lie_in_a_folder_which_the_setting_does_not_name_are_said(app: Flask, folder: Path) -> None:
    stored = store()
    app.config["PACKET_STORAGE"] = "database"
    with pytest.raises(StorageFault, match="PACKET_STORAGE names none"):
        file_bytes(stored)
