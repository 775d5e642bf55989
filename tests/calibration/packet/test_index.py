"""The list beside many packets: it tells what the copy tells, reads well, and has the same bytes each time."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from calibration.packet.index import render_index
from calibration.packet.listing import Line, Listing, Missing, bars_met, line
from calibration.packet.profiles import redact
from tests.calibration.packet.crowd import bench_record

LINES = 40


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_line_tells_what_the_profile_tells() -> None:
    record = bench_record()
    told = {profile: line(1, redact(record, profile), "0" * 64) for profile in ("committee", "anonymous")}
    candidate = record.application.candidate
    assert (told["committee"].subject, told["anonymous"].subject) == (candidate.name, candidate.code)
    assert candidate.name not in str(told["anonymous"])
    assert told["committee"].met == bars_met(record)


def test_a_list_of_several_pages_reads_well_and_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    rows = tuple(
        Line(
            number=number,
            subject="田中 美咲" if number % 2 else "Jean-Baptiste Ó Súilleabháin",
            role="Staff engineer, payments and settlement platform",
            level="P5",
            decision="Hire one level down, at P4",
            met="5 of 6",
            file=f"{number:03d}-C-7KQ2XN-committee-0a1b2c3d.pdf",
            content_sha256="0a1b2c3d" * 8,
        )
        for number in range(1, LINES + 1)
    )
    listed = Listing(
        title="Thursday",
        profile="committee",
        made_at="2026-11-20T10:00:00+00:00",
        lines=rows,
        missing=(Missing(number=LINES + 1, code="C-1", reason="The disk was full."),),
    )
    made = render_index(listed)
    assert len(PdfReader(BytesIO(made)).pages) >= 3
    assert made == render_index(listed)
    assert text_of(made).count("0a1b2c3d" * 8) == LINES
    file, checker = tmp_path / "index.pdf", Path(sys.executable).with_name("outloud")
    file.write_bytes(made)
    checked = subprocess.run([checker, "--fail-on", "warning", file], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
