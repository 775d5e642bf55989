"""Loops made from an opening's plan, and a changed plan carried into loops that nobody has begun."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import not_, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from accounts.models import Account
from core import errors
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import InvalidInput
from rubrics.models import RubricDimension
from scorecards.enums import ScorecardState, TrainingStep
from scorecards.models import Application, Interview, PlannedInterview, Requisition, Scorecard
from scorecards.operations.guests import NamedGuest, plan_guest_interview
from scorecards.operations.loops import PLANNABLE, has_begun, plan_interview, refusal
from scorecards.plan import Ground, Step, changes, missing
from scorecards.queries.people import training_rules
from scorecards.queries.plans import as_step, ground_of
from scorecards.queries.sight import Viewer, application_is_known


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who takes a planned interview, and when; `starts` None: no time yet."""

    interviewer: Account | NamedGuest
    starts: datetime | None = None


@dataclass(frozen=True, slots=True)
class UntouchedLoop:
    """A loop made from the plan that nobody has begun, and how it differs from the plan now, by interview."""

    application_id: int
    candidate: str
    changes: tuple[tuple[str, tuple[str, ...]], ...]


def plan_loop(
    *, application: Application, assignments: Mapping[int, Assignment], actor: Actor
) -> list[tuple[Interview, str | None]]:
    """The interviews of the opening's plan for this application, each with its person and time, all or none.

    Beside each the token of a guest's link, None for a colleague.

    `assignments` goes by the planned interviews' numbers; one without an assignment is left out, to be planned later.
    Raises InvalidInput by field (`interviewer-7`, `guest-email-7`) for a person who cannot take part or a step that
    does not fit the rubric any more, core.errors.Conflict when the application takes no interviews or nobody is
    assigned.
    """
    if application.stage not in PLANNABLE:
        raise errors.Conflict(f"This application is {application.stage.label.lower()} and takes no interviews.")
    ground = ground_of(application.requisition.rubric_version_id)
    chosen = [row for row in _plan(application.requisition_id) if row.id in assignments]
    if not chosen:
        raise errors.Conflict("Choose an interviewer for at least one planned interview.")
    made, problems = [], {}
    for row in chosen:
        step, assigned = as_step(row), assignments[row.id]
        if lacking := missing(step, ground):
            problems[f"interviewer-{row.id}"] = [f"{row.title}: {sentence}" for sentence in lacking]
            continue
        try:
            made.append(_planned(application, row, step, ground, assigned, actor))
        except InvalidInput as error:
            field = "guest-email" if isinstance(assigned.interviewer, NamedGuest) else "interviewer"
            problems[f"{field}-{row.id}"] = [
                f"{row.title}: {sentence}" for sentences in error.problems.values() for sentence in sentences
            ]
    if problems:
        raise InvalidInput("No interview was planned.", problems)
    return made


def plan_reverse_shadow(
    *,
    application: Application,
    title: str,
    learner: Account,
    watcher: Account,
    focus: Collection[int],
    actor: Actor,
    exercise_id: int | None = None,
    scheduled_at: datetime | None = None,
    minutes: int = 60,
    questions: Sequence[str] = (),
) -> tuple[Interview, Interview]:
    """The learner's interview and the watcher's, at the same time with the same focus; exactly one of them counts.

    Which one is a setting of the installation. Raises what plan_interview raises, InvalidInput when both are one person.
    """
    if learner.id == watcher.id:
        raise InvalidInput("The interview was not planned.", {"watcher": ["Choose somebody else to watch."]})
    if refused := refusal(application, watcher):
        raise InvalidInput("The interview was not planned.", {"watcher": [refused]})
    leading = plan_interview(
        application=application,
        title=title,
        interviewer=learner,
        focus=focus,
        exercise_id=exercise_id,
        scheduled_at=scheduled_at,
        minutes=minutes,
        questions=questions,
        training=TrainingStep.REVERSE_SHADOW,
        actor=actor,
    )
    watching = plan_interview(
        application=application,
        title=f"{title.strip()[:180]} (watching)",
        interviewer=watcher,
        focus=focus,
        exercise_id=exercise_id,
        scheduled_at=scheduled_at,
        minutes=minutes,
        questions=questions,
        is_shadow=training_rules().leader_counts,
        actor=actor,
    )
    return leading, watching


def untouched_loops(*, requisition: Requisition, at: datetime, viewer: Viewer) -> list[UntouchedLoop]:
    """The loops made from the plan that differ from it now and that nobody has begun by then, the oldest first.

    Only those that exist for the viewer; four queries.
    """
    ground = ground_of(requisition.rubric_version_id)
    names = {each.key: each.name for each in ground.dimensions}
    found = []
    for application, interviews in _loops(requisition, at, viewer).items():
        differing = [
            (row.title, tuple(said))
            for row in interviews
            if row.planned and (said := changes(held_step(row, ground), _target(row.planned, ground), names))
        ]
        if differing:
            found.append(UntouchedLoop(application.id, application.candidate.name, tuple(differing)))
    return found


