from __future__ import annotations

import json

import pytest

from calibration.statistics.selection_rates import read_counts, selection_rates
from core.errors import UnreadableDocument

HEADING = "group,applicants,selected\n"


def test_counts_are_read_as_spreadsheets_save_them() -> None:
    content = '\ufeffSelected;Group;Applicants;note\r\n48;A;80;\r\n12;"B; other";40;x\r\n\r\n'.encode()
    assert read_counts(content) == {"A": (48, 80), "B; other": (12, 40)}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("A,80,48\nB,40,fifty\n", "line 3, column selected: 'fifty' is not a number of people; give a whole number, 0 or more"),
        ("A,-1,0\n", "line 2, column applicants: '-1' is not a number of people; give a whole number, 0 or more"),
        ("A,,0\n", "line 2, column applicants: '' is not a number of people; give a whole number, 0 or more"),
        (" ,5,0\n", "line 2, column group: is empty; name one in every row"),
        (
            "A,80,48\nB,6,7\n",
            "line 3, column selected: 7 selected of 6 applicants; selected are part of those who applied, correct one",
        ),
        ("A,80,48\nA,6,2\n", "line 3: A stands already in line 2; give one line for each group"),
        ("A,80,48\n", "line 3: a rate is compared with another; give two groups at least"),
        ("A,80\n", "line 2: 2 values where the header names 3 columns; give one value for each column"),
    ],
)  # fmt: skip
def test_counts_that_cannot_be_read_are_refused_with_their_place(rows: str, message: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_counts((HEADING + rows).encode())
    assert str(refused.value) == message


def test_a_heading_without_its_columns_says_which_line_to_begin_with() -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_counts(b"group,applicants\nA,3\n")
    assert str(refused.value) == (
        "line 1: column selected is missing; begin the file with the line group,applicants,selected"
    )


def test_the_document_withholds_small_groups_and_says_so() -> None:
    document = selection_rates({"A": (48, 80), "B": (12, 40), "few": (4, 4)})
    json.dumps(document, allow_nan=False)
    assert (document["highest"], document["warnings"]) == ("A", ["under 5 applicants, figures withheld: few"])
    first, second, few = document["groups"]
    assert (first["rate"], first["ratio"], first["flagged"], first["p"]) == (0.6, 1.0, False, None)
    assert (second["ratio"], second["flagged"], second["flips_with_one"]) == (0.5, True, False)
    assert {value for key, value in few.items() if key not in ("group", "suppressed")} == {None}


def test_the_document_says_when_there_is_nothing_to_compare() -> None:
    assert selection_rates({"A": (3, 8), "few": (1, 2)})["warnings"][1] == (
        "nothing to compare: it takes two groups with 5 applicants or more"
    )
    assert selection_rates({"A": (0, 8), "B": (0, 9)})["warnings"] == ["nobody was selected, so there is no ratio"]
