"""Whether a packet file is told to be intact, altered (and where), or no packet."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from calibration.packet.compare import file_differences
from calibration.packet.record import Packet, content_hash, from_plain, to_json, to_plain
from calibration.packet.verify import Integrity, differences, verify
from core.content import content_sha256


def _with_data(pdf: bytes, *attached: bytes, pages: int = 4) -> bytes:
    """The first pages with other files of the same name inside; each page more has to be read again."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(pdf)).pages[:pages]:
        writer.add_page(page)
    for content in attached:
        writer.add_attachment("packet.json", content)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _changed(record: Packet, change: Callable[[dict[str, Any]], None], *, resealed: bool = False) -> bytes:
    document = to_plain(record)
    change(document)
    if resealed:
        del document["content_sha256"]
        document["content_sha256"] = content_sha256(document)
    return json.dumps(document).encode()


def _raise_first_score(document: dict[str, Any]) -> None:
    document["scorecards"][0]["ratings"][0]["score"] = 5


def test_a_packet_as_it_was_made_is_intact(pdf: bytes, record: Packet) -> None:
    verdict = verify(pdf)
    assert verify(pdf, made_here=True) == verdict
    assert (verdict.integrity, verdict.findings) == (Integrity.INTACT, ())
    assert verdict.stated == verdict.computed == content_hash(record)
    assert verdict.record is not None
    assert to_json(verdict.record) == to_json(record)


def test_data_changed_under_its_seal_is_altered(pdf: bytes, record: Packet) -> None:
    verdict = verify(_with_data(pdf, _changed(record, _raise_first_score)))
    assert verdict.integrity is Integrity.ALTERED
    assert len(verdict.findings) == 1
    assert verdict.findings[0].startswith("packet.json was changed after sealing: it states ")


def test_data_changed_and_sealed_anew_does_not_fit_the_pages(pdf: bytes, record: Packet) -> None:
    verdict = verify(_with_data(pdf, _changed(record, _raise_first_score, resealed=True)))
    assert verdict.integrity is Integrity.ALTERED
    assert verdict.stated == verdict.computed != content_hash(record)
    assert len(verdict.findings) == 1
    assert verdict.findings[0].startswith("The seal printed on page 1, 2, 3, ")


def test_data_without_a_seal_is_altered(pdf: bytes, record: Packet) -> None:
    verdict = verify(_with_data(pdf, _changed(record, lambda document: document.pop("content_sha256"))))
    assert verdict.integrity is Integrity.ALTERED
    assert verdict.findings == ("packet.json states no content_sha256.",)


@pytest.mark.parametrize(
    ("attached", "reason"),
    [
        ((), "The PDF holds no packet.json."),
        ((b"{}", b"{}"), "The PDF holds 2 files named packet.json; a packet holds one."),
        ((b"{}",), "packet.json: This is not a packet's data: it has no version."),
        ((b'{"version": 1}',), "packet.json: application is missing."),
        ((b"[" * 100_000,), "packet.json cannot be read: "),
    ],
)
def test_another_pdf_is_not_a_packet(pdf: bytes, attached: tuple[bytes, ...], reason: str) -> None:
    verdict = verify(_with_data(pdf, *attached, pages=1))
    assert verdict.integrity is Integrity.NOT_A_PACKET
    assert verdict.findings[0].startswith(reason)
    assert verdict.record is None


@pytest.mark.parametrize("file", [b"", b"hello", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + bytes(64)])
def test_another_file_is_not_a_packet(file: bytes) -> None:
    verdict = verify(file)
    assert verdict.integrity is Integrity.NOT_A_PACKET
    said = "cannot be read as a PDF" if file.startswith(b"%PDF") else "is no PDF."
    assert verdict.findings[0].startswith(f"The file {said}")


