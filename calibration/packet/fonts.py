"""The packet's fonts: which bundled files a text needs, and what it says instead of a character that none of them draws.

A packet uses bundled files only, so that it has the same bytes on a machine with other fonts. The Latin, Greek and
Cyrillic faces are always loaded; the large ones for other scripts when a record first needs them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]  # fontTools ships no types

from core.errors import DomainError

FOLDER = Path(__file__).resolve().parents[2] / "core" / "static" / "fonts"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LINE_BREAKS = frozenset("\n\t")
# Joiners and marks that shape the letters beside them and are never drawn alone.
SHAPING = frozenset("\u200b\u200c\u200d\u00ad\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file under the family name that the stylesheet uses."""

    family: str
    file: str
    weight: int = 400
    blocks: tuple[
        range, ...
    ] = ()  # where its characters lie, so that the large files are opened only when they may help


CORE_FACES = (
    Face("Packet Sans", "SourceSans3_400Regular.ttf"),
    Face("Packet Sans", "SourceSans3_600SemiBold.ttf", 700),
    Face("Packet Serif", "SourceSerif4_400Regular.ttf"),
    Face("Packet Serif", "SourceSerif4_600SemiBold.ttf", 700),
)
EAST_ASIAN = (range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0))
SCRIPT_FACES = (
    Face(
        "Packet Arabic",
        "noto-sans-arabic-arabic-400-normal.woff",
        blocks=(range(0x0600, 0x0900), range(0xFB50, 0xFF00)),
    ),
    Face(
        "Packet Hebrew",
        "noto-sans-hebrew-hebrew-400-normal.woff",
        blocks=(range(0x0590, 0x0600), range(0xFB1D, 0xFB50)),
    ),
    Face("Packet Japanese", "noto-sans-jp-japanese-400-normal.woff", blocks=EAST_ASIAN),
    Face("Packet Chinese", "noto-sans-sc-chinese-simplified-400-normal.woff", blocks=EAST_ASIAN),
    Face("Packet Korean", "noto-sans-kr-korean-400-normal.woff", blocks=(range(0x1100, 0x1200), range(0xA960, 0xD800))),
    Face("Packet Emoji", "noto-emoji-emoji-400-normal.woff", blocks=(range(0x2000, 0x3300), range(0x1F000, 0x1FC00))),
)


@cache
def coverage(file: str) -> frozenset[str]:
    """The characters a bundled file has glyphs for. Raises DomainError when the file is damaged."""
    try:
        with (FOLDER / file).open("rb") as source, TTFont(source, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap()))
    except (TTLibError, TypeError) as error:  # TypeError: it has no table of characters
        raise _unfit(f"the font {file} is damaged") from error


def refuse_unfit() -> None:
    """Nothing while every bundled font lies in its folder and the core ones can be read; else raises DomainError.

    Without one of them a packet would be set in whatever font the machine has, and be another packet.
    """
    missing = [face.file for face in CORE_FACES + SCRIPT_FACES if not (FOLDER / face.file).is_file()]
    if missing:
        raise _unfit(f"the installation lacks the font {', '.join(sorted(set(missing)))}")
    for face in CORE_FACES:
        coverage(face.file)


def _unfit(what: str) -> DomainError:
    return DomainError(f"Packets cannot be set: {what}. Install Levelset's files anew, then try again.")


@cache
def core_coverage() -> frozenset[str]:
    """The characters that can be drawn wherever they stand: Packet Sans stands behind Packet Serif in the stylesheet."""
    return coverage(CORE_FACES[0].file) & coverage(CORE_FACES[1].file)


def core_faces_suffice(text: str) -> bool:
    """Whether the core faces draw every character of a text, the invisible ones too."""
    return set(text) - LINE_BREAKS <= core_coverage()


def without_script_faces(css: str) -> str:
    """A stylesheet that names the core faces alone: each family named is one more to look through for every line."""
    return css.replace("".join(f', "{face.family}"' for face in SCRIPT_FACES), "")


def is_invisible(character: str) -> bool:
    """Whether a character has no form of its own: controls, and marks that turn the writing direction of what follows."""
    return character not in LINE_BREAKS and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn", "Co"}


def drawn_by(face: Face, characters: frozenset[str]) -> frozenset[str]:
    """Those of some characters that a script face has glyphs for; the file is opened only when its blocks hold any."""
    likely = frozenset(character for character in characters if any(ord(character) in block for block in face.blocks))
    return likely & coverage(face.file) if likely else likely


def needed_faces(text: str) -> tuple[Face, ...]:
    """The script faces, in the stylesheet's order, that draw what the core faces cannot."""
    missing = frozenset(character for character in set(text) - core_coverage() if not is_invisible(character))
    faces = []
    for face in SCRIPT_FACES:
        found = drawn_by(face, missing)
        if found:
            faces.append(face)
            missing -= found
    return tuple(faces)


def undrawable(text: str) -> frozenset[str]:
    """The characters of a text that no bundled font draws, and controls that must not be drawn."""
    missing = frozenset(set(text) - core_coverage() - LINE_BREAKS - SHAPING)
    visible = frozenset(character for character in missing if not is_invisible(character))
    drawn = frozenset[str]().union(*(drawn_by(face, visible) for face in SCRIPT_FACES)) if visible else visible
    return missing - drawn


def drawing_table(text: str) -> dict[int, str | None]:
    """A `str.translate` table that makes a text drawable: what is missing becomes U+FFFD, invisible controls go."""
    return {ord(character): None if is_invisible(character) else REPLACEMENT for character in undrawable(text)}


def stylesheet(faces: tuple[Face, ...]) -> str:
    """The `@font-face` rules of some faces; the `packet:` addresses are served by `render.BundledAssets` alone."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; src: url("packet:fonts/{face.file}"); }}'
        for face in faces
    )
