"""Pages about people: sign-in, one's own account, everybody's accounts, and the jobs an administrator looks after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, request, session, url_for
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response

from accounts import queries, rules
from accounts.models import Account
from core import navigation
from core.clock import now
from core.http import error_page

blueprint = Blueprint("accounts", __name__)

GUEST = "guest:"
"""What a session's value begins with when its browser came by a link."""


@dataclass(frozen=True)
class _GuestDoor:
    load: Callable[[str], Account | None]
    home: Callable[[Account], str]
    entrance: str


_guests: list[_GuestDoor] = []

from accounts.views import jobs, own_account, people, preferences, sign_in, trail  # noqa: E402, F401 - they add their routes to the blueprint

OWN = ("accounts.own_account", "accounts.change_password", "accounts.change_preferences")
navigation.add("People", "accounts.people", rules.is_admin, order=70, blueprints={"accounts", "retention"}, but=OWN)


def init_app(app: Flask) -> None:
    """Let the application know who is signed in and what each page's frame shows them."""
    manager = LoginManager()
    manager.session_protection = None  # the session is a row that can be ended; a changing address is no reason to
    manager.user_loader(_account_of_session)
    manager.unauthorized_handler(_ask_to_sign_in)
    manager.init_app(app, add_context_processor=False)
    app.context_processor(_frame)
    # A mail program sends it; the signed link itself is the consent.
    app.extensions["csrf"].exempt(preferences.stop_mails)


def let_guests_in(*, load: Callable[[str], Account | None], home: Callable[[Account], str], entrance: str) -> None:
    """Let people come in by a link, without signing in.

    `load` gives the guest of a session's value (without GUEST), `guest_of` set, or None when the link has ended; `home`
    is the page that the guest came for, and the endpoint `entrance` takes a link or says why it opens nothing.
    """
    _guests[:] = [_GuestDoor(load, home, entrance)]


def _account_of_session(token: str) -> Account | None:
    if token.startswith(GUEST):
        return next((guest for door in _guests if (guest := door.load(token.removeprefix(GUEST)))), None)
    found = queries.session_by_token(token, moment=now())
    if found is None:
        return None
    found.account.session_token = token
    return found.account


def _ask_to_sign_in() -> Response | tuple[str, int]:
    if str(session.get("_user_id", "")).startswith(GUEST) and _guests:
        url = url_for(_guests[0].entrance)
        if request.method in {"GET", "HEAD"}:
            return redirect(url)
        return error_page(401, "Your link has ended, so nothing was stored.", next_url=url, next_label="What to do")
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
    if viewer is not None and rules.is_guest(viewer):
        return {"viewer": viewer, "guest_url": _guests[0].home(viewer)}
    return {
        "viewer": viewer,
        "navigation": navigation.links(viewer) if viewer else [],
        "search_url": url_for("today.search"),
        "account_url": url_for("accounts.own_account"),
        "sign_out_url": url_for("accounts.sign_out"),
    }
