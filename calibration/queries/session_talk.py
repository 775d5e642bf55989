"""How the talk of a session moved its committee."""

from __future__ import annotations

from sqlalchemy import exists, not_, select

from accounts.models import Account
from calibration.enums import ItemState
from calibration.models import Adjustment, AgendaItem, Position, Recusal
from calibration.movement import Movement, ScoreChange, Stand, movement
from calibration.queries.adjustments import signed_by
from calibration.queries.sessions import SessionPage
from core.database import db
from scorecards.enums import ScorecardState
from scorecards.models import Application, Requisition, Scorecard
from scorecards.queries.sight import Viewer


def talk_of(*, session: SessionPage, viewer: Viewer) -> dict[int, Movement]:
    """How the talk moved the committee, by item, for the decided items that are open to the viewer; two queries.

    Asks no rule beyond `is_open` and that of names: for members of the session alone.
    """
    items = [row.id for row in session.items if row.state is ItemState.DECIDED and row.is_open]
    recused = exists().where(
        Recusal.agenda_item_id == Position.agenda_item_id, Recusal.account_id == Position.account_id
    )
    stands: dict[int, list[Stand]] = {item_id: [] for item_id in items}
    for row in db.session.execute(
        select(
            Position.agenda_item_id,
            Position.account_id,
            Account.name,
            Position.outcome,
            Position.given_at,
            Position.is_blind,
        )
        .join(Account, Account.id == Position.account_id)
        .where(Position.agenda_item_id.in_(items), not_(recused))
        .order_by(Position.id)
    ):
        stands[row.agenda_item_id].append(Stand(*row[1:]))
    changes: dict[int, list[ScoreChange]] = {item_id: [] for item_id in items}
    for change in db.session.execute(
        select(
            Adjustment.agenda_item_id, Adjustment.before, Adjustment.after, signed_by(viewer), Adjustment.adjusted_at
        )
        .join(Account, Account.id == Adjustment.adjusted_by_id)
        .join(AgendaItem, AgendaItem.id == Adjustment.agenda_item_id)
        .join(Application, Application.id == AgendaItem.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .join(Scorecard, Scorecard.id == Adjustment.scorecard_id)
        .where(
            Adjustment.agenda_item_id.in_(items),
            Adjustment.withdrawn_at.is_(None),
            # one being revised is its author's alone, as is what was adjusted
            Scorecard.state == ScorecardState.SUBMITTED,
        )
        .order_by(Adjustment.id)
    ):
        changes[change.agenda_item_id].append(ScoreChange(*change[1:]))
    return {item_id: movement(stands[item_id], changes[item_id], chair_id=session.chair_id) for item_id in items}
