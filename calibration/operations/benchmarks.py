"""Benchmark exercises: drafted with their key, published, asked for, scored once, closed.

The trace says that somebody scored, never what: scores and key are read where the rules open them, nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, null, select, update

from accounts.models import Account
from calibration.benchmark import is_web_address, key_problems
from calibration.enums import BenchmarkState
from calibration.models import BenchmarkExercise, BenchmarkKey, BenchmarkRating, BenchmarkSeat
from calibration.operations.benchmark_drafts import refuse_stale
from calibration.operations.runs import request_fit
from calibration.queries.benchmarks import dimension_names, people_to_ask
from calibration.queries.runs import Line
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.enums import RubricState
from rubrics.models import RubricVersion
from scorecards.answers import Answers, rating_field


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkText:
    """What an exercise says of itself: what was interviewed for, the interview as text, a recording's address."""

    title: str
    setting: str = ""
    sample: str = ""
    link: str = ""


def create_benchmark(*, version: RubricVersion, text: BenchmarkText, actor: Actor) -> BenchmarkExercise:
    """A draft on the published rubric. Raises Conflict for a rubric that is not published, InvalidInput as `_checked`."""
    if version.state is not RubricState.PUBLISHED:
        raise Conflict("A benchmark needs a published rubric: only its anchors will not change. Publish it first.")
    made = BenchmarkExercise(rubric_version=version, created_by_id=actor.id, created_at=now())
    _write(made, _checked(text))
    db.session.add(made)
    record("create_benchmark", actor=actor, subject=made, rubric_version=version.id)
    return made


def edit_benchmark(
    *,
    exercise: BenchmarkExercise,
    text: BenchmarkText,
    key: Mapping[int, tuple[int | None, str]],
    key_holders: Collection[Account],
    actor: Actor,
) -> None:
    """The draft with this text and key: score (None: not observed) and why by dimension; left-out ones are open.

    Raises Conflict once it is published, InvalidInput as `_checked` and for a score off the scale.
    """
    _refuse_unless(exercise, BenchmarkState.DRAFT, "Its key is frozen. Make a new exercise instead.")
    version, names = exercise.rubric_version, dimension_names(exercise.rubric_version_id)
    for place, (score, _) in key.items():
        if place not in names or (score is not None and not version.scale_low <= score <= version.scale_high):
            raise InvalidInput("This form was changed on its way. Open the exercise again; nothing was stored.")
    _write(exercise, _checked(text))
    db.session.execute(delete(BenchmarkKey).where(BenchmarkKey.exercise_id == exercise.id))
    db.session.expire(exercise, ["key"])
    exercise.key = [
        BenchmarkKey(dimension_id=place, score=score, why=why.strip()) for place, (score, why) in key.items()
    ]
    exercise.key_holders = list(key_holders)
    record("edit_benchmark", actor=actor, subject=exercise)


def publish_benchmark(*, exercise: BenchmarkExercise, actor: Actor) -> None:
    """The exercise ready to be scored, its key frozen. Raises Conflict or InvalidInput where something is missing."""
    _refuse_unless(exercise, BenchmarkState.DRAFT, "It is published already.")
    problems = [] if exercise.sample or exercise.link else ["Give the interview as text, or a recording's address."]
    key: dict[int, tuple[int | None, str] | None] = {row.dimension_id: (row.score, row.why) for row in exercise.key}
    names = dimension_names(exercise.rubric_version_id)
    problems += key_problems(key, names, holders=len(exercise.key_holders))
    if problems:
        raise InvalidInput("The exercise cannot be published yet.", {"": problems})
    exercise.state, exercise.published_at = BenchmarkState.PUBLISHED, now()
    record("publish_benchmark", actor=actor, subject=exercise)


def ask_interviewers(*, exercise: BenchmarkExercise, account_ids: Collection[int], actor: Actor) -> list[BenchmarkSeat]:
    """A seat for each of them. Raises Conflict for one who knows the key, was asked already or does not interview."""
    _refuse_unless(exercise, BenchmarkState.PUBLISHED, "Only a published exercise can be scored.")
    can_be_asked = {identity for identity, _ in people_to_ask(exercise.id)}
    if not account_ids:
        raise InvalidInput("Nobody was asked. Choose who scores the exercise.")
    if not set(account_ids) <= can_be_asked:
        raise Conflict("Somebody among them was asked already, or knows the key. Look at the list again.")
    seats = [
        BenchmarkSeat(exercise_id=exercise.id, account_id=identity, asked_at=now())
        for identity in sorted(set(account_ids))
    ]
    db.session.add_all(seats)
    record("ask_interviewers", actor=actor, subject=exercise, accounts=sorted(set(account_ids)))
    return seats


