"""Planning the interviews of an application."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select

from accounts.models import Account
from core import errors
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import InvalidInput
from rubrics.models import RubricDimension, RubricExercise
from scorecards.enums import ScorecardState, Stage, TrainingStep
from scorecards.models import Application, Conflict, Interview, PlannedInterview, Scorecard, Training
from scorecards.plan import LONGEST
from scorecards.queries.access import could_read
from scorecards.queries.people import training_rules
from scorecards.training import refusal as learner_refusal

PLANNABLE = frozenset({Stage.APPLIED, Stage.INTERVIEWING})


def plan_interview(
    *,
    application: Application,
    title: str,
    interviewer: Account,
    focus: Collection[int],
    actor: Actor | None,
    exercise_id: int | None = None,
    scheduled_at: datetime | None = None,
    minutes: int = 60,
    training: TrainingStep | None = None,
    is_shadow: bool | None = None,
    questions: Sequence[str] = (),
    planned: PlannedInterview | None = None,
    by_link: bool = False,
) -> Interview:
    """A new interview at the end of the loop, with its untouched scorecard; the application is then interviewing.

    `focus` holds dimension ids of the requisition's pinned rubric, `exercise_id` one of its exercises. `training` says
    how somebody who learns takes part, and so whether the scorecard counts; `is_shadow` overrides that for who watches
    a learner lead; `by_link`: the interviewer is a guest, asked about already, who gets a link. Raises InvalidInput by
    field: an interviewer who left, is the candidate, is in conflict or is learning and may not do this; no focus, or a
    dimension or exercise of another rubric; an impossible duration. Raises core.errors.Conflict when the application
    takes no interviews.
    """
    if application.stage not in PLANNABLE:
        raise errors.Conflict(
            f"This application is {application.stage.label.lower()}. Return it to the interviews to plan another one."
        )
    dimensions = _dimensions(application, focus)
    problems: dict[str, list[str]] = {}
    if not title.strip():
        problems["title"] = ["Name the interview, so that candidate and interviewer know what it is about."]
    if not by_link and (refused := refusal(application, interviewer, training, counts=not is_shadow)):
        problems["interviewer"] = [refused]
    problems |= _coverage_problems(application, focus, dimensions, exercise_id)
    if not 1 <= minutes <= LONGEST:
        problems["minutes"] = [f"An interview takes 1 to {LONGEST} minutes."]
    if problems:
        raise InvalidInput("The interview was not planned.", problems)
    last = select(func.max(Interview.position)).where(Interview.application_id == application.id)
    moment = now()
    made = Interview(
        application=application,
        position=(db.session.scalar(last) or 0) + 1,
        title=title.strip()[:200],
        interviewer=interviewer,
        exercise_id=exercise_id,
        scheduled_at=scheduled_at,
        minutes=minutes,
        is_shadow=not training_rules().counts(training) if is_shadow is None else is_shadow,
        training=training,
        planned=planned,
        questions=list(questions) or None,
        could_read=could_read(application.id, interviewer),
        focus=list(dimensions),
        scorecard=Scorecard(created_at=moment, saved_at=moment),
    )
    db.session.add(made)
    application.stage = Stage.INTERVIEWING
    record(
        "plan_interview",
        actor=actor,
        subject=made,
        about=application,
        title=made.title,
        interviewer=interviewer.id,
        is_shadow=made.is_shadow,
        training=training.value if training else None,
    )
    return made


def copy_loop(*, source: Application, application: Application, actor: Actor) -> tuple[list[Interview], list[str]]:
    """The interviews of `source` planned anew for `application`, without times; beside them, what was left out and why.

    Cancelled interviews are left out silently, those whose interviewer may not take part with a sentence each. Raises
    core.errors.Conflict when the two do not share a rubric or `source` has no interview.
    """
    if source.requisition.rubric_version_id != application.requisition.rubric_version_id:
        raise errors.Conflict("The two applications are scored against different rubrics; plan these interviews anew.")
    rows = db.session.scalars(
        select(Interview)
        .where(Interview.application_id == source.id, Interview.cancelled_at.is_(None))
        .order_by(Interview.position)
    ).all()
    if not rows:
        raise errors.Conflict("That application has no interviews to copy.")
    planned, left_out = [], []
    for row in rows:
        if refused := refusal(application, row.interviewer, row.training, counts=not row.is_shadow):
            left_out.append(f"{row.title}: {refused}")
            continue
        planned.append(
            plan_interview(
                application=application,
                title=row.title,
                interviewer=row.interviewer,
                focus={dimension.id for dimension in row.focus},
                exercise_id=row.exercise_id,
                minutes=row.minutes,
                training=row.training,
                is_shadow=row.is_shadow,
                questions=row.questions or (),
                planned=row.planned if source.requisition_id == application.requisition_id else None,
                actor=actor,
            )
        )
    return planned, left_out


def reschedule_interview(*, interview: Interview, scheduled_at: datetime | None, minutes: int, actor: Actor) -> None:
    """The interview at another time, or without one. Raises InvalidInput for an impossible duration."""
    _refuse_finished(interview)
    if not 1 <= minutes <= LONGEST:
        raise InvalidInput(
            "The interview stays as it was.", {"minutes": [f"An interview takes 1 to {LONGEST} minutes."]}
        )
    before = interview.scheduled_at
    interview.scheduled_at, interview.minutes = scheduled_at, minutes
    record(
        "reschedule_interview",
        actor=actor,
        subject=interview,
        about=interview.application,
        before=before.isoformat() if before else None,
        after=scheduled_at.isoformat() if scheduled_at else None,
    )


def reassign_interview(*, interview: Interview, interviewer: Account, actor: Actor) -> None:
    """The interview with another interviewer, while nothing is written yet.

    Raises core.errors.Conflict when the scorecard was begun: what somebody wrote stays theirs.
    """
    _refuse_finished(interview)
    if interviewer.id == interview.interviewer_id:
        return
    if interview.scorecard.version > 1:
        raise errors.Conflict(
            f"{interview.interviewer.name} has begun the scorecard. Cancel this interview and plan another one, "
            "so that what was written stays with its author."
        )
    if refused := refusal(interview.application, interviewer, interview.training, counts=not interview.is_shadow):
        raise InvalidInput("The interview stays as it was.", {"interviewer": [refused]})
    interview.could_read = could_read(interview.application_id, interviewer)
    before, interview.interviewer = interview.interviewer_id, interviewer
    record(
        "reassign_interview",
        actor=actor,
        subject=interview,
        about=interview.application,
        before=before,
        after=interviewer.id,
    )


def cancel_interview(*, interview: Interview, reason: str, actor: Actor) -> None:
    """The interview as cancelled: it keeps its place and is owed nothing any more.

    Raises InvalidInput without a reason, core.errors.Conflict when its scorecard was submitted: that is evidence.
    """
    _refuse_finished(interview)
    if not reason.strip():
        raise InvalidInput("The interview was not cancelled.", {"reason": ["Say why it does not take place."]})
    interview.cancelled_at, interview.cancelled_reason = now(), reason.strip()
    record("cancel_interview", actor=actor, subject=interview, about=interview.application, reason=reason.strip())


def refocus_interview(
    *,
    interview: Interview,
    focus: Collection[int],
    actor: Actor,
    exercise_id: int | None = None,
    questions: Sequence[str] = (),
) -> None:
    """The interview with another focus, exercise and questions, before anybody has begun it.

    Raises InvalidInput by field as plan_interview does, core.errors.Conflict once it has taken place or its scorecard
    was begun: what was written answers to the focus it was written for.
    """
    _refuse_finished(interview)
    if has_begun(interview, now()):
        raise errors.Conflict(
            "This interview has begun, so what it covers stays. Plan another one for what is missing."
        )
    dimensions = _dimensions(interview.application, focus)
    if problems := _coverage_problems(interview.application, focus, dimensions, exercise_id):
        raise InvalidInput("The interview stays as it was.", problems)
    before = sorted(each.id for each in interview.focus)
    interview.focus, interview.exercise_id, interview.questions = list(dimensions), exercise_id, list(questions) or None
    record(
        "refocus_interview",
        actor=actor,
        subject=interview,
        about=interview.application,
        before=before,
        after=sorted(each.id for each in dimensions),
    )


def has_begun(interview: Interview, at: datetime) -> bool:
    """Whether the interview has taken place by then, or something is written about it."""
    begun = interview.scorecard.version > 1 or interview.scorecard.state is not ScorecardState.DRAFT
    return begun or (interview.scheduled_at is not None and interview.scheduled_at <= at)


def _refuse_finished(interview: Interview) -> None:
    if interview.cancelled_at is not None:
        raise errors.Conflict("This interview was cancelled.")
    if interview.scorecard.state is not ScorecardState.DRAFT:
        raise errors.Conflict("This interview's scorecard was submitted; the interview stays as it was.")


def refusal(
    application: Application, interviewer: Account, training: TrainingStep | None = None, *, counts: bool = True
) -> str | None:
    """Why the account cannot interview the candidate, taking part as `training`; None when it can."""
    if interviewer.is_guest:
        return f"{interviewer.name} is a guest, who needs a link: name them as one."
    if not interviewer.active:
        return f"{interviewer.name} has no active account any more."
    if application.candidate.account_id == interviewer.id:
        return f"{interviewer.name} is the candidate."
    in_conflict = select(Conflict.id).where(
        Conflict.application_id == application.id, Conflict.account_id == interviewer.id
    )
    if db.session.scalar(in_conflict) is not None:
        return f"{interviewer.name} has declared a conflict of interest. Choose somebody else."
    step = db.session.scalar(
        select(Training.step).where(
            Training.account_id == interviewer.id,
            Training.rubric_id == application.requisition.rubric_version.rubric_id,
        )
    )
    return learner_refusal(interviewer.name, step, training, counts=counts)


def _coverage_problems(
    application: Application,
    focus: Collection[int],
    dimensions: Sequence[RubricDimension],
    exercise_id: int | None,
) -> dict[str, list[str]]:
    """By field, what is wrong with what an interview shall cover; `dimensions` are those of `focus` that the rubric has."""
    problems: dict[str, list[str]] = {}
    if not focus:
        problems["focus"] = ["Choose at least one dimension that this interview must cover."]
    elif len(dimensions) != len(set(focus)):
        problems["focus"] = ["A chosen dimension does not belong to this opening's rubric. Choose again."]
    if exercise_id is not None and not _has_exercise(application, exercise_id):
        problems["exercise"] = ["This exercise does not belong to this opening's rubric. Choose again."]
    return problems


def _dimensions(application: Application, focus: Collection[int]) -> Sequence[RubricDimension]:
    return db.session.scalars(
        select(RubricDimension)
        .where(
            RubricDimension.version_id == application.requisition.rubric_version_id, RubricDimension.id.in_(set(focus))
        )
        .order_by(RubricDimension.position)
    ).all()


def _has_exercise(application: Application, exercise_id: int) -> bool:
    found = select(RubricExercise.id).where(
        RubricExercise.id == exercise_id, RubricExercise.version_id == application.requisition.rubric_version_id
    )
    return db.session.scalar(found) is not None
