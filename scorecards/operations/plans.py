"""An opening's plan: its interviews one by one, taken over as a whole, and kept under a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from scorecards.models import PlannedInterview, Requisition, SavedPlan
from scorecards.operations.requisitions import MOST_RATERS
from scorecards.plan import MOST_INTERVIEWS, Ground, Step, problems
from scorecards.plan_file import rows_of
from scorecards.queries.plans import ground_of, steps


def add_planned_interview(*, requisition: Requisition, step: Step, actor: Actor) -> PlannedInterview:
    """One more interview at the end of the plan.

    Raises InvalidInput by field (see plan.problems), Conflict when the plan is full.
    """
    refuse_faults(step, ground_of(requisition.rubric_version_id))
    count = len(_rows(requisition))
    if count >= MOST_INTERVIEWS:
        raise Conflict(f"A plan has at most {MOST_INTERVIEWS} interviews.")
    added = PlannedInterview(requisition_id=requisition.id, position=count + 1, **_columns(step))
    db.session.add(added)
    record("add_planned_interview", actor=actor, subject=added, about=requisition, title=added.title)
    return added


def change_planned_interview(*, planned: PlannedInterview, step: Step, actor: Actor) -> None:
    """The planned interview as `step` says. Loops made from it stay as they are. Raises InvalidInput by field."""
    requisition = db.session.get_one(Requisition, planned.requisition_id)
    refuse_faults(step, ground_of(requisition.rubric_version_id))
    after = _columns(step)
    changed = {name: value for name, value in after.items() if getattr(planned, name) != value}
    before = {name: getattr(planned, name) for name in changed}
    for name, value in changed.items():
        setattr(planned, name, value)
    if changed:
        record(
            "change_planned_interview", actor=actor, subject=planned, about=requisition, before=before, after=changed
        )


def move_planned_interview(*, planned: PlannedInterview, to: int, actor: Actor) -> None:
    """The planned interview at place `to` of the plan, from 1; past the end is the end."""
    requisition = db.session.get_one(Requisition, planned.requisition_id)
    rows = [row for row in _rows(requisition) if row.id != planned.id]
    rows.insert(max(to, 1) - 1, planned)
    before = planned.position
    for position, row in enumerate(rows, 1):
        row.position = position
    if planned.position != before:
        record(
            "move_planned_interview",
            actor=actor,
            subject=planned,
            about=requisition,
            before=before,
            after=planned.position,
        )


def remove_planned_interview(*, planned: PlannedInterview, actor: Actor) -> None:
    """The plan without this interview. Interviews that were made from it stay in their loops."""
    requisition = db.session.get_one(Requisition, planned.requisition_id)
    record("remove_planned_interview", actor=actor, subject=planned, about=requisition, title=planned.title)
    db.session.delete(planned)
    db.session.flush()
    for position, row in enumerate(_rows(requisition), 1):
        row.position = position


def load_plan(*, requisition: Requisition, steps: Sequence[Step], actor: Actor, origin: str) -> None:
    """The requisition with exactly these steps as its plan; `origin` says in words where they come from.

    Loops that were made from the plan before stay as they are. Raises InvalidInput when a step does not fit the rubric;
    the caller has shown a preview that says so before.
    """
    ground = ground_of(requisition.rubric_version_id)
    for step in steps:
        refuse_faults(step, ground)
    if not 1 <= len(steps) <= MOST_INTERVIEWS:
        raise InvalidInput(f"A plan has 1 to {MOST_INTERVIEWS} interviews; this one has {len(steps)}.")
    before = _rows(requisition)
    for row in before:
        db.session.delete(row)
    db.session.add_all(
        PlannedInterview(requisition_id=requisition.id, position=position, **_columns(step))
        for position, step in enumerate(steps, 1)
    )
    record(
        "load_plan",
        actor=actor,
        subject=requisition,
        about=requisition,
        origin=origin,
        before=[row.title for row in before],
        after=[step.title for step in steps],
    )


def save_plan(*, requisition: Requisition, name: str, actor: Actor) -> SavedPlan:
    """The requisition's plan kept under `name`, for other openings; the actor's own plan of that name is replaced.

    Raises InvalidInput without a name, Conflict when there is nothing to save or the name is a colleague's plan's.
    """
    name = name.strip()[:200]
    if not name:
        raise InvalidInput("The plan was not saved.", {"name": ["Give the plan a name to find it by."]})
    content = rows_of(steps(requisition.id), ground_of(requisition.rubric_version_id))
    if not content:
        raise Conflict("This opening has no planned interview yet, so there is nothing to save.")
    kept = db.session.scalar(select(SavedPlan).where(func.lower(SavedPlan.name) == name.lower()))
    if kept is not None and kept.saved_by_id != actor.id:
        raise Conflict(f"A colleague keeps a plan called “{kept.name}”. Choose another name for yours.")
    if kept is None:
        kept = SavedPlan(name=name)
        db.session.add(kept)
    kept.content, kept.saved_by_id, kept.saved_at = content, actor.id, now()
    record("save_plan", actor=actor, subject=kept, about=requisition, name=name)
    return kept


def rename_saved_plan(*, saved: SavedPlan, name: str, actor: Actor) -> None:
    """The kept plan under another name. Raises InvalidInput without one, or when another plan has it."""
    name = name.strip()[:200]
    if not name:
        raise InvalidInput("The plan keeps its name. Give it another one to find it by.")
    taken = select(SavedPlan.id).where(func.lower(SavedPlan.name) == name.lower(), SavedPlan.id != saved.id)
    if db.session.scalar(taken) is not None:
        raise InvalidInput(f"There is a plan called “{name}” already. Choose another name, or delete that one first.")
    if name != saved.name:
        before, saved.name = saved.name, name
        record("rename_saved_plan", actor=actor, subject=saved, before=before, after=name)


def delete_saved_plan(*, saved: SavedPlan, actor: Actor) -> None:
    """The kept plan gone. Openings that took it over keep what they took."""
    record("delete_saved_plan", actor=actor, subject=saved, name=saved.name)
    db.session.delete(saved)


def set_raters(*, requisition: Requisition, raters: Mapping[str, int], actor: Actor) -> None:
    """The requisition with another number of raters on these dimensions, by key; all others take the opening's number.

    Raises InvalidInput by dimension when a number is out of range.
    """
    ground = ground_of(requisition.rubric_version_id)
    wrong = {
        key: [f"{ground.by_key[key].name}: between 1 and {MOST_RATERS} raters can be required."]
        for key, number in raters.items()
        if key in ground.by_key and not 1 <= number <= MOST_RATERS
    }
    if wrong:
        raise InvalidInput("The numbers were not changed.", wrong)
    before = requisition.dimension_raters or {}
    after = {
        key: number for key, number in raters.items() if key in ground.by_key and number != requisition.required_raters
    }
    if after != before:
        requisition.dimension_raters = after or None
        record("set_raters", actor=actor, subject=requisition, about=requisition, before=before, after=after)


def refuse_faults(step: Step, ground: Ground) -> None:
    """Raise InvalidInput by field when the step does not fit the rubric."""
    if wrong := problems(step, ground):
        raise InvalidInput(f"“{step.title}” does not fit this opening's rubric.", wrong)


def _columns(step: Step) -> dict[str, object]:
    return {
        "stage": step.stage.strip(),
        "title": step.title.strip(),
        "minutes": step.minutes,
        "exercise": step.exercise,
        "focus": list(step.focus),
        "questions": list(step.questions),
    }


def _rows(requisition: Requisition) -> list[PlannedInterview]:
    asked = select(PlannedInterview).where(PlannedInterview.requisition_id == requisition.id)
    return list(db.session.scalars(asked.order_by(PlannedInterview.position, PlannedInterview.id)))
