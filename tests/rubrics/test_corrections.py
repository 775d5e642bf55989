"""What a person puts right in a reading."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import InvalidInput
from rubrics.corrections import (
    LadderCorrection,
    LevelCorrection,
    RowCorrection,
    corrected,
    corrected_ladder,
    ladder_correction,
    likely_twin,
    moved,
    turned,
)
from rubrics.documents import read
from rubrics.documents.reading import CompetencyReading, GuidelineReading, LadderReading, LevelReading, Reading
from tests.rubrics import stock

LADDER = read(stock.LADDER.encode(), "keepers.md").ladders[0]
READING = Reading("keepers.md", "ladder", "Keepers", (LADDER,))


def cells(ladder: LadderReading) -> dict[tuple[str, str], str]:
    """(level, row) as they are called -> the text."""
    levels = {level.position: level.code or level.name or "" for level in ladder.levels}
    rows = {row.position: row.name for row in ladder.competencies}
    return {(levels[cell.level], rows[cell.competency]): cell.text for cell in ladder.guidelines}


def test_no_correction_changes_nothing() -> None:
    assert corrected(READING, {}) == READING
    assert corrected(READING, {1: LadderCorrection()}) == READING


def test_names_of_the_ladder_its_levels_and_rows_are_changed() -> None:
    better = corrected_ladder(
        LADDER,
        LadderCorrection(
            "Keepers", levels={5: LevelCorrection("L5", None)}, rows={1: RowCorrection("Lenses", "Light")}
        ),
    )
    assert (better.name, better.levels[4].code, better.levels[4].name) == ("Keepers", "L5", None)
    assert [(row.name, row.group) for row in better.competencies] == [
        ("Lenses", "Light"),
        ("Power", "Lamp"),
        ("Watch", "Crew"),
        ("Teaching", "Crew"),
    ]
    assert better.guidelines == LADDER.guidelines


def test_a_row_left_out_takes_its_guidelines_with_it_and_the_others_close_up() -> None:
    better = corrected_ladder(LADDER, LadderCorrection(rows={2: RowCorrection("Power", is_left_out=True)}))
    assert [(row.position, row.name) for row in better.competencies] == [(1, "Optics"), (2, "Watch"), (3, "Teaching")]
    assert cells(better) == {key: text for key, text in cells(LADDER).items() if key[1] != "Power"}
    assert better.blanks == ()


def test_rows_that_join_become_one_with_every_text_as_an_item() -> None:
    better = corrected_ladder(LADDER, LadderCorrection(rows={4: RowCorrection("Teaching", into=3)}))
    (cell,) = [cell for cell in better.guidelines if (cell.level, cell.competency) == (2, 3)]
    assert [row.name for row in better.competencies] == ["Optics", "Power", "Watch"]
    assert cell.items == ("Keeps a night watch alone.", "Shows a newcomer the tower.")
    assert cell.text == "Keeps a night watch alone. Shows a newcomer the tower."
    assert cell.locator.count("table 1, row") == 2


def test_turning_makes_levels_of_rows_and_turning_twice_gives_the_cells_back() -> None:
    once = turned(LADDER)
    assert [level.name for level in once.levels] == ["Optics", "Power", "Watch", "Teaching"]
    assert [row.name for row in once.competencies][:2] == ["L1 Keeper", "L2 Senior Keeper"]
    twice = turned(once)
    assert [(cell.level, cell.competency, cell.text) for cell in twice.guidelines] == [
        (cell.level, cell.competency, cell.text) for cell in LADDER.guidelines
    ]


@pytest.mark.parametrize(
    "rows",
    [
        {1: RowCorrection("Optics", into=1)},
        {1: RowCorrection("Optics", into=2), 2: RowCorrection("Power", into=1)},
        {1: RowCorrection("Optics", into=2), 2: RowCorrection("Power", is_left_out=True)},
        {1: RowCorrection("Optics", into=9)},
    ],
)
def test_a_row_joins_only_a_row_that_stays(rows: dict[int, RowCorrection]) -> None:
    with pytest.raises(InvalidInput, match="choose a row that stays"):
        corrected_ladder(LADDER, LadderCorrection(rows=rows))


def test_a_level_without_code_and_name_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Give “L2 Senior Keeper” a code or a name"):
        corrected_ladder(LADDER, LadderCorrection(levels={2: LevelCorrection(None, None)}))


def test_what_was_put_right_is_said_among_the_findings() -> None:
    rows = {2: RowCorrection("Power", is_left_out=True), 4: RowCorrection("Teaching", into=3)}
    better = corrected(READING, {1: LadderCorrection(rows=rows)})
    assert [finding.message for finding in better.findings] == [
        "By hand: 1 row joined another; 1 row was left out in “Lighthouse engineering ladder”."
    ]
    assert corrected(READING, {1: LadderCorrection(is_left_out=True)}).ladders == ()


def test_what_a_correction_settles_is_no_longer_noticed() -> None:
    text = (
        "# Keepers\n\n| Area | L1 | L2 |\n|---|---|---|\n| Watch | Looks out. | Plans. |\n| Watch | Calls. | Sends. |\n"
    )
    reading = read(text.encode(), "keepers.md")
    joined = corrected(reading, {1: LadderCorrection(rows={2: RowCorrection("Watch", into=1)})})
    told = [finding.message for finding in reading.findings]
    assert any(message.startswith("2 rows are named “Watch”") for message in told)
    assert [finding.message for finding in joined.findings if finding.severity == "warning"] == []
    renamed = corrected(reading, {1: LadderCorrection(levels={1: LevelCorrection("L1", "Novice")})})
    assert [finding.message for finding in renamed.findings][:-1] == told


def test_corrections_come_back_from_json_as_they_were() -> None:
    correction = LadderCorrection(
        "A", True, True, {1: LevelCorrection("L1", None, True)}, {2: RowCorrection("B", "C", True, 1)}, (2, 1)
    )
    assert ladder_correction(json.loads(json.dumps(correction.to_json()))) == correction


def test_corrections_kept_before_levels_could_be_reversed_are_still_read() -> None:
    kept = {"name": "A", "left_out": False, "turned": False, "levels": {"1": ["L1", None]}, "rows": {}}
    assert ladder_correction(kept) == LadderCorrection("A", levels={1: LevelCorrection("L1", None)})


def test_a_level_left_out_takes_everything_said_of_it_with_it() -> None:
    without = {2: LevelCorrection("L2", "Senior Keeper", is_left_out=True)}
    better = corrected_ladder(LADDER, LadderCorrection(levels=without))
    assert [(level.position, level.code) for level in better.levels] == [(1, "L1"), (2, "L3"), (3, "L4"), (4, "L5")]
    assert cells(better) == {place: text for place, text in cells(LADDER).items() if place[0] != "L2"}
    everything = {level.position: LevelCorrection("L", None, is_left_out=True) for level in LADDER.levels}
    with pytest.raises(InvalidInput, match="Keep at least one level"):
        corrected_ladder(LADDER, LadderCorrection(levels=everything))


FALLING = "# Keepers\n\n| Area | {} |\n|---|---|---|---|\n| Watch | Plans. | Stands. | Learns. |\n| Light | Builds. | Mends. | Cleans. |\n"


@pytest.mark.parametrize(
    "head", ["L3 | L2 | L1", "Principal Keeper | Senior Keeper | Junior Keeper", "Keeper 3 | Keeper 2 | Keeper 1"]
)
def test_levels_listed_from_the_top_are_put_in_rising_order_and_may_be_put_back(head: str) -> None:
    reading = read(FALLING.format(head).encode(), "keepers.md")
    better = corrected(reading, {})
    assert cells(better.ladders[0]) == cells(reading.ladders[0])
    labels = [level.code or level.name for level in better.ladders[0].levels]
    assert labels == [label.strip() for label in head.split("|")][::-1]
    assert (
        better.findings[-1].message == "“Keepers” lists its highest level first; its levels were put in rising order."
    )
    assert corrected(better, {}) == better
    kept = corrected(reading, {1: LadderCorrection(order=(1, 2, 3))}).ladders[0]
    assert kept == reading.ladders[0]
    rising = read(FALLING.format(" | ".join(map(str, labels))).encode(), "keepers.md")
    turned_round = corrected(rising, {1: LadderCorrection(order=(3, 2, 1))}).ladders[0]
    assert [level.code or level.name for level in turned_round.levels] == labels[::-1]


def test_a_level_moves_a_step_and_stays_at_an_end() -> None:
    assert [moved((3, 1, 2), 1, step) for step in (-1, 1)] == [(1, 3, 2), (3, 2, 1)]
    assert (moved((3, 1, 2), 3, -1), moved((3, 1, 2), 2, 1)) == ((3, 1, 2), (3, 1, 2))
    better = corrected_ladder(LADDER, LadderCorrection(order=(2, 1, 3, 4, 5)))
    assert [level.code for level in better.levels] == ["L2", "L1", "L3", "L4", "L5"]
    assert cells(better) == cells(LADDER)
    with pytest.raises(InvalidInput, match="are others by now"):
        corrected_ladder(LADDER, LadderCorrection(order=(1, 2)))


def test_an_order_kept_before_levels_could_be_moved_is_still_understood() -> None:
    kept = LadderCorrection(levels={1: LevelCorrection("A", None), 2: LevelCorrection("B", None)}).to_json()
    del kept["order"]
    orders = [ladder_correction({**kept, "reversed": how}).order for how in (True, False, None)]
    assert orders == [(2, 1), (1, 2), None]


def test_a_row_with_nearly_the_same_name_is_proposed() -> None:
    rows = tuple(CompetencyReading(place, name) for place, name in enumerate(["Mastery", "Scope", "mastery", ""], 1))
    assert [likely_twin(row, rows) for row in rows] == [None, None, 1, None]


@st.composite
def ladders(draw: st.DrawFn) -> LadderReading:
    levels, rows = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    filled = draw(st.sets(st.tuples(st.integers(1, levels), st.integers(1, rows))))
    return LadderReading(
        "A",
        levels=tuple(LevelReading(place, f"L{place}", None) for place in range(1, levels + 1)),
        competencies=tuple(CompetencyReading(place, f"C{place}") for place in range(1, rows + 1)),
        guidelines=tuple(GuidelineReading(level, row, f"{level}/{row}") for level, row in sorted(filled)),
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ladders(), st.data())
def test_no_text_is_lost_but_those_of_rows_left_out(ladder: LadderReading, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(1, len(ladder.competencies)), max_size=len(ladder.competencies) - 1))
    stays = [row.position for row in ladder.competencies if row.position not in gone]
    home = data.draw(st.sampled_from(stays))
    joins = data.draw(st.sets(st.sampled_from(stays))) - {home}
    rows = {
        row.position: RowCorrection(row.name, None, row.position in gone, home if row.position in joins else None)
        for row in ladder.competencies
    }
    better = corrected_ladder(ladder, LadderCorrection(rows=rows))
    said = sorted(item for cell in better.guidelines for item in (cell.items or (cell.text,)))
    assert said == sorted(cell.text for cell in ladder.guidelines if cell.competency not in gone)
    assert [row.position for row in better.competencies] == list(range(1, len(stays) - len(joins) + 1))
