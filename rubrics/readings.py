"""What a document's page shows of its reading: rows made of the plain values that `flask rubrics inspect` prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    """One level, and how much was read for it in words."""

    label: str
    said: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """One guideline, or a responsibility (which has no competency), with its place in the document."""

    level: str
    competency: str
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class LadderRows:
    """One ladder of the reading; `competencies` are their names in order, numbered where a name comes again.

    `facts` are what is said of a level or a row as a whole: years, attributes, its own description.
    `blanks` counts the cells without a guideline by what they mean; empty where there are none.
    """

    name: str
    orientation: str
    levels: tuple[LevelRow, ...]
    competencies: tuple[str, ...]
    cells: tuple[CellRow, ...]
    responsibilities: tuple[CellRow, ...]
    facts: tuple[CellRow, ...]
    blanks: str


@dataclass(frozen=True, slots=True)
class ReadingRows:
    """A whole reading; `dimensions` are the names of the scorecard's lines. The other parts: `reading_parts`.

    `remarks` are findings for information, `findings` all that want a look; `understood` counts what was read.
    """

    understood: str
    findings: tuple[FindingRow, ...]
    remarks: tuple[FindingRow, ...]
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
    rows = [finding_row(entry) for entry in reading["findings"]]
    remarks = tuple(row for row in rows if row.weight == WORDS["info"])
    return ReadingRows(
        understood=understood(reading),
        findings=tuple(row for row in rows if row.weight != WORDS["info"]),
        remarks=remarks,
        ladders=tuple(_ladder(entry) for entry in reading["ladders"]),
        dimensions=tuple(entry["name"] for entry in criteria.get("dimensions", ())),
    )


def understood(reading: Mapping[str, Any]) -> str:
    """What was read, counted: `1 ladder: 5 levels, 4 competencies, 18 guidelines; 3 dimensions, 2 exercises`."""
    parts = []
    for ladder in reading["ladders"]:
        counts = (
            ("levels", "level"),
            ("competencies", "competency"),
            ("guidelines", "guideline"),
            ("responsibilities", "responsibility"),
        )
        parts.append(f"a ladder of {_counted((len(ladder[kind]), one, kind) for kind, one in counts)}")
    if reading["profile"]:
        parts.append("a role profile")
    criteria = reading["criteria"] or {}
    lists = (
        ("dimensions", "dimension"),
        ("exercises", "exercise"),
        ("assess", "thing to assess"),
        ("red_flags", "red flag"),
    )
    said = [
        (len(criteria.get(kind) or ()), one, f"{one}s" if kind != "assess" else "things to assess")
        for kind, one in lists
    ]
    signals = sum(len(criteria.get(kind) or ()) for kind in ("strong_signals", "weak_signals"))
    criteria_parts = _counted([*said, (signals, "signal", "signals")])
    if criteria_parts:
        parts.append(criteria_parts)
    if criteria.get("scale"):
        parts.append(f"a scale from {criteria['scale']['low']} to {criteria['scale']['high']}")
    return "; ".join(parts)


def _counted(counts: Iterable[tuple[int, str, str]]) -> str:
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


def line_of(locator: str) -> int | None:
    """The line of the file that a place names; None for places in a workbook, in a record or in one file of several.

    A row of separated values counts in lines of the file.
    """
    found = re.match(r"(?:line (\d+)|table .*\(line (\d+)\)$|row (\d+), column \d+$)", locator)
    return int(found[1] or found[2] or found[3]) if found else None


def line_with(words: str, lines: Sequence[str]) -> int | None:
    """The first line in which the words stand, whatever their case; None where no single line holds them."""
    wanted = words.casefold()
    return next((number for number, line in enumerate(lines, start=1) if wanted in line.casefold()), None)


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
            LevelRow(label, _said(guidelines[position], responsibilities[position]))
            for position, label in labels.items()
        ),
        competencies=tuple(names.values()),
        cells=tuple(
            CellRow(labels[cell["level"]], names[cell["competency"]], cell["text"], cell["locator"])
            for cell in ladder["guidelines"]
        ),
        responsibilities=tuple(
            CellRow(labels[duty["level"]], duty["label"] or "", duty["text"], duty["locator"])
            for duty in ladder["responsibilities"]
        ),
        facts=tuple(_facts(ladder, labels, names)),
        blanks=blanks_of(ladder),
    )


def level_facts(level: Mapping[str, Any]) -> dict[str, str]:
    """What is said of a level outside rows and responsibilities: term -> words; years as `2–5`, open ends left empty."""
    low, high = level["years"] or (None, None)
    years = "" if low is None and high is None else f"{'' if low is None else low}–{'' if high is None else high}"
    facts = {
        "years": years,
        "qualification": level["qualification"],
        "description": level["text"],
        "track": level["track"],
    }
    facts |= {name.replace("_", " "): said for name, said in level["attributes"].items()}
    return {term: said for term, said in facts.items() if said}


def _facts(ladder: Mapping[str, Any], labels: Mapping[int, str], names: Mapping[int, str]) -> Iterable[CellRow]:
    for level in ladder["levels"]:
        for term, said in level_facts(level).items():
            yield CellRow(labels[level["position"]], term.capitalize(), said, level["locator"])
    for row in ladder["competencies"]:
        if row["text"]:
            yield CellRow(names[row["position"]], "Description", row["text"], row["locator"])


def _said(guidelines: int, responsibilities: int) -> str:
    counts = ((guidelines, "guideline", "guidelines"), (responsibilities, "responsibility", "responsibilities"))
    return _counted(counts) or "nothing is said of it"


def blanks_of(ladder: Mapping[str, Any]) -> str:
    """What the cells without a guideline mean, counted: nothing new there, or nothing asked there."""
    kinds = Counter(blank["kind"] for blank in ladder["blanks"])
    words = (("empty", "empty (nothing new at that level)"), ("not_applicable", "not applicable (nothing asked there)"))
    return _counted((kinds[kind], said, said) for kind, said in words)


def _counts(entries: Sequence[Mapping[str, Any]]) -> Counter[int]:
    return Counter(entry["level"] for entry in entries)
