"""What of a document stands in no part of its reading: said section by section, so that nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rubrics.documents.blanks import NOT_APPLICABLE, NOTHING_NEW, PLACEHOLDER, SAME_AS
from rubrics.documents.blocks import Bullets, Grid, Heading, Item, Paragraph
from rubrics.documents.criteria.words import dimension_name, listed, severity_of
from rubrics.documents.durations import is_time, without_minutes
from rubrics.documents.labels import bare, key, level_label, split_label
from rubrics.documents.opening import Document
from rubrics.documents.outline import Node
from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Finding, Reading
from rubrics.documents.reading.plain import Plain

SENTENCE = pattern(r"(?<=[.!?:;])\s+")
SEARCHED = 200_000_000
"""Characters looked through for texts that are part of a longer one: about 0.2 seconds."""
SHORT = 12
"""Letters of a text too short to be missed on its own: numbers, marks, weights, heads."""
PLACES = frozenset(("locator", "file", "severity"))
"""Fields of a reading that are no texts of the document."""
MOST = 25
"""Sections said one by one."""


@dataclass(slots=True, eq=False, repr=False)
class Section:
    """The texts of one section (or table) that were looked for, and those that were not found.

    `heads` are the places of a table's head row, which is missed only together with all the rest.
    """

    name: str
    place: str
    path: tuple[str, ...] = ()
    table: bool = False
    heads: frozenset[str] = frozenset()
    total: int = 0
    missing: list[tuple[str, str]] = field(default_factory=list)


def left_over(document: Document, reading: Reading) -> list[Finding]:
    """One finding for each section with texts the reading does not hold; none for a document read whole.

    A section about a level of the ladder is a warning, everything else for information.
    """
    known = Known(reading)
    sections = [section for section in sections_of(document) if is_missed(section, known)]
    levels = {
        key(name) for ladder in reading.ladders for level in ladder.levels for name in (level.code, level.name) if name
    }
    found = [finding_of(section, levels) for section in sections[:MOST]]
    if len(sections) > MOST:
        texts = sum(len(section.missing) for section in sections[MOST:])
        message = f"{texts} texts of {len(sections) - MOST} further sections are in no part of the reading."
        found.append(Finding("info", sections[MOST].missing[0][1], message))
    return found


def is_missed(section: Section, known: Known) -> bool:
    """Whether a section holds texts the reading does not; they stay in `missing`, a head row only where all the rest is missed."""
    section.missing = [(text, place) for text, place in section.missing if not known.holds(text)]
    if len(section.missing) < section.total:
        section.missing = [(text, place) for text, place in section.missing if place not in section.heads]
    telling = any(len(key(text)) >= SHORT for text, _ in section.missing)
    return telling or (len(section.missing) > 1 and len(section.missing) == section.total)


def finding_of(section: Section, levels: set[str]) -> Finding:
    """What is said of a section: how many texts, and the first; a warning where the section is about one of the levels."""
    text, place = section.missing[0]
    count = len(section.missing)
    shown = text if len(text) <= 80 else f"{text[:79]}…"
    where = f"under “{section.name}”" if section.name else "at the top"
    if section.table:
        whole = "This table" if count == section.total else f"{count} of {section.total} cells of this table"
        what = f"{whole} {'is' if count == section.total else 'are'}"
    else:
        what = f"{count} texts {where} are" if count > 1 else f"A text {where} is"
    own = {key(name) for label in section.path for name in names_of(label)}
    return Finding("warning" if own & levels else "info", place, f"{what} in no part of the reading: “{shown}”")


def names_of(label: str) -> tuple[str, ...]:
    """A label, and the code and name it gives a level."""
    told = level_label(label)
    return (label, *(name for name in (told.code, told.name) if name)) if told else (label,)


class Known:
    """The texts of a reading, for asking whether another text is among them, whole or in parts."""

    def __init__(self, reading: Reading) -> None:
        texts = strings_in(reading)
        self.whole = {key(text) for text in texts}
        self.joined = "|".join(self.whole)
        self.whole |= {key(part) for text in texts for part in SENTENCE.split(text)}
        self.searched = 0
        self.asked: dict[str, bool] = {}

    @cached_property
    def longest(self) -> list[str]:
        """The texts, the longest first: what a line may be made of."""
        return sorted(self.whole, key=len, reverse=True)

    def holds(self, text: str) -> bool:
        """Whether a text is in the reading, whole, without its label, or part by part."""
        if self.has(text):
            return True
        label, rest = split_label(text)
        if label and rest and (self.has(rest) or self.has(split_label(rest)[1])):
            return True
        told = level_label(text)
        if told and all(self.has(name) for name in (told.code, told.name) if name):
            return True
        if self.has(dimension_name(text)) or self.has(without_minutes(text)) or self.has(severity_of(text)[0]):
            return True
        if all(self.has(part) for part in SENTENCE.split(text)):
            return True
        return all(self.has(part) for part in listed(rest or text))

    def covers(self, text: str) -> bool:
        """Whether most of a line is made of texts of the reading, run together or with marks stuck to them."""
        short = rest = key(text)
        for own in self.longest:
            if len(own) >= 4 and own in rest:
                rest = rest.replace(own, "", 1)
        return len(rest) <= 0.4 * len(short)

    def has(self, text: str) -> bool:
        """Whether a text is in the reading, or says nothing; each is looked for once."""
        answer = self.asked.get(text)
        if answer is None:
            # Most texts are asked for again without a label, minutes or weight that they do not have.
            answer = self.asked[text] = self.finds(text) or is_no_statement(text) or self.points_to_level(text)
        return answer

    def points_to_level(self, text: str) -> bool:
        """Whether a text only repeats a level that it names (`same as L2`): read as nothing new."""
        pointed = SAME_AS.match(text)
        return pointed is not None and self.finds(pointed["name"])

    def finds(self, text: str) -> bool:
        """Whether the letters of a text stand in the reading, alone or inside a longer one."""
        short = key(text)
        if len(short) < 2 or short in self.whole:
            return True
        if self.searched > SEARCHED:
            # A file as large as this was read for its ladder; what is looked for no longer is not reported either.
            return True
        self.searched += len(self.joined)
        return short in self.joined


def is_no_statement(text: str) -> bool:
    """Whether a text says nothing that could be missed: a placeholder, “N/A”, “same as above”, a time."""
    said = PLACEHOLDER.match(text) or NOT_APPLICABLE.match(text) or NOTHING_NEW.match(text)
    return bool(said) or is_time(text)


def strings_in(reading: Reading) -> set[str]:
    """Every text in a reading but its places; the names of its parts count as known too."""
    found: set[str] = set()
    fields: dict[type, list[str]] = {}
    waiting: list[Any] = [reading]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Plain):
            if type(part) not in fields:
                found.update(part.__dataclass_fields__)
                fields[type(part)] = [name for name in part.__dataclass_fields__ if name not in PLACES]
            part = [getattr(part, name) for name in fields[type(part)]]
        elif isinstance(part, dict):
            part = (*part, *part.values())
        for inner in part:
            if isinstance(inner, str):
                found.add(inner)
            elif isinstance(inner, Plain | tuple | list | dict):
                waiting.append(inner)
    return found


def sections_of(document: Document) -> list[Section]:
    """The texts of a document by the headings they stand under; a table is a section of its own."""
    if document.records is not None and not document.page_in_record:
        return sections_of_outline(document.root)
    found: list[Section] = [Section("", "line 1")]
    path: list[tuple[int, str]] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            path = [entry for entry in path if entry[0] < block.depth] + [(block.depth, bare(block.text))]
            found.append(Section(bare(block.text), block.place, tuple(label for _, label in path)))
        elif isinstance(block, Grid):
            found.append(section_of_table(block, found[-1].path))
            found.append(Section(found[-2].name, block.place, found[-2].path))
        else:
            texts = [(block.text, block.place)] if isinstance(block, Paragraph) else list(texts_of(block))
            # A line such as “What to look for:” heads the list below it.
            texts = [entry for entry in texts if not (entry[0].endswith(":") and len(entry[0].split()) <= 8)]
            found[-1].missing.extend(texts)
            found[-1].total += len(texts)
    return found


def texts_of(bullets: Bullets) -> Iterator[tuple[str, str]]:
    """Every bullet of a list with its place, those below in their turn."""
    pending: list[Item] = list(reversed(bullets.items))
    while pending:
        item = pending.pop()
        if item.text:
            yield item.text, item.place
        pending.extend(reversed(item.children))


def section_of_table(grid: Grid, path: tuple[str, ...]) -> Section:
    """A table as a section: each cell or bullet once, however far it spans."""
    cells = {id(cell): cell for row in grid.rows for cell in row if cell.text}
    texts = [(text, cell.place or grid.place) for cell in cells.values() for text in (cell.items or (cell.text,))]
    heads = frozenset(cell.place for cell in grid.rows[0])
    return Section(grid.title or "", grid.place, path, table=True, total=len(texts), missing=texts, heads=heads)


def sections_of_outline(root: Node) -> list[Section]:
    """The texts of records by the keys they stand under."""
    found: list[Section] = []
    for node in root.walk():
        texts = [(statement.text, statement.place) for statement in node.texts]
        if texts:
            found.append(Section(node.label, node.place, (*node.path(), node.label), total=len(texts), missing=texts))
    return found


def lines_left_over(text: str, reading: Reading) -> list[Finding]:
    """Runs of lines of a profile's page that the reading does not hold."""
    known = Known(reading)
    runs: list[list[tuple[int, str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        bare_line = bare(line.strip().lstrip("•").strip())
        if len(key(bare_line)) >= 3 * SHORT and not known.holds(bare_line) and not known.covers(bare_line):
            if runs and runs[-1][-1][0] >= number - 2:
                runs[-1].append((number, bare_line))
            else:
                runs.append([(number, bare_line)])
    found = []
    for run in runs[:MOST]:
        first = run[0][1] if len(run[0][1]) <= 80 else f"{run[0][1][:79]}…"
        what = "A line is" if len(run) == 1 else f"{len(run)} lines are"
        found.append(Finding("info", f"line {run[0][0]}", f"{what} in no part of the reading: “{first}”"))
    return found
