"""What somebody has written on a benchmark exercise and not submitted yet: kept for them alone, never overwritten unseen."""

from __future__ import annotations

from sqlalchemy import select

from calibration.benchmark import answers_from_plain, answers_to_plain
from calibration.enums import BenchmarkState
from calibration.models import BenchmarkSeat
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict
from scorecards.answers import Answers


class StaleBenchmark(Conflict):
    """The answers were saved elsewhere in the meantime; nothing was overwritten. `stored` stands there now, as `number`."""

    def __init__(self, stored: Answers, number: int) -> None:
        super().__init__(
            "This was saved in another window or on another device in the meantime. Choose which text to keep."
        )
        self.stored = stored
        self.number = number


def save_benchmark_draft(*, seat: BenchmarkSeat, answers: Answers, expected_number: int, actor: Actor) -> int:
    """The number of the stored draft, also of a half-filled one. Sending what is stored already changes nothing.

    Raises Conflict when it is submitted or closed, StaleBenchmark as refuse_stale. The first save alone is recorded.
    """
    if seat.exercise.state is not BenchmarkState.PUBLISHED:
        raise Conflict("It was closed in the meantime; nobody scores it any more.")
    refuse_stale(seat=seat, answers=answers, expected_number=expected_number)
    if seat.submitted_at is not None:
        raise Conflict("You have scored this exercise already; the first answer stands.")
    plain = answers_to_plain(answers)
    if plain == seat.draft:
        return seat.draft_number
    if seat.draft is None:
        record("draft_benchmark", actor=actor, subject=seat, about=seat.exercise)
    seat.draft, seat.drafted_at = plain, now()
    seat.draft_number += 1
    db.session.flush()
    return seat.draft_number


def refuse_stale(*, seat: BenchmarkSeat, answers: Answers, expected_number: int) -> None:
    """Raise StaleBenchmark where another draft than the one that `answers` grew from is stored; holds the seat from then on."""
    db.session.flush()
    db.session.execute(select(BenchmarkSeat.id).where(BenchmarkSeat.id == seat.id).with_for_update())
    db.session.refresh(seat, ["draft", "draft_number", "submitted_at"])
    is_known = seat.draft is None or seat.draft_number == expected_number or answers_to_plain(answers) == seat.draft
    if not is_known and seat.draft is not None:
        raise StaleBenchmark(answers_from_plain(seat.draft), seat.draft_number)
