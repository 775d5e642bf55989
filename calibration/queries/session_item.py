"""One item of a session as one viewer may see it: who is here, what is open, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select

from accounts.enums import Role
from accounts.models import Account
from calibration import seating
from calibration.enums import ItemState, Outcome, SessionState
from calibration.models import Adjustment, AgendaItem, CalibrationSession, Decision, Dissent, Position, Recusal
from calibration.queries.candidate_page import CandidatePage
from calibration.seating import ItemSeats
from core.content import content_sha256
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application, Candidate
from scorecards.visibility import sees_identities, situation, standing


@dataclass(frozen=True, slots=True)
class Seat:
    """One member in this item; `state` is `recused`, `owes` (a scorecard of this loop), `voted` or `waiting`."""

    account_id: int
    name: str
    is_chair: bool
    leads: bool
    is_present: bool
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One position open to the viewer."""

    account_id: int
    name: str
    number: int
    outcome: Outcome
    level: str | None
    reasons: str
    is_blind: bool
    given_at: datetime


@dataclass(frozen=True, slots=True)
class ItemPage:
    """The item; `positions` are those open to the viewer, each member's in order. `opened_early_by` None: all had voted."""

    id: int
    session_id: int
    session: str
    session_state: SessionState
    application_id: int
    candidate: str
    stage: Stage
    state: ItemState
    opened_at: datetime | None
    minutes: int
    opened_early_by: str | None
    follow_up: str
    seats: tuple[Seat, ...]
    positions: tuple[PositionRow, ...]
    voted: int
    voters: int

    def held_by(self, account_id: int) -> PositionRow | None:
        """What the member holds now, as far as it is open."""
        return next((row for row in reversed(self.positions) if row.account_id == account_id), None)


def item_page(item: ItemSeats, *, viewer_id: int, may_read: Callable[[int], bool], with_outcome: bool) -> ItemPage:
    """The item as the viewer sees it; `may_read(owner)` says whose positions are open to them.

    What follows only `with_outcome`: for a viewer to whom the evidence is open. Five queries.
    """
    head = db.session.execute(
        select(
            AgendaItem.id,
            AgendaItem.session_id,
            CalibrationSession.title.label("session"),
            CalibrationSession.state.label("session_state"),
            AgendaItem.application_id,
            Candidate.name.label("candidate"),
            Application.stage,
            AgendaItem.state,
            AgendaItem.opened_at,
            CalibrationSession.minutes_per_item.label("minutes"),
            Account.name.label("opened_early_by"),
            AgendaItem.follow_up,
        )
        .join(CalibrationSession, CalibrationSession.id == AgendaItem.session_id)
        .join(Application, Application.id == AgendaItem.application_id)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .outerjoin(Account, Account.id == AgendaItem.positions_opened_by_id)
        .where(AgendaItem.id == item.item_id)
    ).one()
    facts = dict(head._mapping)  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping
    if not with_outcome:
        facts["follow_up"] = ""
    able = seating.voters(item)
    return ItemPage(
        **facts,
        seats=_seats(item, viewer_id),
        positions=_positions(item, viewer_id, may_read),
        voted=sum(1 for account_id in able if account_id in item.voted),
        voters=len(able),
    )


def _count(column: Any, *conditions: Any) -> Any:
    return select(func.count(column)).where(*conditions).scalar_subquery()


_ITEM: BindParameter[int] = bindparam("item_id")
_READABLE: BindParameter[int] = bindparam("readable", expanding=True)
_NUMBERS = select(func.count(), func.coalesce(func.max(Position.id), 0)).where(
    Position.agenda_item_id == _ITEM, Position.account_id.in_(_READABLE)
)
_OUTCOME = select(
    _count(Adjustment.id, Adjustment.agenda_item_id == _ITEM),
    _count(Adjustment.id, Adjustment.agenda_item_id == _ITEM, Adjustment.withdrawn_at.is_not(None)),
    _count(Decision.id, Decision.application_id == bindparam("application_id")),
    select(func.max(Dissent.given_at))
    .join(Decision, Decision.id == Dissent.decision_id)
    .where(Decision.agenda_item_id == _ITEM)
    .scalar_subquery(),
)
_REASONS = select(Recusal.account_id, Recusal.reason).where(Recusal.agenda_item_id == _ITEM)
_POSITIONS = (
    select(
        Position.account_id,
        Account.name,
        Position.number,
        Position.outcome,
        Position.level_code.label("level"),
        Position.reasons,
        Position.is_blind,
        Position.given_at,
    )
    .join(Account, Account.id == Position.account_id)
    .where(Position.agenda_item_id == _ITEM, Position.account_id.in_(_READABLE))
    .order_by(Position.id)
)


