"""How long things are kept: what goes when, for administrators; holding an application back, for whoever leads it."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.rules import is_admin
from calibration import rules
from calibration.forms import ReasonForm
from calibration.operations.retention import lift_hold, place_hold, request_retention
from calibration.queries.retention import SHOWN, count_leaving, hold_of, leaving, retention_policy
from calibration.retention import Kept
from core.clock import in_words, now
from core.database import db
from core.errors import Conflict
from core.permissions import allow
from scorecards.models import Application
from scorecards.queries import access
from scorecards.visibility import Access

blueprint = Blueprint("retention", __name__, url_prefix="/retention")
AHEAD = timedelta(days=30)
Answer = str | Response | tuple[str, int]


@blueprint.get("")
@allow(is_admin)
def retention() -> str:
    """What is kept for how long, and what goes within a month: nothing is deleted by looking."""
    policy, moment = retention_policy(), now()
    kinds = [
        (
            kind,
            policy.days.get(kind),
            count_leaving(policy, kind, until=moment),
            [
                (thing, in_words(thing.since), in_words(thing.goes_at), thing.goes_at <= moment)
                for thing in leaving(policy, kind, until=moment + AHEAD)
            ],
        )
        for kind in Kept
    ]
    return render_template("calibration/retention.html", kinds=kinds, due=sum(kind[2] for kind in kinds), shown=SHOWN)


@blueprint.post("")
@allow(is_admin)
def apply() -> Response:
    """Have what is due deleted now instead of within the day."""
    request_retention(actor=current_user)
    db.session.commit()
    flash("What is due is being deleted; the jobs show how far it is.", "success")
    return redirect(url_for("retention.retention"))


@blueprint.route("/applications/<int:application_id>/hold", methods=["GET", "POST"])
@allow(rules.may_hold, load=access.application)
def hold(found: Access) -> Answer:
    """Whether the application is held, and why; holding it."""
    application = db.session.get_one(Application, found.application_id)
    form, held = ReasonForm(), hold_of(found.application_id)
    if form.validate_on_submit():
        place_hold(application=application, reason=form.reason.data or "", actor=current_user)
        db.session.commit()
        flash("It is held: nothing about this candidate goes by its age.", "success")
        return redirect(url_for("retention.hold", application_id=application.id))
    return render_template(
        "calibration/hold.html",
        form=form,
        application=application,
        held=held,
        placed=in_words(held.placed_at) if held else "",
    ), 422 if form.is_submitted() else 200


@blueprint.post("/applications/<int:application_id>/lift")
@allow(rules.may_hold, load=access.application)
def lift(found: Access) -> Response:
    """Let the application's data go by their age again."""
    held = hold_of(found.application_id)
    if held is None:
        raise Conflict("This application is not held.")
    lift_hold(hold=held, actor=current_user)
    db.session.commit()
    flash("The hold is lifted.", "success")
    return redirect(url_for("retention.hold", application_id=found.application_id))
