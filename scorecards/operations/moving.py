"""Moving an opening, or the loops of it that nobody has scored yet, to a newer version of its rubric."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from accounts.models import Account
from core.audit import record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.enums import RubricState
from rubrics.models import RubricVersion
from scorecards.enums import RequisitionState
from scorecards.models import (
    Application,
    Interview,
    PlannedInterview,
    Rating,
    Requisition,
    Scorecard,
    SignalSeen,
    TeamMember,
)
from scorecards.moving import Route, moved_answers
from scorecards.queries import moving, sheets
from scorecards.queries.moving import Move


def move_requisition(*, requisition: Requisition, version: RubricVersion, shown: str, actor: Account) -> None:
    """The opening with all its loops on `version`; what begun scorecards lose in place stands in their private notes.

    `shown` is `Move.shown` of the page on which the actor accepted what moving does. Raises Conflict when that has
    changed since, when a scorecard was ever submitted, a committee has an application, or part of the opening is not
    open to the actor; InvalidInput when `version` is no newer published version of the same rubric.
    """
    found = _accepted(requisition, version, shown, actor)
    if found.obstacles:
        raise Conflict("The opening stays on its version. " + " ".join(found.obstacles))
    before = found.before.number
    requisition.rubric_version = version
    _rename_keys(requisition, found, _plan(requisition))
    begun = _move_loops(requisition, found.moving, found, actor)
    record(
        "move_requisition",
        actor=actor,
        subject=requisition,
        about=requisition,
        before=before,
        after=version.number,
        begun=begun,
    )


def continue_requisition(
    *, requisition: Requisition, version: RubricVersion, shown: str, actor: Account
) -> Requisition:
    """A new opening on `version` with the same settings, team and plan, and the loops that nobody has scored yet.

    Those that are scored, or with a committee, stay: candidates of one opening are compared on the same words. Raises
    Conflict when nothing can go on, or what was `shown` has changed; InvalidInput as `move_requisition` does.
    """
    found = _accepted(requisition, version, shown, actor)
    if not found.moving:
        raise Conflict("Every application of this opening has been scored, so none can go on under the newer version.")
    following = Requisition(
        title=f"{requisition.title[:270]}, version {version.number}",
        rubric_version=version,
        visibility=requisition.visibility,
        identities=requisition.identities,
        recruiter_scores=requisition.recruiter_scores,
        required_raters=requisition.required_raters,
        dimension_raters=requisition.dimension_raters,
        due_hours=requisition.due_hours,
        remind_before=requisition.remind_before,
        remind_after=requisition.remind_after,
        state=RequisitionState.OPEN,
        created_at=now(),
        team=[TeamMember(account_id=member.account_id, role=member.role) for member in requisition.team],
    )
    db.session.add(following)
    db.session.flush()
    copies = {row.id: _copied(row, following) for row in _plan(requisition)}
    db.session.add_all(copies.values())
    db.session.flush()
    _rename_keys(following, found, list(copies.values()))
    for interview in _interviews(found.moving):
        if interview.planned_id is not None:
            interview.planned_id = copies[interview.planned_id].id if interview.planned_id in copies else None
    begun = _move_loops(following, found.moving, found, actor)
    record(
        "continue_requisition",
        actor=actor,
        subject=following,
        about=requisition,
        before=found.before.number,
        after=version.number,
        applications=sorted(found.moving),
        begun=begun,
    )
    return following


def _accepted(requisition: Requisition, version: RubricVersion, shown: str, actor: Account) -> Move:
    """The move as it stands now, refused when it is not the one that was accepted."""
    before = requisition.rubric_version
    is_newer = version.rubric_id == before.rubric_id and version.number > before.number
    if not is_newer or version.state is not RubricState.PUBLISHED:
        raise InvalidInput(
            "An opening moves only to a newer published version of its own rubric. Look at the page again."
        )
    locked = select(Scorecard.id).join(Interview).join(Application).where(Application.requisition_id == requisition.id)
    db.session.execute(locked.with_for_update(of=Scorecard))  # whoever saves at this moment waits, and is told
    found = moving.move(requisition, version.id, viewer=actor)
    if found.shown != shown:
        raise Conflict("Something has changed since this page was opened. Look again at what moving would do.")
    return found


def _plan(requisition: Requisition) -> list[PlannedInterview]:
    rows = select(PlannedInterview).where(PlannedInterview.requisition_id == requisition.id)
    return list(db.session.scalars(rows.order_by(PlannedInterview.position)))


def _copied(row: PlannedInterview, following: Requisition) -> PlannedInterview:
    return PlannedInterview(
        requisition_id=following.id,
        position=row.position,
        stage=row.stage,
        title=row.title,
        minutes=row.minutes,
        exercise=row.exercise,
        focus=list(row.focus),
        questions=list(row.questions),
    )


def _rename_keys(requisition: Requisition, found: Move, plan: Collection[PlannedInterview]) -> None:
    """A dimension that was taken out and made anew under its old name has another key; plan and raters follow it."""
    renamed = {fate.key: fate.key_after for fate in found.fates if fate.key_after not in {None, fate.key}}
    if not renamed:
        return
    for row in plan:
        row.focus = [renamed.get(key) or key for key in row.focus]
    if requisition.dimension_raters:
        requisition.dimension_raters = {
            renamed.get(key) or key: raters for key, raters in requisition.dimension_raters.items()
        }


def _interviews(application_ids: Collection[int]) -> list[Interview]:
    rows = select(Interview).where(Interview.application_id.in_(application_ids)).order_by(Interview.id)
    return list(db.session.scalars(rows))


def _move_loops(requisition: Requisition, application_ids: Collection[int], found: Move, actor: Account) -> int:
    """Bring the applications under the opening's version; how many begun scorecards were moved."""
    route = moving.route(found.before, found.after)
    dimensions = {row.id: row for row in found.after.dimensions}
    exercises = {row.name: row.id for row in reversed(found.after.exercises)}
    names = {row.id: row.name for row in found.before.exercises}
    begun = 0
    for interview in _interviews(application_ids):
        places = [route.dimensions[row.id].number for row in interview.focus if row.id in route.dimensions]
        interview.focus = [dimensions[number] for number in places if number is not None]
        if interview.exercise_id is not None:
            interview.exercise_id = exercises.get(names.get(interview.exercise_id, ""))
        if interview.scorecard.version > 1:
            _move_scorecard(interview.scorecard, route)
            begun += 1
    for application in db.session.scalars(select(Application).where(Application.id.in_(application_ids))):
        application.requisition = requisition
        record(
            "move_loop",
            actor=actor,
            subject=application,
            about=application,
            before=found.before.number,
            after=found.after.number,
        )
    return begun


def _move_scorecard(card: Scorecard, route: Route) -> None:
    """The draft under the newer version; its count of saves grows, so that a form that is open somewhere is noticed."""
    moved = moved_answers(sheets.answers(card.id), route)
    db.session.execute(delete(Rating).where(Rating.scorecard_id == card.id))
    db.session.execute(delete(SignalSeen).where(SignalSeen.scorecard_id == card.id))
    db.session.expire(card, ["ratings", "signals"])
    card.level_read, card.private_notes, card.version = moved.level_read, moved.private_notes, card.version + 1
    db.session.add_all(
        Rating(
            scorecard_id=card.id,
            dimension_id=dimension_id,
            score=answer.score,
            not_observed=answer.not_observed,
            not_observed_reason=answer.reason,
            evidence=answer.evidence,
        )
        for dimension_id, answer in moved.ratings.items()
    )
    db.session.add_all(
        SignalSeen(scorecard_id=card.id, signal_id=signal_id, seen=answer.seen, evidence=answer.evidence)
        for signal_id, answer in moved.signals.items()
    )
    db.session.flush()
