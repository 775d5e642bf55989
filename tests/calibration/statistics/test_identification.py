from __future__ import annotations

import pytest

from calibration.statistics.identification import EFFECTS, identification
from calibration.statistics.ratings import table_of

Rows = list[tuple[str, str, str, int]]


def _rows(people: int, panel: list[list[str]], dimensions: int) -> Rows:
    return [(f"C{n}", name, f"D{i}", 3) for n in range(people) for name in panel[n] for i in range(dimensions)]


def test_a_crossed_panel_tells_all_effects_apart() -> None:
    rows = _rows(8, [[f"R{(n + k) % 4}" for k in range(3)] for n in range(8)], 3)
    assert identification(table_of(rows)).kept == EFFECTS


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (
            _rows(8, [[f"R{(n + k) % 4}" for k in range(3)] for n in range(8)], 1),
            {"profile": ("candidate",), "halo": ("residual",)},
        ),
        (_rows(8, [["R"]] * 8, 3), {"interviewer": (), "profile": ("residual",), "halo": ("candidate",)}),
        (_rows(8, [[f"R{n % 3}"] for n in range(8)], 3), {"profile": ("residual",), "halo": ("candidate",)}),
        (_rows(8, [[f"R{n}a", f"R{n}b"] for n in range(8)], 3), {"halo": ("interviewer",)}),
        (_rows(1, [["R1", "R2", "R3"]], 3), {"candidate": (), "profile": (), "halo": ("interviewer",)}),
    ],
    ids=["one dimension", "one interviewer", "one interview each", "own panels", "one candidate"],
)
def test_effects_that_the_layout_cannot_tell_are_merged(rows: Rows, merged: dict[str, tuple[str, ...]]) -> None:
    found = identification(table_of(rows))
    assert found.merged == merged
    assert set(found.kept) == set(EFFECTS) - set(merged)
