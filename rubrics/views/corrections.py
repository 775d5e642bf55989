"""Putting a reading right before it is imported."""

from __future__ import annotations

from contextlib import suppress

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import DomainError, InvalidInput
from core.permissions import allow
from rubrics import rules
from rubrics.corrections import SCORECARD, ladder_fields, scorecard
from rubrics.forms.corrections import CorrectionForm, ladder_corrections
from rubrics.models import SourceDocument
from rubrics.operations.documents import correct_document, corrections_of, mark_of, read_document
from rubrics.operations.editions import take_corrections_back
from rubrics.originals import original, places_in
from rubrics.queries import library as queries
from rubrics.readings import ORIENTATIONS, as_sentence
from rubrics.views import library

Problem = tuple[str | None, str]
"""The field of the page that a sentence is about (None: none of them), and the sentence."""


@library.route("/documents/<int:document_id>/correct", methods=["GET", "POST"])
@allow(rules.may_change_library, load=queries.document)
def correct(document: SourceDocument) -> str | Response | tuple[str, int]:
    """Put the reading right: kind, names, rows, orientation."""
    if document.imported_at is not None and request.method == "GET":
        flash(f"{document.name} is in the library, so its reading stays as it is. Take it out first.", "info")
        return redirect(url_for("library.document", document_id=document.id))
    form = CorrectionForm(kind=document.asked or "")
    if not form.validate_on_submit():
        return _page(document, form)
    try:
        raw = read_document(document.content, document.name, document.asked)
        mine = ladder_corrections(request.form, raw.ladders, scorecard(raw.criteria))
        corrections = mine if form.asked() == document.asked else {}
        correct_document(
            document=document,
            asked=form.asked(),
            corrections=corrections,
            actor=current_user,
            seen=form.seen.data or None,
        )
    except DomainError as error:
        return _page(document, form, _problems(error)), 422
    db.session.commit()
    return _after(document, request.form.get("move", ""))


@library.post("/documents/<int:document_id>/take-back")
@allow(rules.may_change_library, load=queries.document)
def take_back(document: SourceDocument) -> Response:
    """Read the document as it stands, without any correction."""
    take_corrections_back(document=document, actor=current_user)
    db.session.commit()
    flash("The corrections are taken back. This is the document as it stands.", "success")
    return redirect(url_for("library.document", document_id=document.id))


def _after(document: SourceDocument, move: str) -> Response:
    """Back to the page with the focus on the button that was pressed, else on to the reading."""
    if not move:
        flash("The reading is put right. Look at it once more, then import it.", "success")
        return redirect(url_for("library.document", document_id=document.id))
    joined = move.endswith("-join")
    flash("Stored. The rows are joined." if joined else "Stored. The levels stand in this order.", "success")
    return redirect(url_for("library.correct", document_id=document.id, moved=move))


def _problems(error: DomainError) -> list[Problem]:
    found = error.problems if isinstance(error, InvalidInput) else {}
    return [(field, said) for field, sentences in found.items() for said in sentences] or [
        (None, as_sentence(str(error)))
    ]


def _page(document: SourceDocument, form: CorrectionForm, problems: list[Problem] | None = None) -> str:
    """The page with what the person left in its fields, else with what is stored."""
    corrections = corrections_of(document)
    reading = read_document(document.content, document.name, document.asked)
    lines = scorecard(reading.criteria)
    if form.is_submitted():
        with suppress(InvalidInput):  # fields that no page has: what is stored is shown
            corrections = ladder_corrections(request.form, reading.ladders, lines)
    form.seen.data = mark_of(document)
    return render_template(
        "rubrics/correct.html",
        document=document,
        form=form,
        ladders=[
            ladder_fields(place, ladder, corrections.get(place), ORIENTATIONS.get(ladder.orientation or "", ""))
            for place, ladder in enumerate(reading.ladders, start=1)
        ],
        lines=ladder_fields(SCORECARD, lines, corrections.get(SCORECARD)) if lines else None,
        original=original(document.content, document.name, places_in(reading.to_json())),
        problems=problems or [],
        invalid={field: said for field, said in problems or [] if field},
        focus=request.args.get("moved", ""),
    )
