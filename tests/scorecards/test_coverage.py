"""The coverage board and the deadlines."""

from __future__ import annotations

from datetime import UTC, datetime

from scorecards.coverage import BoardDimension, BoardInterview, Cover, board, gaps
from scorecards.deadlines import due_at, is_late

DESIGN, DELIVERY, TEAM = (
    BoardDimension(1, 1, must_have=False),
    BoardDimension(2, 2, must_have=True),
    BoardDimension(3, 3, must_have=False),
)


def planned(number: int, interviewer: int, *focus: int, **marks: bool) -> BoardInterview:
    return BoardInterview(number, interviewer, 60, frozenset(focus), **marks)


def test_must_haves_come_first_and_each_row_says_which_interviews_cover_it() -> None:
    rows = board([DESIGN, DELIVERY, TEAM], [planned(1, 10, 1, 2), planned(2, 11, 2)], 2)
    assert [(row.dimension_id, row.covered_by, row.raters, row.cover) for row in rows] == [
        (2, (True, True), 2, Cover.COVERED),
        (1, (True, False), 1, Cover.GAP),
        (3, (False, False), 0, Cover.GAP),
    ]
    assert [row.missing for row in rows] == [0, 1, 2]
    assert gaps(rows) == 2


def test_shadows_and_cancelled_interviews_cover_nothing() -> None:
    loop = [planned(1, 10, 1, is_shadow=True), planned(2, 11, 1, is_cancelled=True)]
    (row,) = board([DESIGN], loop, 1)
    assert (row.raters, row.cover) == (0, Cover.GAP)


def test_one_person_twice_is_one_rater() -> None:
    (row,) = board([DESIGN], [planned(1, 10, 1), planned(2, 10, 1)], 2)
    assert (row.raters, row.cover) == (1, Cover.GAP)


def test_more_than_twice_the_required_raters_is_an_overload() -> None:
    four = [planned(number, number, 1) for number in range(4)]
    assert board([DESIGN], four, 2)[0].cover is Cover.COVERED
    assert board([DESIGN], [*four, planned(4, 4, 1)], 2)[0].cover is Cover.OVERLOAD


def test_an_interview_needs_ten_minutes_a_dimension() -> None:
    assert BoardInterview(1, 1, 30, frozenset({1, 2, 3})).is_overloaded is False
    assert BoardInterview(1, 1, 30, frozenset({1, 2, 3, 4})).is_overloaded is True


def test_a_scorecard_is_due_hours_after_the_end() -> None:
    due = due_at(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), 45, 24)
    assert due == datetime(2026, 11, 21, 9, 45, tzinfo=UTC)
    assert is_late(due, datetime(2026, 11, 21, 9, 45, tzinfo=UTC)) is False
    assert is_late(due, datetime(2026, 11, 21, 9, 46, tzinfo=UTC)) is True


def test_without_an_appointment_nothing_is_due() -> None:
    assert due_at(None, 45, 24) is None
    assert is_late(None, datetime(2026, 11, 21, tzinfo=UTC)) is False
