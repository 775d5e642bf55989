"""Benchmark exercises: who may do what with one, what stands on it, and what was scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import selectinload

from accounts.enums import Role
from accounts.models import Account, AccountRole
from calibration.benchmark import Scores
from calibration.enums import BenchmarkState
from calibration.models import BenchmarkExercise, BenchmarkKeyHolder, BenchmarkRating, BenchmarkSeat
from core.database import db
from rubrics.enums import RubricState
from rubrics.models import Rubric, RubricDimension, RubricVersion

MOST = 50


@dataclass(frozen=True, slots=True)
class BenchmarkAccess:
    """What decides who may do what: the state, and who was asked, with whether they have submitted."""

    exercise_id: int
    state: BenchmarkState
    seats: Mapping[int, bool]


def access(exercise_id: int) -> BenchmarkAccess | None:
    """Who was asked to score the exercise; None when there is none."""
    state = db.session.scalar(select(BenchmarkExercise.state).where(BenchmarkExercise.id == exercise_id))
    if state is None:
        return None
    rows = db.session.execute(
        select(BenchmarkSeat.account_id, BenchmarkSeat.submitted_at.is_not(None)).where(
            BenchmarkSeat.exercise_id == exercise_id
        )
    )
    return BenchmarkAccess(exercise_id, state, {account_id: bool(done) for account_id, done in rows})


def is_open(found: BenchmarkAccess) -> bool:
    """Whether the exercise can still be scored."""
    return found.state is BenchmarkState.PUBLISHED


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """An exercise as lists show it; `asked` and `submitted` count people and are for people operations."""

    id: int
    title: str
    rubric: str
    target: str
    state: BenchmarkState
    created_at: datetime
    asked: int
    submitted: int


def exercises() -> list[BenchmarkRow]:
    """Every exercise, the newest first; one query."""
    rows = db.session.execute(
        select(
            BenchmarkExercise.id,
            BenchmarkExercise.title,
            Rubric.title,
            RubricVersion.target_code,
            BenchmarkExercise.state,
            BenchmarkExercise.created_at,
            func.count(BenchmarkSeat.id),
            func.count(BenchmarkSeat.submitted_at),
        )
        .join(RubricVersion, RubricVersion.id == BenchmarkExercise.rubric_version_id)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .outerjoin(BenchmarkSeat, BenchmarkSeat.exercise_id == BenchmarkExercise.id)
        .group_by(BenchmarkExercise.id, Rubric.id, RubricVersion.id)
        .order_by(BenchmarkExercise.created_at.desc(), BenchmarkExercise.id.desc())
    )
    return [BenchmarkRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """An exercise that somebody was asked to score, as it looks to them."""

    exercise_id: int
    title: str
    rubric: str
    target: str
    is_open: bool
    asked_at: datetime
    submitted_at: datetime | None


def own_seats(account_id: int, *, only_owed: bool = False) -> list[SeatRow]:
    """What the person was asked to score, the oldest first; one query. `only_owed`: what they can still score."""
    return [SeatRow(*row) for row in db.session.execute(_own_seats(only_owed=only_owed), {"account_id": account_id})]


@cache
def _own_seats(*, only_owed: bool) -> Select[*tuple[Any, ...]]:
    query = (
        select(
            BenchmarkExercise.id,
            BenchmarkExercise.title,
            Rubric.title,
            RubricVersion.target_code,
            BenchmarkExercise.state == BenchmarkState.PUBLISHED,
            BenchmarkSeat.asked_at,
            BenchmarkSeat.submitted_at,
        )
        .join(BenchmarkSeat, BenchmarkSeat.exercise_id == BenchmarkExercise.id)
        .join(RubricVersion, RubricVersion.id == BenchmarkExercise.rubric_version_id)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .where(BenchmarkSeat.account_id == bindparam("account_id"))
        .order_by(BenchmarkSeat.asked_at, BenchmarkExercise.id)
        .limit(MOST)
    )
    if not only_owed:
        return query
    return query.where(BenchmarkExercise.state == BenchmarkState.PUBLISHED, BenchmarkSeat.submitted_at.is_(None))


def exercise(exercise_id: int) -> BenchmarkExercise:
    """The exercise without what was scored on it; raises NoResultFound."""
    return db.session.get_one(BenchmarkExercise, exercise_id)


def seat_of(exercise_id: int, account_id: int) -> BenchmarkSeat | None:
    """The person's place on the exercise, with what they scored; None when they were not asked."""
    return db.session.scalar(
        select(BenchmarkSeat)
        .where(BenchmarkSeat.exercise_id == exercise_id, BenchmarkSeat.account_id == account_id)
        .options(selectinload(BenchmarkSeat.ratings))
    )


def key_of(exercise_id: int) -> dict[int, tuple[int | None, str]]:
    """Score and why by dimension, in the rubric's order; dimensions on which nothing was said are left out."""
    found = exercise(exercise_id)
    said = {row.dimension_id: (row.score, row.why) for row in found.key}
    return {place: said[place] for place in dimension_names(found.rubric_version_id) if place in said}


def dimension_names(version_id: int) -> dict[int, str]:
    """The version's dimensions by number, in order."""
    rows = db.session.execute(
        select(RubricDimension.id, RubricDimension.name)
        .where(RubricDimension.version_id == version_id)
        .order_by(RubricDimension.position)
    )
    return {row.id: row.name for row in rows}


