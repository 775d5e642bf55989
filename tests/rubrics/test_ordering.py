from __future__ import annotations

import pytest

from rubrics.ordering import moved, stepped


@pytest.mark.parametrize(("place", "expected"), [(-1, "xabc"), (1, "xabc"), (3, "abxc"), (4, "abcx"), (9, "abcx")])
def test_a_thing_is_put_at_its_place_or_at_the_nearest_end(place: int, expected: str) -> None:
    assert "".join(moved("abc", "x", place)) == expected


@pytest.mark.parametrize(
    ("number", "up", "goal"),
    [(2, True, (0, 1)), (1, False, (0, 2)), (3, True, (1, 1)), (2, False, (1, 1)), (3, False, (3, 1))],
)
def test_a_step_leads_on_to_the_list_beside(number: int, up: bool, goal: tuple[int, int]) -> None:
    lists = [[1, 2], [], [3], [4]] if number == 3 else [[1, 2], [3]]
    assert stepped(lists, number, up=up) == goal


@pytest.mark.parametrize(("number", "up"), [(1, True), (3, False), (9, True)])
def test_there_is_no_step_beyond_the_ends(number: int, up: bool) -> None:
    with pytest.raises(LookupError):
        stepped([[1, 2], [3]], number, up=up)
