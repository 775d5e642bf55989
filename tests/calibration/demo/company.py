"""The demo company as the tests of the demo load it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from calibration.demo.load import DemoSummary, load_demo
from calibration.models import Decision
from core.audit import AuditEvent
from core.content import content_sha256
from core.database import db
from rubrics.models import RubricVersion
from scorecards.models import Application, Candidate, Rating, ScorecardRevision

TODAY = date(2026, 11, 16)


def loaded(count: int = 24, seed: int = 1) -> DemoSummary:
    summary = load_demo(candidates=count, seed=seed, today=TODAY)
    db.session.commit()
    return summary


def digest() -> str:
    """A hash of what the demo says, without the passwords' salt."""
    return content_sha256(
        {
            "candidates": [list(row) for row in db.session.execute(select(Candidate.code, Candidate.name))],
            "applications": [
                [number, stage.value, at.isoformat()]
                for number, stage, at in db.session.execute(
                    select(Application.candidate_id, Application.stage, Application.created_at).order_by(Application.id)
                )
            ],
            "revisions": list(
                db.session.scalars(select(ScorecardRevision.content_sha256).order_by(ScorecardRevision.id))
            ),
            "evidence": list(db.session.scalars(select(Rating.evidence).order_by(Rating.id))),
            "decisions": list(db.session.scalars(select(Decision.reasons).order_by(Decision.id))),
            "rubrics": list(db.session.scalars(select(RubricVersion.content_sha256).order_by(RubricVersion.id))),
            "history": [
                [at.isoformat(), action, subject]
                for at, action, subject in db.session.execute(
                    select(AuditEvent.at, AuditEvent.action, AuditEvent.subject).order_by(AuditEvent.id)
                )
            ],
        }
    )
