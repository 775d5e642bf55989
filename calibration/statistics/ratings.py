"""The long table of ratings: who gave whom which score on which dimension."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.errors import UnreadableDocument

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
Flags = NDArray[np.bool_]

COLUMNS = ("candidate", "interviewer", "dimension", "score")

_SEPARATORS = ",;\t"
_WHOLE_NUMBER = re.compile(r"([+-]?[0-9]+)(?:[.,]0*)?")
_MOST_DIGITS = 9
_LONGEST_ECHO = 40


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

    Values may be parted by commas, semicolons or tabs, as the header shows; other columns are not read, and named. An empty score
    is *not observed*. Scores are whole numbers from `low` to `high` (`4` or `4.0`). Raises UnreadableDocument, with line and
    column as its locator, for anything else: it never skips a row it cannot read.
    """
    text = _text(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        places = _places([name.lower() for name in header])
        table = table_of(_rows(reader, len(header), places, low, high))
    except csv.Error as error:
        raise UnreadableDocument(
            f"not readable as CSV ({error}); check quotes and line ends", f"line {reader.line_num}"
        ) from error
    return replace(table, unread=tuple(name for name in header if name and name.lower() not in COLUMNS))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableDocument("not UTF-8 text; save the file as CSV in UTF-8", f"line {line}") from error


def _separator(text: str) -> str:
    header = text.partition("\n")[0]
    return max(_SEPARATORS, key=header.count)


def _places(header: list[str]) -> dict[str, int]:
    """Where each of the four columns stands."""
    expected = ",".join(COLUMNS)
    if not any(header):
        raise UnreadableDocument(f"no header; begin the file with the line {expected}", "line 1")
    for column in COLUMNS:
        if column not in header:
            raise UnreadableDocument(f"column {column} is missing; begin the file with the line {expected}", "line 1")
        if header.count(column) > 1:
            again = header.index(column, header.index(column) + 1)
            raise UnreadableDocument(f"column {column} stands twice; keep one", f"line 1, column {again + 1}")
    return {column: header.index(column) for column in COLUMNS}


def _rows(
    reader: Iterator[list[str]], width: int, places: dict[str, int], low: int, high: int
) -> Iterator[tuple[str, str, str, int | None]]:
    first_line: dict[tuple[str, str, str], int] = {}
    for fields in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]  # a csv reader, whose type has no public name
        if not any(map(str.strip, fields)):
            continue
        if len(fields) < width or any(map(str.strip, fields[width:])):
            raise UnreadableDocument(
                f"{len(fields)} values where the header names {width} columns; give one value for each column",
                f"line {line}",
            )
        candidate, interviewer, dimension = (_name(fields[places[column]], line, column) for column in COLUMNS[:3])
        score = _score(fields[places["score"]], line, low, high)
        row = (candidate, interviewer, dimension)
        earlier = first_line.setdefault(row, line)
        if earlier != line:
            raise UnreadableDocument(
                f"{interviewer} has rated {candidate} on {dimension} already in line {earlier}; keep one of the two",
                f"line {line}",
            )
        yield candidate, interviewer, dimension, score


def _name(value: str, line: int, column: str) -> str:
    name = value.strip()
    if not name:
        raise UnreadableDocument("is empty; name one in every row", f"line {line}, column {column}")
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _score(value: str, line: int, low: int, high: int) -> int | None:
    text = value.strip()
    if not text:
        return None
    place = f"line {line}, column score"
    shown = text if len(text) <= _LONGEST_ECHO else text[:_LONGEST_ECHO] + "…"
    number = _WHOLE_NUMBER.fullmatch(text)
    if number is None:
        raise UnreadableDocument(
            f"{shown!r} is not a whole number; give {low} to {high}, or leave it empty for not observed", place
        )
    score = int(number[1]) if len(number[1]) <= _MOST_DIGITS else None
    if score is None or not low <= score <= high:
        raise UnreadableDocument(f"{shown} is off the scale {low} to {high}; correct it or set --low and --high", place)
    return score
