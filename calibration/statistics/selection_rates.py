"""Selection rates by group as counts in a file, compared by `adverse_impact`: for monitoring a process, never about a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calibration.statistics.adverse_impact import FEWEST_TO_SHOW, adverse_impact
from calibration.statistics.csv_rows import csv_rows, name_in, shown, whole_number
from core.errors import UnreadableDocument

VERSION = 1
COLUMNS = ("group", "applicants", "selected")
MOST_GROUPS = 200


def read_counts(content: bytes) -> dict[str, tuple[int, int]]:
    """(selected, applicants) of each group, in the file's order.

    CSV as `csv_rows` reads it, with the columns group, applicants and selected. Raises UnreadableDocument, with line
    and column as its locator, for anything else, for a group that stands twice, and where more are selected than
    applied.
    """
    source = csv_rows(content, COLUMNS)
    groups: dict[str, tuple[int, int]] = {}
    first_line: dict[str, int] = {}
    line = 1
    for line, fields in source.rows:
        group = name_in(fields[source.places["group"]], line, "group")
        applicants, selected = (_count(fields[source.places[column]], line, column) for column in COLUMNS[1:])
        if group in groups:
            raise UnreadableDocument(
                f"{shown(group)} stands already in line {first_line[group]}; give one line for each group",
                f"line {line}",
            )
        if selected > applicants:
            raise UnreadableDocument(
                f"{selected} selected of {applicants} applicants; selected are part of those who applied, correct one",
                f"line {line}, column selected",
            )
        if len(groups) == MOST_GROUPS:
            raise UnreadableDocument(f"more than {MOST_GROUPS} groups; give one line for each group", f"line {line}")
        groups[group], first_line[group] = (selected, applicants), line
    if len(groups) < 2:
        raise UnreadableDocument("a rate is compared with another; give two groups at least", f"line {line + 1}")
    return groups


def selection_rates(groups: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """The JSON-ready document of `flask calibration adverse-impact`: each group's figures, and warnings in sentences.

    Rates, ratio and difference as shares from 0 to 1, `difference_95` the 95 % interval. All figures of a group under
    FEWEST_TO_SHOW applicants are None.
    """
    rows = adverse_impact(groups)
    highest = next((row for row in rows if row.is_highest), None)
    small = [row.group for row in rows if row.suppressed]
    warnings = []
    if small:
        warnings.append(f"under {FEWEST_TO_SHOW} applicants, figures withheld: {', '.join(small)}")
    if len(rows) - len(small) < 2:
        warnings.append(f"nothing to compare: it takes two groups with {FEWEST_TO_SHOW} applicants or more")
    if highest is not None and not highest.selected:
        warnings.append("nobody was selected, so there is no ratio")
    return {
        "version": VERSION,
        "fewest_to_show": FEWEST_TO_SHOW,
        "highest": highest.group if highest else None,
        "groups": [
            {
                "group": row.group,
                "applicants": row.applicants,
                "selected": row.selected,
                "rate": row.rate,
                "ratio": row.ratio,
                "flagged": row.flagged,
                "p": row.p_value,
                "difference": row.difference,
                "difference_95": list(row.interval) if row.interval else None,
                "flips_with_one": row.flips_with_one,
                "suppressed": row.suppressed,
            }
            for row in rows
        ],
        "warnings": warnings,
    }


def _count(value: str, line: int, column: str) -> int:
    text, place = value.strip(), f"line {line}, column {column}"
    _, number = whole_number(text)
    if number is None or number < 0:
        raise UnreadableDocument(f"{shown(text)!r} is not a number of people; give a whole number, 0 or more", place)
    return number
