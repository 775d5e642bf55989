"""Putting a reading right before it is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import Conflict, DomainError
from core.permissions import allow
from rubrics import rules
from rubrics.corrections import LadderCorrection, likely_twin, turned, usual_order
from rubrics.documents.reading import CompetencyReading, LadderReading
from rubrics.forms.corrections import CorrectionForm, ladder_corrections
from rubrics.models import SourceDocument
from rubrics.operations.documents import correct_document, corrections_of, read_document
from rubrics.operations.editions import take_corrections_back
from rubrics.queries import library as queries
from rubrics.readings import level_label, numbered
from rubrics.views import library


@dataclass(frozen=True, slots=True)
class LevelFields:
    """One level: how it was read (`label`), and what its fields hold."""

    position: int
    label: str
    code: str
    name: str
    is_left_out: bool
    track: str


@dataclass(frozen=True, slots=True)
class RowFields:
    """One row: how it was read, what its fields hold, and what becomes of it (`into`: empty, `out` or a row's place).

    `homes` are the rows it can join, (place, name); `twin` names the one it may belong to.
    """

    position: int
    label: str
    name: str
    group: str
    into: str
    homes: tuple[tuple[str, str], ...]
    twin: str | None


@dataclass(frozen=True, slots=True)
class LadderFields:
    """One ladder of the reading as fields; its levels stand in their order, which `order` tells by their positions."""

    place: int
    name: str
    is_left_out: bool
    is_turned: bool
    order: str
    levels: tuple[LevelFields, ...]
    rows: tuple[RowFields, ...]


@library.route("/documents/<int:document_id>/correct", methods=["GET", "POST"])
@allow(rules.may_change_library, load=queries.document)
def correct(document: SourceDocument) -> str | Response | tuple[str, int]:
    """Put the reading right: kind, names, rows, orientation."""
    if document.imported_at is not None:
        raise Conflict(f"{document.name} is imported already. Open it in the library.")
    form = CorrectionForm(kind=document.asked or "")
    raw = read_document(document.content, document.name, document.asked).ladders
    corrections = corrections_of(document)
    if form.validate_on_submit():
        try:
            same_kind = form.asked() == document.asked
            corrections = ladder_corrections(request.form, raw) if same_kind else {}
            correct_document(document=document, asked=form.asked(), corrections=corrections, actor=current_user)
        except DomainError as error:
            form.form_errors.append(str(error))
        else:
            db.session.commit()
            return _after(document, request.form.get("move", ""))
    fields = [ladder_fields(place, ladder, corrections.get(place)) for place, ladder in enumerate(raw, start=1)]
    focus = request.args.get("moved", "")
    page = render_template("rubrics/correct.html", document=document, form=form, ladders=fields, focus=focus)
    return (page, 422) if form.is_submitted() else page


@library.post("/documents/<int:document_id>/take-back")
@allow(rules.may_change_library, load=queries.document)
def take_back(document: SourceDocument) -> Response:
    """Read the document as it stands, without any correction."""
    take_corrections_back(document=document, actor=current_user)
    db.session.commit()
    flash("The corrections are taken back. This is the document as it stands.", "success")
    return redirect(url_for("library.document", document_id=document.id))


def _after(document: SourceDocument, move: str) -> Response:
    """Back to the page with the focus on the button that moved a level, else on to the reading."""
    if not move:
        flash("The reading is put right. Look at it once more, then import it.", "success")
        return redirect(url_for("library.document", document_id=document.id))
    flash("Stored. The levels stand in this order, the lowest first.", "success")
    return redirect(url_for("library.correct", document_id=document.id, moved=move))


def ladder_fields(place: int, ladder: LadderReading, correction: LadderCorrection | None) -> LadderFields:
    """The fields of one ladder, as it was read or as a person put it right."""
    chosen = correction or LadderCorrection()
    shown = turned(ladder) if chosen.is_turned else ladder
    names = {row.position: numbered(row.name, row.occurrence) for row in shown.competencies}
    levels = {level.position: level for level in shown.levels}
    order = chosen.order if chosen.order and sorted(chosen.order) == sorted(levels) else usual_order(shown)
    return LadderFields(
        place=place,
        name=chosen.name or ladder.name,
        is_left_out=chosen.is_left_out,
        is_turned=chosen.is_turned,
        order=" ".join(map(str, order)),
        levels=tuple(
            LevelFields(
                position=level.position,
                label=level_label(level.code, level.name, level.position),
                code=(chosen.levels[level.position].code if level.position in chosen.levels else level.code) or "",
                name=(chosen.levels[level.position].name if level.position in chosen.levels else level.name) or "",
                is_left_out=level.position in chosen.levels and chosen.levels[level.position].is_left_out,
                track=level.track or "",
            )
            for level in (levels[position] for position in order)
        ),
        rows=tuple(_row_fields(row, shown.competencies, names, chosen) for row in shown.competencies),
    )


def _row_fields(
    row: CompetencyReading,
    rows: tuple[CompetencyReading, ...],
    names: Mapping[int, str],
    chosen: LadderCorrection,
) -> RowFields:
    correction = chosen.rows.get(row.position)
    into = ""
    if correction is not None:
        into = "out" if correction.is_left_out else str(correction.into or "")
    twin = likely_twin(row, rows)
    return RowFields(
        position=row.position,
        label=names[row.position],
        name=correction.name if correction else row.name,
        group=(correction.group if correction else row.group) or "",
        into=into,
        homes=tuple((str(place), name) for place, name in names.items() if place != row.position),
        twin=names[twin] if twin else None,
    )
