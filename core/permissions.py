"""Who may reach which route: deny by default, decided in one place.

Every route states `@allow(rule, load=…)` or `@public`; the application refuses to answer a route that states neither,
and a test holds the whole URL map against a golden table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user

from core.errors import NotAllowed, NotFound

View = TypeVar("View", bound=Callable[..., Any])
Rule = Callable[..., bool]


@dataclass(frozen=True)
class Permission:
    """What a route demands: the rule's name (None: anyone), and whether it is asked about a loaded thing."""

    rule: str | None
    loads: str | None = None


def public(view: View) -> View:
    """The view, open to everyone, signed in or not."""
    view.permission = Permission(rule=None)  # type: ignore[attr-defined]  # the mark that the deny-by-default gate reads
    return view


def allow(rule: Rule, *, load: Callable[..., Any] | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that lets the view run only when `rule` says so.

    Without `load` the rule is asked `rule(viewer)` and a refusal is 403. With `load` the thing is fetched by
    `load(**url_arguments)`, the rule is asked `rule(viewer, thing)`, and both a missing thing and a refusal are 404,
    because a 403 would tell that the thing exists; the view then receives the thing instead of the URL's arguments.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]  # Flask-Login adds it
            if load is None:
                if not rule(current_user):
                    raise NotAllowed("Your role does not include this page. An administrator can change your roles.")
                return view(**arguments)
            thing = load(**arguments)
            if thing is None or not rule(current_user, thing):
                raise NotFound(
                    "There is nothing here that you can open. Check the link, or ask the person who sent it."
                )
            return view(thing)

        guarded.permission = Permission(  # type: ignore[attr-defined]  # the mark that the deny-by-default gate reads
            rule=rule.__name__, loads=load.__name__ if load else None
        )
        return guarded

    return decorate


def guard(app: Flask) -> None:
    """Make the application refuse every route that states no permission."""

    @app.before_request
    def _deny_by_default() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if view is not None and not hasattr(view, "permission") and request.endpoint != "static":
            raise NotAllowed("This page states no permission and is therefore closed.")
