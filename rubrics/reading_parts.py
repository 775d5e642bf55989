"""What a document's page shows of role profiles, blueprints and hiring criteria before they are imported: every part as read.

Made of the plain values that `flask rubrics inspect` prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PartRow:
    """One piece of a reading: its name (may be empty), what it says, and its place in the document."""

    name: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """All pieces of one kind, in the order of the document."""

    title: str
    rows: tuple[PartRow, ...]


def profile_facts(profile: Values | None) -> tuple[tuple[str, str], ...]:
    """What a role profile says of itself, (term, value); what it does not say is left out."""
    if not profile:
        return ()
    level = " ".join(part for part in (profile["level_code"], profile["level_name"]) if part)
    pay = profile["pay"] or {}
    bounds = [f"{pay[part]:,}" for part in ("low", "median", "high") if pay.get(part)]
    pairs = [("Title", profile["title"]), ("Code", profile["code"]), ("Level", level)]
    pairs += [(name.capitalize(), profile[name]) for name in ("function", "focus", "status", "region", "edition")]
    confidence = profile["confidence"]
    pairs.append(("Confidence of the source", None if confidence is None else f"{confidence:.0%}"))
    pairs.append(("Pay", f"{pay['currency']} {' / '.join(bounds)}" if bounds else None))
    pairs.append(("Pay basis", profile.get("pay_basis")))
    pairs.append(("What the level asks", profile.get("level_text")))
    pairs += [(name.replace("_", " ").capitalize(), value) for name, value in profile["attributes"].items()]
    return tuple((term, value) for term, value in pairs if value)


def reading_parts(reading: Values) -> tuple[ReadingPart, ...]:
    """The parts of the role profile and of the criteria in a reading; kinds with nothing in them are left out."""
    found = [*_profile_parts(reading.get("profile")), *_criteria_parts(reading.get("criteria"))]
    found = [*_blueprint_parts(reading.get("blueprint")), *found]
    return tuple(ReadingPart(title, tuple(rows)) for title, rows in found if rows)


def _blueprint_parts(blueprint: Values | None) -> list[tuple[str, list[PartRow]]]:
    if not blueprint:
        return []
    listings = {
        title: [_row(entry["name"], text, entry) for entry in blueprint[kind] for text in entry["items"]]
        for title, kind in (("Responsibilities", "responsibilities"), ("Goals", "goals"))
    }
    measures = [
        _row(entry["name"], "; ".join(f"{head}: {said}" for head, said in entry["facts"].items()), entry)
        for entry in blueprint["measures"]
    ]
    mission = [PartRow("", blueprint["mission"], "")] if blueprint["mission"] else []
    return [("Mission", mission), *listings.items(), ("Measures", measures)]


def _profile_parts(profile: Values | None) -> list[tuple[str, list[PartRow]]]:
    if not profile:
        return []
    found = [
        ("Summary", [PartRow("", profile["summary"], "")] if profile["summary"] else []),
        ("Story", _story(profile)),
    ]
    found += [
        (name.capitalize(), [_row(", ".join(entry["tags"]), entry["text"], entry) for entry in entries])
        for name, entries in profile["components"].items()
    ]
    found.append(("Skills explained", [_row(entry["name"], entry["text"], entry) for entry in profile["skills"]]))
    found.append(("Job titles", [_row(entry["title"], _alias(entry), entry) for entry in profile["aliases"]]))
    codes = [_row(entry["scheme"], entry["code"], entry) for entry in profile["classifications"]]
    scores = (profile["provenance"] or {}).get("scores") or {}
    found.append(("Occupation codes", codes))
    found.append(("Scores of its own review", [PartRow(name, f"{score:g}", "") for name, score in scores.items()]))
    return found


def _story(profile: Values) -> list[PartRow]:
    told = {
        name: "; ".join(said) if isinstance(said, list) else said for name, said in (profile["story"] or {}).items()
    }
    return [PartRow(name.replace("_", " ").capitalize(), said, "") for name, said in told.items() if said]


def _alias(alias: Values) -> str:
    said = [alias["type"] or "", alias.get("confidence_word") or ""]
    said.append(f"{alias['confidence']:.2f}" if alias["confidence"] is not None else "")
    return ", ".join(part for part in said if part)


def _criteria_parts(criteria: Values | None) -> list[tuple[str, list[PartRow]]]:
    if not criteria:
        return []
    found = [
        ("Scale", _scale(criteria["scale"])),
        ("To assess", [_row(entry["name"], entry["text"] or "", entry) for entry in criteria["assess"]]),
        ("Scorecard dimensions", [row for entry in criteria["dimensions"] for row in _dimension(entry)]),
        ("Exercises", [_exercise(entry) for entry in criteria["exercises"]]),
    ]
    details = criteria.get("signal_details") or {}
    names = {entry["position"]: entry["name"] for entry in criteria["dimensions"]}
    for title, kind in (("Strong signals", "strong"), ("Weak signals", "weak")):
        found.append((title, [_signal(entry, names) for entry in details.get(kind) or criteria[f"{kind}_signals"]]))
    found.append(("Red flags", [_signal(entry, names) for entry in criteria["red_flags"]]))
    for title, kind in (("Must have", "must_haves"), ("Nice to have", "nice_to_haves")):
        found.append((title, [PartRow("", text, "") for text in criteria.get(kind, ())]))
    decisions = [PartRow("Threshold", criteria["threshold"], "")] if criteria.get("threshold") else []
    decisions += [PartRow("Recommendation", text, "") for text in criteria.get("recommendations", ())]
    return [*found, ("Decision", decisions)]


def _scale(scale: Values | None) -> list[PartRow]:
    if not scale:
        return []
    scores = range(scale["low"], scale["high"] + 1)
    said = [(str(score), [scale["labels"].get(str(score)), scale["texts"].get(str(score))]) for score in scores]
    return [_row(score, ": ".join(part for part in parts if part) or "not described", scale) for score, parts in said]


def _dimension(dimension: Values) -> list[PartRow]:
    anchors = [
        _row(f"{dimension['name']}, {anchor['score']}", anchor["text"], anchor)
        for anchor in dimension["anchor_details"]
    ]
    told = [("Group", dimension["group"]), ("Weight", dimension["weight"])]
    told.append(("Must have", "yes" if dimension["must_have"] else None))
    facts = [f"{term}: {value:g}" if isinstance(value, float) else f"{term}: {value}" for term, value in told if value]
    facts += [f"Question: {question}" for question in dimension["questions"]]
    own = " ".join(part for part in (dimension["text"], "; ".join(facts)) if part)
    if own or not anchors:
        anchors.insert(0, _row(dimension["name"], own or "no anchors", dimension))
    return anchors


def _exercise(exercise: Values) -> PartRow:
    low, high = exercise["minutes"] or (None, None)
    minutes = "" if low is None else f"{low} minutes. " if low == high else f"{low} to {high} minutes. "
    looks = f" Evaluates: {'; '.join(exercise['evaluate'])}." if exercise["evaluate"] else ""
    return _row(exercise["name"], f"{minutes}{' '.join(exercise['task'])}{looks}", exercise)


def _signal(signal: Any, dimensions: Mapping[int, str]) -> PartRow:
    """A signal with its severity and the dimension or area it is listed under, which may be the number of a dimension."""
    if isinstance(signal, str):
        return PartRow("", signal, "")
    under = signal["dimension"]
    said = (signal["severity"], dimensions.get(under, "") if isinstance(under, int) else under)
    return _row(", ".join(part for part in said if part), signal["text"], signal)


def _row(name: str, text: str, entry: Values) -> PartRow:
    place = entry.get("locator") or ""
    return PartRow(name, text, place)
