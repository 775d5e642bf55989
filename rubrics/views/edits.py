"""Rows for the page on which a dimension is edited: what is stored, or what the person typed before a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rubrics.content import statement_from
from rubrics.forms.dimensions import ABOUT, NEW, ORDER, SCORE, STATEMENT
from rubrics.models import RubricDimension, Statement
from rubrics.queries.statement_rows import StatementRow, described_row, known_documents, statement_row
from rubrics.queries.version_page import THE_BAR


@dataclass(frozen=True, slots=True)
class StatementEdit:
    """One statement as fields; `score` is the chosen score (empty: none), `source` who says it.

    `stored` is what stands in the rubric now where the person typed something else before a refusal; None: the same.
    """

    id: int
    text: str
    score: str
    order: str
    source: StatementRow
    stored: str | None


@dataclass(frozen=True, slots=True)
class AnchorEditRow:
    """One score with its statements; `new` is what was typed as new statements, `unwritten` why there are none."""

    score: int
    meaning: str
    is_bar: bool
    statements: tuple[StatementEdit, ...]
    unwritten: str
    new: str


@dataclass(frozen=True, slots=True)
class AboutEdit:
    """One statement on the dimension as a whole, as a field; `place` counts from 0, `stored` is as in StatementEdit."""

    place: int
    text: str
    source: StatementRow
    stored: str | None


def about_rows(dimension: RubricDimension, typed: Mapping[str, str]) -> list[AboutEdit]:
    """What the dimension is about, as fields; `typed` is as in `edit_rows`."""
    placed = [row for anchor in dimension.anchors for row in anchor.statements]
    documents = known_documents([*placed, *dimension.version.waiting])
    rows = []
    for place, value in enumerate(dimension.description):
        source = described_row(statement_from(value), documents)
        text = typed.get(f"{ABOUT}{place}", source.text)
        rows.append(AboutEdit(place, text, source, source.text if text.split() != source.text.split() else None))
    return rows


def stored_fields(dimension: RubricDimension) -> dict[str, list[str]]:
    """Every field of the form with what is stored under it."""
    found = {
        "name": [dimension.name],
        "weight": [f"{dimension.weight:g}"],
        "bar": [str(dimension.bar)],
        "must_have": ["y"] if dimension.must_have else [],
        "questions": ["\n".join(dimension.questions)],
    }
    found |= {f"{ABOUT}{place}": [value["text"]] for place, value in enumerate(dimension.description)}
    for anchor in dimension.anchors:
        for place, row in enumerate(anchor.statements, start=1):
            found |= _fields(row, str(anchor.score), place)
    for row in dimension.version.waiting:
        found |= _fields(row, "", LAST)
    return found


def _fields(row: Statement, score: str, place: int) -> dict[str, list[str]]:
    return {f"{STATEMENT}{row.id}": [row.text], f"{SCORE}{row.id}": [score], f"{ORDER}{row.id}": [str(place)]}


def edit_rows(dimension: RubricDimension, typed: Mapping[str, str], sent: Mapping[str, str]) -> list[AnchorEditRow]:
    """The anchors from the highest score down.

    `sent` holds the form's values and `typed` those of them that the person changed; both are empty when it was just
    opened. A typed statement that somebody else removed meanwhile stands among the new ones, so that its words are not lost.
    """
    known = {row.id for anchor in dimension.anchors for row in anchor.statements}
    known |= {row.id for row in dimension.version.waiting}
    return [
        AnchorEditRow(
            score=anchor.score,
            meaning=anchor.meaning.removesuffix(THE_BAR),
            is_bar=anchor.score == dimension.bar,
            statements=tuple(
                _edit(row, str(anchor.score), place, typed) for place, row in enumerate(anchor.statements, start=1)
            ),
            unwritten="" if anchor.statements else anchor.unwritten_reason or "no words yet",
            new="\n".join(
                [*_orphans(typed, sent, str(anchor.score), known), typed.get(f"{NEW}{anchor.score}", "")]
            ).strip(),
        )
        for anchor in reversed(dimension.anchors)
    ]


def waiting_rows(dimension: RubricDimension, typed: Mapping[str, str]) -> list[StatementEdit]:
    """The statements of the rubric that wait to be assigned; they go behind the others unless a place is given."""
    return [_edit(row, "", LAST, typed) for row in dimension.version.waiting]


LAST = 99


def _orphans(typed: Mapping[str, str], sent: Mapping[str, str], score: str, known: set[int]) -> list[str]:
    """The words typed for statements of that score that the rubric does not hold any more."""
    gone = [name.removeprefix(STATEMENT) for name in typed if name.startswith(STATEMENT)]
    return [
        typed[f"{STATEMENT}{identity}"]
        for identity in gone
        if identity.isdecimal() and int(identity) not in known and sent.get(f"{SCORE}{identity}") == score
    ]


def _edit(row: Statement, score: str, place: int, typed: Mapping[str, str]) -> StatementEdit:
    text = typed.get(f"{STATEMENT}{row.id}", row.text)
    return StatementEdit(
        id=row.id,
        text=text,
        score=typed.get(f"{SCORE}{row.id}", score),
        order=typed.get(f"{ORDER}{row.id}", str(place)),
        source=statement_row(row),
        stored=row.text if text.split() != row.text.split() else None,
    )
