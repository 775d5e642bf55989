"""The packet's fonts: which bundled files a text needs, and what it says instead of a character that none of them draws.

A packet uses bundled files only, so that it has the same bytes on a machine with other fonts. The Latin, Greek and
Cyrillic faces are always loaded; the large ones for other scripts when a record first needs them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types

FOLDER = Path(__file__).resolve().parents[2] / "core" / "static" / "fonts"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LINE_BREAKS = frozenset("\n\t")
# Joiners and marks that shape the letters beside them and are never drawn alone.
SHAPING = frozenset("\u200c\u200d\u00ad\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file under the family name that the stylesheet uses."""

    family: str
    file: str
    weight: int = 400


CORE_FACES = (
    Face("Packet Sans", "SourceSans3_400Regular.ttf"),
    Face("Packet Sans", "SourceSans3_600SemiBold.ttf", 700),
    Face("Packet Serif", "SourceSerif4_400Regular.ttf"),
    Face("Packet Serif", "SourceSerif4_600SemiBold.ttf", 700),
)
SCRIPT_FACES = (
    Face("Packet Arabic", "noto-sans-arabic-arabic-400-normal.woff2"),
    Face("Packet Hebrew", "noto-sans-hebrew-hebrew-400-normal.woff2"),
    Face("Packet Japanese", "noto-sans-jp-japanese-400-normal.woff2"),
    Face("Packet Chinese", "noto-sans-sc-chinese-simplified-400-normal.woff2"),
    Face("Packet Korean", "noto-sans-kr-korean-400-normal.woff2"),
    Face("Packet Emoji", "noto-emoji-emoji-400-normal.woff2"),
)


@cache
def coverage(file: str) -> frozenset[str]:
    """The characters a bundled file has glyphs for."""
    with TTFont(FOLDER / file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def core_coverage() -> frozenset[str]:
    """The characters that can be drawn wherever they stand: Packet Sans stands behind Packet Serif in the stylesheet."""
    return coverage(CORE_FACES[0].file) & coverage(CORE_FACES[1].file)


def is_invisible(character: str) -> bool:
    """Whether a character has no form of its own: controls, and marks that turn the writing direction of what follows."""
    return character not in LINE_BREAKS and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn", "Co"}


def needed_faces(text: str) -> tuple[Face, ...]:
    """The script faces, in the stylesheet's order, that draw what the core faces cannot."""
    missing = {character for character in set(text) - core_coverage() if not is_invisible(character)}
    faces = []
    for face in SCRIPT_FACES:
        if not missing:
            break
        found = missing & coverage(face.file)
        if found:
            faces.append(face)
            missing -= found
    return tuple(faces)


def undrawable(text: str) -> frozenset[str]:
    """The characters of a text that no bundled font draws, and controls that must not be drawn."""
    drawn = core_coverage() | LINE_BREAKS | SHAPING
    missing = set(text) - drawn
    if not missing:
        return frozenset()
    for face in SCRIPT_FACES:
        if any(not is_invisible(character) for character in missing):
            missing -= coverage(face.file) - {character for character in missing if is_invisible(character)}
    return frozenset(missing)


def drawing_table(text: str) -> dict[int, str | None]:
    """A `str.translate` table that makes a text drawable: what is missing becomes U+FFFD, invisible controls go."""
    return {ord(character): None if is_invisible(character) else REPLACEMENT for character in undrawable(text)}


def stylesheet(faces: tuple[Face, ...]) -> str:
    """The `@font-face` rules of some faces; the `packet:` addresses are served by `render.BundledAssets` alone."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; src: url("packet:fonts/{face.file}"); }}'
        for face in faces
    )
