"""The whole record, and its form as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from calibration.packet.plain import LATER, instance_of, plain_value
from calibration.packet.record.application import Application
from calibration.packet.record.calibration import Calibration
from calibration.packet.record.decision import Decision
from calibration.packet.record.people import Person
from calibration.packet.record.rubric import Rubric
from calibration.packet.record.scorecards import Scorecard
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
class HistoryRow:
    """One row of the audit trail; `by` is `None` for what the program did by itself."""

    at: str
    action: str
    what: str
    by: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """The frozen record of one application, for one profile of readers.

    `singles`: a recruiter's copy that tells what single interviewers scored, since the opening allowed it; else `None`.
    """

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
    singles: bool | None = field(default=None, metadata=LATER)


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
