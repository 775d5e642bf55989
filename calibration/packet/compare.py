"""Where a file differs from the one that was sealed, beside its data: pages, what is drawn on them, metadata, bytes."""

from __future__ import annotations

from difflib import SequenceMatcher
from io import BytesIO

from pypdf import PageObject, PdfReader

from calibration.packet.labels import count_text, listed
from calibration.packet.page_texts import PageTexts

SHEET = ("/MediaBox", "/CropBox", "/Rotate")


def file_differences(sealed: bytes, given: bytes, *, texts: PageTexts | None = None) -> list[str]:
    """What differs between two PDF files, in sentences that name the place; empty for the same bytes.

    The file given may be hostile: what cannot be read of it is said by the first byte that differs. `texts` may hold pages
    that were read before.
    """
    if sealed == given:
        return []
    if given.startswith(sealed):
        return [f"After its end {count_text(len(given) - len(sealed), 'byte')} were added."]
    try:
        first, second = PdfReader(BytesIO(sealed)), PdfReader(BytesIO(given))
        found = [*_pages(list(first.pages), list(second.pages), texts or PageTexts()), *_metadata(first, second)]
    except Exception:  # noqa: BLE001  # a hostile file can break the reader anywhere, with any exception
        found = []
    return found or [_first_byte(sealed, given)]


def _pages(first: list[PageObject], second: list[PageObject], texts: PageTexts) -> list[str]:
    before, after = ([_text(page, texts) for page in pages] for pages in (first, second))
    found = []
    drawn: list[int] = []
    for kind, start, stop, other, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs = zip(range(start, stop), range(other, end), strict=True)
            drawn += [left + 1 for left, right in pairs if _drawn(first[left]) != _drawn(second[right])]
        elif kind == "insert":
            found.append(f"{_named(other, end)} of the file {_was(other, end)} added.")
        elif kind == "delete":
            found.append(f"{_named(start, stop)} of the sealed file {_was(start, stop)} taken out.")
        else:
            found.append(f"The text differs from the sealed file on page {_numbers(start, stop)}.")
    if drawn:
        found.append(f"The text is the same, and something else is drawn, on page {', '.join(map(str, drawn))}.")
    return found


def _text(page: PageObject, texts: PageTexts) -> str:
    """The text of a page; empty where damage keeps it from being read, which no page of a packet is."""
    try:
        return texts.of(page)
    except Exception:  # noqa: BLE001  # a hostile file can break the reader anywhere, with any exception
        return ""


def _drawn(page: PageObject) -> tuple[bytes, ...]:
    contents = page.get_contents()
    marks = b" ".join(contents.get_data().split()) if contents is not None else b""
    notes = [note.get_object() for note in page.get("/Annots") or ()]
    placed = sorted(f"{note.get('/Subtype')} {note.get('/Rect')}" for note in notes)
    return marks, *(str(page.get(key)).encode() for key in SHEET), *(note.encode() for note in placed)


def _metadata(first: PdfReader, second: PdfReader) -> list[str]:
    left, right = ({key: str(value) for key, value in (reader.metadata or {}).items()} for reader in (first, second))
    differing = sorted(key.strip("/") for key in left.keys() | right.keys() if left.get(key) != right.get(key))
    if not differing and _xmp(first) != _xmp(second):
        differing = ["XMP"]
    return [f"The metadata differ: {listed(tuple(differing))}."] if differing else []


def _xmp(reader: PdfReader) -> bytes:
    held = reader.root_object.get("/Metadata")
    return b"" if held is None else bytes(held.get_object().get_data())


def _first_byte(sealed: bytes, given: bytes) -> str:
    place = next(
        (place for place, (left, right) in enumerate(zip(sealed, given, strict=False)) if left != right),
        min(len(sealed), len(given)),
    )
    return (
        f"Its bytes differ from the sealed file's from byte {place + 1:,} of {len(sealed):,} on. Its data and its text are "
        "the same; a font, a picture or what a program shows of it may not be."
    )


def _named(start: int, stop: int) -> str:
    return f"{'Page' if stop - start == 1 else 'Pages'} {_numbers(start, stop)}"


def _was(start: int, stop: int) -> str:
    return "was" if stop - start == 1 else "were"


def _numbers(start: int, stop: int) -> str:
    return ", ".join(str(number + 1) for number in range(start, stop))