def submit_benchmark(
    *, seat: BenchmarkSeat, answers: Answers, actor: Actor, expected_number: int | None = None
) -> None:
    """The person's scores, once and for good; the draft is gone. `expected_number`: of the draft they grew from, None: any.

    Raises Conflict when they were submitted already or the exercise is closed, InvalidInput with the fields' problems
    where a dimension has neither a score nor *not observed*, StaleBenchmark where another draft was saved meanwhile.
    """
    exercise = seat.exercise
    _refuse_unless(exercise, BenchmarkState.PUBLISHED, "It was closed in the meantime; nobody scores it any more.")
    if expected_number is not None:
        refuse_stale(seat=seat, answers=answers, expected_number=expected_number)
    names, version = dimension_names(exercise.rubric_version_id), exercise.rubric_version
    problems = {}
    for place, name in names.items():
        answer = answers.rating(place)
        is_on_scale = answer.score is not None and version.scale_low <= answer.score <= version.scale_high
        if not answer.not_observed and not is_on_scale:
            span = f"{version.scale_low} to {version.scale_high}"
            problems[rating_field(place)] = [f"Rate {name} from {span}, or mark it as not observed."]
    if problems:
        raise InvalidInput("Not submitted yet. What you wrote is still here.", problems)
    taken = db.session.execute(  # one statement, so that of two submissions at once the second finds nothing to take
        update(BenchmarkSeat)
        .where(BenchmarkSeat.id == seat.id, BenchmarkSeat.submitted_at.is_(None))
        .values(submitted_at=now(), draft=null())
        .returning(BenchmarkSeat.id)
        .execution_options(synchronize_session=False)
    ).all()
    if not taken:
        raise Conflict("You have scored this exercise already; the first answer stands.")
    db.session.expire(seat)
    db.session.add_all(_rating(seat.id, place, answers) for place in names)
    record("submit_benchmark", actor=actor, subject=seat, about=exercise)


def _rating(seat_id: int, place: int, answers: Answers) -> BenchmarkRating:
    answer = answers.rating(place)
    is_seen = not answer.not_observed
    return BenchmarkRating(
        seat_id=seat_id,
        dimension_id=place,
        score=answer.score if is_seen else None,
        not_observed_reason="" if is_seen else answer.reason.strip(),
        evidence=answer.evidence.strip() if is_seen else "",
    )


def close_benchmark(*, exercise: BenchmarkExercise, actor: Actor) -> None:
    """The exercise closed for good: nobody scores it any more, and its scores link severities from the next run on."""
    _refuse_unless(exercise, BenchmarkState.PUBLISHED, "Only a published exercise can be closed.")
    exercise.state, exercise.closed_at = BenchmarkState.CLOSED, now()
    record("close_benchmark", actor=actor, subject=exercise)
    version = exercise.rubric_version
    request_fit(Line(version.rubric_id, version.target_code), because=f"benchmark:{exercise.id}", actor=actor)


def delete_benchmark(*, exercise: BenchmarkExercise, actor: Actor) -> None:
    """The draft is gone. Raises Conflict once it is published: people may have scored it."""
    _refuse_unless(exercise, BenchmarkState.DRAFT, "A published exercise is kept. Close it instead.")
    record("delete_benchmark", actor=actor, subject=exercise, title=exercise.title)
    db.session.delete(exercise)


def _refuse_unless(exercise: BenchmarkExercise, state: BenchmarkState, otherwise: str) -> None:
    """Raise Conflict unless the exercise is in the state now; its row is locked until the change is committed."""
    current = db.session.scalar(
        select(BenchmarkExercise.state).where(BenchmarkExercise.id == exercise.id).with_for_update()
    )
    if current is not state:
        raise Conflict(otherwise)


def _checked(text: BenchmarkText) -> BenchmarkText:
    """The text, trimmed. Raises InvalidInput without a title, or with a link that is no web address."""
    tidy = BenchmarkText(
        title=text.title.strip(), setting=text.setting.strip(), sample=text.sample.strip(), link=text.link.strip()
    )
    problems = {}
    if not tidy.title:
        problems["title"] = ["Give the exercise a title."]
    if tidy.link and not is_web_address(tidy.link):
        problems["link"] = ["Give the whole address of the recording, beginning with https://."]
    if problems:
        raise InvalidInput("Not stored yet. What you wrote is still here.", problems)
    return tidy


def _write(exercise: BenchmarkExercise, text: BenchmarkText) -> None:
    exercise.title, exercise.setting, exercise.sample, exercise.link = text.title, text.setting, text.sample, text.link
