"""Archives looked at before anything is unpacked: no bombs, no entities, no passwords."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Sequence

from core.errors import UnreadableDocument
from rubrics.documents.limits import MAX_BYTES, MAX_CELLS, MAX_FILES, MAX_LINES, MAX_NODES, MAX_TEXT, MAX_UNPACKED
from rubrics.documents.patterns import pattern

HIDDEN = pattern(r"(?:^|/)(?:\.|__MACOSX/|Thumbs\.db$)")
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Other ways unpack in blocks of a hundred megabytes, whatever was asked for."""
MERGED = re.compile(rb"<mergeCell\b[^>]{0,80}?\bref=[\"']([^\"']{0,60})")
CELL = re.compile(rb"<(?:[\w.-]{1,30}:)?c(?=[\s/>])")
ROW = re.compile(rb"<(?:[\w.-]{1,30}:)?row(?=[\s/>])")
SHEET = re.compile(rb"<(?:[\w.-]{1,30}:)?sheet\b[^<>]{0,2000}?:id\s*=\s*[\"']([^\"'<>]{0,200})")
TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"'<>]{0,500})")
ENDLESS = re.compile(rb"<[^<>]{20000}")
MAX_ELEMENTS = 400_000
"""Elements of all parts of a workbook; a sheet of as many cells as are read has a quarter of that."""
MAX_MERGED = 2_000
"""Merged ranges of a sheet: each is held against all others."""
UNSAVED = re.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>")
"""A cell with a formula and no value: the program that wrote the file never calculated it."""


def is_workbook(content: bytes) -> bool:
    """Whether an archive says that it holds a workbook; a Word document and a damaged or too large archive are refused as one."""
    if len(content) > MAX_BYTES:
        return True
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except Exception:  # noqa: BLE001 - a damaged directory makes the library fail in every way there is
        return True
    return any(name.startswith(("xl/", "word/", "ppt/")) or name == "[Content_Types].xml" for name in names)


def files_in_archive(content: bytes) -> list[tuple[str, bytes]]:
    """The files of an archive as (path, bytes) by path; hidden ones and folders are passed over.

    Raises UnreadableDocument for an archive that unpacks to too much, holds other archives or is protected.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not HIDDEN.search(entry.filename)]
    if len(entries) > MAX_FILES:
        raise UnreadableDocument(f"the archive holds more than {MAX_FILES} files; pick those of one ladder")
    files: list[tuple[str, bytes]] = []
    left = MAX_TEXT
    for entry in sorted(entries, key=lambda entry: entry.filename):
        if entry.flag_bits & 0x1:
            raise UnreadableDocument("it is protected by a password; remove it and pack it again", entry.filename)
        if entry.compress_type not in PACKED:
            raise UnreadableDocument("packed in a way that is not opened here; pack it as a plain ZIP", entry.filename)
        try:
            with archive.open(entry) as part:
                # The directory's size may lie: no more than the limit is ever unpacked.
                own = part.read(left + 1)
        except Exception:  # noqa: BLE001 - a damaged part makes every decompressor fail in its own way
            raise UnreadableDocument("a damaged archive; pack the files again", entry.filename) from None
        left -= len(own)
        if left < 0:
            raise UnreadableDocument(f"the files hold more than {MAX_TEXT:,} bytes together; pick those of one ladder")
        if own[:4] == b"PK\x03\x04":
            raise UnreadableDocument("an archive or a workbook inside an archive; upload it alone", entry.filename)
        files.append((name_of(entry), own))
    return files


def name_of(entry: zipfile.ZipInfo) -> str:
    """The path of a file in an archive; packers that do not say so write UTF-8 where the oldest code page is expected."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def targets_in(text: bytes) -> list[str]:
    """The parts a list of relations leads to, by folder and name, however their paths are written."""
    paths = (posixpath.normpath(target.decode("utf-8", "replace")).lower() for target in TARGET.findall(text))
    return ["/".join(path.split("/")[-2:]) for path in paths]


def area_of(reference: bytes) -> int:
    """The cells a range such as `A1:C4` covers; a range that is none covers more than any limit."""
    match = re.fullmatch(rb"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", reference)
    if not match:
        return 1 if re.fullmatch(rb"[A-Z]{1,3}\d{1,7}", reference) else MAX_NODES + 1
    width = column_number(match[3]) - column_number(match[1]) + 1
    return max(width, 1) * max(int(match[4]) - int(match[2]) + 1, 1)


