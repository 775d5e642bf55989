"""Rubrics as files: everything a version says, out and in; and the differences between two versions."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.content import canonical_json
from core.database import db
from core.errors import DomainError, NotFound
from core.permissions import allow
from rubrics import rules, spreadsheet
from rubrics.difference import difference
from rubrics.forms.documents import RubricFileForm
from rubrics.models import RubricVersion
from rubrics.operations.exchange import import_rubric
from rubrics.queries import rubrics as queries
from rubrics.queries.contents import canonical, content
from rubrics.queries.paper import paper, printed_signals
from rubrics.queries.references import references
from rubrics.queries.version_page import version_page
from rubrics.views import rubrics
from rubrics.views.versions import readable_others


@rubrics.get("/versions/<int:version_id>/export.json")
@allow(rules.may_read_version, load=queries.version)
def export(version: RubricVersion) -> Response:
    """The version's content as a file: the bytes whose SHA-256 a published version carries."""
    return send_file(
        BytesIO(canonical_json(canonical(version))),
        mimetype="application/json",
        as_attachment=True,
        download_name=f"rubric-{version.rubric_id}-version-{version.number}.json",
    )


@rubrics.get("/versions/<int:version_id>/export.csv")
@allow(rules.may_read_version, load=queries.version)
def export_table(version: RubricVersion) -> Response:
    """The version's content as a table for spreadsheets, marked as UTF-8 so that they show every character."""
    return send_file(
        BytesIO(spreadsheet.written(content(version)).encode("utf-8-sig")),
        mimetype="text/csv",
        as_attachment=True,
        download_name=f"rubric-{version.rubric_id}-version-{version.number}.csv",
    )


@rubrics.route("/import", methods=["GET", "POST"])
@allow(rules.may_change_library)
def import_file() -> str | Response | tuple[str, int]:
    """Make a draft of an exported rubric."""
    form = RubricFileForm()
    if form.validate_on_submit():
        try:
            name = form.file.data.filename or "the file"
            version = import_rubric(text=form.file.data.read(), name=name, actor=current_user)
        except DomainError as error:
            db.session.rollback()
            form.file.errors = [str(error)]
        else:
            db.session.commit()
            flash("The rubric is imported as a draft.", "success")
            return redirect(url_for("rubrics.version", version_id=version.id))
    return render_template("rubrics/import.html", form=form), 422 if form.is_submitted() else 200


@rubrics.get("/versions/<int:version_id>/difference")
@allow(rules.may_read_version, load=queries.version)
def changes(version: RubricVersion) -> str:
    """What this version says otherwise than another one of the same rubric; by default the one before it."""
    others = readable_others(version)
    earlier = [row for row in others if row.number < version.number] or others
    wanted = request.args.get("with", earlier[-1].id if earlier else 0, int)
    if wanted not in {row.id for row in others}:
        raise NotFound("There is no other version of this rubric to compare with.")
    other = queries.version(wanted)
    assert other is not None  # noqa: S101 - it is one of the rubric's versions
    before, after = sorted((other, version), key=lambda row: row.number)
    found = difference(content(before), content(after))
    return render_template(
        "rubrics/difference.html",
        before=before,
        after=after,
        others=others,
        changes=found,
        wanted=wanted,
        version=version,
    )


@rubrics.get("/versions/<int:version_id>/print")
@allow(rules.may_read_version, load=queries.version)
def print_view(version: RubricVersion) -> str:
    """The version for paper: every dimension as a row, every score as a column."""
    page = version_page(version)
    signals = printed_signals(page)
    found = references(page, signals)
    places = [place for group in found.groups for _, place in group.entries]
    return render_template(
        "rubrics/print.html",
        page=page,
        signals=signals,
        references=found,
        paper=paper(page, signals, places),
        version_id=version.id,
    )
