"""Training of interviewers: begun and moved on by people, never by a count."""

from __future__ import annotations

from sqlalchemy import select

from accounts.models import Account
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.models import Rubric
from scorecards.enums import TrainingStep
from scorecards.models import Training
from scorecards.queries.people import training_rules, written_up
from scorecards.training import asks_reason, may_follow


def begin_training(*, account: Account, rubric: Rubric, actor: Actor) -> Training:
    """The person in training on the rubric, as a shadow. Raises Conflict when a training is kept already."""
    known = select(Training.id).where(Training.account_id == account.id, Training.rubric_id == rubric.id)
    if db.session.scalar(known) is not None:
        raise Conflict(f"{account.name} has a training on this rubric already. Change its step instead.")
    begun = Training(account=account, rubric=rubric, step=TrainingStep.SHADOW, since=now())
    db.session.add(begun)
    record("begin_training", actor=actor, subject=begun, about=account, rubric=rubric.id)
    return begun


def move_training(*, training: Training, step: TrainingStep, reason: str, actor: Actor) -> None:
    """The training at another step: the next one, or an earlier one. How much was done then stays in the trace.

    What counts as done is what the actor may know of. Raises Conflict for one's own training or a step left out,
    InvalidInput without a reason where one is needed: to go back, or to go on with fewer interviews than the
    installation expects.
    """
    if training.account_id == actor.id:
        raise Conflict("Nobody moves their own training on. Ask a colleague who has seen you interview.")
    before = training.step
    if not may_follow(before, step):
        raise Conflict(f"After {before.label.lower()} comes the next step; none is left out.")
    done = written_up(rubric_id=training.rubric_id, viewer=actor).get((training.account_id, before), 0)
    needed = training_rules().needed(before)
    goes_on = list(TrainingStep).index(step) > list(TrainingStep).index(before)
    if not reason.strip() and asks_reason(before, step, done=done, needed=needed):
        said = f"{done} of {needed} are done. Say why this is enough." if goes_on else "Say why they go back."
        raise InvalidInput(f"The training stays as it is. {said}", {"reason": [said]})
    training.step, training.since = step, now()
    record(
        "move_training",
        actor=actor,
        subject=training,
        about=training.account,
        before=before.value,
        after=step.value,
        done=done,
        needed=needed,
        reason=reason.strip(),
    )
