"""Separated values and workbooks as people keep them: titles above heads, gaps, several tables, hidden parts."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from rubrics.documents import read
from rubrics.documents.reading import Reading
from tests.rubrics.documents.shown import cells, codes, groups, level_names, messages, names, only


def workbook(fill: Callable[[Any], None]) -> Reading:
    """The reading of a workbook that `fill` wrote into."""
    book = Workbook()
    fill(book)
    stream = BytesIO()
    book.save(stream)
    return read(stream.getvalue(), "crew.xlsx")


ROWS = [["Dough", "Kneads, then rests", "Weighs", 'Says "no"'], ["Oven", "Watches", "Loads; cleans", "Repairs"]]


@pytest.mark.parametrize("name", ["ladder.csv", "ladder.tsv", "ladder.txt"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_and_quoted_line_ends_are_read(separator: str, name: str) -> None:
    quoted = [[f'"{value}"'.replace('"no"', '""no""') for value in row] for row in ROWS]
    quoted[0][1] = '"Kneads,\r\nthen rests"'
    text = "\r\n".join(separator.join(row) for row in [["Skill", "Junior Baker", "Baker", "Senior Baker"], *quoted])
    ladder = only(text, name)
    assert level_names(ladder) == ["Junior Baker", "Baker", "Senior Baker"]
    assert [cell.text for cell in ladder.guidelines] == [value for row in ROWS for value in row[1:]]


def test_title_lines_above_the_head_name_the_ladder() -> None:
    reading = read(
        b"Bakery skill matrix;;;\r\nversion 3;;;\r\nSkill;Junior Baker;Baker;Senior Baker\r\nDough;Kneads;Weighs;Invents\r\nOven;Watches;Loads;Repairs\r\n",
        "matrix.csv",
    )
    assert (reading.title, reading.ladders[0].name) == ("Bakery skill matrix", "Bakery skill matrix")
    assert "row 2, column 1: A line above the table was left out: “version 3”." in messages(reading)


def test_tables_below_each_other_are_ladders_of_their_own() -> None:
    first, second = read(
        b"Craft ladder\n\nSkill,L1,L2\nDough,Kneads,Weighs\nOven,Watches,Loads\n\nPeople ladder\n\nSkill,M1,M2\nShifts,Plans a day,Plans a week\nHiring,Sits in,Decides\n",
        "two.csv",
    ).ladders
    assert [(first.name, codes(first)), (second.name, codes(second))] == [
        ("Craft ladder", ["L1", "L2"]),
        ("People ladder", ["M1", "M2"]),
    ]


def test_a_blank_row_inside_a_table_is_a_gap_in_it() -> None:
    ladder = only("Skill,L1,L2\nCraft,,\nDough,Kneads,Weighs\n,,\nPeople,,\nSelling,Greets,Advises\n", "gap.csv")
    assert names(ladder) == ["Dough", "Selling"]
    assert groups(ladder) == ["Craft", "People"]


def test_merged_heads_and_a_title_row_leave_groups_and_levels_in_place() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["Baker ladder 2026"])
        sheet.append([None, None, "Bakers"])
        sheet.append(["Area", "Skill", "Junior", "Mid", "Senior"])
        sheet.append(["Craft", "Dough", "Kneads.", "Weighs.", "Invents."])
        sheet.append([None, "Oven", "Watches.", "Loads.", "Repairs."])
        sheet.append(["People", "Selling", "Greets.", None, "Wins back."])
        for span in ("A1:E1", "C2:E2", "A4:A5", "C6:D6"):
            sheet.merge_cells(span)

    reading = workbook(fill)
    (ladder,) = reading.ladders
    assert ladder.name == "Baker ladder 2026"
    assert level_names(ladder) == ["Junior", "Mid", "Senior"]
    assert [(row.group, row.name) for row in ladder.competencies] == [
        ("Craft", "Dough"),
        ("Craft", "Oven"),
        ("People", "Selling"),
    ]
    assert cells(ladder)["Mid", "Selling"] == "Greets."
    assert "One cell spans several levels" in messages(reading)


def test_each_sheet_is_a_ladder_named_by_its_title_or_its_sheet() -> None:
    def fill(book: Any) -> None:
        book.active.title = "Bakers"
        for row in [["Skill", "Junior", "Senior"], ["Dough", "Kneads.", "Invents."], ["Oven", "Watches.", "Repairs."]]:
            book.active.append(row)
        other = book.create_sheet("Drivers")
        for row in [
            ["Driver levels"],
            [],
            ["Skill", "Junior", "Senior"],
            ["Dough", "Carries.", "Plans."],
            ["Oven", "Checks.", "Buys."],
        ]:
            other.append(row)

    first, second = workbook(fill).ladders
    assert (first.name, second.name) == ("Bakers", "Driver levels")
    assert cells(second)["Senior", "Dough"] == "Plans."


def test_hidden_sheets_rows_and_columns_are_left_out_and_said() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.title = "Crew"
        for row in [
            ["Skill", "L1", "L2", "L3"],
            ["Dough", "Kneads.", "Weighs.", "Invents."],
            ["Secret", "x", "y", "z"],
            ["Oven", "Watches.", "Loads.", "Repairs."],
        ]:
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        old = book.create_sheet("Old")
        old.append(["Skill", "L1"])
        old.sheet_state = "hidden"

    reading = workbook(fill)
    (ladder,) = reading.ladders
    assert (codes(ladder), names(ladder)) == (["L1", "L2"], ["Dough", "Oven"])
    said = messages(reading)
    assert "sheet Crew: Hidden rows were left out: 3." in said
    assert "sheet Crew: Hidden columns were left out: D." in said
    assert "sheet Old: A hidden sheet was left out." in said


def test_formulas_without_a_saved_result_are_said() -> None:
    def fill(book: Any) -> None:
        for row in [["Skill", "L1", "L2"], ["Dough", "Kneads.", "=B2"], ["Oven", "Watches.", "Loads."]]:
            book.active.append(row)

    reading = workbook(fill)
    assert "1 cells hold formulas whose results were never saved" in messages(reading)
    assert [blank.kind for blank in reading.ladders[0].blanks] == ["empty"]