def column_number(letters: bytes) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def refuse_hostile_archive(content: bytes) -> int:
    """The number of formulas without a saved result. Looks into the archive's directory and XML heads only: nothing is unpacked that is too large or declares entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except Exception:  # noqa: BLE001 - a damaged directory makes the library fail in every way there is
        raise UnreadableDocument(
            "a damaged archive; pack its files again, or save the workbook again as XLSX"
        ) from None
    names = {entry.filename for entry in entries}
    if not any(name.startswith("xl/") for name in names):
        kind = "a Word document" if any(name.startswith("word/") for name in names) else "an archive"
        raise UnreadableDocument(f"it is {kind}; export it as Markdown, HTML, CSV or XLSX")
    if len(entries) > 2_000:
        raise UnreadableDocument("the workbook has too many parts; save the sheets as CSV")
    refuse_large_parts(entries)
    cells = unsaved = elements = 0
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        text = unpacked(archive, entry)
        refuse_hostile_part(text, f"part {entry.filename}")
        cells += sum(1 for _ in CELL.finditer(text))
        elements += text.count(b"<")
        unsaved += len(UNSAVED.findall(text)) if b"</f>" in text else 0
        if cells > MAX_CELLS:
            raise UnreadableDocument(f"more than {MAX_CELLS:,} cells; split the workbook", f"part {entry.filename}")
        if elements > MAX_ELEMENTS:
            raise UnreadableDocument(
                "more styles, texts and empty rows than any sheet needs; save it as CSV", f"part {entry.filename}"
            )
    return unsaved


def refuse_large_parts(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuses by the archive's directory alone: parts that unpack to far more than they hold, and protected ones."""
    total = 0
    for entry in entries:
        total += entry.file_size
        if entry.compress_type not in PACKED:
            raise UnreadableDocument(
                "packed in a way that is not opened here; save the workbook again as XLSX", f"part {entry.filename}"
            )
        ratio = entry.file_size / max(entry.compress_size, 1)
        if total > MAX_UNPACKED or (ratio > 200 and entry.file_size > 1_000_000):
            raise UnreadableDocument(
                "it unpacks to far more than it holds; save the sheets as CSV", f"part {entry.filename}"
            )
        if entry.flag_bits & 0x1:
            raise UnreadableDocument(
                "it is protected by a password; remove it and save again", f"part {entry.filename}"
            )


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of one part, never more than the limit: the directory's size may lie."""
    try:
        with archive.open(entry) as part:
            text = part.read(MAX_UNPACKED + 1)
    except Exception:  # noqa: BLE001 - a damaged part makes every decompressor fail in its own way
        raise UnreadableDocument(
            "a damaged archive; save the workbook again as XLSX", f"part {entry.filename}"
        ) from None
    if len(text) > MAX_UNPACKED:
        raise UnreadableDocument(
            "it unpacks to far more than it holds; save the sheets as CSV", f"part {entry.filename}"
        )
    return text


def refuse_hostile_part(text: bytes, place: str) -> None:
    """Refuses entities, rows without end and merged cells over too wide a range: the library makes an object of every cell they cover."""
    if b"\0" in text[:200]:
        raise UnreadableDocument("a part that is not UTF-8; save the workbook again as XLSX", place)
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", text):
        raise UnreadableDocument(
            "it declares entities of its own, which are never expanded; save it without them", place
        )
    if ENDLESS.search(text):
        raise UnreadableDocument("an element with more attributes than any has; save the workbook again as XLSX", place)
    if place.endswith("workbook.xml.rels") and len(set(shared := targets_in(text))) < len(shared):
        raise UnreadableDocument(
            "several sheets that are one and the same part; save the workbook again as XLSX", place
        )
    if place.endswith("xl/workbook.xml") and len(set(sheets := SHEET.findall(text))) < len(sheets):
        raise UnreadableDocument(
            "several sheets that are one and the same part; save the workbook again as XLSX", place
        )
    if sum(1 for _ in ROW.finditer(text)) > MAX_LINES:
        raise UnreadableDocument(f"more than {MAX_LINES:,} rows; delete the empty ones", place)
    merged = [area_of(match[1]) for match in MERGED.finditer(text)]
    if sum(merged) > MAX_NODES or len(merged) > MAX_MERGED:
        raise UnreadableDocument("merged cells over too wide a range, or too many; undo them", place)
