"""Rows for the page on which a dimension is edited: what is stored, or what the person typed before a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rubrics.forms.dimensions import NEW, ORDER, SCORE, STATEMENT
from rubrics.models import RubricDimension, Statement
from rubrics.queries.statement_rows import StatementRow, statement_row
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


def edit_rows(dimension: RubricDimension, typed: Mapping[str, str]) -> list[AnchorEditRow]:
    """The anchors from the highest score down; `typed` holds the form's values, empty when it was just opened.

    A typed statement that somebody else removed meanwhile stands among the new ones, so that its words are not lost.
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
            new="\n".join([*_orphans(typed, str(anchor.score), known), typed.get(f"{NEW}{anchor.score}", "")]).strip(),
        )
        for anchor in reversed(dimension.anchors)
    ]


def waiting_rows(dimension: RubricDimension, typed: Mapping[str, str]) -> list[StatementEdit]:
    """The statements of the rubric that wait to be assigned; they go behind the others unless a place is given."""
    return [_edit(row, "", LAST, typed) for row in dimension.version.waiting]


LAST = 99


def _orphans(typed: Mapping[str, str], score: str, known: set[int]) -> list[str]:
    """The words typed for statements of that score that the rubric does not hold any more."""
    gone = [name.removeprefix(STATEMENT) for name in typed if name.startswith(STATEMENT)]
    return [
        typed[f"{STATEMENT}{identity}"]
        for identity in gone
        if identity.isdecimal() and int(identity) not in known and typed.get(f"{SCORE}{identity}") == score
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
