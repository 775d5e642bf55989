"""One's own account: password, time zone, mails and the signed-in browsers."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts import operations, queries, rules
from accounts.browsers import browser_in_words
from accounts.enums import roles_in_words
from accounts.forms import PasswordForm, PreferencesForm
from accounts.models import SignInSession
from accounts.views import blueprint
from accounts.views.preferences import preferences_form
from core.clock import in_words, now
from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow


@blueprint.get("/account")
@allow(rules.is_signed_in)
def own_account() -> str:
    """The person's own page."""
    return _page(PasswordForm(formdata=None), preferences_form())


@blueprint.post("/account/password")
@allow(rules.is_signed_in)
def change_password() -> str | Response | tuple[str, int]:
    """Replace the password; every other browser is signed out."""
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            operations.change_password(
                account=current_user._get_current_object(),  # noqa: SLF001 - werkzeug's documented way to the object behind the proxy
                current=form.current.data or "",
                new=form.new.data or "",
                keep=queries.session_by_token(current_user.get_id(), moment=now()),
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash("Your password is changed. Your other browsers are signed out.", "success")
            return redirect(url_for("accounts.own_account"))
    return _page(form, preferences_form(formdata=None)), 422


@blueprint.post("/account/preferences")
@allow(rules.is_signed_in)
def change_preferences() -> str | Response | tuple[str, int]:
    """One's own time zone and mails."""
    form = preferences_form()
    if not form.validate_on_submit():
        return _page(PasswordForm(formdata=None), form), 422
    operations.change_preferences(
        account=current_user._get_current_object(),  # noqa: SLF001 - werkzeug's documented way to the object behind the proxy
        time_zone=form.time_zone.data or None,
        topics=form.topics.data or [],
        quiet=form.quiet(),
        weekends={"yes": True, "no": False}.get(form.weekends.data),
    )
    db.session.commit()
    flash("Your preferences are saved.", "success")
    return redirect(url_for("accounts.own_account"))


@blueprint.post("/account/sessions/<int:session_id>/end")
@allow(rules.may_end_session, load=queries.sign_in_session)
def end_session(session: SignInSession) -> Response:
    """Sign one of one's own browsers out."""
    operations.end_session(session=session, actor=session.account)
    db.session.commit()
    flash("That browser is signed out.", "success")
    return redirect(url_for("accounts.own_account"))


def _page(form: PasswordForm, preferences: PreferencesForm) -> str:
    current = queries.token_hash(current_user.get_id())
    sessions = [
        {
            "browser": browser_in_words(row.agent),
            "signed_in": in_words(row.created_at),
            "signed_in_iso": row.created_at.isoformat(),
            "ends": in_words(row.expires_at),
            "ends_iso": row.expires_at.isoformat(),
            "is_current": row.token_hash == current,
            "end_url": url_for("accounts.end_session", session_id=row.id),
        }
        for row in queries.sessions_of(current_user.id, moment=now())
    ]
    roles = roles_in_words(current_user.roles)
    return render_template(
        "accounts/own_account.html",
        form=form,
        preferences=preferences,
        sessions=sessions,
        person=current_user,
        roles=roles,
        clock=in_words(now()),
    )
