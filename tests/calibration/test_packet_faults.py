"""What can go wrong between a packet and its reader: said in words, nothing half kept, and a retry that succeeds."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Account
from calibration.models import Packet
from calibration.packet import fonts
from core.database import db
from core.errors import DomainError
from core.storage import StoredFile
from core.storage.folder import place
from tests.calibration.committee import Committee


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Path:
    app.config["PACKET_STORAGE"] = str(tmp_path / "files")
    return tmp_path / "files"


class Asked:
    """A packet that the chair asked for, and its page."""

    def __init__(self, house: Committee, sign_in: Callable[[Account], FlaskClient]) -> None:
        self.client = sign_in(house.chair)
        made = self.client.post(
            f"/calibration/applications/{house.application.id}/packets", data={"profile": "recruiter"}
        )
        self.url = made.location

    def page(self) -> str:
        return self.client.get(self.url).text

    def download(self) -> Any:
        return self.client.post(f"{self.url}/download")


@pytest.fixture
def asked(folder: Path, house: Committee, sign_in: Callable[[Account], FlaskClient]) -> Asked:
    return Asked(house, sign_in)


def test_a_full_disk_fails_the_packet_in_words_and_trying_again_makes_it(
    asked: Asked, folder: Path, run_jobs: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        run_jobs()
    assert "The disk of PACKET_STORAGE is full, so nothing was stored. Make room, then try again." in asked.page()
    kept = [file for file in folder.rglob("*") if file.is_file()]
    assert (kept, db.session.query(StoredFile).count()) == ([], 0)
    asked.client.post(f"{asked.url}/again")
    run_jobs()
    assert asked.download().data[:5] == b"%PDF-"


def test_a_missing_font_fails_the_packet_in_words_and_trying_again_makes_it(
    asked: Asked, tmp_path: Path, run_jobs: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(fonts, "FOLDER", tmp_path)
        run_jobs()
    page = asked.page()
    assert "the installation lacks the font" in page
    assert fonts.CORE_FACES[0].file in page
    asked.client.post(f"{asked.url}/again")
    run_jobs()
    assert asked.download().data[:5] == b"%PDF-"


def test_a_damaged_font_is_named_and_not_replaced_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = (fonts.FOLDER / fonts.CORE_FACES[0].file).read_bytes()
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    for name, content in (("cut.ttf", whole[:2000]), ("empty.ttf", b""), ("pointer.ttf", b"version https://lfs")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DomainError, match=f"^Packets cannot be set: the font {name} is damaged. Install Levelset"):
            fonts.coverage(name)


def test_a_packet_whose_file_is_missing_or_altered_is_not_handed_out(
    asked: Asked, folder: Path, run_jobs: Callable[[], Any]
) -> None:
    run_jobs()
    sealed = place(folder, db.session.query(Packet.file_sha256).scalar())
    content = sealed.read_bytes()
    sealed.write_bytes(content + b" ")
    altered = asked.download()
    sealed.unlink()
    missing = asked.download()
    assert [(answer.status_code, answer.mimetype) for answer in (altered, missing)] == [(503, "text/html")] * 2
    assert ("was altered where it is kept" in altered.text, "is missing from the folder" in missing.text) == (
        True,
        True,
    )
    sealed.write_bytes(content)
    assert asked.download().data == content
