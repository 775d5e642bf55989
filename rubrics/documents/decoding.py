"""Bytes of a file as text: byte order marks, UTF-8/16/32, Windows-1252, and repair of twice-encoded characters.

Unicode's own encodings are tried strictly; Windows-1252 is the last resort and is said. Twice-encoded text ("mojibake")
is repaired line by line with ftfy, so that one bad line never changes the others.
"""

from __future__ import annotations

import re

from core.errors import UnreadableDocument
from rubrics.documents.limits import MAX_BYTES, MAX_LINE, MAX_TEXT
from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Finding

SIGNATURES = (
    (b"%PDF", "it is a PDF; export it as Markdown, HTML, CSV or XLSX"),
    (b"\x89PNG", "it is a picture; give the text itself"),
    (b"\xff\xd8\xff", "it is a picture; give the text itself"),
    (b"GIF8", "it is a picture; give the text itself"),
    (b"\xd0\xcf\x11\xe0", "it is an old Office file; save it as XLSX or CSV"),
    (b"\x1f\x8b", "it is a compressed file; unpack it first"),
    (b"BZh", "it is a compressed file; unpack it first"),
    (b"\xfd7zXZ", "it is a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "it is a compressed file; unpack it first"),
    (b"Rar!", "it is a compressed file; unpack it first"),
    (b"\x7fELF", "it is a program"),
    (b"MZ\x90", "it is a program"),
    (b"{\\rtf", "it is an RTF file; save it as Markdown, HTML or XLSX"),
)
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CONTROLS = pattern(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
INVISIBLE = pattern("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad\ufeff]")
SUSPECT = pattern(
    "[\u00c2\u00c3\u00e2\u00c5\u00f0][\u0080-\u00bf\u20ac\u2122\u0153\u201a-\u201e\u2020\u2021\u0152\u0178\u02dc\u2030\u2039\u203a\u2018-\u201d\u2013\u2014\u017e\u0161]"
)
MAX_MANGLED = 5_000
"""Lines whose encoding is repaired, at 0.1 ms each."""
ENTITY = pattern(r"<!ENTITY\b", re.IGNORECASE)


def text_of(content: bytes) -> tuple[str, list[Finding]]:
    r"""The text of a file with `\\n` line ends, and findings for every repair.

    Raises UnreadableDocument for what is empty, too large, binary, or declares entities of its own.
    """
    refuse_what_is_no_text(content)
    findings: list[Finding] = []
    text = decoded(content, findings)
    text = INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x0b", "\n")
    if not text.strip():
        raise UnreadableDocument("the file holds nothing but white space; choose the file with the text")
    if len(text) > MAX_TEXT:
        raise UnreadableDocument(
            f"the text has {len(text):,} characters; at most {MAX_TEXT:,} are read. Split the file"
        )
    refuse_odd_lines(text)
    return repaired(text, findings), findings


def refuse_what_is_no_text(content: bytes) -> None:
    if not content:
        raise UnreadableDocument("the file is empty; choose the file with the text")
    if len(content) > MAX_BYTES:
        raise UnreadableDocument(f"the file has {len(content):,} bytes; at most {MAX_BYTES:,} are read. Split the file")
    for signature, reason in SIGNATURES:
        if content.startswith(signature):
            raise UnreadableDocument(reason, "byte 1")


def decoded(content: bytes, findings: list[Finding]) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return strict(content[len(mark) :], encoding)
    silent = silent_utf16(content)
    if silent:
        findings.append(Finding("info", "byte 1", f"The file is {silent.upper()} without a byte order mark."))
        return strict(content, silent)
    nul = content.find(b"\0")
    if nul >= 0:
        raise UnreadableDocument(
            "a NUL byte: this is no text file; save it as Markdown, HTML, CSV or XLSX", f"byte {nul + 1}"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        return from_windows(content, fault, findings)


def strict(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as fault:
        place = f"byte {fault.start + 1}"
        raise UnreadableDocument(
            f"not valid {encoding.upper()} although it is marked so; save it as UTF-8", place
        ) from None
    if "\0" in text:
        raise UnreadableDocument(
            "a NUL character: this is no text file; save it as Markdown, HTML, CSV or XLSX",
            f"character {text.index(chr(0)) + 1}",
        )
    return text


def silent_utf16(content: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, told by the zero bytes of Latin letters; `None` when it is not UTF-16."""
    sample = content[:4000]
    if len(sample) < 8 or len(content) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def from_windows(content: bytes, fault: UnicodeDecodeError, findings: list[Finding]) -> str:
    """The text of a file that is not UTF-8: Windows-1252, or UTF-8 with a few stray Windows-1252 bytes in it."""
    text = content.decode("utf-8", errors="surrogateescape")
    stray = [character for character in text if "\udc80" <= character <= "\udcff"]
    wide = sum(1 for character in text if ord(character) > 0x7F) - len(stray)
    if len(stray) > 0.2 * len(text) or len(CONTROLS.findall(text)) > 0.02 * len(text):
        raise UnreadableDocument(
            "this is no text file in UTF-8, UTF-16 or Windows-1252; save it as UTF-8", f"byte {fault.start + 1}"
        )
    line = content[: fault.start].count(b"\n") + 1
    if wide > len(stray):
        text = re.sub("[\udc80-\udcff]", lambda match: latin(bytes([ord(match[0]) - 0xDC00])), text)
        message = f"{len(stray)} bytes are not UTF-8; they were read as Windows-1252."
    else:
        text = latin(content)
        message = "The file is not UTF-8; it was read as Windows-1252."
    findings.append(Finding("warning", f"line {line}", message))
    return text


def latin(content: bytes) -> str:
    """Windows-1252, with the five bytes it leaves open read as ISO 8859-1."""
    return (
        content.decode("cp1252", errors="surrogateescape").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    )


def refuse_odd_lines(text: str) -> None:
    controls = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            reason = f"one line of {len(line):,} characters; at most {MAX_LINE:,} are read. Break the line"
            raise UnreadableDocument(reason, f"line {number}")
        entity = ENTITY.search(line) if "<!" in line else None
        if entity:
            raise UnreadableDocument(
                "it declares entities of its own, which are never expanded; save it without them", f"line {number}"
            )
        controls += len(CONTROLS.findall(line))
        if controls > 20 + 0.01 * len(text):
            raise UnreadableDocument(
                "control characters: this is no text file; save it as UTF-8 text", f"line {number}"
            )


def repaired(text: str, findings: list[Finding]) -> str:
    """The text with twice-encoded characters put right and control characters dropped, each repair said.

    Raises UnreadableDocument where more lines are wrong than any saved document has.
    """
    lines = text.split("\n")
    suspects = 0
    for index, line in enumerate(lines):
        if SUSPECT.search(line):
            suspects += 1
            if suspects > MAX_MANGLED:
                reason = f"more than {MAX_MANGLED:,} lines were encoded twice; save the document anew as UTF-8"
                raise UnreadableDocument(reason, f"line {index + 1}")
            better = unmangled(line)
            if better != line:
                findings.append(
                    Finding("warning", f"line {index + 1}", f"Encoding repaired: {difference(line, better)}.")
                )
                lines[index] = better
        elif CONTROLS.search(line):
            findings.append(Finding("info", f"line {index + 1}", "Control characters were dropped."))
            lines[index] = CONTROLS.sub("", line)
        if "\ufffd" in lines[index]:
            findings.append(
                Finding("warning", f"line {index + 1}", "A character was lost before the file was saved (\ufffd).")
            )
    return "\n".join(lines)


def unmangled(line: str) -> str:
    """The line as it was before it was encoded twice; a line that mixes good and bad text is repaired word by word."""
    import ftfy  # loaded only for text that needs it: half of what inspect takes

    better = ftfy.fix_encoding(line)
    if better != line:
        return better
    return "".join(ftfy.fix_encoding(word) if SUSPECT.search(word) else word for word in re.split(r"(\s+)", line))


def difference(before: str, after: str) -> str:
    """The first word that changed, before and after."""
    for old, new in zip(before.split(), after.split(), strict=False):
        if old != new:
            return f"“{old[:40]}” is “{new[:40]}”"
    return "the line"
