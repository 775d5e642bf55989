"""Signing in and out."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from accounts import operations, queries, rules
from accounts.forms import SignInForm
from accounts.links import safe_path
from accounts.views import blueprint
from core.clock import now
from core.database import db
from core.permissions import allow, public


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> str | Response | tuple[str, int]:
    """The sign-in page; after it, the page the person came for."""
    destination = safe_path(request.args.get("next"))
    if request.method == "GET" and rules.is_signed_in(current_user):
        return redirect(destination)
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form, problem=None), 422 if form.is_submitted() else 200
    outcome = operations.sign_in(
        email=form.email.data or "",
        password=form.password.data or "",
        address=request.remote_addr or "",
        agent=request.user_agent.string,
    )
    db.session.commit()
    if outcome.token is None:
        return render_template("accounts/sign_in.html", form=form, problem=outcome.problem), 422
    session.clear()
    session["_user_id"] = outcome.token
    return redirect(destination)


@blueprint.post("/sign-out")
@allow(rules.is_signed_in)
def sign_out() -> Response:
    """End this browser's session."""
    current = queries.session_by_token(current_user.get_id(), moment=now())
    if current is not None:
        operations.end_session(session=current, actor=current.account)
        db.session.commit()
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"))
