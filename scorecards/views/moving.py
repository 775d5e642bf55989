"""An opening and the newer version of its rubric: what differs, what moving would do, and moving."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import DomainError, NotFound
from core.permissions import allow
from rubrics.difference import difference
from rubrics.models import RubricVersion
from rubrics.pins import Pin
from scorecards import rules
from scorecards.models import Requisition
from scorecards.moving import DimensionFate, Fate
from scorecards.operations.moving import continue_requisition, move_requisition
from scorecards.queries import access, moving
from scorecards.queries.access import RequisitionAccess
from scorecards.views import blueprint

Answer = str | Response


@blueprint.get("/requisitions/<int:requisition_id>/rubric")
@allow(rules.may_edit_requisition, load=access.requisition)
def newer_rubric(found: RequisitionAccess) -> str:
    """What the newer version says otherwise and what moving to it would do."""
    opening, newer = _newer(found)
    move = moving.move(opening, newer.id, viewer=current_user)
    return render_template(
        "scorecards/move.html",
        opening=opening,
        move=move,
        changes=difference(*move.contents),
        fates=[_fate_row(fate) for fate in move.fates if fate.fate is not Fate.KEPT],
        staying=len({row.application_id for row in move.loops if row.stays}),
    )


def _newer(found: RequisitionAccess) -> tuple[Requisition, moving.NewerVersion]:
    opening = db.session.get_one(Requisition, found.requisition_id)
    newer = moving.newer_version(opening.rubric_version_id)
    if newer is None:
        raise NotFound("This opening is scored against the newest published version of its rubric.")
    return opening, newer


def _fate_row(fate: DimensionFate) -> tuple[str, str]:
    """A dimension and what happens to what was written on it."""
    if fate.fate is Fate.GONE:
        return fate.name, "It is gone. What a begun scorecard says of it is kept among its author's private notes."
    scores = ", ".join(str(score) for score in fate.scores)
    words = f"Score {scores} reads" if len(fate.scores) == 1 else f"Scores {scores} read"
    return (
        fate.name,
        f"{words} otherwise. Evidence stays in place; a rating begun is taken back and noted, to be given again.",
    )


@blueprint.post("/requisitions/<int:requisition_id>/rubric")
@allow(rules.may_edit_requisition, load=access.requisition)
def move_to_newer(found: RequisitionAccess) -> Answer:
    """Move the opening, or go on with what is not scored yet in a new one, as was shown and accepted."""
    opening, newer = _newer(found)
    version = db.session.get_one(RubricVersion, newer.id)
    operation = continue_requisition if request.form.get("as") == "new" else move_requisition
    try:
        moved = operation(requisition=opening, version=version, shown=request.form.get("shown", ""), actor=current_user)
    except DomainError as error:
        db.session.rollback()
        flash(str(error), "error")
        return redirect(url_for("scorecards.newer_rubric", requisition_id=found.requisition_id))
    db.session.commit()
    flash(f"Now scored against version {newer.number}. Nothing that was written is lost.", "success")
    return redirect(url_for("scorecards.requisition", requisition_id=(moved or opening).id))


def pinned(viewer: Any, version_ids: Iterable[int]) -> Iterator[Pin]:
    """The openings that stand on versions of a rubric, for the rubric's own pages."""
    for row in moving.pinned_openings(list(version_ids), viewer=viewer):
        loops = "no running loop" if not row.loops else f"{row.loops} running {'loop' if row.loops == 1 else 'loops'}"
        state = "" if row.state == "open" else f"{row.state}, "
        url = url_for("scorecards.requisition", requisition_id=row.id)
        yield Pin(row.version_id, row.title, url, f"{state}{loops}")
