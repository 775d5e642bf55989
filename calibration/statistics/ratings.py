"""The long table of ratings: who gave whom which score on which dimension."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calibration.statistics.csv_rows import CsvRows, csv_rows, name_in, shown, whole_number
from core.errors import UnreadableDocument

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
Flags = NDArray[np.bool_]

COLUMNS = ("candidate", "interviewer", "dimension", "score")


@dataclass(frozen=True, eq=False)
class Ratings:
    """Observed scores, one row each; a rating that was not observed has no row.

    `candidate`, `interviewer` and `dimension` hold codes (rows,) that count from 0 into the name tuples, which stand in
    order of first appearance and hold only names with at least one row. `score` holds whole numbers on the rating scale.
    `unrated` names what appeared in the source without a single observed score ("candidate C7"); `unread` the columns of the
    source that are none of the four.
    """

    candidates: tuple[str, ...]
    interviewers: tuple[str, ...]
    dimensions: tuple[str, ...]
    candidate: Codes
    interviewer: Codes
    dimension: Codes
    score: Codes
    unrated: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.score)

    def where(self, mask: Flags) -> Ratings:
        """The rows where `mask` (rows,) holds; names keep their codes, so some may be left without a row."""
        return replace(
            self,
            candidate=self.candidate[mask],
            interviewer=self.interviewer[mask],
            dimension=self.dimension[mask],
            score=self.score[mask],
        )

    def compact(self) -> Ratings:
        """The same rows with the names that have none left out and the codes counted anew."""
        kept = []
        for names, codes in (
            (self.candidates, self.candidate),
            (self.interviewers, self.interviewer),
            (self.dimensions, self.dimension),
        ):
            used, recoded = np.unique(codes, return_inverse=True)
            kept.append((tuple(names[code] for code in used), recoded.astype(np.intp).reshape(-1)))
        (candidates, candidate), (interviewers, interviewer), (dimensions, dimension) = kept
        return Ratings(
            candidates,
            interviewers,
            dimensions,
            candidate,
            interviewer,
            dimension,
            self.score,
            self.unrated,
            self.unread,
        )


def table_of(rows: Iterable[tuple[str, str, str, int | None]]) -> Ratings:
    """The table of rows (candidate, interviewer, dimension, score); a score of None is not observed.

    Raises ValueError where a candidate is rated twice by one interviewer on one dimension.
    """
    names: tuple[dict[str, int], dict[str, int], dict[str, int]] = ({}, {}, {})
    codes: list[tuple[int, int, int]] = []
    scores: list[int] = []
    mentioned: tuple[dict[str, None], dict[str, None], dict[str, None]] = ({}, {}, {})
    for candidate, interviewer, dimension, score in rows:
        row = (candidate, interviewer, dimension)
        if score is None:
            for name, seen in zip(row, mentioned, strict=True):
                seen.setdefault(name)
            continue
        codes.append(
            (
                names[0].setdefault(candidate, len(names[0])),
                names[1].setdefault(interviewer, len(names[1])),
                names[2].setdefault(dimension, len(names[2])),
            )
        )
        scores.append(score)
    columns = np.array(codes, dtype=np.intp).reshape(-1, 3)
    sizes = [max(len(each), 1) for each in names]
    cells = (columns[:, 0] * sizes[1] + columns[:, 1]) * sizes[2] + columns[:, 2]
    if len(np.unique(cells)) != len(cells):
        raise ValueError("a candidate is rated twice by one interviewer on one dimension")
    unrated = tuple(
        f"{column} {name}"
        for column, seen, known in zip(COLUMNS, mentioned, names, strict=False)
        for name in seen
        if name not in known
    )
    return Ratings(
        tuple(names[0]),
        tuple(names[1]),
        tuple(names[2]),
        columns[:, 0].copy(),
        columns[:, 1].copy(),
        columns[:, 2].copy(),
        np.array(scores, dtype=np.intp),
        unrated,
    )


def read_ratings(content: bytes, *, low: int, high: int) -> Ratings:
    """The table in a CSV file with the columns candidate, interviewer, dimension and score, in any order.

    Values may be parted by commas, semicolons or tabs, as the header shows; other columns are not read, and named. An
    empty score is *not observed*. Scores are whole numbers from `low` to `high` (`4` or `4.0`). Raises
    UnreadableDocument, with line and column as its locator, for anything else: it never skips a row it cannot read.
    """
    source = csv_rows(content, COLUMNS)
    return replace(table_of(_rows(source, low, high)), unread=source.unread)


def _rows(source: CsvRows, low: int, high: int) -> Iterator[tuple[str, str, str, int | None]]:
    first_line: dict[tuple[str, str, str], int] = {}
    places, place_of_score = [source.places[column] for column in COLUMNS[:3]], source.places["score"]
    for line, fields in source.rows:
        candidate, interviewer, dimension = (
            name_in(fields[place], line, column) for place, column in zip(places, COLUMNS, strict=False)
        )
        score = _score(fields[place_of_score], line, low, high)
        row = (candidate, interviewer, dimension)
        earlier = first_line.setdefault(row, line)
        if earlier != line:
            raise UnreadableDocument(
                f"{interviewer} has rated {candidate} on {dimension} already in line {earlier}; keep one of the two",
                f"line {line}",
            )
        yield candidate, interviewer, dimension, score


def _score(value: str, line: int, low: int, high: int) -> int | None:
    text = value.strip()
    if not text:
        return None
    place = f"line {line}, column score"
    is_whole, score = whole_number(text)
    if not is_whole:
        raise UnreadableDocument(
            f"{shown(text)!r} is not a whole number; give {low} to {high}, or leave it empty for not observed", place
        )
    if score is None or not low <= score <= high:
        raise UnreadableDocument(
            f"{shown(text)} is off the scale {low} to {high}; correct it or set --low and --high", place
        )
    return score