def test_a_locked_file_and_a_damaged_page_are_told_in_words(pdf: bytes) -> None:
    writer = PdfWriter()
    page = writer.add_page(PdfReader(BytesIO(pdf)).pages[0])
    broken = DecodedStreamObject()
    broken.set_data(b"BT <0d>0d> Tj")
    page[NameObject("/Contents")] = broken
    writer.add_attachment("packet.json", PdfReader(BytesIO(pdf)).attachments["packet.json"][0])
    damaged, locked = BytesIO(), BytesIO()
    writer.write(damaged)
    verdict = verify(damaged.getvalue())
    assert verdict.integrity is Integrity.ALTERED
    assert verdict.findings == ("The text of page 1 is damaged and cannot be read.",)
    assert file_differences(pdf, damaged.getvalue())[0].startswith("The text differs from the sealed file on page 1")
    writer.encrypt("x", algorithm="RC4-128")
    writer.write(locked)
    assert verify(locked.getvalue()).findings[0].startswith("The PDF is locked with a password")


def test_a_cut_off_file_is_never_intact(pdf: bytes) -> None:
    assert verify(pdf[: len(pdf) // 2]).integrity is not Integrity.INTACT


def test_equal_records_do_not_differ(record: Packet) -> None:
    assert differences(record, from_plain(to_plain(record))) == []


def test_differences_name_the_place_and_both_values(record: Packet) -> None:
    document = to_plain(record)
    _raise_first_score(document)
    document["decision"]["reasons"] = "Because."
    del document["scorecards"][4]
    document["calibration"]["dissents"] = []
    found = [str(difference) for difference in differences(record, from_plain(document))]
    assert found[0] == "scorecards[c1].ratings[design].score: “4” became “5”"
    assert found[1].startswith('scorecards[c5]: “{"id": "c5"')
    assert found[2].startswith("calibration.dissents[0]: “")
    assert found[2].endswith("became nothing")
    assert found[3].startswith("decision.reasons: “Evidence meets the bar on every must-have. Design is carried")
    assert found[3].endswith("…” became “Because.”")
    assert found[4].startswith("content_sha256: ")
    assert len(found) == 5


def test_order_among_named_members_is_no_difference_in_their_content(record: Packet) -> None:
    turned = replace(record, scorecards=tuple(reversed(record.scorecards)))
    assert [difference.path for difference in differences(record, turned)] == ["content_sha256"]


def _written(pages: list[PageObject], **metadata: str) -> bytes:
    writer = PdfWriter()
    for page in pages:
        writer.add_page(page)
    writer.add_metadata(metadata)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _page(said: str, drawn: str = "") -> PageObject:
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): font})})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F 12 Tf 20 200 Td ({said}) Tj ET {drawn}".encode())
    page[NameObject("/Contents")] = stream
    return page


def test_where_a_file_differs_from_the_sealed_one_is_named() -> None:
    pages = [_page(said) for said in ("one", "two", "three", "four")]
    title = {"/Title": "Sealed"}
    sealed = _written(pages, **title)
    assert file_differences(sealed, sealed) == []
    assert file_differences(sealed, sealed + b"% x\n") == ["After its end 4 bytes were added."]
    assert file_differences(sealed, _written([*pages[:1], *pages[2:]], **title)) == [
        "Page 2 of the sealed file was taken out."
    ]
    assert file_differences(sealed, _written([*pages, _page("five"), _page("six")], **title)) == [
        "Pages 5, 6 of the file were added."
    ]
    assert file_differences(sealed, _written([pages[0], _page("twain"), *pages[2:]], **title)) == [
        "The text differs from the sealed file on page 2."
    ]
    over = _page("three", "0 0 300 300 re f")
    assert file_differences(sealed, _written([*pages[:2], over, pages[3]], **{"/Title": "Forged"})) == [
        "The text is the same, and something else is drawn, on page 3.",
        "The metadata differ: Title.",
    ]
    place = sealed.index(b"Helvetica")
    turned = sealed[:place] + b"Xelvetica" + sealed[place + 9 :]
    assert file_differences(sealed, turned)[0].startswith(
        f"Its bytes differ from the sealed file's from byte {place + 1:,}"
    )
    assert file_differences(sealed, sealed[:40])[0].startswith("Its bytes differ from the sealed file's from byte 41 ")
