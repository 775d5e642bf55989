"""A page's text is read once for all files that hold the page, and always of what is really drawn."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from calibration.packet.page_texts import PageTexts


def font(*, capitals: bool) -> DictionaryObject:
    """A font whose codes a to z are read as they are, or as capitals."""
    codes = DecodedStreamObject()
    codes.set_data(f"1 beginbfrange <61> <7A> <{'0041' if capitals else '0061'}> endbfrange".encode())
    made = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    entries = DictionaryObject({NameObject(key): NameObject(value) for key, value in made.items()})
    entries[NameObject("/ToUnicode")] = codes
    return entries


def written(marks: str, *, capitals: bool = False, before: int = 0, holds_itself: bool = False) -> PageObject:
    """A page out of a file of its own, after some empty ones."""
    writer, output = PdfWriter(), BytesIO()
    for _ in range(before):
        writer.add_blank_page(300, 300)
    page = writer.add_blank_page(300, 300)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F 12 Tf 20 200 Td {marks} ET".encode())
    entries = font(capitals=capitals)
    entries[NameObject("/ToUnicode")] = writer._add_object(entries["/ToUnicode"])
    held = writer._add_object(entries)
    if holds_itself:
        entries[NameObject("/Kept")] = ArrayObject([held, NumberObject(1)])
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): held})})
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode() if before else stream)
    writer.write(output)
    return PdfReader(output).pages[before]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[PageObject]:
    """The pages whose text was read."""
    seen: list[PageObject] = []
    real = PageObject.extract_text

    def noted(page: PageObject) -> str:
        seen.append(page)
        return real(page)

    monkeypatch.setattr(PageObject, "extract_text", noted)
    return seen


def test_the_same_page_in_another_place_of_another_file_is_read_once(read: list[PageObject]) -> None:
    texts = PageTexts()
    assert [texts.of(each) for each in (written("(ab) Tj"), written("(ab) Tj", before=2))] == ["ab", "ab"]
    assert len(read) == 1


def test_other_marks_and_the_same_marks_in_another_font_are_other_texts() -> None:
    texts = PageTexts()
    pages = [written("(ab) Tj"), written("(ba) Tj"), written("(ab) Tj", capitals=True)]
    assert [texts.of(each) for each in pages] == ["ab", "ba", "AB"]


def test_a_page_whose_resources_hold_themselves_is_read_each_time(read: list[PageObject]) -> None:
    texts, page = PageTexts(), written("(ab) Tj", holds_itself=True)
    assert [texts.of(page), texts.of(page), len(read)] == ["ab", "ab", 2]


def test_a_page_without_marks_has_no_text() -> None:
    assert PageTexts().of(PageObject.create_blank_page(width=10, height=10)) == ""
