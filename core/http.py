"""What every answer over HTTP has in common: security headers, errors as pages, the intent of the transaction."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, current_app, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from markupsafe import Markup
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import IntegerConverter

from core.database import db, state_intent
from core.errors import DomainError

log = logging.getLogger(__name__)
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TITLES = {
    400: "That request could not be read",
    401: "You are signed out",
    403: "Not yours to open",
    404: "Nothing here",
    405: "That is not done here",
    409: "It has changed in the meantime",
    413: "That file is too large",
    422: "That cannot be taken as it is",
    500: "Something broke on our side",
}
MESSAGES = {
    404: "There is nothing here that you can open. Check the link, or ask the person who sent it.",
    405: "Go back to the page and use its buttons.",
    413: "At most 6 MB can be sent at once, and documents are read up to 5 MB. Choose a smaller file, or split it.",
    500: "The fault is recorded. Nothing you sent was half stored. Try again, and tell an administrator if it returns.",
}
SECRETS = {"password", "current", "new", "again"}
SHORTEST_TEXT = 20


class RowNumber(IntegerConverter):
    """A number in an address; one that no database can hold names nothing, so the address leads nowhere."""

    def __init__(self, *args: Any, **limits: Any) -> None:
        super().__init__(*args, **{"max": 2**31 - 1, **limits})


def init_app(app: Flask) -> None:
    """Register headers, error pages and the transaction's intent with the application."""
    app.url_map.converters["int"] = RowNumber
    app.before_request(_state_intent)
    app.before_request(_refuse_nul)
    app.teardown_request(_forget_intent)
    app.after_request(_secure)
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(SecurityError, _strange_host)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(500, _fault)
    app.register_error_handler(OverflowError, _too_large)
    app.register_error_handler(DataError, _too_large)
    app.register_error_handler(IntegrityError, _collision)


def _state_intent() -> None:
    state_intent(reads_only=request.method in {"GET", "HEAD", "OPTIONS"})


def _refuse_nul() -> None:
    """Raise DomainError for a NUL in a form: no keyboard types one, PostgreSQL stores none and SQLite cuts texts there."""
    if request.method == "POST" and any("\0" in words for _, words in request.form.items(multi=True)):
        raise DomainError("The form holds a letter that no text can hold (NUL). Take it out, then send the form again.")


def _forget_intent(_error: BaseException | None) -> None:
    """What comes after a page in the same thread may write: without this a job run there began like a GET.

    Its transaction then only read, and failed with "database is locked" when another connection, such as the job's own
    sign of life, wrote before it did.
    """
    state_intent(reads_only=False)


def _secure(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")  # candidates' data stays out of every cache
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def error_page(status: int, message: str, *, next_url: str = "/", next_label: str = "Go to Today") -> tuple[str, int]:
    """The page that says what did not work and where to go next; texts that were sent stand on it, to be copied."""
    title = TITLES.get(status, "That did not work")
    typed = [] if status == 413 else typed_texts()
    return render_template(
        "errors/error.html",
        status=status,
        title=title,
        message=message,
        next_url=next_url,
        next_label=next_label,
        typed=typed,
    ), status


def typed_texts() -> list[str]:
    """The texts of a refused form that took some writing; none of a form with a password, or sent by another site."""
    fetched_by = request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.method != "POST" or fetched_by != "same-origin" or not SECRETS.isdisjoint(request.form):
        return []
    texts = [words.strip() for name, words in request.form.items(multi=True) if name != "csrf_token"]
    return [words for words in dict.fromkeys(texts) if len(words) >= SHORTEST_TEXT and " " in words]


def _domain_error(error: DomainError) -> tuple[str, int]:
    db.session.rollback()
    return error_page(error.http_status, str(error))


def _stale_form(_error: CSRFError) -> Any:
    permission = getattr(current_app.view_functions[request.endpoint or ""], "permission", None)
    if not current_user.is_authenticated and permission is not None and permission.rule is not None:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]  # Flask-Login adds it
    return error_page(
        400,
        "This form is too old or was opened before you signed in, so nothing was stored. Open it again and send it once more.",
        next_url=request.path if _may_be_opened() else "/",
        next_label="Open it again" if _may_be_opened() else "Go to Today",
    )


def _may_be_opened() -> bool:
    return request.url_rule is not None and "GET" in (request.url_rule.methods or ())


def _http_error(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    message = MESSAGES.get(error.code, error.description or "")
    if error.code == 413 and _may_be_opened():
        return error_page(413, message, next_url=request.path, next_label="Choose another file")
    return error_page(error.code, message)


def _strange_host(_error: SecurityError) -> tuple[str, int]:
    """The page for a request that asks for a host name which is not ours.

    No link can be made for such a request, so the page stands without the others' frame, and it does not repeat the name.
    """
    return Markup(
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>Not this address · Levelset</title>"
        "<h1>Levelset does not answer under this address</h1><p>Nothing you sent was stored. Use the address that your "
        "administrator gave you. Administrators name the addresses in the setting TRUSTED_HOSTS.</p></html>"
    ), 400


def _too_large(_error: Exception) -> tuple[str, int]:
    db.session.rollback()
    return error_page(
        422, "A number in this address or form is larger than anything here. Go back and follow the page's own links."
    )


def _collision(error: IntegrityError) -> tuple[str, int]:
    """Two requests did the same at the same moment, or one took away what the other built on: the second stored nothing."""
    db.session.rollback()
    log.warning("Refused by the database: %s", error.orig)
    return error_page(409, "Somebody, or a second click, did this at the same moment. Look at the page again first.")


def _fault(_error: Exception) -> tuple[str, int]:
    try:
        db.session.rollback()
        return error_page(500, MESSAGES[500])
    except SQLAlchemyError:  # the page's frame asks who is signed in
        return _page_without_database(), 503


def _page_without_database() -> str:
    """The page that stands when no other can; what was typed is on it."""
    texts = [Markup("<textarea readonly rows=4 cols=60>\n{}</textarea>").format(words) for words in typed_texts()]
    found = Markup("<p>What you had written:</p>{}").format(Markup().join(texts)) if texts else ""
    return Markup(
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>Not now · Levelset</title>"
        "<h1>Levelset cannot reach its database</h1><p>Nothing you sent was stored. Wait a minute, then try again. "
        "If it lasts, tell an administrator.</p>{}</html>"
    ).format(found)
