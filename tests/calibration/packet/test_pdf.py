"""A finished packet, read back from its bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError, fetch

from calibration.packet.press import PAGES_KEPT, BundledAssets, OutsideFetch, Paper, press
from calibration.packet.record import Packet, content_hash, to_json
from calibration.packet.render import prepare_packet, render_packet
from calibration.packet.sections import SECTIONS
from tests.calibration.packet.conftest import BASE_URL
from tests.calibration.packet.sample import sample_record

PROJECT = Path(__file__).resolve().parents[3]


def _joined(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())


def _structure(element: Any) -> list[Any]:
    found = [element]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        child = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(child, dict) and "/S" in child:
            found += _structure(child)
    return found


def test_every_part_of_the_record_can_be_read(page_texts: list[str], record: Packet) -> None:
    text = _joined(page_texts)
    said = [
        record.application.candidate.name,
        record.decision.reasons if record.decision else "",
        *(card.interviewer.name for card in record.scorecards),
        *(rating.evidence for card in record.scorecards for rating in card.ratings if rating.evidence),
        *(answer.text for card in record.scorecards for flag in card.red_flags for answer in flag.answers),
        *(
            statement.text
            for dimension in record.rubric.dimensions
            for anchor in dimension.anchors
            for statement in anchor.statements
        ),
        *(dissent.text for dissent in record.calibration.dissents),
        *(row.what for row in record.history),
    ]
    assert [words for words in said if words and " ".join(words.split()) not in text] == []


def test_every_page_carries_its_number_and_the_seal(page_texts: list[str], record: Packet) -> None:
    seal = content_hash(record)
    last = len(page_texts)
    assert [f"Page {number} of {last}" in text and seal in text for number, text in enumerate(page_texts, start=1)] == [
        True
    ] * last


def test_the_contents_name_the_page_each_section_begins_on(reader: PdfReader, page_texts: list[str]) -> None:
    begins = {
        entry.title: 1 + reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list)
    }
    contents = " ".join(page_texts[1].split())
    assert [
        f"{title} {begins[title]}" for title in SECTIONS.values() if f"{title} {begins[title]} " not in contents
    ] == []


def test_the_running_title_is_the_section_under_way(page_texts: list[str]) -> None:
    heads = [next(line for line in text.splitlines() if line.endswith(" Decision packet")) for text in page_texts[1:]]
    running = [head.removesuffix(" Decision packet") for head in heads]
    assert running[0] == "Contents"
    kept = [title for number, title in enumerate(running) if number == 0 or title != running[number - 1]]
    assert kept == [
        "Contents", "Scores against the bar", "Evidence by dimension", "Scorecards", "Red flags and answers",
        "How the decision was reached", "The rubric and its sources", "History",
    ]  # fmt: skip


def test_the_record_is_an_associated_file(reader: PdfReader, record: Packet) -> None:
    assert reader.attachments == {"packet.json": [to_json(record)]}
    files = [file.get_object() for file in reader.trailer["/Root"]["/AF"]]
    assert [(file["/UF"], file["/AFRelationship"]) for file in files] == [("packet.json", "/Data")]
    document = json.loads(reader.attachments["packet.json"][0])
    assert document["content_sha256"] == content_hash(record)


def test_the_metadata_is_filled_and_claims_both_standards(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "Decision packet: Noor van den Berg, Staff Engineer, Storage"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.isoformat() == "2026-10-20T14:41:00+00:00"
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    xmp = root["/Metadata"].get_data().decode()
    assert ' pdfuaid:part="1"' in xmp
    assert 'pdfaid:part="3"' in xmp
    assert 'pdfaid:conformance="A"' in xmp


def test_the_bookmarks_are_the_sections_and_what_they_hold(reader: PdfReader) -> None:
    outline = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert outline == ["Noor van den Berg", "Contents", *SECTIONS.values()]
    nested = [entry.title for entries in reader.outline if isinstance(entries, list) for entry in entries]
    assert "A · Mara Lindgren" in nested
    assert nested.count("System design") == 2


def test_header_cells_say_what_they_head_and_charts_what_they_show(reader: PdfReader) -> None:
    elements = _structure(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object())
    scopes = [element["/A"].get_object().get("/Scope") for element in elements if element["/S"] == "/TH"]
    assert set(scopes) == {"/Column", "/Row"}
    alternatives = [element.get("/Alt") for element in elements if element["/S"] == "/Figure"]
    assert any("System design: mean 3.33 from 3 scores, bar 3, above the bar." in (text or "") for text in alternatives)
    assert all(alternatives)


def test_two_processes_make_the_same_bytes_and_leave_nothing_behind(pdf: bytes, tmp_path: Path) -> None:
    program = (
        "import hashlib\n"
        "from calibration.packet.render import render_packet\n"
        "from tests.calibration.packet.sample import sample_record\n"
        f"print(hashlib.sha256(render_packet(sample_record(), base_url={BASE_URL!r})).hexdigest())\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.strip() == hashlib.sha256(pdf).hexdigest()
    assert list(tmp_path.iterdir()) == []


def test_a_second_render_of_the_same_process_makes_the_same_bytes(pdf: bytes) -> None:
    assert render_packet(sample_record(), base_url=BASE_URL) == pdf


def test_a_packet_prepared_before_the_decision_has_the_same_bytes(pdf: bytes, record: Packet) -> None:
    press().kept.clear()
    prepare_packet(replace(record, decision=None, earlier_decisions=(), history=record.history[:-1]))
    kept = set(press().kept)
    assert render_packet(record, base_url=BASE_URL) == pdf
    assert sorted(part for part, _, _ in set(press().kept) - kept) == ["closing", "decision"]


def test_a_scorecard_that_comes_in_has_its_own_sheet_laid_out_and_the_others_stay(record: Packet) -> None:
    first = replace(record.scorecards[0], summary="Said so at length. " * 160)
    before = replace(record, scorecards=(first, *record.scorecards[1:4]))
    press().kept.clear()
    prepare_packet(replace(before, scorecards=before.scorecards[:3]))
    kept = set(press().kept)
    prepare_packet(before)
    assert sorted(part for part, _, _ in set(press().kept) - kept) == ["scorecards", "scores"]
    assert sum(part == "scorecards" for part, _, _ in press().kept) == 3


def test_only_so_many_pages_are_kept(record: Packet) -> None:
    short = replace(
        record, scorecards=(), history=(), rubric=replace(record.rubric, dimensions=record.rubric.dimensions[:1])
    )
    press().kept.clear()
    prepare_packet(short)
    first = list(press().kept)
    kept = next(iter(press().kept.values()))
    press().kept |= {("scores", Paper.A4, str(number)): kept for number in range(PAGES_KEPT)}
    prepare_packet(replace(short, rubric=replace(short.rubric, title="Another rubric")))
    assert sum(len(document.pages) for document in press().kept.values()) <= PAGES_KEPT
    assert [key[0] for key in first if key not in press().kept] == ["rubric"]


def test_the_sheet_can_be_letter(record: Packet) -> None:
    short = replace(
        record, scorecards=(), history=(), rubric=replace(record.rubric, dimensions=record.rubric.dimensions[:1])
    )
    page = PdfReader(BytesIO(render_packet(short, paper=Paper.LETTER))).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/font.ttf",
        "http://127.0.0.1/",
        "file:///etc/hostname",
        "data:text/css,a{}",
        "ftp://example.org/",
        "packet:fonts/../../../pyproject.toml",
        "packet:fonts/README.md",
        "PACKET:fonts/SourceSans3_400Regular.ttf",
    ],
)
def test_nothing_is_fetched_but_bundled_fonts(address: str) -> None:
    with pytest.raises(FatalURLFetchingError) as refused, fetch(BundledAssets(), address):
        pass
    assert isinstance(refused.value.__cause__, OutsideFetch)


def test_markup_in_a_record_is_printed_and_never_followed(record: Packet) -> None:
    hostile = (
        '<img src="https://example.org/pixel.png"><style>@import "https://example.org/x.css";</style>'
        '<link rel=attachment href="file:///etc/hostname">{{ 7 * 7 }}'
    )
    candidate = replace(record.application.candidate, name=hostile)
    changed = replace(record, application=replace(record.application, candidate=candidate), scorecards=(), history=())
    made = PdfReader(BytesIO(render_packet(changed)))
    assert '<img src="https://example.org/pixel.png">' in _joined([made.pages[0].extract_text()])
    assert "{{ 7 * 7 }}" in _joined([made.pages[0].extract_text()])
    assert list(made.attachments) == ["packet.json"]


def test_all_fonts_are_bundled_and_embedded(reader: PdfReader) -> None:
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    assert {font["/BaseFont"].split("+")[-1] for font in fonts} == {
        "Packet-Sans", "Packet-Sans-Bold", "Packet-Serif", "Packet-Serif-Bold"
    }  # fmt: skip
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & descriptor.keys() for descriptor in descriptors)
