"""Uploading a document, looking at what was read of it, importing it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.clock import day_in_words, in_words
from core.database import db
from core.errors import Conflict, DomainError, UnreadableDocument
from core.permissions import allow
from rubrics import rules
from rubrics.editions import carried_words, edition_changes, everything_said
from rubrics.forms.documents import UploadForm
from rubrics.models import SourceDocument
from rubrics.operations.documents import (
    ImportedAlready,
    discard_document,
    import_document,
    mark_of,
    one_file,
    read_document,
)
from rubrics.operations.editions import receive_edition
from rubrics.operations.joining import join_documents
from rubrics.operations.withdrawing import withdraw_document
from rubrics.originals import original, places_in
from rubrics.pins import pins
from rubrics.queries import library as queries
from rubrics.queries.editions import earlier_edition, is_one_level, resting_on, waiting_levels
from rubrics.reading_parts import profile_facts, reading_parts
from rubrics.readings import as_sentence, reading_rows
from rubrics.views import library


@library.get("/")
@allow(rules.may_read_library)
def index() -> str:
    """Everything the library holds."""
    may_change = rules.may_change_library(current_user)
    received = [row for row in queries.documents() if row.imported or may_change]
    return render_template(
        "rubrics/library.html",
        ladders=queries.ladders(),
        profiles=queries.profiles(),
        criteria=queries.all_criteria(),
        documents=[{"row": row, "received": day_in_words(row.received_at)} for row in received],
        may_change=may_change,
    )


@library.route("/upload", methods=["GET", "POST"])
@allow(rules.may_change_library)
def upload() -> str | Response | tuple[str, int]:
    """Receive a file, or several of one ladder, and show what was read."""
    form = UploadForm()
    if not form.validate_on_submit():
        return render_template("rubrics/upload.html", form=form), 422 if form.is_submitted() else 200
    asked = form.asked()
    try:
        name, content = one_file(form.files())
        reading = read_document(content, name, asked)
        document = receive_edition(content=content, reading=reading, actor=current_user, asked=asked)
    except ImportedAlready as known:
        flash(str(known), "info")
        return redirect(url_for("library.document", document_id=known.document_id))
    except DomainError as error:
        form.file.errors = [_refusal(error, form.names())]
        return render_template("rubrics/upload.html", form=form), 422
    db.session.commit()
    return redirect(url_for("library.document", document_id=document.id))


def _refusal(error: DomainError, names: list[str]) -> str:
    """Why the upload is refused, beginning with the file; of several files the place names the one."""
    if not isinstance(error, UnreadableDocument) or len(names) != 1:
        return as_sentence(str(error))
    is_place = error.locator and not error.locator.startswith("byte ")
    return as_sentence(f"{names[0]}{f', {error.locator}' if is_place else ''}: {error.reason}")


@library.get("/documents/<int:document_id>")
@allow(rules.may_read_document, load=queries.document)
def document(document: SourceDocument) -> str:
    """What was read of the document, beside its source."""
    ladders, profiles, criteria = queries.parts_of(document)
    may_change = rules.may_change_library(current_user)
    waits = document.imported_at is None
    rests = _rests(document)
    return render_template(
        "rubrics/document.html",
        document=document,
        ladders=ladders,
        profiles=profiles,
        criteria=criteria,
        seen=mark_of(document),
        is_one_level=waits and is_one_level(document),
        levels=waiting_levels(document) if may_change else [],
        may_import=waits and may_change,
        may_withdraw=not waits and may_change and not rests["resting"],
        **rests,
        **_understood(document),
    )


def _rests(document: SourceDocument) -> dict[str, Any]:
    """The edition before a waiting document with what changed since, and what rests on it; else what rests on this one."""
    earlier = None if document.imported_at else earlier_edition(document)
    said = everything_said(document.reading) if earlier else None
    resting = [row for row in resting_on(earlier or document, said) if rules.may_read_version(current_user, row)]
    touched = [row.id for row in resting if row.changed or not earlier]
    return {
        "earlier": earlier,
        "carried": carried_words(document.carried) if earlier else None,
        "changes": edition_changes(earlier.reading, document.reading) if earlier else [],
        "resting": sorted(resting, key=lambda row: -row.changed),
        "pins": pins(current_user, touched),
    }


def _understood(document: SourceDocument) -> dict[str, Any]:
    reading = reading_rows(document.reading)
    return {
        "reading": reading,
        "profile_facts": profile_facts(document.reading["profile"]),
        "parts": reading_parts(document.reading),
        "facts": [("Understood", reading.understood), ("Kind", document.kind.label), ("File", document.name)],
        "file_facts": _file_facts(document),
        "original": original(document.content, document.name, places_in(document.reading)),
    }


def _file_facts(document: SourceDocument) -> list[tuple[str, str]]:
    return [
        ("Received", in_words(document.received_at)),
        ("Size", f"{document.size:,} bytes"),
        ("SHA-256", document.sha256),
    ]


@library.post("/documents/<int:document_id>/import")
@allow(rules.may_change_library, load=queries.document)
def confirm_import(document: SourceDocument) -> Response:
    """Add what was read to the library."""
    try:
        import_document(document=document, actor=current_user, seen=request.form.get("seen"))
    except Conflict as error:
        flash(str(error), "warning")
    else:
        db.session.commit()
        flash(f"{document.title} is in the library.", "success")
    return redirect(url_for("library.document", document_id=document.id))


@library.post("/documents/<int:document_id>/discard")
@allow(rules.may_change_library, load=queries.document)
def discard(document: SourceDocument) -> Response:
    """Forget a document that was not imported."""
    discard_document(document=document, actor=current_user)
    db.session.commit()
    flash(f"{document.name} is discarded.", "success")
    return redirect(url_for("library.index"))


@library.post("/documents/<int:document_id>/join")
@allow(rules.may_change_library, load=queries.document)
def join(document: SourceDocument) -> Response:
    """Make one ladder of this file and others that hold one level each."""
    chosen = set(request.form.getlist("with", type=int))
    others = [row for row in waiting_levels(document) if row.id in chosen]
    try:
        joined = join_documents(documents=[document, *others], actor=current_user)
    except DomainError as error:
        flash(as_sentence(str(error)), "error")
        return redirect(url_for("library.document", document_id=document.id))
    db.session.commit()
    flash(f"{len(others) + 1} files are joined. Look at the order of the levels, then import the ladder.", "success")
    return redirect(url_for("library.document", document_id=joined.id))


@library.post("/documents/<int:document_id>/withdraw")
@allow(rules.may_change_library, load=queries.document)
def withdraw(document: SourceDocument) -> Response:
    """Take an imported document out of the library, so that its reading can be put right."""
    try:
        withdraw_document(document=document, actor=current_user)
    except Conflict as error:
        flash(str(error), "warning")
    else:
        db.session.commit()
        flash(f"{document.title} is out of the library and waits again.", "success")
    return redirect(url_for("library.document", document_id=document.id))


@library.get("/documents/<int:document_id>/original", endpoint="original")
@allow(rules.may_read_document, load=queries.document)
def download(document: SourceDocument) -> Response:
    """The original bytes, always as a download: the browser must not run what somebody uploaded."""
    return send_file(
        BytesIO(document.content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=document.name,
    )
