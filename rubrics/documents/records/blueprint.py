"""A role blueprint kept as a record (JSON, YAML): mission, measures, goals and responsibilities under keys of many spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rubrics.documents.blueprint import role_in, track_in
from rubrics.documents.patterns import pattern
from rubrics.documents.ranks import SENIORITY
from rubrics.documents.reading.blueprint import BlueprintReading, Listing, Measure
from rubrics.documents.records.names import plain, text_value, words

Record = Mapping[str, Any]
WRAPPED = 3
"""How many records deep a blueprint may be wrapped (`data.blueprint`)."""
PARTS = {
    "mission": pattern(r"^(?:role)?(?:mission|purpose)(?:statement)?$"),
    "responsibilities": pattern(r"^(?:\w*responsibilit(?:y|ies)|duties|accountabilities)$"),
    "measures": pattern(
        r"^(?:\w*kpis?|(?:success|key|performance)?(?:metrics|measures|indicators)|keyperformanceindicators)$"
    ),
    "goals": pattern(
        r"^(?:\w*goals\w*|\w*milestones\w*|objectives|\w*306090\w*|(?:first)?(?:30|60|90|thirty|sixty|ninety)days?)$"
    ),
    "hiring": pattern(r"^(?:hiring\w*|\w*evaluation\w*|\w*interview\w*|scorecard\w*)$"),
    "others": pattern(
        r"^(?:stakeholders|decisionrights|careerpath\w*|deliverables|(?:role)?summary|competencies|tools|scope)$"
    ),
}
METRICS = ("metric", "kpi", "name", "indicator", "measure", "title")
PERIODS = ("period", "name", "title", "area", "category", "kind", "label", "timeframe", "days", "when", "phase")


def blueprint_in(records: Any) -> Record | None:
    """The record that is a blueprint; `None` when there is none. It has a mission, measures or goals, and three parts in all."""
    for _ in range(WRAPPED):
        if isinstance(records, list) and len(records) == 1:
            records = records[0]
        if not isinstance(records, Mapping):
            return None
        told = {part for name in records for part in PARTS if PARTS[part].match(plain(str(name)))}
        if len(told) >= 3 and told & {"mission", "goals", "measures"} and told & {"mission", "responsibilities"}:
            return records
        inner = [value for value in records.values() if isinstance(value, Mapping)]
        if len(inner) != 1:
            return None
        records = inner[0]
    return None


def read_blueprint(record: Record) -> BlueprintReading:
    """What a record says of a role; places are its keys. Its hiring criteria are read from the outline."""
    own = {plain(str(name)): value for name, value in record.items()}
    role = next(
        (text for name in ("role", "title", "jobtitle", "position", "name") if (text := said(own.get(name)))), None
    )
    seniority = SENIORITY.search(role or "")
    track = said(own.get("track")) or said(own.get("summary")) or said(own.get("rolesummary")) or ""
    return BlueprintReading(
        role=role_in(role),
        level_word=seniority[0].capitalize() if seniority else None,
        track=track_in(track),
        mission=next((text for _, value in part(record, "mission") if (text := said(value))), None),
        years=next(
            (text for name in own if re.search(r"^(?:years\w*|\w*experience)$", name) and (text := said(own[name]))),
            None,
        ),
        sections=tuple(
            words(str(name)) for name, value in record.items() if isinstance(value, Mapping | list) and value
        ),
        responsibilities=tuple(
            entry for name, value in part(record, "responsibilities") for entry in listings(value, name)
        ),
        goals=tuple(entry for name, value in part(record, "goals") for entry in listings(value, name)),
        measures=tuple(entry for name, value in part(record, "measures") for entry in measures(value, name)),
    )


def part(record: Record, name: str) -> Iterator[tuple[str, Any]]:
    """The entries of a record that are one part of a blueprint, as (key, value)."""
    return ((str(own), value) for own, value in record.items() if PARTS[name].match(plain(str(own))))


def said(value: Any) -> str | None:
    """A text, the texts of a list in a row, or the text of a record."""
    if isinstance(value, list):
        return " ".join(text for entry in value if (text := text_value(entry))) or None
    if isinstance(value, Mapping):
        return next(
            (
                text
                for own, inner in value.items()
                if plain(str(own)) in ("text", "statement", "description", "name", "title")
                and (text := text_value(inner))
            ),
            None,
        )
    return text_value(value)


def listings(value: Any, place: str) -> Iterator[Listing]:
    """The named lists of a part: one for each key or for each named record, or a single one under the part's own name."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            items = texts_in(inner)
            if items:
                yield Listing(words(str(name)), items, f"{place}.{name}")
        return
    members = value if isinstance(value, list) else [value]
    flat = tuple(text for entry in members if (text := text_value(entry)))
    if flat:
        yield Listing(words(place), flat, place)
    for number, entry in enumerate(members, start=1):
        if isinstance(entry, Mapping):
            own = {plain(str(name)): inner for name, inner in entry.items()}
            name = next((text for period in PERIODS if (text := text_value(own.get(period)))), None)
            items = tuple(text for inner in entry.values() for text in texts_in(inner) if text != name)
            yield Listing(name or words(place), items, f"{place}[{number}]")


def texts_in(value: Any) -> tuple[str, ...]:
    """The texts of a value: those of a list, or its one text."""
    if isinstance(value, list):
        return tuple(text for entry in value if (text := said(entry)))
    text = said(value)
    return (text,) if text else ()


def measures(value: Any, place: str) -> Iterator[Measure]:
    """The measures of a list of records or texts, or of a mapping of names to targets."""
    members = (
        list(value.items())
        if isinstance(value, Mapping)
        else [(None, entry) for entry in value]
        if isinstance(value, list)
        else []
    )
    for number, (key, entry) in enumerate(members, start=1):
        where = f"{place}[{number}]" if key is None else f"{place}.{key}"
        if not isinstance(entry, Mapping):
            text = said(entry)
            name = words(str(key)) if key is not None else text
            if name:
                yield Measure(name, {"target": text} if key is not None and text else {}, where)
            continue
        own = {plain(str(name)): inner for name, inner in entry.items()}
        named = next((text for metric in METRICS if (text := text_value(own.get(metric)))), None)
        facts = {words(str(name)): text for name, inner in entry.items() if (text := said(inner)) and text != named}
        if key is not None or named:
            yield Measure(words(str(key)) if key is not None else named or "", facts, where)
