"""How a rubric is set on two sheets: widths, type, and what is not said twice."""

from __future__ import annotations

from collections.abc import Mapping

from rubrics.enums import RubricState, SignalKind
from rubrics.queries.paper import SIZES, UNITS, paper, printed_signals
from rubrics.queries.statement_rows import SignalGroup, StatementRow
from rubrics.queries.version_page import AnchorRow, DimensionRow, VersionPage

SENTENCE = "Rows the boat to the far pier and reports what was seen there."


def row(text: str) -> StatementRow:
    return StatementRow(text, "pier.md", 1, "line 1", None, None, None)


def page(counts: Mapping[int, int], dimensions: int = 8, signals: tuple[SignalGroup, ...] = ()) -> VersionPage:
    """A page of some dimensions that have so many sentences at each score."""
    anchors = tuple(
        AnchorRow(score, "E3", score == 3, (row(SENTENCE),) * counts.get(score, 0), "nobody wrote it", score)
        for score in range(5, 0, -1)
    )
    rows = tuple(
        DimensionRow(number, f"Row {number}", None, False, "1", 3, (), anchors, (), "", True)
        for number in range(dimensions)
    )
    state = RubricState.DRAFT
    facts = ((), (5, 4, 3, 2, 1), None, False, (), (), rows, signals, (), ())
    return VersionPage("Pier", 1, state, 0, True, False, False, *facts)


def test_the_score_that_says_most_has_most_room_and_an_empty_one_a_little() -> None:
    found = paper(page({4: 6, 3: 2}), (), ())
    assert sum(found.shares) == UNITS
    assert found.shares[0] == found.shares[3] == found.shares[4] == 2
    assert found.shares[1] > found.shares[2] > 2
    even = paper(page(dict.fromkeys(range(1, 6), 2)), (), ()).shares
    assert max(even) - min(even) <= 1


def test_the_type_gets_smaller_only_where_two_sheets_are_too_few() -> None:
    names = [*SIZES]
    chosen = [names.index(paper(page(dict.fromkeys(range(1, 6), count)), (), ()).size) for count in range(1, 13)]
    assert chosen == sorted(chosen)
    assert (chosen[0], chosen[-1]) == (0, len(names) - 1)
    assert paper(page(dict.fromkeys(range(1, 6), 3), dimensions=4), (), ()).size == names[0]


def test_a_signal_that_stands_at_a_score_is_not_printed_again_but_a_red_flag_is() -> None:
    groups = tuple(
        SignalGroup(kind, kind.value, None, rows)
        for kind, rows in (
            (SignalKind.STRONG, (row(SENTENCE), row("Signals with a lamp."))),
            (SignalKind.WEAK, (row(SENTENCE),)),
            (SignalKind.RED_FLAG, (row(SENTENCE),)),
        )
    )
    printed = printed_signals(page({3: 1}, signals=groups))
    assert [(group.kind, [entry.text for entry in group.rows]) for group in printed] == [
        (SignalKind.STRONG, ["Signals with a lamp."]),
        (SignalKind.RED_FLAG, [SENTENCE]),
    ]
