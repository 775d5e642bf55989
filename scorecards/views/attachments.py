"""The files of an application: adding, handing out, deleting.

A file is handed out as a download only, whatever it is, and never as something that the browser would run here.
"""

from __future__ import annotations

from io import BytesIO

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow
from scorecards import rules
from scorecards.attachments import ACCEPTED
from scorecards.forms.attachments import AttachmentForm
from scorecards.models import Application, Attachment
from scorecards.operations.attachments import (
    add_attachments,
    delete_attachment,
    download_attachment,
    show_attachment_to_interviewers,
)
from scorecards.queries import access
from scorecards.queries import applications as queries
from scorecards.queries.attachments import AttachmentAccess, attachment, attachment_bytes
from scorecards.views import blueprint
from scorecards.views.applications import Answer
from scorecards.views.files import file_history, file_rows
from scorecards.visibility import Access

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@blueprint.route("/applications/<int:application_id>/attachments", methods=["GET", "POST"])
@allow(rules.may_see_attachments, load=access.application)
def files(found: Access) -> Answer:
    """The files that the viewer may have, and, for who leads, the form that adds some."""
    form, may_change = AttachmentForm(), rules.may_change_attachments(current_user, found)
    if may_change and form.validate_on_submit():
        try:
            _add(found, form)
        except InvalidInput as error:
            db.session.rollback()
            show_problems(form, error)
        else:
            db.session.commit()
            return redirect(url_for("scorecards.files", application_id=found.application_id))
    page = render_template(
        "scorecards/attachments.html",
        head=queries.head(found.application_id),
        rows=file_rows(found, current_user),
        events=file_history(found) if may_change else [],
        form=form if may_change else None,
        accepted=ACCEPTED,
        limit=current_app.config["ATTACHMENT_MEGABYTES"],
    )
    return page, 422 if form.is_submitted() else 200


def _add(found: Access, form: AttachmentForm) -> None:
    added = add_attachments(
        application=db.session.get_one(Application, found.application_id),
        files=[(file.filename or "", file.read()) for file in form.files.data or []],
        for_interviewers=bool(form.for_interviewers.data),
        actor=current_user,
    )
    count = len(added)
    flash(f"{count} file{'' if count == 1 else 's'} added." if count else "These files are here already.", "success")


@blueprint.post("/attachments/<int:attachment_id>/download")
@allow(rules.may_download_attachment, load=attachment)
def download(found: AttachmentAccess) -> Response:
    """The file itself; that it was taken is kept in the history."""
    row = db.session.get_one(Attachment, found.attachment_id)
    content = attachment_bytes(row)
    download_attachment(attachment=row, actor=current_user)
    answer = send_file(BytesIO(content), mimetype=row.kind.media_type, as_attachment=True, download_name=row.name)
    db.session.commit()
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@blueprint.post("/attachments/<int:attachment_id>/readers")
@allow(rules.may_change_attachment, load=attachment)
def show_attachment(found: AttachmentAccess) -> Response:
    """Open the file to the interviewers of the loop, or close it to them."""
    shown = request.form.get("shown") == "yes"
    row = db.session.get_one(Attachment, found.attachment_id)
    show_attachment_to_interviewers(attachment=row, shown=shown, actor=current_user)
    db.session.commit()
    return redirect(url_for("scorecards.files", application_id=found.access.application_id))


@blueprint.post("/attachments/<int:attachment_id>/delete")
@allow(rules.may_change_attachment, load=attachment)
def delete_file(found: AttachmentAccess) -> Response:
    """Delete the file for good."""
    delete_attachment(attachment=db.session.get_one(Attachment, found.attachment_id), actor=current_user)
    db.session.commit()
    flash("The file is deleted.", "success")
    return redirect(url_for("scorecards.files", application_id=found.access.application_id))
