"""Plans kept by name: all of them, another name for one, one deleted."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.clock import in_words
from core.database import db
from core.permissions import allow
from scorecards import rules
from scorecards.models import Requisition, SavedPlan
from scorecards.operations.plans import delete_saved_plan, rename_saved_plan
from scorecards.queries import access
from scorecards.queries import plans as queries
from scorecards.queries.access import RequisitionAccess
from scorecards.queries.plans import KeptPlan, kept_plan
from scorecards.views import blueprint


@blueprint.get("/requisitions/<int:requisition_id>/plan/kept")
@allow(rules.may_edit_requisition, load=access.requisition)
def kept_plans(found: RequisitionAccess) -> str:
    """Every plan kept by name, as whoever plans this opening may take it over."""
    rows = [
        {
            "plan": plan,
            "titles": ", ".join(plan.titles),
            "kept": in_words(plan.kept_at),
            "kept_iso": plan.kept_at.isoformat(),
            "may_change": rules.may_change_kept_plan(current_user, plan),
        }
        for plan in queries.kept_plans()
    ]
    opening = db.session.get_one(Requisition, found.requisition_id)
    return render_template("scorecards/kept_plans.html", opening=opening, rows=rows)


@blueprint.post("/kept-plans/<int:saved_id>/name")
@allow(rules.may_change_kept_plan, load=kept_plan)
def rename_kept(found: KeptPlan) -> Response:
    """The kept plan under another name."""
    saved = db.session.get_one(SavedPlan, found.id)
    rename_saved_plan(saved=saved, name=request.form.get("name", ""), actor=current_user)
    db.session.commit()
    flash(f"“{found.name}” is called “{saved.name}” now.", "success")
    return _back()


@blueprint.post("/kept-plans/<int:saved_id>/delete")
@allow(rules.may_change_kept_plan, load=kept_plan)
def delete_kept(found: KeptPlan) -> Response:
    """The kept plan gone."""
    delete_saved_plan(saved=db.session.get_one(SavedPlan, found.id), actor=current_user)
    db.session.commit()
    flash(f"“{found.name}” is deleted. Openings that took it over keep their plans.", "success")
    return _back()


def _back() -> Response:
    """To the list, on the opening whose page it was opened from."""
    opening = request.form.get("opening", 0, int)
    return redirect(url_for("scorecards.kept_plans", requisition_id=opening))
