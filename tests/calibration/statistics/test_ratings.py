from __future__ import annotations

import pytest

from calibration.statistics.ratings import read_ratings, table_of
from core.errors import UnreadableDocument

HEADER = b"candidate,interviewer,dimension,score\n"


def _refusal(content: bytes, *, low: int = 1, high: int = 5) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_ratings(content, low=low, high=high)
    return str(refused.value)


def test_rows_are_read_with_names_in_order_of_appearance() -> None:
    ratings = read_ratings(HEADER + b"Zoe,R2,D1,4\nAda,R1,D1,2\nZoe,R1,D2,5\n", low=1, high=5)
    assert ratings.candidates == ("Zoe", "Ada")
    assert ratings.interviewers == ("R2", "R1")
    assert ratings.candidate.tolist() == [0, 1, 0]
    assert ratings.interviewer.tolist() == [0, 1, 1]
    assert ratings.dimension.tolist() == [0, 0, 1]
    assert ratings.score.tolist() == [4, 2, 5]


def test_an_empty_score_is_not_observed_and_who_has_nothing_else_is_named() -> None:
    ratings = read_ratings(HEADER + b"A,R,D,4\nA,R,E,\nB,R,D, \n", low=1, high=5)
    assert len(ratings) == 1
    assert ratings.unrated == ("candidate B", "dimension E")


def test_columns_may_stand_in_any_order_with_a_byte_order_mark_and_windows_line_ends() -> None:
    content = "\ufeffscore, Dimension,interviewer,candidate\r\n4.0,D,R,A\r\n\r\n".encode()
    ratings = read_ratings(content, low=1, high=5)
    assert (ratings.candidates, ratings.dimensions, ratings.score.tolist()) == (("A",), ("D",), [4])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (b"A,R,D,6\n", "line 2, column score: 6 is off the scale 1 to 5; correct it or set --low and --high"),
        (b"A,R,D,0\n", "line 2, column score: 0 is off the scale 1 to 5; correct it or set --low and --high"),
        (
            b"A,R,D," + b"9" * 6000 + b"\n",
            f"line 2, column score: {'9' * 40}… is off the scale 1 to 5; correct it or set --low and --high",
        ),
        (
            b"A,R,D,3.5\n",
            "line 2, column score: '3.5' is not a whole number; give 1 to 5, or leave it empty for not observed",
        ),
        (
            b"A,R,D,NA\n",
            "line 2, column score: 'NA' is not a whole number; give 1 to 5, or leave it empty for not observed",
        ),
        (b"A,R,D,3\n ,R,D,3\n", "line 3, column candidate: is empty; name one in every row"),
        (b"A,R,D\n", "line 2: 3 values where the header names 4 columns; give one value for each column"),
        (b"A,R,D,3\nB,R,D,3\nA,R,D,\n", "line 4: R has rated A on D already in line 2; keep one of the two"),
        (b"A,R,\xff,3\n", "line 2: not UTF-8 text; save the file as CSV in UTF-8"),
        (b"A,R\x00,D,3\n", "line 2: not UTF-8 text; save the file as CSV in UTF-8"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_place(row: bytes, message: str) -> None:
    assert _refusal(HEADER + row) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: no header; begin the file with the line candidate,interviewer,dimension,score"),
        (
            b"candidate,interviewer,score\n",
            "line 1: column dimension is missing; begin the file with the line candidate,interviewer,dimension,score",
        ),
        (b"score,candidate,interviewer,Score,dimension\n", "line 1, column 4: column score stands twice; keep one"),
    ],
)
def test_a_header_that_is_not_the_contract_is_refused(content: bytes, message: str) -> None:
    assert _refusal(content) == message


@pytest.mark.parametrize("separator", [b",", b";", b"\t"])
def test_values_may_be_parted_as_spreadsheets_do_and_other_columns_are_named(separator: bytes) -> None:
    content = b"id,candidate,interviewer,dimension,score,evidence,\n1,A,R,D,4,he said,\n2,B,R,D,5,,,,\n,,,,,,\n"
    ratings = read_ratings(content.replace(b",", separator), low=1, high=5)
    assert (ratings.candidates, ratings.score.tolist()) == (("A", "B"), [4, 5])
    assert ratings.unread == ("id", "evidence")


def test_the_same_name_typed_on_two_keyboards_is_one_person() -> None:
    content = HEADER + "A,Andr\u00e9,D,4\nB,Andre\u0301,D,5\n".encode()
    assert read_ratings(content, low=1, high=5).interviewers == ("Andr\u00e9",)


def test_a_broken_quote_is_refused_with_its_line() -> None:
    assert _refusal(HEADER + b'A,R,"D"x,3\n').startswith("line 2: not readable as CSV")


def test_a_table_refuses_two_scores_in_one_cell() -> None:
    with pytest.raises(ValueError, match="rated twice"):
        table_of([("A", "R", "D", 3), ("A", "R", "D", 4)])


def test_a_compacted_part_keeps_only_the_names_it_uses() -> None:
    ratings = table_of([("A", "R", "D", 3), ("B", "S", "D", 4), ("B", "R", "E", 5)])
    part = ratings.where(ratings.candidate == 1).compact()
    assert (part.candidates, part.interviewers, part.dimensions) == (("B",), ("R", "S"), ("D", "E"))
    assert part.interviewer.tolist() == [1, 0]
    assert part.score.tolist() == [4, 5]
