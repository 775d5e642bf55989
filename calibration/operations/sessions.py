"""Planning a session, opening and closing it, and who is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select

from accounts.models import Account
from calibration.enums import ItemState, SessionState
from calibration.models import AgendaItem, CalibrationSession, Position, SessionMember
from calibration.operations.items import begin_talk_if_complete, lock_items
from calibration.seating import SITTING
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from scorecards.enums import Stage
from scorecards.models import Application, Requisition

LISTABLE = (Stage.INTERVIEWING, Stage.CALIBRATION, Stage.DECIDED)
LONGEST_ITEM = 240


def plan_session(
    *,
    requisition: Requisition,
    title: str,
    chair_id: int,
    members: Iterable[int],
    scheduled_at: datetime | None,
    actor: Actor,
    minutes_per_item: int = 15,
) -> CalibrationSession:
    """A new session of the requisition with its committee; the chair is a member, named or not.

    Raises InvalidInput when the title is empty, the minutes are out of range, or somebody is not of the deciding part of
    the hiring team (hiring manager, committee, chair).
    """
    wanted = _with_chair(members, chair_id)
    problems = _problems(title, minutes_per_item) | _seats(requisition, wanted, chair_id)
    if problems:
        raise InvalidInput("The session was not planned.", problems)
    planned = CalibrationSession(
        title=title.strip()[:200],
        requisition=requisition,
        chair_id=chair_id,
        scheduled_at=scheduled_at,
        minutes_per_item=minutes_per_item,
        created_at=now(),
        members=[SessionMember(account_id=account_id) for account_id in wanted],
    )
    db.session.add(planned)
    record("plan_session", actor=actor, subject=planned, about=planned, title=planned.title, members=wanted)
    return planned


def change_session(
    *, session: CalibrationSession, title: str, scheduled_at: datetime | None, minutes_per_item: int, actor: Actor
) -> None:
    """The session with another title, time or time box. Raises InvalidInput as plan_session does, Conflict once closed."""
    _refuse_closed(session)
    problems = _problems(title, minutes_per_item)
    if problems:
        raise InvalidInput("The session was not changed.", problems)
    after = {"title": title.strip()[:200], "scheduled_at": scheduled_at, "minutes_per_item": minutes_per_item}
    changed = sorted(name for name, value in after.items() if getattr(session, name) != value)
    for name in changed:
        setattr(session, name, after[name])
    if changed:
        record("change_session", actor=actor, subject=session, about=session, changed=changed)


def set_members(*, session: CalibrationSession, members: Iterable[int], chair_id: int, actor: Actor) -> None:
    """The session with exactly these people as its committee; the chair is a member, named or not.

    Positions of those who leave stay in the record. Raises InvalidInput for somebody outside the deciding part of the
    hiring team; Conflict for a closed session, or when somebody would leave an open one.
    """
    _refuse_closed(session)
    wanted = _with_chair(members, chair_id)
    seated = {member.account_id for member in session.members}
    problems = _seats(session.requisition, [account for account in wanted if account not in seated], chair_id)
    if problems:
        raise InvalidInput("The committee was not changed.", problems)
    leaving = seated - set(wanted)
    # Never by who has taken a position: that would tell of positions on items that do not exist for the actor.
    if leaving and session.state is SessionState.OPEN:
        raise Conflict("The committee sits, so nobody is taken off its list any more. Mark them absent instead.")
    if leaving or set(wanted) - seated or chair_id != session.chair_id:
        session.members = [member for member in session.members if member.account_id in wanted]
        session.members += [SessionMember(account_id=account) for account in wanted if account not in seated]
        session.chair_id = chair_id
        record("set_members", actor=actor, subject=session, about=session, members=wanted, chair=chair_id)
        _follow_presence(session)


def set_agenda(
    *, session: CalibrationSession, applications: Sequence[int], among: Collection[int], actor: Actor
) -> None:
    """The session with these applications on its agenda in this order.

    `among` are the applications the actor could choose from: items outside it stay as they are, unseen. Raises
    InvalidInput for an application of another requisition or one that is not being interviewed, calibrated or decided;
    Conflict for a closed session, or when an item would go that the committee has turned to or taken a position on.
    """
    _refuse_closed(session)
    wanted = list(dict.fromkeys(applications))
    has = {item.application_id: item for item in session.items}
    listable = set(
        db.session.scalars(
            select(Application.id).where(
                Application.id.in_(wanted),
                Application.requisition_id == session.requisition_id,
                Application.stage.in_(LISTABLE),
            )
        )
    )
    if set(wanted) - listable - has.keys():
        raise InvalidInput(
            "The agenda was not changed.",
            {"agenda": ["Choose applications to this opening that are in interviews or in calibration."]},
        )
    leaving = [item for item in session.items if item.application_id in among and item.application_id not in wanted]
    _refuse_begun(leaving)
    for item in leaving:
        session.items.remove(item)
    moved = bool(leaving)
    for place, application_id in enumerate(wanted, 1):
        if application_id not in has:
            session.items.append(AgendaItem(application_id=application_id, position=place))
        elif has[application_id].position != place:
            has[application_id].position = place
        else:
            continue
        moved = True
    if moved:
        record("set_agenda", actor=actor, subject=session, about=session)


def open_session(*, session: CalibrationSession, actor: Actor) -> None:
    """The session open: its committee sits, its chair is there. Raises Conflict when it was opened before."""
    if session.state is not SessionState.PLANNED:
        raise Conflict("This session was opened already. Reload the page.")
    session.state, session.opened_at = SessionState.OPEN, now()
    for member in session.members:
        if member.account_id == session.chair_id:
            member.is_present = True
    record("open_session", actor=actor, subject=session, about=session)


def close_session(*, session: CalibrationSession, actor: Actor) -> None:
    """The session closed: nothing in it changes any more but dissents. What was not decided stays in calibration.

    Raises Conflict unless it is open.
    """
    if session.state is not SessionState.OPEN:
        raise Conflict("Only an open session can be closed. Reload the page.")
    session.state, session.closed_at = SessionState.CLOSED, now()
    record("close_session", actor=actor, subject=session, about=session)


def acknowledge_pre_read(*, session: CalibrationSession, actor: Account) -> None:
    """The actor, a member, has said that they read the evidence on every item they take part in; said once."""
    member = _member(session, actor.id)
    if member.acknowledged_at is None:
        member.acknowledged_at = now()
        record("acknowledge_pre_read", actor=actor, subject=member, about=session)


def mark_present(*, session: CalibrationSession, account_id: int, present: bool, actor: Actor) -> None:
    """The member as present or absent; when all who are left have taken a position, the talk begins.

    Raises Conflict unless the session is open, or when the account is no member.
    """
    if session.state is not SessionState.OPEN:
        raise Conflict("Presence is noted while the session is open.")
    member = _member(session, account_id)
    if member.is_present != present:
        member.is_present = present
        record("mark_present", actor=actor, subject=member, about=session, account=account_id, present=present)
        _follow_presence(session)


def _follow_presence(session: CalibrationSession) -> None:
    voting = [item for item in session.items if item.state is ItemState.VOTING]
    lock_items(voting)
    for item in voting:
        begin_talk_if_complete(item)


def _member(session: CalibrationSession, account_id: int) -> SessionMember:
    found = next((member for member in session.members if member.account_id == account_id), None)
    if found is None:
        raise Conflict("This person is not a member of the session any more. Reload the page.")
    return found


def _with_chair(members: Iterable[int], chair_id: int) -> list[int]:
    return list(dict.fromkeys([chair_id, *members]))


def _problems(title: str, minutes: int) -> dict[str, list[str]]:
    problems = {} if title.strip() else {"title": ["Give the session a title."]}
    if not 1 <= minutes <= LONGEST_ITEM:
        problems["minutes_per_item"] = [f"Between 1 and {LONGEST_ITEM} minutes."]
    return problems


def _seats(requisition: Requisition, wanted: Sequence[int], chair_id: int) -> dict[str, list[str]]:
    able = {member.account_id for member in requisition.team if member.role in SITTING}
    active = set(db.session.scalars(select(Account.id).where(Account.id.in_(wanted), Account.active)))
    problems: dict[str, list[str]] = {}
    if chair_id not in able:
        problems["chair"] = ["Choose the chair among the opening's hiring manager, committee and chair."]
    if set(wanted) - {chair_id} - (able & active):
        problems["members"] = [
            "A committee is made of the opening's hiring manager, committee and chair. Name people there first."
        ]
    return problems


def _refuse_closed(session: CalibrationSession) -> None:
    if session.state is SessionState.CLOSED:
        raise Conflict("This session is closed. Plan another one to take an application up again.")


def _refuse_begun(items: Sequence[AgendaItem]) -> None:
    taken = db.session.scalar(
        select(func.count(Position.id)).where(Position.agenda_item_id.in_([item.id for item in items]))
    )
    if taken or any(item.state is not ItemState.WAITING for item in items):
        raise Conflict(
            "The committee has begun with an application you took off the agenda. What it held stays in the record; "
            "leave it undecided instead."
        )
