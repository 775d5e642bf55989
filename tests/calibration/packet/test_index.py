"""The list beside many packets: it tells what the copy tells, and has the same bytes each time."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from calibration.packet.index import render_index
from calibration.packet.listing import bars_met, line
from calibration.packet.profiles import redact
from tests.calibration.packet.crowd import bench_record
from tests.calibration.packet.long_list import LINES, listing


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_line_tells_what_the_profile_tells() -> None:
    record = bench_record()
    told = {profile: line(1, redact(record, profile), "0" * 64) for profile in ("committee", "anonymous")}
    candidate = record.application.candidate
    assert (told["committee"].subject, told["anonymous"].subject) == (candidate.name, candidate.code)
    assert candidate.name not in str(told["anonymous"])
    assert told["committee"].met == bars_met(record)


def test_a_list_of_several_pages_is_whole_and_has_the_same_bytes_each_time(long_list: bytes) -> None:
    assert len(PdfReader(BytesIO(long_list)).pages) >= 3
    assert long_list == render_index(listing())
    assert text_of(long_list).count("0a1b2c3d" * 8) == LINES
