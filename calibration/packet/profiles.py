"""The record that is left for each reader of a packet: `profile_table.py`, applied.

The table names every field of the record. A field that it does not name is hidden from everybody but the committee, and
a test fails until it is named. Pages, JSON, metadata and bookmarks are all made from the record that is left.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from calibration.packet import record as record_module
from calibration.packet.labels import letters
from calibration.packet.masking import PRONOUNS, Mask, Masks, compiled
from calibration.packet.profile_table import rules_for
from calibration.packet.record import (
    ANONYMOUS,
    CANDIDATE,
    COMMITTEE,
    PROFILES,
    RECRUITER,
    Background,
    Packet,
    Person,
    Standing,
)
from core.errors import InvalidInput

Value = TypeVar("Value")

# Below this many scores a mean tells what one interviewer scored.
SCORES_FOR_A_MEAN = 3


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing a profile hides or changes: where it stood, what it was, what is shown instead (empty: nothing)."""

    path: str
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A profile's eyes on one record."""

    profile: str
    tells_singles: bool
    code: str
    masks: Masks
    people: dict[str, Person]


def redact(record: Packet, profile: str, *, tells_singles: bool = False) -> Packet:
    """The record as the readers of a profile may have it; the committee's is the record itself.

    `tells_singles`: a recruiter's copy may tell what single interviewers scored and wrote, and says that it does; what
    other copies tell does not depend on it. Raises `InvalidInput` for an unknown profile, and for a record that was already redacted.
    """
    if profile not in PROFILES:
        raise InvalidInput(f"There is no profile {profile!r}; choose one of {', '.join(PROFILES)}.")
    if record.profile != COMMITTEE:
        raise InvalidInput(f"This is already the {record.profile} copy; make the {profile} copy from the committee's.")
    if profile == COMMITTEE:
        return record
    tells_singles = tells_singles and profile == RECRUITER
    reader = Reader(
        profile=profile,
        tells_singles=tells_singles,
        code=record.application.candidate.code,
        masks=compiled(masks_for(record, profile)),
        people=_known_as(record) if profile == CANDIDATE else {},
    )
    left: Packet = _seen(record, reader)
    if tells_singles:
        return replace(left, profile=profile, singles=True)
    if profile == RECRUITER:
        standings = tuple(_only_of_many(standing) for standing in left.calibration.standings)
        left = replace(left, calibration=replace(left.calibration, standings=standings))
    return replace(left, profile=profile)


def masking_also(record: Packet, profile: str, words: Sequence[str]) -> Packet:
    """The record with more words to mask in its anonymous copy, as `[masked]`; blank ones are left out.

    Raises `InvalidInput` when words are given for another profile, which would not mask them.
    """
    known = tuple(Background(kind="masked", text=word.strip()) for word in words if word.strip())
    if not known:
        return record
    if profile != ANONYMOUS:
        raise InvalidInput(
            "Only an anonymous packet takes further words to mask. Leave them out, or make it anonymous."
        )
    application = record.application
    candidate = replace(application.candidate, background=application.candidate.background + known)
    return replace(record, application=replace(application, candidate=candidate))


def withheld(record: Packet, profile: str, *, tells_singles: bool = False) -> list[Withheld]:
    """What a profile hides or changes in a record, place by place: the preview before an export."""
    return _withheld("", record, redact(record, profile, tells_singles=tells_singles))


def _seen(instance: Value, reader: Reader) -> Value:
    rules = rules_for(type(instance).__name__, reader.profile, tells_singles=reader.tells_singles)
    changed = {
        field.name: _treated(getattr(instance, field.name), rules.get(field.name, "N"), field, reader)
        for field in dataclasses.fields(instance)  # type: ignore[arg-type]  # every part of a record is a dataclass
    }
    return type(instance)(**changed)


