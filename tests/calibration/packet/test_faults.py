"""Records that are hard to set: a packet comes out all the same, and nothing is lost."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from calibration.packet import fonts
from calibration.packet.press import Paper
from calibration.packet.record import Packet, from_json, to_json
from calibration.packet.render import render_packet
from tests.calibration.packet.crowd import crowded_record
from tests.calibration.packet.sample import empty_record


def _read(record: Packet) -> PdfReader:
    return PdfReader(BytesIO(render_packet(record)))


def _complaints(folder: Path, *packets: bytes) -> tuple[int, str]:
    """What the accessibility checker finds in some files; its own start takes as long as its look at two of them."""
    files = [folder / f"packet-{number}.pdf" for number, _ in enumerate(packets)]
    for file, packet in zip(files, packets, strict=True):
        file.write_bytes(packet)
    checker = Path(sys.executable).with_name("outloud")
    command = [checker, "--fail-on", "warning", *files]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    return checked.returncode, checked.stderr


@pytest.fixture(scope="module")
def empty() -> bytes:
    return render_packet(empty_record())


def _bare(record: Packet, name: str, evidence: str | None = None) -> Packet:
    """A short record, so that only what is tried takes time."""
    card = record.scorecards[0]
    rating = replace(card.ratings[0], evidence=evidence or card.ratings[0].evidence)
    return replace(
        record,
        application=replace(record.application, candidate=replace(record.application.candidate, name=name)),
        rubric=replace(record.rubric, dimensions=record.rubric.dimensions[:1]),
        scorecards=(replace(card, ratings=(rating,)),),
        calibration=replace(record.calibration, standings=record.calibration.standings[:1], adjustments=()),
        history=(),
    )


def test_no_scorecard_and_no_decision_make_a_packet(empty: bytes) -> None:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(empty)).pages)
    assert "No decision yet" in text
    assert "No scorecard has been submitted, so there are no scores to show." in text


def test_whole_and_empty_packets_a_long_note_on_letter_and_a_long_list_read_well(
    pdf: bytes, empty: bytes, long_list: bytes, record: Packet, tmp_path: Path
) -> None:
    long = _bare(record, "Long Winded", "Said a great deal, and then said it once more. " * 220)
    assert _complaints(tmp_path, pdf, empty, render_packet(long, paper=Paper.LETTER), long_list) == (0, "")


def test_thirty_interviewers_make_a_long_packet() -> None:
    reader = _read(crowded_record(dimensions_scored=2))
    assert len(reader.pages) >= 15
    text = " ".join(page.extract_text() for page in reader.pages)
    assert all(f"Observation {number}.{place}:" in text for number in range(1, 31) for place in range(2))


def test_ten_thousand_characters_without_a_space_are_all_printed(record: Packet) -> None:
    evidence = "".join(chr(ord("a") + number % 23) for number in range(10_000))
    reader = _read(_bare(record, "Long", evidence))
    letters = (
        "".join(page.extract_text() for page in reader.pages).replace("\n", "").replace(" ", "").replace("\u200b", "")
    )
    assert letters.count("abcdefghijklmnopqrstuvw") >= 2 * 400  # by dimension and on the scorecard; pages cut some runs
    assert all(page.mediabox.width == reader.pages[0].mediabox.width for page in reader.pages)


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("محمد بن سلمان الراشد", "Packet Arabic"),
        ("שירה לוי", "Packet Hebrew"),
        ("田中 美咲", "Packet Japanese"),
        ("刘晓明", "Packet Chinese"),
        ("김지우", "Packet Korean"),
        ("Sam 🦊 Fox", "Packet Emoji"),
    ],
)
def test_names_of_other_scripts_are_drawn_with_bundled_fonts(name: str, face: str) -> None:
    assert face in {needed.family for needed in fonts.needed_faces(name)}
    assert fonts.undrawable(name) == frozenset()


def test_a_name_in_many_scripts_is_printed_and_kept(record: Packet) -> None:
    name = "Łukasz Ćwikła 田中 김 محمد שירה Ωmega Жанна 🦊"
    changed = _bare(record, name)
    reader = _read(changed)
    text = reader.pages[0].extract_text()
    assert all(part in text for part in ("Łukasz", "Ćwikła", "田中", "김", "Ωmega", "Жанна"))
    assert from_json(reader.attachments["packet.json"][0]).application.candidate.name == name
    assert name.encode() in to_json(changed)


def test_what_no_font_draws_is_said_and_kept_in_the_data(record: Packet) -> None:
    name = "Ada \U00012000 Cuneiform"
    reader = _read(_bare(record, name))
    assert "Ada \N{REPLACEMENT CHARACTER} Cuneiform" in reader.pages[0].extract_text()
    assert "since no bundled font draws them: U+12000." in " ".join(reader.pages[-1].extract_text().split())
    assert from_json(reader.attachments["packet.json"][0]).application.candidate.name == name


def test_controls_and_turned_writing_are_not_printed(record: Packet) -> None:
    text = _read(_bare(record, "Eve\u202e gnirts\u0000\u0007\u2066")).pages[0].extract_text()
    assert "Eve gnirts" in text


def test_the_bundled_fonts_are_the_files_that_their_list_names() -> None:
    listed = dict(re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", (fonts.FOLDER / "README.md").read_text()))
    files = {face.file for face in fonts.CORE_FACES + fonts.SCRIPT_FACES}
    assert listed == {file: hashlib.sha256((fonts.FOLDER / file).read_bytes()).hexdigest() for file in files}
