"""What a document's page shows of its reading: rows made of the plain values that `flask rubrics inspect` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.labels import label_of

TONES = {"info": "neutral", "warning": "caution", "error": "danger"}
WORDS = {"info": "For information", "warning": "Please check", "error": "Wrong"}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """Something the reader repaired, skipped or found contradictory; `tone` and `weight` are its severity."""

    place: str
    message: str
    weight: str
    tone: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level with how much was read for it."""

    label: str
    guidelines: int
    responsibilities: int


@dataclass(frozen=True, slots=True)
class CellRow:
    """One guideline with its place in the document."""

    level: str
    competency: str
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class LadderRows:
    """One ladder of the reading; `competencies` are their names in order, numbered where a name comes again."""

    name: str
    orientation: str
    levels: tuple[LevelRow, ...]
    competencies: tuple[str, ...]
    cells: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """A whole reading; `dimensions` are the names of the scorecard's lines. The other parts: `reading_parts`."""

    findings: tuple[FindingRow, ...]
    ladders: tuple[LadderRows, ...]
    dimensions: tuple[str, ...]


ORIENTATIONS = {
    "levels_as_columns": "a level in each column",
    "levels_as_rows": "a level in each row",
    "levels_as_headings": "a level under each heading",
    "one_row_per_guideline": "a guideline in each row",
    "overview": "a list of levels",
    "one_level_per_file": "a level in each file",
    "one_level": "one level alone",
    "records": "records",
}


def reading_rows(reading: Mapping[str, Any]) -> ReadingRows:
    """The rows of a reading as it is kept with its document."""
    criteria = reading["criteria"] or {}
    return ReadingRows(
        findings=tuple(finding_row(entry) for entry in reading["findings"]),
        ladders=tuple(_ladder(entry) for entry in reading["ladders"]),
        dimensions=tuple(entry["name"] for entry in criteria.get("dimensions", ())),
    )


def as_sentence(reason: str) -> str:
    """The reason of a refusal as a sentence of a page: a capital first, a full stop last; file names keep their letters."""
    first = reason.split(maxsplit=1)[0] if reason.split() else ""
    begun = reason if "." in first.rstrip(".,:;") else reason[:1].upper() + reason[1:]
    return begun if begun.endswith((".", "!", "?")) else f"{begun}."


def finding_row(finding: Mapping[str, str]) -> FindingRow:
    """The row of one finding."""
    severity = finding["severity"]
    return FindingRow(finding["locator"], finding["message"], WORDS[severity], TONES[severity])


def level_label(code: str | None, name: str | None, position: int) -> str:
    """The level as people write it; a name that repeats the code is written once."""
    return label_of(code, name) or f"Level {position}"


def numbered(name: str, occurrence: int) -> str:
    """The name, with its number from the second row of that name on; a row without a name says so."""
    shown = name or "(no name)"
    return shown if occurrence == 1 else f"{shown} ({occurrence})"


def _ladder(ladder: Mapping[str, Any]) -> LadderRows:
    guidelines = _counts(ladder["guidelines"])
    responsibilities = _counts(ladder["responsibilities"])
    labels = {row["position"]: level_label(row["code"], row["name"], row["position"]) for row in ladder["levels"]}
    names = {row["position"]: numbered(row["name"], row["occurrence"]) for row in ladder["competencies"]}
    return LadderRows(
        name=ladder["name"],
        orientation=ORIENTATIONS.get(ladder["orientation"] or "", (ladder["orientation"] or "").replace("_", " ")),
        levels=tuple(
            LevelRow(label, guidelines[position], responsibilities[position]) for position, label in labels.items()
        ),
        competencies=tuple(names.values()),
        cells=tuple(
            CellRow(labels[cell["level"]], names[cell["competency"]], cell["text"], cell["locator"])
            for cell in ladder["guidelines"]
        ),
    )


def _counts(entries: Sequence[Mapping[str, Any]]) -> Counter[int]:
    return Counter(entry["level"] for entry in entries)