def _treated(value: Any, rule: str, field: dataclasses.Field[Any], reader: Reader) -> Any:
    if value is None:
        return None
    if rule == "N":
        return _nothing(field, value)
    if rule == "C":
        return reader.code
    if rule == "P":
        return tuple(_person(item, reader) for item in value) if isinstance(value, tuple) else _person(value, reader)
    if rule == "T":
        return tuple(map(reader.masks.text, value)) if isinstance(value, tuple) else reader.masks.text(value)
    if isinstance(value, tuple):
        return tuple(_seen(item, reader) if dataclasses.is_dataclass(item) else item for item in value)
    return _seen(value, reader) if dataclasses.is_dataclass(value) else value


def _nothing(field: dataclasses.Field[Any], value: Any) -> Any:
    """What stands where a field is hidden: an empty list, an empty text where one is required, else nothing."""
    if isinstance(value, tuple):
        return ()
    return None if field.default is not dataclasses.MISSING else ""


def _person(person: Person, reader: Reader) -> Person:
    known = reader.people.get(person.id)
    if known is None:
        return replace(person, name=reader.masks.text(person.name))
    return replace(known, role=person.role)


def _known_as(record: Packet) -> dict[str, Person]:
    """Every third party of a record by id, as `Interviewer A` or `Colleague A`, with the letter as the new id."""
    interviewers = [interview.interviewer for interview in record.application.interviews]
    interviewers += [card.interviewer for card in record.scorecards]
    known: dict[str, Person] = {}
    for kind, people in (("Interviewer", interviewers), ("Colleague", _people(record))):
        for person in people:
            if person.id not in known:
                letter = letters(sum(other.name.startswith(kind) for other in known.values()))
                known[person.id] = Person(id=f"{kind.lower()}-{letter.lower()}", name=f"{kind} {letter}")
    return known


def _people(part: Any) -> list[Person]:
    """Every person named anywhere in a part of a record, in the record's order."""
    if isinstance(part, Person):
        return [part]
    if isinstance(part, tuple):
        return [person for item in part for person in _people(item)]
    if dataclasses.is_dataclass(part):
        return [person for field in dataclasses.fields(part) for person in _people(getattr(part, field.name))]
    return []


def masks_for(record: Packet, profile: str) -> list[Mask]:
    """The strings a profile must not hold anywhere."""
    candidate = record.application.candidate
    if profile == CANDIDATE:
        known = _known_as(record)
        return [Mask((person.name,), f"[{known[person.id].name}]", parts=True) for person in _people(record)]
    if profile != ANONYMOUS:
        return []
    masks = [
        Mask((candidate.name or "",), "[name]", parts=True),
        Mask((candidate.email or "", candidate.phone or ""), "[contact]"),
        Mask(((candidate.email or "").partition("@")[0],), "[contact]", words=True),
        Mask((candidate.pronouns or "", *PRONOUNS), "[pronoun]", words=True),
        *(Mask((item.text,), f"[{item.kind}]") for item in candidate.background),
    ]
    return [mask for mask in masks if any(mask.strings)]


def _only_of_many(standing: Standing) -> Standing:
    if standing.n >= SCORES_FOR_A_MEAN:
        return standing
    return replace(standing, mean=None, distance=None, discuss=False)


def _withheld(path: str, before: Any, after: Any) -> list[Withheld]:
    if before == after or path in {"profile", "singles"}:
        return []
    if isinstance(before, tuple):
        pairs = zip(before, after or [None] * len(before), strict=True)
        return [
            found for place, (left, right) in enumerate(pairs) for found in _withheld(f"{path}[{place}]", left, right)
        ]
    if dataclasses.is_dataclass(before):
        return [
            found
            for field in dataclasses.fields(before)
            for found in _withheld(
                f"{path}.{field.name}" if path else field.name,
                getattr(before, field.name),
                getattr(after, field.name) if after is not None else None,
            )
        ]
    return [Withheld(path=path, text=str(before), shown="" if after in (None, False) else str(after))]


RECORD_TYPES = tuple(
    kind
    for kind in vars(record_module).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not Person
)
