"""The demo's sessions: one was held, one is prepared, and both are as the real operations would have left them."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from calibration.composite import fits, from_plain
from calibration.demo.load import DemoSummary
from calibration.enums import ItemState, SessionState
from calibration.models import (
    Adjustment,
    CalibrationSession,
    Decision,
    Dissent,
    FollowUp,
    Position,
    RecruiterMessage,
    Recusal,
)
from calibration.queries.sessions import agenda_items
from core.audit import AuditEvent
from core.database import db


@pytest.mark.postgresql
def test_one_session_was_held_with_everything_a_session_keeps_and_one_is_prepared(demo: DemoSummary) -> None:
    held, prepared = db.session.scalars(select(CalibrationSession).order_by(CalibrationSession.id))
    assert (held.state, [item.state for item in held.items]) == (SessionState.CLOSED, [ItemState.DECIDED] * 3)
    assert (prepared.state, [item.state for item in prepared.items]) == (SessionState.PLANNED, [ItemState.WAITING] * 2)
    assert [member.acknowledged_at is not None for member in prepared.members] == [True, True, False, False]
    kept = (Position, Adjustment, Dissent, Recusal, FollowUp, RecruiterMessage)
    counts = {model.__name__: db.session.scalar(select(func.count(model.id))) for model in kept}
    assert counts == {
        "Position": 13,
        "Adjustment": 1,
        "Dissent": 1,
        "Recusal": 1,
        "FollowUp": 4,
        "RecruiterMessage": 2,
    }
    taken = select(Decision).order_by(Decision.number)
    decisions = {item: db.session.scalars(taken.where(Decision.agenda_item_id == item.id)).all() for item in held.items}
    assert [len(rows) for rows in decisions.values()] == [2, 1, 1]
    again = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "reopen_item")).one()
    first, second = decisions[held.items[0]]
    assert first.decided_at < again.at < second.decided_at
    for item, (*_, decision) in decisions.items():
        positions = db.session.scalars(select(Position).where(Position.agenda_item_id == item.id)).all()
        now_held = {row.account_id: row.outcome for row in sorted(positions, key=lambda row: row.number)}
        assert list(now_held.values()).count(decision.outcome) * 2 > len(now_held)
        assert decision.composite is not None
        verdict = from_plain(decision.composite).verdict
        assert (decision.difference is None) == fits(decision.outcome, verdict)
        assert held.opened_at < decision.decided_at < held.closed_at
    recused = db.session.scalars(select(Recusal)).one()
    told = [agenda_items(session_id=held.id, viewer=person) for person in (held.chair, recused.account)]
    assert [len(rows) for rows in told] == [3, 2]
