"""Pages about people: sign-in, one's own account, everybody's accounts, and the jobs an administrator looks after."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, request, url_for
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response

from accounts import queries, rules
from accounts.models import Account
from core import navigation
from core.clock import now
from core.http import error_page

blueprint = Blueprint("accounts", __name__)

from accounts.views import jobs, own_account, people, preferences, sign_in  # noqa: E402, F401 - they add their routes to the blueprint

navigation.add("People", "accounts.people", rules.is_admin, order=70, blueprints={"accounts"})


def init_app(app: Flask) -> None:
    """Let the application know who is signed in and what each page's frame shows them."""
    manager = LoginManager()
    manager.session_protection = None  # the session is a row that can be ended; a changing address is no reason to
    manager.user_loader(_account_of_session)
    manager.unauthorized_handler(_ask_to_sign_in)
    manager.init_app(app, add_context_processor=False)
    app.context_processor(_frame)
    app.extensions["csrf"].exempt(
        preferences.stop_mails
    )  # a mail program sends it; the signed link itself is the consent


def _account_of_session(token: str) -> Account | None:
    session = queries.session_by_token(token, moment=now())
    if session is None:
        return None
    session.account.session_token = token
    return session.account


def _ask_to_sign_in() -> Response | tuple[str, int]:
    if "HX-Request" in request.headers:
        return "You are signed out. Nothing was stored. Sign in in another tab, then send this again.", 401
    origin = urlsplit(request.url if request.method in {"GET", "HEAD"} else request.referrer or "")
    path = origin.path + (f"?{origin.query}" if origin.query else "")
    here = url_for("accounts.sign_in")
    url = url_for("accounts.sign_in", next=path if path not in {"", "/", here} else None)
    if request.method in {"GET", "HEAD"}:
        return redirect(url)
    return error_page(
        401, "Nothing was stored. Sign in again, then send the form once more.", next_url=url, next_label="Sign in"
    )


def _frame() -> dict[str, object]:
    viewer = current_user if current_user.is_authenticated else None
    return {
        "viewer": viewer,
        "navigation": navigation.links(viewer) if viewer else [],
        "account_url": url_for("accounts.own_account"),
        "sign_out_url": url_for("accounts.sign_out"),
    }
