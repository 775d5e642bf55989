"""What every answer over HTTP has in common: security headers, errors as pages, the intent of the transaction."""

from __future__ import annotations

from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from core.database import db, state_intent
from core.errors import DomainError

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TITLES = {
    400: "That request could not be read",
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
    413: "Choose a smaller file.",
    500: "The fault is recorded. Nothing you sent was half stored. Try again, and tell an administrator if it returns.",
}


def init_app(app: Flask) -> None:
    """Register headers, error pages and the transaction's intent with the application."""
    app.before_request(_state_intent)
    app.after_request(_secure)
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(500, _fault)


def _state_intent() -> None:
    state_intent(reads_only=request.method in {"GET", "HEAD", "OPTIONS"})


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


def _page(status: int, message: str) -> tuple[str, int]:
    title = TITLES.get(status, "That did not work")
    return render_template(
        "errors/error.html", status=status, title=title, message=message, next_url="/", next_label="Go to Today"
    ), status


def _domain_error(error: DomainError) -> tuple[str, int]:
    db.session.rollback()
    return _page(error.http_status, str(error))


def _stale_form(_error: CSRFError) -> tuple[str, int]:
    return _page(
        400,
        "This form is too old or was opened before you signed in, so nothing was stored. Go back, reload the page, and send it again.",
    )


def _http_error(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return _page(error.code, MESSAGES.get(error.code, error.description or ""))


def _fault(_error: Exception) -> tuple[str, int]:
    db.session.rollback()
    return _page(500, MESSAGES[500])
