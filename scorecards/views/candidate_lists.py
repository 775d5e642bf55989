"""Many candidates at once: a file is shown line by line before anything is added, and can be taken out again."""

from __future__ import annotations

from collections import Counter
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import InvalidInput, UnreadableDocument
from core.forms import show_problems
from core.permissions import allow
from scorecards import rules
from scorecards.candidate_list import COLUMNS, CandidateList, Standing, read_list, standings
from scorecards.csv_file import written_csv
from scorecards.forms.requisitions import CandidateListForm
from scorecards.models import Requisition
from scorecards.operations.candidates import add_applicants
from scorecards.queries import access
from scorecards.queries import candidates as queries
from scorecards.queries.access import RequisitionAccess
from scorecards.views import blueprint
from scorecards.views.applications import Answer

LONGEST_TEXT = 400_000
"""What a form may carry from the preview to the import."""


@blueprint.route("/requisitions/<int:requisition_id>/candidates/import", methods=["GET", "POST"])
@allow(rules.may_edit_requisition, load=access.requisition)
def import_candidates(found: RequisitionAccess) -> Answer:
    """A CSV file, shown line by line with what importing it would do."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    form = CandidateListForm()
    if form.validate_on_submit():
        try:
            return _preview(opening, read_list(form.file.data.read(current_app.config["MAX_CONTENT_LENGTH"])))
        except InvalidInput as error:
            show_problems(form, error)
        except UnreadableDocument as error:
            show_problems(form, InvalidInput(str(error), {"file": [str(error)]}))
    page = render_template("scorecards/candidate_list.html", form=form, opening=opening)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/requisitions/<int:requisition_id>/candidates/list")
@allow(rules.may_edit_requisition, load=access.requisition)
def take_candidates(found: RequisitionAccess) -> Response:
    """What the preview showed: all of it, or none and the reason why."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    listed = read_list(request.form.get("candidates", "").encode())
    added, known = add_applicants(listed=listed.candidates, requisition=opening, actor=current_user)
    db.session.commit()
    flash(f"{added} candidates added." + (f" {known} had applied already." if known else ""), "success")
    return redirect(url_for("scorecards.requisition", requisition_id=opening.id))


@blueprint.get("/requisitions/<int:requisition_id>/candidates.csv")
@allow(rules.may_edit_requisition, load=access.requisition)
def candidates_csv(found: RequisitionAccess) -> Response:
    """The opening's candidates that the viewer may see, as a file that no spreadsheet computes."""
    rows = queries.listed(requisition_id=found.requisition_id, viewer=current_user)
    text = written_csv(("code", *COLUMNS, "stage"), rows)
    headers = {"Content-Disposition": f'attachment; filename="candidates-{found.requisition_id}.csv"'}
    return current_app.response_class("\ufeff" + text, mimetype="text/csv", headers=headers)


def _preview(opening: Requisition, listed: CandidateList) -> str:
    applied, names = queries.applicants(opening.id, viewer=current_user)
    addresses = {each.email.lower() for each in listed.candidates if each.email}
    known = queries.known_addresses(addresses, viewer=current_user)
    told = standings(listed.candidates, applied=applied, known=known, names=names)
    rows: list[dict[str, Any]] = [
        {"listed": each, "standing": standing} for each, standing in zip(listed.candidates, told, strict=True)
    ]
    text = written_csv(COLUMNS, [(each.name, each.email or "", each.source or "") for each in listed.candidates])
    if len(text) > LONGEST_TEXT:
        raise UnreadableDocument("the list is too long to be shown; import it in parts")
    return render_template(
        "scorecards/candidate_list_preview.html",
        opening=opening,
        rows=rows,
        counts=Counter(told),
        added=sum(1 for each in told if each.is_added),
        encoding=listed.encoding,
        text=text,
        Standing=Standing,
    )