def pulse(item: ItemSeats, *, viewer_id: int, may_read: Callable[[int], bool], with_outcome: bool) -> str:
    """A short word that changes exactly when what the viewer sees of the item may have changed; two queries."""
    readable = sorted(owner for owner in item.voted if may_read(owner))
    numbers = db.session.execute(_NUMBERS, {"item_id": item.item_id, "readable": readable}).one()
    outcome: list[Any] = []
    if with_outcome:
        asked = {"item_id": item.item_id, "application_id": item.access.application_id}
        outcome = list(db.session.execute(_OUTCOME, asked).one())
    names_people = _names_people(item, viewer_id)
    facts = [
        seating.may_vote(item, viewer_id),
        item.state,
        item.session.state,
        item.access.stage,
        seating.leader(item) if names_people else None,
        [item.session.members, sorted(item.session.present), sorted(item.recused), sorted(item.voted)],
        [_state(item, account, names_people=names_people) for account in item.session.members],
        viewer_id in item.session.acknowledged,
        [list(numbers), readable],
        [str(value) for value in outcome],
    ]
    return content_sha256(facts)[:16]


def _seats(item: ItemSeats, viewer_id: int) -> tuple[Seat, ...]:
    names: dict[int, str] = {
        row.id: row.name
        for row in db.session.execute(select(Account.id, Account.name).where(Account.id.in_(item.session.members)))
    }
    reasons: dict[int, str] = {
        row.account_id: row.reason for row in db.session.execute(_REASONS, {"item_id": item.item_id})
    }
    leads, names_people = seating.leader(item), _names_people(item, viewer_id)
    return tuple(
        Seat(
            account_id=account_id,
            name=names[account_id],
            is_chair=account_id == item.session.chair_id,
            leads=account_id == (leads if names_people else item.session.chair_id),
            is_present=account_id in item.session.present,
            state=_state(item, account_id, names_people=names_people or account_id == viewer_id),
            reason=reasons.get(account_id, ""),
        )
        for account_id in item.session.members
    )


def _names_people(item: ItemSeats, viewer_id: int) -> bool:
    """Whether the viewer may know who interviews: that a member owes a scorecard, and so leads nothing, tells it of them."""
    viewer = db.session.get_one(Account, viewer_id)
    seen = standing(item.access, viewer_id, recruits=viewer.has_role(Role.RECRUITER))
    return sees_identities(seen, situation(item.access))


def _state(item: ItemSeats, account_id: int, *, names_people: bool) -> str:
    if not seating.takes_part(item, account_id):
        return "recused"
    if names_people and _owes(item, account_id):
        return "owes"
    return "voted" if account_id in item.voted else "waiting"


def _owes(item: ItemSeats, account_id: int) -> bool:
    return seating.takes_part(item, account_id) and not seating.may_vote(item, account_id)


def _positions(item: ItemSeats, viewer_id: int, may_read: Callable[[int], bool]) -> tuple[PositionRow, ...]:
    """Those of recused members are left out: they took no part."""
    readable = [owner for owner in {viewer_id, *item.voted} - item.recused if may_read(owner)]
    rows = db.session.execute(_POSITIONS, {"item_id": item.item_id, "readable": readable})
    return tuple(PositionRow(**row) for row in rows.mappings())


def prompts(page: CandidatePage) -> list[str]:
    """What the committee should talk about, in the order of weight: red flags, must-haves, disagreements, gaps."""
    found = [f"A red flag has no answer yet: {flag.text}" for flag in page.red_flags if flag.answer is None]
    found += [
        f"{row.dimension.name} is a must-have and its mean lies below the bar: what would have to be true for it to be met?"
        for row in page.standings
        if row.dimension.must_have and row.spread.distance is not None and row.spread.distance < 0
    ]
    found += [
        f"{row.dimension.name}: {row.discuss} Which observations account for the difference?"
        for row in page.standings
        if row.discuss
    ]
    found += [
        f"{row.dimension.name}{' (must-have)' if row.dimension.must_have else ''}: {row.gap} Can you decide without it?"
        for row in page.standings
        if row.gap
    ]
    return found


def blind_and_last(positions: Sequence[PositionRow]) -> list[tuple[PositionRow | None, PositionRow]]:
    """For each member, in the order of their first position: the last blind one (None: none) and what they hold now."""
    members: dict[int, list[PositionRow]] = {}
    for row in positions:
        members.setdefault(row.account_id, []).append(row)
    return [(next((row for row in reversed(rows) if row.is_blind), None), rows[-1]) for rows in members.values()]
