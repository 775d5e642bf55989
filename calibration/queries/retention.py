"""What has been kept for its time, or soon will have been. Tells codes and dates only: whoever administers reads no names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Select, String, Subquery, cast, exists, func, literal, not_, select
from sqlalchemy.orm import aliased

from calibration.models import Decision, LegalHold, Packet, PacketBulk, PacketBulkItem
from calibration.retention import Kept, Policy, policy
from core.audit import AuditEvent
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application, Attachment, Candidate

CLOSED = (Stage.DECIDED, Stage.WITHDRAWN)
SHOWN = 200


@dataclass(frozen=True, slots=True)
class Leaving:
    """One thing that goes: its number in its table, the candidate's code, from when its time counts, and when it ends."""

    kind: Kept
    id: int
    code: str
    since: datetime
    goes_at: datetime
    is_held: bool


def retention_policy() -> Policy:
    """The installation's policy. Raises DomainError as retention.policy does."""
    return policy({kind.setting: str(current_app.config[kind.setting]) for kind in Kept})


def leaving(rules: Policy, kind: Kept, *, until: datetime, most: int | None = SHOWN) -> list[Leaving]:
    """What of the kind goes until then, the first to go first; held things too, marked."""
    limit = rules.limit(kind, until)
    if limit is None:
        return []
    rows = db.session.execute(_aged(kind, limit).limit(most))
    return [
        Leaving(kind, row.id, row.code, row.since, rules.goes_at(kind, row.since), bool(row.is_held)) for row in rows
    ]


def count_leaving(rules: Policy, kind: Kept, *, until: datetime) -> int:
    """How many things of the kind go until then, held ones left out."""
    limit = rules.limit(kind, until)
    if limit is None:
        return 0
    aged = _aged(kind, limit).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(aged).where(not_(aged.c.is_held))) or 0


def is_held(candidate_id: int) -> bool:
    """Whether a hold keeps the candidate's data: one on any of the applications does."""
    return bool(db.session.scalar(select(_held(candidate_id))))


def is_over(candidate_id: int, *, application_id: int | None = None) -> bool:
    """Whether every application of the candidate is decided or withdrawn, or the one that is asked about."""
    running = Application.stage.not_in(CLOSED)
    mine = Application.candidate_id == candidate_id if application_id is None else Application.id == application_id
    return not db.session.scalar(select(exists().where(mine, running)))


def hold_of(application_id: int) -> LegalHold | None:
    """The application's hold, or None."""
    return db.session.scalar(select(LegalHold).where(LegalHold.application_id == application_id))


def applications_of(candidate_id: int) -> list[int]:
    """The candidate's applications."""
    return list(db.session.scalars(select(Application.id).where(Application.candidate_id == candidate_id)))


def files_of(application_ids: list[int]) -> set[str]:
    """The stored files that only the applications' packets and attachments, and the lists they are in, may refer to."""
    packets = select(Packet.file_sha256).where(Packet.application_id.in_(application_ids))
    attachments = select(Attachment.file_sha256).where(Attachment.application_id.in_(application_ids))
    lists = select(PacketBulk.index_sha256).where(PacketBulk.id.in_(bulks_with(application_ids)))
    found = [sha256 for query in (packets, attachments, lists) for sha256 in db.session.scalars(query)]
    return {sha256 for sha256 in found if sha256 is not None}


def bulks_with(application_ids: list[int]) -> Select[int]:
    """The orders whose list names one of the applications, and nobody who is held: such a list is about them too."""
    return (
        select(PacketBulkItem.bulk_id)
        .where(PacketBulkItem.application_id.in_(application_ids), PacketBulkItem.bulk_id.not_in(_held_bulks()))
        .distinct()
    )


def lists_with(packet_id: int) -> tuple[Sequence[PacketBulk], Sequence[PacketBulkItem]]:
    """The orders that go with the packet, and its places in those that stay because their list names somebody held."""
    items = db.session.scalars(select(PacketBulkItem).where(PacketBulkItem.packet_id == packet_id)).all()
    staying = set(db.session.scalars(_held_bulks().where(PacketBulkItem.bulk_id.in_([item.bulk_id for item in items]))))
    going = [item.bulk for item in items if item.bulk_id not in staying]
    return going, [item for item in items if item.bulk_id in staying]


def _held_bulks() -> Select[int]:
    return (
        select(PacketBulkItem.bulk_id)
        .join(Application, Application.id == PacketBulkItem.application_id)
        .where(_held(Application.candidate_id))
    )


def _aged(kind: Kept, limit: datetime) -> Any:
    """Number, code, since and whether it is held, of what of the kind began its time before the limit."""
    if kind is Kept.PACKETS:
        return (
            select(
                Packet.id,
                Candidate.code,
                Packet.requested_at.label("since"),
                _held(Candidate.id).label("is_held"),
            )
            .join(Application, Application.id == Packet.application_id)
            .join(Candidate, Candidate.id == Application.candidate_id)
            .where(Packet.requested_at <= limit)
            .order_by(Packet.requested_at, Packet.id)
        )
    closed = _closed()
    if kind is Kept.ATTACHMENTS:
        return (
            select(
                Attachment.id,
                Candidate.code,
                closed.c.since,
                _held(Candidate.id).label("is_held"),
            )
            .join(closed, closed.c.application_id == Attachment.application_id)
            .join(Candidate, Candidate.id == closed.c.candidate_id)
            .where(closed.c.since <= limit)
            .order_by(closed.c.since, Attachment.id)
        )
    last = func.max(closed.c.since)
    open_one = exists().where(Application.candidate_id == Candidate.id, Application.stage.not_in(CLOSED))
    return (
        select(Candidate.id, Candidate.code, last.label("since"), _held(Candidate.id).label("is_held"))
        .join(closed, closed.c.candidate_id == Candidate.id)
        .where(not_(open_one.correlate(Candidate)))
        .group_by(Candidate.id, Candidate.code)
        .having(last <= limit)
        .order_by(last, Candidate.id)
    )


def _held(candidate_id: Any) -> ColumnElement[bool]:
    """Whether one of the candidate's applications is held; those are not the ones that the query around it may name."""
    held = aliased(Application)
    return exists().where(held.candidate_id == candidate_id, LegalHold.application_id == held.id)


def _closed() -> Subquery:
    """Each application that is decided or withdrawn, and since when; its latest decision or withdrawal counts."""
    decided = select(func.max(Decision.decided_at)).where(Decision.application_id == Application.id)
    about = literal("application:") + cast(Application.id, String)
    withdrawn = select(func.max(AuditEvent.at)).where(
        AuditEvent.about == about, AuditEvent.action == "withdraw_application"
    )
    since = func.coalesce(
        withdrawn.correlate(Application).scalar_subquery(),
        decided.correlate(Application).scalar_subquery(),
        Application.created_at,
    )
    return (
        select(Application.id.label("application_id"), Application.candidate_id, since.label("since"))
        .where(Application.stage.in_(CLOSED))
        .subquery()
    )
