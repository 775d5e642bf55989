"""The frozen record of an application: everything a packet says, as plain values.

`calibration/queries.py` fills it from the database once, when the packet is sealed; after that the record is the only
thing anyone reads. Ids are texts, times are ISO 8601 texts with an offset, levels are named by their code. The words of
closed sets (`hire`, `strong_yes`, …) are those of the packages' `enums.py`; `labels.py` says how they are printed.

Never in here: an interviewer's private notes, drafts, anything of another candidate.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from calibration.packet.plain import instance_of, plain_value
from core.content import canonical_json, content_sha256
from core.errors import InvalidInput

VERSION = 1
COMMITTEE = "committee"
RECRUITER = "recruiter"
CANDIDATE = "candidate"
ANONYMOUS = "anonymous"
PROFILES = (COMMITTEE, RECRUITER, CANDIDATE, ANONYMOUS)
HASH_KEY = "content_sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the record names; `id` tells namesakes apart, `role` is what they were in this application."""

    id: str
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of the ladder the rubric was written for."""

    code: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Something that could tell who the candidate is: `kind` is `school`, `employer`, `link`, `other` or `masked`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """The person applying; `code` stands for them where their name may not be read."""

    id: str
    code: str
    name: str | None = None
    pronouns: str | None = None
    email: str | None = None
    phone: str | None = None
    background: tuple[Background, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisition:
    """The opening applied to."""

    id: str
    title: str
    code: str | None = None
    team: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One conversation of the loop. A shadow's scorecard is shown and never counted.

    `focus` holds dimension ids; `status` is `planned`, `held` or `cancelled`; `starts_at` is `None` when never set.
    """

    id: str
    title: str
    interviewer: Person
    focus: tuple[str, ...] = ()
    exercise: str | None = None
    starts_at: str | None = None
    status: str = "held"
    shadow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Candidate × requisition, with the loop."""

    id: str
    candidate: Candidate
    requisition: Requisition
    target_level: Level
    interviews: tuple[Interview, ...] = ()
    applied_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleStep:
    """A score and the word for it."""

    score: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The range of scores; `steps` may name some, all or none of them."""

    low: int = 1
    high: int = 5
    steps: tuple[ScaleStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an anchor and where it comes from: a place in a document, or the person who wrote it."""

    text: str
    document: str | None = None
    locator: str | None = None
    level: str | None = None
    author: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a score looks like. No statements: the anchor was still unwritten when the rubric was published."""

    score: int
    level: str | None = None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """Something the rubric assesses. `weight` is relative (1.0 is ordinary); `bar` is in points of the scale."""

    id: str
    name: str
    group: str | None = None
    description: str | None = None
    weight: float = 1.0
    must_have: bool = False
    bar: float = 3.0
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricFlag:
    """A red flag that the rubric asks interviewers to look out for; `severity` is free text of the source."""

    id: str
    text: str
    severity: str | None = None
    document: str | None = None
    locator: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """The published rubric that was pinned to the requisition; `content_sha256` is the rubric's own."""

    id: str
    title: str
    version: int
    content_sha256: str
    target_level: Level
    scale: Scale
    dimensions: tuple[Dimension, ...]
    red_flags: tuple[RubricFlag, ...] = ()
    published_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One interviewer on one dimension. `score` `None` is *not observed*, and `reason` then says why."""

    dimension: str
    score: int | None = None
    reason: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A signal an interviewer saw; `kind` is `strong` or `weak`, `dimension` its id or `None` for the whole."""

    kind: str
    text: str
    dimension: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the committee says to a red flag."""

    text: str
    by: Person
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A red flag an interviewer raised. It belongs to no score; no answers means that it is still open."""

    id: str
    text: str
    evidence: str | None = None
    severity: str | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """One submitted revision, as its interviewer left it; adjustments stand in `Calibration` and change nothing here.

    `revision` counts from 1. `recommendation` is `strong_no`, `no`, `yes`, `strong_yes` or `no_decision`. `level_read`
    is the level the evidence looks like to this interviewer.
    """

    id: str
    revision_id: str
    interview: str
    interviewer: Person
    submitted_at: str
    ratings: tuple[Rating, ...]
    revision: int = 1
    shadow: bool = False
    signals: tuple[Signal, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    recommendation: str | None = None
    level_read: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the evidence on one dimension stands: counted scores only (no shadows), after adjustments.

    `mean`, `low`, `high` are in points; `spread` is the sample standard deviation (divisor n-1), `None` below two
    scores; `distance` is mean minus bar. All are `None` when nobody observed the dimension (`n` 0). `discuss` marks
    a dimension the committee was asked to talk about, and `discuss_reason` says why.
    """

    dimension: str
    n: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    spread: float | None = None
    distance: float | None = None
    discuss: bool = False
    discuss_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageGap:
    """A dimension with less evidence than planned: `planned` interviews had it in focus, `observed` scored it."""

    dimension: str
    planned: int
    observed: int
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a committee member held before the talk (`blind`), or moved to after it."""

    by: Person
    at: str
    outcome: str
    level: str | None = None
    reasons: str | None = None
    blind: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A score changed in calibration. `None` stands for not observed; the scorecard itself is left as it was."""

    scorecard: str
    dimension: str
    before: int | None
    after: int | None
    by: Person
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """A committee member who does not share the decision, in their words."""

    by: Person
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """A committee member who took no part."""

    by: Person
    at: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One computed statistic: `value` `None` means it could not be computed, and `note` says why or what it means."""

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The model run the session looked at; figures in the order in which they are printed."""

    run_id: str
    method: str
    computed_at: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What the committee saw and said. `standings` follows the rubric's order; all empty before a session."""

    session_id: str | None = None
    session_title: str | None = None
    held_at: str | None = None
    chair: Person | None = None
    members: tuple[Person, ...] = ()
    standings: tuple[Standing, ...] = ()
    gaps: tuple[CoverageGap, ...] = ()
    positions: tuple[Position, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    statistics: Statistics | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision: `outcome` is a value of `calibration.enums.Outcome`, `level` the level offered."""

    outcome: str
    reasons: str
    decided_by: Person
    decided_at: str
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One row of the audit trail; `by` is `None` for what the program did by itself."""

    at: str
    action: str
    what: str
    by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """The frozen record of one application, for one profile of readers."""

    application: Application
    rubric: Rubric
    scorecards: tuple[Scorecard, ...]
    calibration: Calibration
    decision: Decision | None
    generated_at: str
    earlier_decisions: tuple[Decision, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    profile: str = COMMITTEE
    version: int = VERSION


def to_plain(record: Packet) -> dict[str, Any]:
    """The record as `packet.json` holds it: nested objects and lists, with its `content_sha256`."""
    document = plain_value(record)
    return {**document, HASH_KEY: content_sha256(document)}


def to_json(record: Packet) -> bytes:
    """The bytes of `packet.json`: canonical JSON in UTF-8, the same for the same record."""
    return canonical_json(to_plain(record))


def content_hash(record: Packet) -> str:
    """SHA-256 over the canonical JSON of the record without `content_sha256`, 64 hexadecimal digits."""
    return content_sha256(plain_value(record))


def from_plain(document: object) -> Packet:
    """The record a parsed `packet.json` holds; whether its hash fits is `verify.py`'s question.

    Raises `InvalidInput` when it is not a packet of a version this program reads, naming the place.
    """
    if not isinstance(document, dict) or "version" not in document:
        raise InvalidInput("This is not a packet's data: it has no version.")
    if document["version"] != VERSION:
        raise InvalidInput(f"The packet is of version {document['version']!r}; this program reads version {VERSION}.")
    record = instance_of(Packet, document)
    if record.profile not in PROFILES:
        raise InvalidInput(f"profile is {record.profile!r}; it should be one of {', '.join(PROFILES)}.")
    return record


def from_json(text: bytes | str) -> Packet:
    """The record in the bytes of a `packet.json`. Raises `InvalidInput` when they are not one."""
    try:
        document = json.loads(text)
    except ValueError as error:  # also a UnicodeDecodeError
        raise InvalidInput(f"The packet's data is not JSON: {error}") from error
    return from_plain(document)
