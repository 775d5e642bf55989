"""Putting a reading right: names, levels and rows left out, rows joined, a table turned, levels moved, another kind."""

from __future__ import annotations

import re

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3

from core.errors import InvalidInput
from rubrics.corrections import (
    SCORECARD,
    LadderCorrection,
    LevelCorrection,
    RowCorrection,
    likely_twin,
    moved,
    turned,
    turned_correction,
    usual_order,
)
from rubrics.documents.reading import CompetencyReading, LadderReading, LevelReading
from rubrics.enums import DocumentKind

STEPS = {"up": -1, "down": 1}
"""Where a level goes in the list, whose first is the lowest."""


class CorrectionForm(FlaskForm):
    """The kind; the ladders' fields are made from the reading and read by `ladder_corrections`.

    `seen` is the mark of what was stored when the page was made, so that nobody overwrites what they have not seen.
    """

    seen = HiddenField()
    kind = SelectField(
        "What is it?",
        choices=[
            SelectChoice("", "Find out from the document"),
            *(SelectChoice(kind.value, kind.label) for kind in DocumentKind),
        ],
        description="Another kind reads the document anew; names that you changed are then forgotten.",
    )

    def asked(self) -> DocumentKind | None:
        """What the person says the document is; None: the reader finds out."""
        return DocumentKind(self.kind.data) if self.kind.data else None


def ladder_corrections(
    values: MultiDict[str, str], ladders: tuple[LadderReading, ...], lines: LadderReading | None = None
) -> dict[int, LadderCorrection]:
    """The corrections in the form, by the place of the ladder; those of the scorecard's `lines` at the place before the first.

    `ladders` is the reading without corrections. Where the person turned a table just now, its other fields still speak of
    the table as it was; what they say goes along as far as it has a place. Raises InvalidInput for fields that no page has.
    """
    parts = dict(enumerate(ladders, start=1)) | ({SCORECARD: lines} if lines else {})
    return {
        place: _ladder(values, f"ladder-{place}", part)
        for place, part in parts.items()
        if f"ladder-{place}-name" in values
    }


def _ladder(values: MultiDict[str, str], prefix: str, ladder: LadderReading) -> LadderCorrection:
    name, is_left_out = values.get(f"{prefix}-name", "").strip() or None, f"{prefix}-drop" in values
    is_turned, was_turned = f"{prefix}-turn" in values, values.get(f"{prefix}-was-turned") == "1"
    shown = turned(ladder) if was_turned else ladder
    found = LadderCorrection(
        name=name,
        is_left_out=is_left_out,
        is_turned=was_turned,
        order=_order(values, prefix, shown),
        levels={level.position: _level(values, f"{prefix}-level-{level.position}", level) for level in shown.levels},
        rows={
            row.position: _row(values, f"{prefix}-row-{row.position}", row, shown.competencies)
            for row in shown.competencies
        },
    )
    return found if is_turned == was_turned else turned_correction(ladder, found)


def _level(values: MultiDict[str, str], prefix: str, level: LevelReading) -> LevelCorrection:
    code, name = _text(values, f"{prefix}-code", level.code), _text(values, f"{prefix}-name", level.name)
    return LevelCorrection(code, name, f"{prefix}-drop" in values)


def _row(
    values: MultiDict[str, str], prefix: str, row: CompetencyReading, rows: tuple[CompetencyReading, ...]
) -> RowCorrection:
    chosen = values.get(f"{prefix}-into", "")
    into = _number(chosen) if chosen not in {"", "out"} else None
    if not chosen and values.get("move") == f"{prefix.rpartition('-row-')[0]}-join":
        into = likely_twin(row, rows)
    name, group = _text(values, f"{prefix}-name", row.name) or "", _text(values, f"{prefix}-group", row.group)
    return RowCorrection(name, group, is_left_out=chosen == "out", into=into)


def _order(values: MultiDict[str, str], prefix: str, ladder: LadderReading) -> tuple[int, ...] | None:
    """The order of the levels in the form, with the step that the pressed button asks for; None for the usual one."""
    usual = usual_order(ladder)
    order = tuple(_number(text) for text in values.get(f"{prefix}-order", "").split()) or usual
    if sorted(order) != sorted(usual):
        raise InvalidInput("This form was changed by hand. Reload the page and try again.")
    which, _, to = values.get("move", "").rpartition("-")
    if which == prefix and to == "round":
        order = order[::-1]
    elif which.startswith(f"{prefix}-level-") and to in STEPS:
        position = _number(which.removeprefix(f"{prefix}-level-"))
        if position not in order:
            raise InvalidInput("This form was changed by hand. Reload the page and try again.")
        order = moved(order, position, STEPS[to])
    return None if order == usual else order


def _text(values: MultiDict[str, str], name: str, otherwise: str | None) -> str | None:
    if name not in values:
        return otherwise
    return " ".join(values[name].split()) or None


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        raise InvalidInput("This form was changed by hand. Reload the page and try again.")
    return int(text)
