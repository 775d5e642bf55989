"""Benchmark exercises for tests: a sample with an agreed key, and people who scored it."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import Account
from calibration.models import BenchmarkExercise, BenchmarkSeat
from calibration.operations.benchmarks import (
    BenchmarkText,
    ask_interviewers,
    create_benchmark,
    edit_benchmark,
    publish_benchmark,
    submit_benchmark,
)
from core.database import db
from rubrics.models import RubricVersion
from scorecards.answers import Answers, RatingAnswer
from tests import factories

TEXT = BenchmarkText(
    title="A queue that grew overnight", setting="Thirty minutes.", sample="They drew the queue first."
)


def answers(exercise: BenchmarkExercise, scores: Sequence[int | None]) -> Answers:
    """The scores on the exercise's dimensions in order; None: not observed."""
    places = [dimension.id for dimension in exercise.rubric_version.dimensions]
    return Answers({place: RatingAnswer(score, score is None) for place, score in zip(places, scores, strict=True)})


def draft(version: RubricVersion, actor: Account, key: Sequence[int | None] = (3, 4, 2)) -> BenchmarkExercise:
    """A draft with a whole key, agreed by two people of its own."""
    made = create_benchmark(version=version, text=TEXT, actor=actor)
    agreed = {
        dimension.id: (score, f"The sample shows it for {dimension.name}.")
        for dimension, score in zip(version.dimensions, key, strict=True)
    }
    holders = [factories.account("Karin"), factories.account("Kofi")]
    edit_benchmark(exercise=made, text=TEXT, key=agreed, key_holders=holders, actor=actor)
    db.session.commit()
    return made


def published(
    version: RubricVersion, actor: Account, people: Sequence[Account], key: Sequence[int | None] = (3, 4, 2)
) -> BenchmarkExercise:
    """A published exercise that these people were asked to score."""
    made = draft(version, actor, key)
    publish_benchmark(exercise=made, actor=actor)
    ask_interviewers(exercise=made, account_ids=[person.id for person in people], actor=actor)
    db.session.commit()
    return made


def scored(exercise: BenchmarkExercise, person: Account, scores: Sequence[int | None]) -> None:
    """The person's one answer."""
    seat = db.session.query(BenchmarkSeat).filter_by(exercise_id=exercise.id, account_id=person.id).one()
    submit_benchmark(seat=seat, answers=answers(exercise, scores), actor=person)
    db.session.commit()