@dataclass(frozen=True, slots=True)
class Answered:
    """One submission: whose, and its scores by dimension."""

    account_id: int
    name: str
    submitted_at: datetime
    scores: Scores


def submissions(exercise_id: int) -> list[Answered]:
    """Every submission, by name; two queries."""
    seats = db.session.execute(
        select(BenchmarkSeat.id, Account.id, Account.name, BenchmarkSeat.submitted_at)
        .join(Account, Account.id == BenchmarkSeat.account_id)
        .where(BenchmarkSeat.exercise_id == exercise_id, BenchmarkSeat.submitted_at.is_not(None))
        .order_by(func.lower(Account.name), Account.id)
    ).all()
    rows = db.session.execute(
        select(BenchmarkRating.seat_id, BenchmarkRating.dimension_id, BenchmarkRating.score)
        .join(BenchmarkSeat, BenchmarkSeat.id == BenchmarkRating.seat_id)
        .where(BenchmarkSeat.exercise_id == exercise_id)
    )
    scores: dict[int, dict[int, int | None]] = {}
    for seat_id, dimension_id, score in rows:
        scores.setdefault(seat_id, {})[dimension_id] = score
    return [
        Answered(account_id, name, submitted_at, scores.get(seat_id, {}))
        for seat_id, account_id, name, submitted_at in seats
        if submitted_at is not None
    ]


def waiting_names(exercise_id: int) -> list[str]:
    """Who was asked and has not submitted, by name."""
    return list(
        db.session.scalars(
            select(Account.name)
            .join(BenchmarkSeat, BenchmarkSeat.account_id == Account.id)
            .where(BenchmarkSeat.exercise_id == exercise_id, BenchmarkSeat.submitted_at.is_(None))
            .order_by(func.lower(Account.name), Account.id)
        )
    )


def people_to_ask(exercise_id: int) -> list[tuple[int, str]]:
    """Active interviewers who know nothing of the key and were not asked yet, by name.

    People operations read every exercise's key, its key holders agreed it and its maker typed it, whatever their roles
    are now: none of them can score it blind.
    """
    made = select(BenchmarkExercise.created_by_id).where(BenchmarkExercise.id == exercise_id)
    knows = select(AccountRole.account_id).where(AccountRole.role == Role.PEOPLE_OPERATIONS)
    holds = select(BenchmarkKeyHolder.account_id).where(BenchmarkKeyHolder.exercise_id == exercise_id)
    asked = select(BenchmarkSeat.account_id).where(BenchmarkSeat.exercise_id == exercise_id)
    rows = db.session.execute(
        select(Account.id, Account.name)
        .join(AccountRole, AccountRole.account_id == Account.id)
        .where(
            AccountRole.role == Role.INTERVIEWER,
            Account.active,
            Account.id.not_in(knows),
            Account.id.not_in(holds),
            Account.id.not_in(made),
            Account.id.not_in(asked),
        )
        .order_by(func.lower(Account.name), Account.id)
    )
    return [(identity, name) for identity, name in rows]


def published_versions() -> list[tuple[int, str]]:
    """The published rubric versions an exercise can be tied to, as (version, words)."""
    rows = db.session.execute(
        select(RubricVersion.id, Rubric.title, RubricVersion.target_code, RubricVersion.number)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .where(RubricVersion.state == RubricState.PUBLISHED)
        .order_by(Rubric.title, RubricVersion.number.desc())
    )
    return [(identity, f"{title}, for {target}, version {number}") for identity, title, target, number in rows]


def accounts(account_ids: Sequence[int]) -> list[Account]:
    """The active accounts with these numbers, by name."""
    return list(
        db.session.scalars(
            select(Account).where(Account.id.in_(account_ids), Account.active).order_by(Account.name, Account.id)
        )
    )


def linking_ratings(*, rubric_id: int, target_code: str, scale: tuple[int, int]) -> Sequence[Any]:
    """(exercise, interviewer, key of the dimension, score) of the line's closed exercises; one query.

    Only closed ones: while somebody may still score it blind, nothing of an exercise moves a figure anywhere.
    """
    return db.session.execute(
        select(BenchmarkExercise.id, BenchmarkSeat.account_id, RubricDimension.key, BenchmarkRating.score)
        .join(RubricVersion, RubricVersion.id == BenchmarkExercise.rubric_version_id)
        .join(BenchmarkSeat, BenchmarkSeat.exercise_id == BenchmarkExercise.id)
        .join(BenchmarkRating, BenchmarkRating.seat_id == BenchmarkSeat.id)
        .join(RubricDimension, RubricDimension.id == BenchmarkRating.dimension_id)
        .where(
            RubricVersion.rubric_id == rubric_id,
            RubricVersion.target_code == target_code,
            RubricVersion.scale_low == scale[0],
            RubricVersion.scale_high == scale[1],
            BenchmarkExercise.state == BenchmarkState.CLOSED,
            BenchmarkSeat.submitted_at.is_not(None),
            BenchmarkRating.score.is_not(None),
        )
        .order_by(BenchmarkExercise.id, BenchmarkSeat.account_id, RubricDimension.key)
    ).all()
