"""What the page of hiring criteria shows, as complete rows: each with its place in the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rubrics.models import Criteria, CriteriaDimension
from rubrics.places import Place, place_of, place_with
from rubrics.queries.statement_rows import SignalGroup, minutes_in_words, signal_groups


@dataclass(frozen=True, slots=True)
class Said:
    """Something the source says: its name (may be empty), its words and its place."""

    name: str
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A named list of the source."""

    name: str
    items: tuple[str, ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the scorecard: `facts` are its weight and whether it is a must-have, in words; `anchors` by score."""

    name: str
    group: str | None
    facts: str
    text: str | None
    questions: tuple[str, ...]
    anchors: tuple[Said, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class ExerciseSaid:
    """One exercise; `minutes` in words, None where no time is given."""

    name: str
    minutes: str | None
    task: tuple[str, ...]
    evaluate: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class SignalsOf:
    """The signals of one kind, in lists by what they stand under (None: under nothing)."""

    title: str
    intro: str | None
    lists: tuple[tuple[str | None, tuple[Said, ...]], ...]


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """The key figures of a blueprint under the column heads of their source: each its name, a cell per head, its place."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str | None, ...], Place | None], ...]


@dataclass(frozen=True, slots=True)
class CriteriaPage:
    """Everything the page says; parts the source does not have are empty.

    `scale` is a row per score of which something is said, the highest first; `decision` the threshold and the words for a recommendation.
    """

    facts: tuple[tuple[str, str, Place | None], ...]
    mission: Said | None
    responsibilities: tuple[Listing, ...]
    goals: tuple[Listing, ...]
    measures: MeasureTable
    assess: tuple[Said, ...]
    wanted: tuple[Listing, ...]
    scale: tuple[Said, ...]
    scale_place: Place | None
    lines: tuple[LineRow, ...]
    decision: tuple[tuple[str, str], ...]
    exercises: tuple[ExerciseSaid, ...]
    signals: tuple[SignalsOf, ...]
    sections: tuple[Said, ...]


def criteria_page(criteria: Criteria, reading: Mapping[str, Any], lines: Sequence[str] = ()) -> CriteriaPage:
    """The page of the criteria: what is stored of them, and what only their document's reading says."""
    read: Mapping[str, Any] = reading.get("criteria") or {}
    blueprint: Mapping[str, Any] = criteria.blueprint or {}
    mission = blueprint.get("mission")
    return CriteriaPage(
        facts=_facts(blueprint, lines),
        mission=Said("", mission, place_with(mission, lines)) if mission else None,
        responsibilities=_listings(blueprint.get("responsibilities")),
        goals=_listings(blueprint.get("goals")),
        measures=_measures(blueprint),
        assess=tuple(_said(entry) for entry in criteria.assess),
        wanted=_wanted(read),
        scale=_scale(criteria, read),
        scale_place=place_of((read.get("scale") or {}).get("locator")),
        lines=tuple(_line(line) for line in criteria.dimensions),
        decision=_decision(read),
        exercises=tuple(
            ExerciseSaid(
                row.name,
                minutes_in_words(row.minutes_low, row.minutes_high),
                tuple(row.task),
                tuple(row.evaluate),
                place_of(row.locator),
            )
            for row in criteria.exercises
        ),
        signals=tuple(_signals(group) for group in signal_groups(criteria)),
        sections=tuple(Said("", name, place_with(name, lines)) for name in blueprint.get("sections") or ()),
    )


def _facts(blueprint: Mapping[str, Any], lines: Sequence[str]) -> tuple[tuple[str, str, Place | None], ...]:
    terms = (("Role", "role"), ("Level word", "level_word"), ("Track", "track"), ("Experience", "years"))
    return tuple(
        (term, said, place_with(said, lines) if name == "years" else None)
        for term, name in terms
        if (said := blueprint.get(name))
    )


def _said(entry: Mapping[str, Any]) -> Said:
    return Said(entry.get("name") or "", entry.get("text") or "", place_of(entry.get("locator")))


def _listings(entries: Sequence[Mapping[str, Any]] | None) -> tuple[Listing, ...]:
    return tuple(
        Listing(entry["name"], tuple(entry["items"]), place_of(entry.get("locator"))) for entry in entries or ()
    )


def _measures(blueprint: Mapping[str, Any]) -> MeasureTable:
    """How success is measured, as the blueprint gives it; a cell that a figure does not have is None."""
    measures = blueprint.get("measures") or ()
    heads = tuple(dict.fromkeys(head for measure in measures for head in measure["facts"]))
    return MeasureTable(
        heads,
        tuple(
            (measure["name"], tuple(measure["facts"].get(head) for head in heads), place_of(measure.get("locator")))
            for measure in measures
        ),
    )


def _wanted(read: Mapping[str, Any]) -> tuple[Listing, ...]:
    kinds = (("Must have", "must_haves"), ("Nice to have", "nice_to_haves"))
    return tuple(Listing(title, tuple(read[kind])) for title, kind in kinds if read.get(kind))


def _scale(criteria: Criteria, read: Mapping[str, Any]) -> tuple[Said, ...]:
    """A row per score that has a word or a meaning whatever the dimension; empty where the source states no scale."""
    if criteria.scale_low is None or criteria.scale_high is None:
        return ()
    texts = (read.get("scale") or {}).get("texts") or {}
    scores = range(criteria.scale_high, criteria.scale_low - 1, -1)
    rows = [(str(score), criteria.scale_labels.get(str(score)) or "", texts.get(str(score)) or "") for score in scores]
    return tuple(Said(f"{score} {label}".strip(), text) for score, label, text in rows if label or text)


def _line(line: CriteriaDimension) -> LineRow:
    facts = (_weight(line.weight), "must-have" if line.must_have else "")
    return LineRow(
        name=line.name,
        group=line.group,
        facts=", ".join(fact for fact in facts if fact),
        text=line.text,
        questions=tuple(line.questions),
        anchors=tuple(
            Said(str(anchor["score"]), anchor["text"], place_of(anchor.get("locator")))
            for anchor in sorted(line.anchors, key=lambda anchor: -int(anchor["score"]))
        ),
        place=place_of(line.locator),
    )


def _weight(weight: float | None) -> str:
    """The weight in words: shares of one as per cent, else the points that the source gives."""
    if weight is None:
        return ""
    return f"weight {weight:.0%}" if 0 < weight < 1 else f"weight {weight:g}"


def _decision(read: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    words = ", ".join(read.get("recommendations") or ())
    pairs = (("Threshold", read.get("threshold")), ("Words for a recommendation", words))
    return tuple((term, said) for term, said in pairs if said)


def _signals(group: SignalGroup) -> SignalsOf:
    """The signals in their order; what several in a row stand under is said once above them."""
    runs = [(note, list(rows)) for note, rows in groupby(group.rows, key=lambda row: row.note)]
    gathered = 2 * len(runs) <= len(group.rows) and any(note for note, _ in runs)
    if not gathered:
        runs = [("", list(group.rows))]
    return SignalsOf(
        group.title,
        group.intro,
        tuple(
            (
                note or None,
                tuple(Said("" if gathered else row.note, row.text, place_of(row.locator)) for row in rows),
            )
            for note, rows in runs
        ),
    )
