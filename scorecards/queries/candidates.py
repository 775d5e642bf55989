"""Reads for lists of candidates: who is known already, and the list that is taken out."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from core.database import db
from scorecards.models import Application, Candidate, Requisition
from scorecards.queries.sight import Viewer, application_is_known


def known_addresses(emails: Collection[str], *, viewer: Viewer) -> set[str]:
    """Which of the addresses (in lower case) are those of candidates with an application that exists for the viewer."""
    address = func.lower(Candidate.email)
    return set(
        db.session.scalars(
            select(address)
            .join(Application, Application.candidate_id == Candidate.id)
            .join(Requisition, Requisition.id == Application.requisition_id)
            .where(address.in_(emails), application_is_known(viewer))
        )
    )


def applicants(requisition_id: int, *, viewer: Viewer) -> tuple[set[str], set[str]]:
    """Addresses and names, in lower case, of the opening's candidates that exist for the viewer."""
    rows = db.session.execute(
        select(func.lower(Candidate.email), func.lower(Candidate.name))
        .join(Application, Application.candidate_id == Candidate.id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(Application.requisition_id == requisition_id, application_is_known(viewer))
    ).all()
    return {email for email, _ in rows if email}, {name for _, name in rows}


def listed(*, requisition_id: int, viewer: Viewer) -> list[tuple[str, str, str, str, str]]:
    """The opening's candidates that exist for the viewer, by name: code, name, address, source and stage."""
    rows = db.session.execute(
        select(Candidate.code, Candidate.name, Candidate.email, Candidate.source, Application.stage)
        .join(Application, Application.candidate_id == Candidate.id)
        .where(Application.requisition_id == requisition_id, application_is_known(viewer))
        .order_by(func.lower(Candidate.name), Application.id)
    )
    return [(code, name, email or "", source or "", stage.value) for code, name, email, source, stage in rows]
