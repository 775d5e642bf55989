"""A ladder while it is being put together, and its finished reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.errors import UnreadableDocument
from rubrics.documents.blanks import NONE_ASKED, NOT_APPLICABLE, NOTHING, NOTHING_NEW, PLACEHOLDER, SAME_AS
from rubrics.documents.blocks import folded
from rubrics.documents.labels import LevelLabel, bare, key
from rubrics.documents.ladders.draft_parts import DraftCompetency, DraftLevel, Statement
from rubrics.documents.ladders.seniority import is_falling
from rubrics.documents.ladders.spacing import with_spaces
from rubrics.documents.limits import MAX_LEVELS
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import years_in
from rubrics.documents.reading import (
    BlankReading,
    CompetencyReading,
    Finding,
    GuidelineReading,
    LadderReading,
    LevelReading,
    ResponsibilityReading,
    Track,
    Years,
)
from rubrics.documents.tracks import track_of

EXPERIENCE = pattern(
    r"(?:(?:an?|about|approximately|around|at|experience|generally|has|have|having|least|less|minimum|more|needs?|normally|of|often|over|"
    r"requires?|roughly|than|typically?|up|to|usually|with)\b[ ,:]*){0,6}~?\d{1,2}\b[^.;]{0,20}\b(?:years?|yrs?)\b[^.;]{0,20}\bexperience\b",
    re.IGNORECASE,
)
LINE = pattern(r"\bline (\d+)")


def line_number(place: str) -> int:
    """The line a place names, 0 where it names none: statements of one level keep the order of the source."""
    match = LINE.search(place)
    return int(match[1]) if match else 0


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """Levels and competencies are told apart by their index here, by their position (index + 1) in the reading."""

    name: str
    orientation: str
    place: str = ""
    track: Track | None = None
    path: tuple[str, ...] = ()
    levels: list[DraftLevel] = field(default_factory=list)
    competencies: list[DraftCompetency] = field(default_factory=list)
    cells: dict[tuple[int, int], Statement] = field(default_factory=dict)
    loose: list[tuple[int, str | None, str, str]] = field(default_factory=list)
    blanks: dict[tuple[int, int], tuple[Literal["empty", "not_applicable"], str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    cumulative: bool = False

    def level(self, label: LevelLabel, place: str, head: str = "") -> int:
        """The index of the level this label names, which is added when it is new; `head` may state its years.

        Raises UnreadableDocument where tables or lists with few levels each add up to more than any ladder has.
        """
        wanted = {key(label.code or ""), key(label.name or "")} - {""}
        for index, level in enumerate(self.levels):
            codes = {key(level.label.code or ""), key(label.code or "")}
            if "" not in codes and len(codes) == 2:
                continue
            if level.identities & wanted:
                if label.code and label.name and not (level.label.code and level.label.name):
                    level.label = LevelLabel(label.code, label.name, 3)
                return index
        if len(self.levels) >= MAX_LEVELS:
            raise UnreadableDocument(f"more than {MAX_LEVELS} levels in one ladder; split the file", place)
        self.levels.append(DraftLevel(label, place, years_in(head)))
        return len(self.levels) - 1

    def competency(self, name: str, group: str | None, place: str, text: str | None = None) -> int:
        """The index of a new row; rows of one name stay apart."""
        self.competencies.append(DraftCompetency(name, group, place, text))
        return len(self.competencies) - 1

    def row_named(self, other: DraftCompetency) -> int:
        """The index of the row of this group and name, which is added when it is new."""
        same = (key(other.group or ""), key(other.name))
        for index, own in enumerate(self.competencies):
            if (key(own.group or ""), key(own.name)) == same:
                return index
        return self.competency(other.name, other.group, other.place, other.text)

    def say(self, level: int, competency: int, statement: Statement) -> None:
        """Adds what a cell says: nothing, a placeholder, or statements, which follow those already there."""
        items = [item for item in statement.items if not NOTHING.match(item) and not NOTHING_NEW.match(item)]
        kept = [item for item in items if not PLACEHOLDER.match(item)]
        if len(kept) < len(items):
            self.findings.append(Finding("warning", statement.place, f"A placeholder was skipped: “{items[0][:60]}”."))
        if kept and all(NOT_APPLICABLE.match(item) or NONE_ASKED.match(item) for item in kept):
            self.blanks.setdefault((level, competency), ("not_applicable", statement.place))
        elif kept:
            self.blanks.pop((level, competency), None)
            present = self.cells.get((level, competency))
            if present:
                present.items.extend(kept)
                present.examples.extend(statement.examples)
            else:
                statement.items = kept
                self.cells[level, competency] = statement
        elif (level, competency) not in self.cells:
            self.blanks.setdefault((level, competency), ("empty", statement.place))

    def add(self, level: int, text: str, place: str, label: str | None = None) -> None:
        """Adds a statement of the level that belongs to no competency."""
        if NOTHING.match(text) or NOT_APPLICABLE.match(text):
            return
        if PLACEHOLDER.match(text):
            self.findings.append(Finding("warning", place, f"A placeholder was skipped: “{text[:60]}”."))
            return
        self.loose.append((level, label, text, place))

    def size(self) -> int:
        """How many characters of statements it holds: the measure by which one reading of a document beats another."""
        cells = sum(len(item) for statement in self.cells.values() for item in statement.items)
        return cells + sum(len(text) for _, _, text, _ in self.loose)

    def drop_hollow_levels(self) -> None:
        """Drops levels of which nothing is said although others have statements, and says which."""
        used = {level for level, _ in self.cells} | {level for level, _, _, _ in self.loose}
        # To ask nothing of a level is to say something of it.
        used |= {level for (level, _), (kind, _) in self.blanks.items() if used and kind == "not_applicable"}
        hollow = [index for index in range(len(self.levels)) if index not in used and not self.levels[index].attributes]
        if not used or not hollow or len(self.levels) - len(hollow) < 2:
            return
        for index in hollow:
            name = self.levels[index].label.name or self.levels[index].label.code
            self.findings.append(
                Finding("warning", self.levels[index].place, f"Level “{name}” has no guideline and was left out.")
            )
        self.keep_levels([index for index in range(len(self.levels)) if index not in hollow])

    def drop_hollow_competencies(self) -> None:
        """Drops rows of which nothing is said at any level, and says which."""
        used = {competency for _, competency in self.cells}
        if not used:
            return
        keep = [index for index in range(len(self.competencies)) if index in used]
        for index in sorted(set(range(len(self.competencies))) - used):
            competency = self.competencies[index]
            self.findings.append(
                Finding(
                    "info", competency.place, f"Row “{competency.name}” says nothing at any level and was left out."
                )
            )
        self.keep_competencies(keep)

    def keep_competencies(self, keep: Sequence[int]) -> None:
        """Keeps the rows of these indices, in this order, with their cells."""
        moved = {old: new for new, old in enumerate(keep)}
        self.competencies = [self.competencies[index] for index in keep]
        self.cells = {(level, moved[row]): cell for (level, row), cell in self.cells.items() if row in moved}
        self.blanks = {(level, moved[row]): blank for (level, row), blank in self.blanks.items() if row in moved}

    def keep_levels(self, keep: Sequence[int]) -> None:
        """Keeps the levels of these indices, in this order, with what is said of them."""
        moved = {old: new for new, old in enumerate(keep)}
        self.levels = [self.levels[index] for index in keep]
        self.cells = {(moved[level], row): cell for (level, row), cell in self.cells.items() if level in moved}
        self.blanks = {(moved[level], row): blank for (level, row), blank in self.blanks.items() if level in moved}
        self.loose = [(moved[level], label, text, place) for level, label, text, place in self.loose if level in moved]

    def drop_references(self) -> None:
        """Empties cells that only point to the level below (`same as L2`); one that points elsewhere stays, and is said."""
        falling = is_falling([(level.label.code, level.label.name) for level in self.levels])
        for (level, row), statement in list(self.cells.items()):
            pointed = SAME_AS.match(statement.items[0]) if len(statement.items) == 1 else None
            if not pointed:
                continue
            named = key(pointed["name"])
            target = next((index for index, own in enumerate(self.levels) if named in own.identities), None)
            if target is None or target == level:
                continue
            between = range(level + 1, target) if falling else range(target + 1, level)
            if (target > level) == falling and not any((index, row) in self.cells for index in between):
                del self.cells[level, row]
                self.blanks[level, row] = ("empty", statement.place)
            else:
                message = f"“{statement.items[0]}” points to a level that is not the one below: read as it stands."
                self.findings.append(Finding("warning", statement.place, message))

    def years_said(self, level: int) -> Years | None:
        """The years that a statement of a level asks for, when the statement is about nothing else."""
        said = (text for index, _, text, _ in self.loose if index == level and EXPERIENCE.match(text))
        return next((years for text in said if (years := years_in(text))), None)

    def finished(self) -> LadderReading:
        """The reading, with repaired spaces, occurrences counted and the findings kept in `findings`."""
        self.drop_references()
        self.drop_hollow_levels()
        self.drop_hollow_competencies()
        responsibilities = tuple(
            ResponsibilityReading(level + 1, self.spaced(text, place), label, place)
            for level, label, text, place in sorted(self.loose, key=lambda entry: (entry[0], line_number(entry[3])))
        )
        blanks = tuple(
            BlankReading(level + 1, row + 1, *self.blanks.get((level, row), ("empty", competency.place)))
            for row, competency in enumerate(self.competencies)
            for level in range(len(self.levels))
            if (level, row) not in self.cells
        )
        return LadderReading(
            self.name,
            self.track,
            tuple(self.level_read(index) for index in range(len(self.levels))),
            self.competencies_read(),
            self.guidelines_read(),
            responsibilities,
            blanks,
            self.orientation,
            self.cumulative,
            locator=self.place,
        )

    def level_read(self, index: int) -> LevelReading:
        """One level; its years are those stated of it, of its attributes, or by a statement about nothing else."""
        level = self.levels[index]
        return LevelReading(
            index + 1,
            level.label.code,
            level.label.name or level.label.code,
            level.years or years_in(level.attributes.get("typical_experience")) or self.years_said(index),
            level.attributes,
            level.text,
            level.qualification,
            level.track or (track_of(level.label.name) if level.label.name else None),
            level.place,
        )

    def competencies_read(self) -> tuple[CompetencyReading, ...]:
        """The rows in source order, each with how often its name came so far."""
        occurrences: Counter[str] = Counter()
        found: list[CompetencyReading] = []
        for position, row in enumerate(self.competencies, start=1):
            name = bare(row.name)
            occurrences[key(name)] += 1
            group = bare(row.group) if row.group else None
            found.append(CompetencyReading(position, name, group, occurrences[key(name)], row.text or None, row.place))
        return tuple(found)

    def guidelines_read(self) -> tuple[GuidelineReading, ...]:
        """The cells that say something, row by row."""
        found: list[GuidelineReading] = []
        for (level, row), said in sorted(self.cells.items(), key=lambda cell: (cell[0][1], cell[0][0])):
            items = tuple(self.spaced(item, said.place) for item in said.items)
            text, examples = folded(" ".join(items)), tuple(said.examples)
            found.append(
                GuidelineReading(level + 1, row + 1, text, items, said.label, said.proficiency, examples, said.place)
            )
        return tuple(found)

    def spaced(self, text: str, place: str) -> str:
        """The text with a space put where two sentences run together, which is said."""
        better, around = with_spaces(text)
        if around:
            self.findings.append(Finding("info", place, f"A missing space was put in: “…{around}…”."))
        return better
