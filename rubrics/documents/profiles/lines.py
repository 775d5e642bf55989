"""The lines of a role profile's page and the sections they form."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rubrics.documents.blocks import Block, Bullets, Heading, Paragraph, folded
from rubrics.documents.labels import key
from rubrics.documents.patterns import pattern
from rubrics.documents.profiles.signs import section_name

BULLET = pattern(r"^(?:[•·●▪*-]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its bullet and markup; `place` names where it stands."""

    text: str
    place: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The lines below a known heading; `stated` is the number of entries the heading gives, if any."""

    name: str
    head: Line
    lines: tuple[Line, ...]
    stated: int | None = None

    def texts(self) -> list[str]:
        """The texts of its lines."""
        return [line.text for line in self.lines]


def lines_of(text: str) -> list[Line]:
    """The non-empty lines without bullets and markup."""
    found: list[Line] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        bare = re.sub(r"^\*\*(.+)\*\*$", r"\1", re.sub(r"^#{1,6}\s+", "", raw.strip()))
        stripped = (
            folded(BULLET.sub("", bare.replace("\t", " \t ") if "\t" not in bare else bare))
            if "\t" not in bare
            else bare.strip()
        )
        if stripped:
            found.append(Line(stripped, f"line {number}", bullet=bool(BULLET.match(bare))))
    return found


def lines_of_blocks(blocks: Sequence[Block], labels: Collection[str]) -> list[Line]:
    """The lines a page of HTML shows: a table row is a line with tabs, one of `labels` and its value are a line each."""
    found: list[Line] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(Line(block.text, block.place))
        elif isinstance(block, Paragraph):
            found.extend(Line(line, block.place) for line in block.lines or (block.text,))
        elif isinstance(block, Bullets):
            for item in block.items:
                labelled = key(item.text) in labels
                found.append(Line(item.text, item.place, bullet=not labelled))
                found.extend(
                    Line(text, item.place, bullet=not labelled) for child in item.children for text in child.texts()
                )
        else:
            for row in block.rows:
                texts = [cell.text for cell in row]
                if len(texts) == 2 and key(texts[0]) in labels:
                    found.extend(Line(text, row[0].place or block.place) for text in texts)
                else:
                    found.append(Line("\t".join(texts), row[0].place or block.place))
    return [line for line in found if line.text.strip()]


def sections_of(lines: Sequence[Line]) -> tuple[list[Line], list[Section]]:
    """The lines before the first section, and the sections in order."""
    before: list[Line] = []
    sections: list[Section] = []
    head: tuple[str, Line, int | None] | None = None
    body: list[Line] = []
    for line in lines:
        name, stated = (None, None) if line.bullet else section_name(line.text)
        if name is None:
            (body if head else before).append(line)
            continue
        if head:
            sections.append(Section(head[0], head[1], tuple(body), head[2]))
        head, body = (name, line, stated), []
    if head:
        sections.append(Section(head[0], head[1], tuple(body), head[2]))
    return before, sections
