"""What kind of file an attachment is, told from its content; its name only has to agree."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from core.errors import UnreadableDocument
from scorecards.enums import AttachmentKind

ENDINGS = {
    ".pdf": AttachmentKind.PDF,
    ".docx": AttachmentKind.DOCX,
    ".png": AttachmentKind.PNG,
    ".jpg": AttachmentKind.JPEG,
    ".jpeg": AttachmentKind.JPEG,
    ".txt": AttachmentKind.TEXT,
    ".md": AttachmentKind.MARKDOWN,
}
ACCEPTED = ",".join(ENDINGS)
LONGEST_NAME = 120
PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
ALLOWED_CONTROLS = frozenset("\t\n\r\f")


def file_name(given: str) -> str:
    """The name as it is kept: without folders and control characters, at most 120 characters with its ending."""
    last = given.replace("\\", "/").rpartition("/")[2]
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in last).split()) or "file"
    path = PurePosixPath(plain)
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix if len(plain) > LONGEST_NAME else plain


def attachment_kind(name: str, content: bytes) -> AttachmentKind:
    """What the file is. Raises UnreadableDocument, naming the file, when it is none of the kinds that are taken."""
    wanted = ENDINGS.get(PurePosixPath(name).suffix.lower())
    if wanted is None:
        raise UnreadableDocument("Only PDF, Word (.docx), PNG, JPEG, text and Markdown files are kept.", name)
    if not content:
        raise UnreadableDocument("The file is empty.", name)
    found = _kind_of(content)
    if found is AttachmentKind.TEXT and wanted is AttachmentKind.MARKDOWN:
        return wanted
    if found is not wanted:
        raise UnreadableDocument(
            f"The name says {wanted.label}, but the content does not. Save it as what it is, then add it again.", name
        )
    return wanted


def _kind_of(content: bytes) -> AttachmentKind | None:
    if content.startswith(b"%PDF-"):
        return AttachmentKind.PDF
    if content.startswith(PNG_START):
        return AttachmentKind.PNG
    if content.startswith(JPEG_START):
        return AttachmentKind.JPEG
    if content.startswith(b"PK"):
        return AttachmentKind.DOCX if _is_word(content) else None
    return AttachmentKind.TEXT if _is_text(content) else None


def _is_word(content: bytes) -> bool:
    """Whether the archive is a Word document without macros."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= names and not any("vbaProject" in name for name in names)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(letter >= " " or letter in ALLOWED_CONTROLS for letter in text)