def apply_plan(*, requisition: Requisition, application_ids: Collection[int], actor: Account) -> int:
    """How many interviews were brought up to the plan, in those of the loops that are still untouched.

    People and times stay. Interviews new in the plan have nobody yet and are planned on the application; those taken out
    of the plan stay until they are cancelled there.
    """
    ground = ground_of(requisition.rubric_version_id)
    names = {each.key: each.name for each in ground.dimensions}
    count = 0
    for application, interviews in _loops(requisition, now(), actor).items():
        if application.id not in application_ids:
            continue
        for row in interviews:
            if row.planned is None:
                continue
            step = _target(row.planned, ground)
            said = changes(held_step(row, ground), step, names)
            if not said:
                continue
            row.title, row.minutes, row.questions = step.title, step.minutes, list(step.questions) or None
            row.exercise_id = ground.exercises.get(step.exercise or "")
            wanted = select(RubricDimension).where(RubricDimension.id.in_(ground.focus_ids(step)))
            row.focus = list(db.session.scalars(wanted.order_by(RubricDimension.position)))
            record("apply_plan", actor=actor, subject=row, about=application, changes=said)
            count += 1
    return count


def _planned(
    application: Application, row: PlannedInterview, step: Step, ground: Ground, assigned: Assignment, actor: Actor
) -> tuple[Interview, str | None]:
    what: dict[str, Any] = {
        "application": application,
        "title": step.title,
        "focus": ground.focus_ids(step),
        "exercise_id": ground.exercises.get(step.exercise or ""),
        "scheduled_at": assigned.starts,
        "minutes": step.minutes,
        "questions": step.questions,
        "planned": row,
        "actor": actor,
    }
    if isinstance(assigned.interviewer, NamedGuest):
        return plan_guest_interview(guest=assigned.interviewer, **what)
    return plan_interview(interviewer=assigned.interviewer, **what), None


def _plan(requisition_id: int) -> list[PlannedInterview]:
    asked = select(PlannedInterview).where(PlannedInterview.requisition_id == requisition_id)
    return list(db.session.scalars(asked.order_by(PlannedInterview.position, PlannedInterview.id)))


def _loops(requisition: Requisition, at: datetime, viewer: Viewer) -> dict[Application, list[Interview]]:
    """The loops with an interview from the plan of which nobody has begun any, by application.

    The database leaves out what has begun, which in time is nearly all; `has_begun` stays the one that says.
    """
    other, card = aliased(Interview), aliased(Scorecard)
    of_loop = select(other.id).where(other.application_id == Application.id, other.cancelled_at.is_(None))
    begun = of_loop.join(card, card.interview_id == other.id).where(
        or_(card.version > 1, card.state != ScorecardState.DRAFT, other.scheduled_at <= at)
    )
    rows = db.session.scalars(
        select(Interview)
        .join(Application, Application.id == Interview.application_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(
            application_is_known(viewer),
            Application.requisition_id == requisition.id,
            Application.stage.in_(PLANNABLE),
            Interview.cancelled_at.is_(None),
            not_(begun.correlate(Application).exists()),
            of_loop.where(other.planned_id.is_not(None)).correlate(Application).exists(),
        )
        .options(
            joinedload(Interview.application).joinedload(Application.candidate),
            joinedload(Interview.scorecard),
            joinedload(Interview.planned),
            joinedload(Interview.exercise),
            selectinload(Interview.focus),
        )
        .order_by(Interview.application_id, Interview.position)
    ).all()
    loops: dict[Application, list[Interview]] = {}
    for row in rows:
        loops.setdefault(row.application, []).append(row)
    return {
        application: interviews
        for application, interviews in loops.items()
        if not any(has_begun(row, at) for row in interviews) and any(row.planned for row in interviews)
    }


def _target(planned: PlannedInterview, ground: Ground) -> Step:
    """The step as far as the rubric has what it names."""
    step = as_step(planned)
    exercise = step.exercise if step.exercise in ground.exercises else None
    return replace(
        step, exercise=exercise, focus=tuple(each.key for each in ground.dimensions if each.key in step.focus)
    )


def held_step(row: Interview, ground: Ground) -> Step:
    """The interview as a step of a plan, to be held against one or offered in a form."""
    keys = {each.id: each.key for each in ground.dimensions}
    held = {keys.get(dimension.id, dimension.key) for dimension in row.focus}
    return Step(
        title=row.title,
        minutes=row.minutes,
        focus=tuple(each.key for each in ground.dimensions if each.key in held),
        exercise=row.exercise.name if row.exercise else None,
        questions=tuple(row.questions or ()),
    )
