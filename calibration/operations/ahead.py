"""Packets before anybody asks: what a packet will be made of is laid out while people still write and talk.

The packages to the left know nothing of packets: calibration listens for the audit event of a submission, as `runs.py`
does, and stores the job in the submission's own transaction. What is laid out is kept in the memory of the worker
process that did it and nowhere else: another process, or one started anew, lays the section out again. Only time is lost.
"""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.orm import Session

from core import jobs
from core.audit import Actor, AuditEvent
from core.database import db
from core.jobs.models import Job
from scorecards.models import Application

_SUBMITTED = "applications whose scorecards were submitted"


def lay_out_ahead(*, application_id: int, actor: Actor | None) -> Job:
    """The job that lays out what a later packet shares with the record as it stands; one at a time for an application."""
    return jobs.enqueue(
        "prepare_packet", {"application_id": application_id}, actor, key=f"prepare_packet:{application_id}"
    )


@event.listens_for(db.session, "after_flush")
def _notice(session: Session, _context: object) -> None:
    for row in session.new:
        if isinstance(row, AuditEvent) and row.action == "submit_scorecard" and row.about:
            session.info.setdefault(_SUBMITTED, set()).add(row.about)


@event.listens_for(db.session, "before_commit")
def _request(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    for about in sorted(session.info.pop(_SUBMITTED, ())):
        kind, _, application_id = about.partition(":")
        if kind == Application.__tablename__:
            lay_out_ahead(application_id=int(application_id), actor=None)


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_SUBMITTED, None)
