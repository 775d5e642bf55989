"""A rubric as a table: nothing is lost, nothing can be run, and every fault names its line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UnreadableDocument
from rubrics.content import RubricContent, canonical, from_canonical
from rubrics.spreadsheet import looks_tabular, read, written
from rubrics.spreadsheet.layout import Column, guarded, unguarded
from tests.rubrics.spreadsheet.contents import contents
from tests.rubrics.test_content import FULL

ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


@given(contents(), ENCODINGS)
@settings(max_examples=50, deadline=None)
def test_every_content_comes_back_equal_from_its_table_where_no_cell_begins_like_a_formula(
    content: RubricContent, encoding: str
) -> None:
    table = written(content)
    assert from_canonical(read(table.encode(encoding))) == content
    cells = [cell for row in csv.reader(StringIO(table, newline="")) for cell in row]
    assert [cell for cell in cells if cell.strip()[:1] in tuple("=+-@＝＋－＠")] == []


@given(st.text())
def test_a_guarded_text_is_unguarded_to_itself(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_word_that_begins_with_an_apostrophe_of_its_own_stays_as_it_is() -> None:
    assert (guarded("'tis fair"), unguarded("'tis fair")) == ("'tis fair", "'tis fair")
    assert (guarded("=SUM(A1)"), guarded(None), guarded("")) == ("'=SUM(A1)", "", "'")


def test_the_table_reads_from_top_to_bottom() -> None:
    rows = list(csv.DictReader(StringIO(written(FULL), newline="")))
    told = [(row["Part"], row["Dimension"], row["Score"], row["Text"]) for row in rows]
    assert told[:8] == [
        ("rubric", "", "", "Pump fitter, E3"),
        ("target level", "", "", "E3 Fitter 3"),
        ("scale", "", "", ""),
        ("scale word", "", "1", "far below"),
        ("scale word", "", "5", "far above"),
        ("level", "", "1", "E1 Fitter 1"),
        ("dimension", "d1", "", "Repairs"),
        ("question", "d1", "", "Which pump?"),
    ]
    assert [row["Text"] for row in rows if row["Part"] == "statement"] == ["Mends pumps.", "Talks.", "Writes."]


def resaved(change: Callable[[list[list[str]]], object], *, separator: str = ",") -> bytes:
    """The table of FULL as a person changed it and a spreadsheet saved it."""
    rows = list(csv.reader(StringIO(written(FULL), newline="")))
    change(rows)
    stream = StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def test_semicolons_another_order_of_columns_and_empty_rows_change_nothing() -> None:
    def turn(rows: list[list[str]]) -> None:
        rows[:] = [row[:1] + row[:0:-1] for row in rows]
        rows.insert(5, [""] * len(Column))
        rows.append([])

    assert read(resaved(turn, separator=";")) == canonical(FULL)
    assert read(resaved(lambda rows: [row.extend(["", ""]) for row in rows], separator="\t")) == canonical(FULL)


def test_a_row_added_by_hand_belongs_to_the_dimension_above_and_says_that_a_person_wrote_it() -> None:
    def add(rows: list[list[str]]) -> None:
        place = next(number for number, row in enumerate(rows) if row[3] == "Mends pumps.")
        rows.insert(place + 1, ["Statement", "", "3", "Explains the fault."])

    added = from_canonical(read(resaved(add))).dimensions[0].anchor(3).statements[1]
    assert (added.text, added.kind, added.source, added.author) == ("Explains the fault.", "written", None, None)


def place_of(rows: list[list[str]], part: str) -> int:
    return next(number for number, row in enumerate(rows) if row[0] == part)


def setting(part: str, column: Column, cell: str) -> Callable[[list[list[str]]], None]:
    """One cell of the first row of that part changed."""

    def change(rows: list[list[str]]) -> None:
        rows[place_of(rows, part)][list(Column).index(column)] = cell

    return change


def without(part: str) -> Callable[[list[list[str]]], None]:
    return lambda rows: rows.pop(place_of(rows, part)) and None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (setting("dimension", Column.bar, "high"), "line 8: write a whole number under “Bar”, not “high”"),
        (setting("dimension", Column.weight, "much"), "line 8: write a number under “Weight”, not “much”"),
        (setting("dimension", Column.must_have, "maybe"), "line 8: write yes or no under “Must-have”, not “maybe”"),
        (setting("question", Column.weight, "2"), "line 9: a row “question” says nothing under “Weight”; empty"),
        (setting("question", Column.dimension, "d7"), "line 9: there is no dimension “d7” above this row; move"),
        (setting("question", Column.part, "riddle"), "line 9: “riddle” is no part of a rubric; write one of: rubric"),
        (setting("statement", Column.kind, "sung"), "line 13: “sung” is no kind of statement; write one of: guideline"),
        (setting("statement", Column.score, "9"), "line 13: there is no row “anchor” for score 9 of this dimension"),
        (setting("Part", Column.bar, "Hurdle"), "line 1: the headings must be those of an exported table, and “Bar”"),
        (without("rubric"), "the first row below the headings must be “rubric”"),
        (without("scale"), "the row “scale” is missing; export the rubric again"),
        (without("exercise"), "there is no exercise above this row; move the row below its exercise"),
        (lambda rows: rows.append(rows[1]), "there is a second row “rubric”; a file holds one rubric"),
        (lambda rows: rows.append(rows[2]), "there is a second row “target level”; keep one"),
        (lambda rows: rows.append(rows[7]), "there is a dimension d1 above; give this one another name"),
        (lambda rows: rows[9].extend(["", "and"]), "line 10: this row has more cells than there are headings"),
    ],
)
def test_a_fault_names_its_line_and_what_to_do(change: Callable[[list[list[str]]], object], sentence: str) -> None:
    with pytest.raises(UnreadableDocument) as raised:
        read(resaved(change))
    assert sentence in str(raised.value)


def test_behind_a_text_of_several_lines_both_the_row_and_the_line_are_named() -> None:
    def change(rows: list[list[str]]) -> None:
        setting("question", Column.text, "One\nTwo\nThree")(rows)
        setting("statement", Column.kind, "sung")(rows)

    with pytest.raises(UnreadableDocument, match=r"^row 13 \(line 15 of the file\): “sung”"):
        read(resaved(change))


def test_bytes_that_are_no_unicode_and_broken_quotes_are_refused_with_their_line() -> None:
    with pytest.raises(UnreadableDocument, match=r"^line 2: this is not UTF-8; save the table as “CSV UTF-8”$"):
        read(written(FULL).replace("Pump", "Pümp").encode("cp1252"))
    with pytest.raises(UnreadableDocument, match=r"^line 31: this is no CSV \(.*\); save the table again$"):
        read((written(FULL) + '"rubric').encode())


def test_a_table_is_told_from_other_files_by_its_first_heading() -> None:
    table = written(FULL)
    assert [looks_tabular(table.encode(name)) for name in ("utf-8", "utf-8-sig", "utf-16")] == [True] * 3
    assert [looks_tabular(other) for other in (b"", b"{", b"[]", b"\xff\xfe")] == [False] * 4
