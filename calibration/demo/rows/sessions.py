"""The demo's sessions as rows, with the events that their operations would have left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from calibration.composite import fits, to_plain
from calibration.demo.committee import (
    AGAIN_FOR,
    FOLLOW_UPS,
    HELD,
    MEMBERS,
    MESSAGES,
    PREPARED,
    READY,
    TALKS,
    Held,
    Talk,
    decided_at,
    opened_at,
    talk_begins,
)
from calibration.demo.days import moment, workday
from calibration.demo.people import CHAIR, RECRUITER, Person
from calibration.demo.rows.filed import Filed, Ground, store
from calibration.enums import ItemState, Outcome, SessionState
from calibration.models import (
    Adjustment,
    AgendaItem,
    CalibrationSession,
    Decision,
    Dissent,
    FollowUp,
    Position,
    RecruiterMessage,
    Recusal,
    SessionMember,
)
from calibration.operations.decisions import mechanical_composite
from core.audit import AuditEvent, reference
from core.database import db
from scorecards.models import Application, Conflict, Scorecard

MINUTE = timedelta(minutes=1)


Happening = tuple[datetime, Person, str, Any, Any, dict[str, Any]]
"""When, who, the action, the row it is about, the whole it belongs to, the details."""


def store_sessions(ground: Ground, filed: Sequence[Filed], *, today: date) -> None:
    """The session that was held and the one that is prepared; what happened to applications is left in their `talks`."""
    events = _hold(ground, filed, today) + _prepare(ground, filed, today)
    store(AuditEvent, [_event_row(ground, *event) for event in events])


def _hold(ground: Ground, filed: Sequence[Filed], today: date) -> list[Happening]:
    opened = opened_at([entry.story for entry in filed])
    entries = [filed[number] for number in HELD]
    closed = decided_at(len(HELD) - 1, opened) + 5 * MINUTE
    session = _session(ground, entries, "Three decisions in one afternoon", opened, MEMBERS)
    session.state, session.opened_at, session.closed_at = SessionState.CLOSED, opened, closed
    for member in session.members:
        member.is_present = True
    db.session.flush()
    for place, (entry, talk) in enumerate(zip(entries, TALKS, strict=True)):
        begins, ends = talk_begins(place, opened), decided_at(place, opened)
        _talk(ground, entry, session.items[place], talk, begins=begins, ends=ends)
    agreed = _agreed(ground, entries, session, closed, today)
    _tell(ground, entries, closed)
    return [
        *_planned_events(session),
        (opened, CHAIR, "open_session", session, session, {}),
        *(
            (opened + MINUTE, CHAIR, "mark_present", member, session, {"account": member.account_id, "present": True})
            for member in session.members[1:]
        ),
        *agreed,
        (closed, CHAIR, "close_session", session, session, {}),
    ]


def _prepare(ground: Ground, filed: Sequence[Filed], today: date) -> list[Happening]:
    entries = [filed[number] for number in PREPARED]
    session = _session(ground, entries, "Before the ferries change to summer", moment(workday(today, 2), 13), READY)
    session.created_at = moment(workday(today, -1), 8)
    for turn, member in enumerate(session.members):
        if member.acknowledged_at is not None:
            member.acknowledged_at = moment(workday(today, -1), 10 + turn)
    db.session.flush()
    return _planned_events(session)


def _session(
    ground: Ground, entries: Sequence[Filed], title: str, starts: datetime, ready: Sequence[Person]
) -> CalibrationSession:
    read = starts - timedelta(hours=1)
    session = CalibrationSession(
        title=title,
        requisition=ground.requisitions[entries[0].story.opening],
        chair=ground.accounts[CHAIR],
        scheduled_at=starts,
        minutes_per_item=20,
        created_at=starts - timedelta(days=1),
        members=[
            SessionMember(account=ground.accounts[person], acknowledged_at=read if person in ready else None)
            for person in MEMBERS
        ],
        items=[
            AgendaItem(application_id=entry.application_id, position=place) for place, entry in enumerate(entries, 1)
        ],
    )
    db.session.add(session)
    return session


def _planned_events(session: CalibrationSession) -> list[Happening]:
    people = [member.account_id for member in session.members]
    planned: list[Happening] = [
        (session.created_at, RECRUITER, "plan_session", session, session, {"title": session.title, "members": people}),
        (session.created_at, RECRUITER, "set_agenda", session, session, {}),
    ]
    by_person = zip(MEMBERS, session.members, strict=True)
    return planned + [
        (member.acknowledged_at, person, "acknowledge_pre_read", member, session, {})
        for person, member in by_person
        if member.acknowledged_at is not None
    ]


def _talk(ground: Ground, entry: Filed, item: AgendaItem, talk: Talk, *, begins: datetime, ends: datetime) -> None:
    """What was said and decided on one item."""
    application = db.session.get_one(Application, entry.application_id)
    item.state, item.opened_at, item.positions_opened_at = ItemState.DECIDED, begins, begins + 5 * MINUTE
    item.follow_up = talk.follow_up
    if talk.recused:
        person, reason = talk.recused
        whose = {"account": ground.accounts[person].id}
        conflict = Conflict(application_id=application.id, account_id=ground.accounts[person].id, reason=reason)
        recused = Recusal(item=item, account=ground.accounts[person], reason=reason, recused_at=begins - MINUTE)
        _happened(entry, begins - MINUTE, person, "declare_conflict", conflict, whose)
        _happened(entry, begins - MINUTE, person, "recuse", recused, whose)
    _happened(entry, begins, CHAIR, "start_item", item, {})
    for turn, held in enumerate(talk.positions, 1):
        _position(ground, entry, item, held, at=begins + turn * MINUTE)
    if talk.adjusted:
        _adjustment(ground, entry, item, talk.adjusted, at=begins + 12 * MINUTE)
    for held in talk.positions:
        if held.later is not None:
            _position(ground, entry, item, held, at=begins + 15 * MINUTE, is_later=True)
    said = mechanical_composite(application)
    for number in entry.decisions[-2 if talk.first else -1 :]:
        decision = db.session.get_one(Decision, number)
        decision.agenda_item_id, decision.composite = item.id, to_plain(said)
        decision.difference = None if fits(decision.outcome, said.verdict) else talk.difference
    if talk.first:
        again = {"reason": talk.first[1]}
        entry.talks.append((ends - AGAIN_FOR + MINUTE, CHAIR, "reopen_item", reference(item), again))
    if talk.dissent:
        person, text = talk.dissent
        dissent = Dissent(decision=decision, account=ground.accounts[person], text=text, given_at=ends + MINUTE)
        _happened(entry, ends + MINUTE, person, "dissent", dissent, {"decision": decision.number})


def _position(
    ground: Ground, entry: Filed, item: AgendaItem, held: Held, *, at: datetime, is_later: bool = False
) -> None:
    outcome = (held.later or held.blind) if is_later else held.blind
    opening = entry.story.opening
    number = 2 if is_later else 1
    taken = Position(
        item=item,
        account=ground.accounts[held.by],
        number=number,
        outcome=outcome,
        level_code={Outcome.HIRE: opening.target, Outcome.HIRE_ONE_LEVEL_DOWN: opening.level_below}.get(outcome),
        reasons=held.later_reasons if is_later else held.reasons,
        is_blind=not is_later,
        given_at=at,
    )
    _happened(entry, at, held.by, "take_position", taken, {"number": number})


def _adjustment(ground: Ground, entry: Filed, item: AgendaItem, reason: str, *, at: datetime) -> None:
    """The first score at the bar or above counts one point less."""
    card, rating, score = next(
        (card, rating, rating.score)
        for held in entry.meetings
        if not held.meeting.shadow and (card := db.session.get_one(Scorecard, held.scorecard_id)).submissions
        for rating in card.ratings
        if rating.score is not None and rating.score >= rating.dimension.bar
    )
    made = Adjustment(
        item=item,
        scorecard=card,
        submission=card.submissions,
        dimension=rating.dimension,
        before=score,
        after=score - 1,
        reason=reason,
        adjusted_by=ground.accounts[CHAIR],
        adjusted_at=at,
    )
    _happened(entry, at, CHAIR, "adjust_score", made, {"scorecard": card.id, "dimension": rating.dimension.name})


def _agreed(
    ground: Ground, entries: Sequence[Filed], session: CalibrationSession, closed: datetime, today: date
) -> list[Happening]:
    """The follow-ups; what happened on those about the session."""
    events: list[Happening] = []
    for agreed in FOLLOW_UPS:
        owner = ground.accounts[agreed.owner]
        row = FollowUp(
            session=session,
            item=None if agreed.about is None else session.items[agreed.about],
            text=agreed.text,
            owner=owner,
            due_on=None if agreed.days is None else workday(today, agreed.days),
            added_by_id=ground.accounts[CHAIR].id,
            added_at=closed - MINUTE,
            done_by_id=owner.id if agreed.is_done else None,
            done_at=closed + timedelta(hours=20) if agreed.is_done else None,
        )
        _add(row)
        if agreed.about is None:
            events.append((closed - MINUTE, CHAIR, "add_follow_up", row, session, {"owner": owner.id}))
            continue
        _happened(entries[agreed.about], closed - MINUTE, CHAIR, "add_follow_up", row, {"owner": owner.id})
        if row.done_at:
            _happened(entries[agreed.about], row.done_at, agreed.owner, "finish_follow_up", row, {})
    return events


def _tell(ground: Ground, entries: Sequence[Filed], closed: datetime) -> None:
    for place, text, is_noted in MESSAGES:
        noted = closed + timedelta(hours=18) if is_noted else None
        row = RecruiterMessage(
            application_id=entries[place].application_id,
            text=text,
            written_by_id=ground.accounts[CHAIR].id,
            written_at=closed + 10 * MINUTE,
            noted_by_id=ground.accounts[RECRUITER].id if noted else None,
            noted_at=noted,
        )
        _happened(entries[place], row.written_at, CHAIR, "write_message", row, {})
        if noted:
            _happened(entries[place], noted, RECRUITER, "note_message", row, {})


def _happened(entry: Filed, at: datetime, who: Person, action: str, thing: Any, details: dict[str, Any]) -> None:
    """Store the thing, and keep the event for the application's history."""
    _add(thing)
    entry.talks.append((at, who, action, reference(thing), details))


def _add(thing: Any) -> None:
    db.session.add(thing)
    db.session.flush()


def _event_row(
    ground: Ground, at: datetime, who: Person, action: str, thing: Any, about: Any, details: dict[str, Any]
) -> dict[str, Any]:
    return {
        "at": at,
        "actor_id": ground.accounts[who].id,
        "actor_name": who.name,
        "action": action,
        "subject": reference(thing),
        "about": reference(about),
        "details": details,
    }
