"""Who may reach which route: deny by default, decided in one place.

Every route states `@allow(rule, load=…)` or `@public`; the application refuses to answer a route that states neither,
and a test holds the whole URL map against a golden table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user

from core.errors import NotAllowed, NotFound

View = TypeVar("View", bound=Callable[..., Any])
Rule = Callable[..., bool]


class Verdict(StrEnum):
    """How a route receives a viewer."""

    OPEN = "open"
    SIGN_IN = "sign in"
    REFUSED = "403"
    ABSENT = "404"


@dataclass(frozen=True)
class Permission:
    """What a route demands: its rule (None: anyone), and how the thing is fetched that the rule is asked about, if any."""

    asks: Rule | None = None
    fetches: Callable[..., Any] | None = None

    @property
    def rule(self) -> str | None:
        """The rule's name; None for a public route."""
        return self.asks.__name__ if self.asks else None

    @property
    def loads(self) -> str | None:
        """The name of what fetches the thing, or None."""
        return self.fetches.__name__ if self.fetches else None

    def thing(self, **arguments: Any) -> Any:
        """What the rule is asked about, fetched by the address's arguments; None: there is none."""
        return self.fetches(**arguments) if self.fetches else None

    def verdict(self, viewer: Any, thing: Any) -> Verdict:
        """How the viewer is received, `thing` being what `thing()` gave for this address.

        A missing thing and one that the rule refuses get the same answer: another one would tell that it exists.
        """
        if self.asks is None:
            return Verdict.OPEN
        if not viewer.is_authenticated:
            return Verdict.SIGN_IN
        if self.fetches is None:
            return Verdict.OPEN if self.asks(viewer) else Verdict.REFUSED
        return Verdict.OPEN if thing is not None and self.asks(viewer, thing) else Verdict.ABSENT


def public(view: View) -> View:
    """The view, open to everyone, signed in or not."""
    view.permission = Permission()  # type: ignore[attr-defined]  # the mark that the deny-by-default gate reads
    return view


def allow(rule: Rule, *, load: Callable[..., Any] | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that lets the view run only when `rule` says so.

    Without `load` the rule is asked `rule(viewer)` and a refusal is 403. With `load` the thing is fetched by
    `load(**url_arguments)`, the rule is asked `rule(viewer, thing)`, and both a missing thing and a refusal are 404,
    because a 403 would tell that the thing exists; the view then receives the thing instead of the URL's arguments.
    """
    permission = Permission(rule, load)

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            thing = permission.thing(**arguments) if current_user.is_authenticated else None
            match permission.verdict(current_user, thing):
                case Verdict.SIGN_IN:
                    return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]  # Flask-Login adds it
                case Verdict.REFUSED:
                    raise NotAllowed("Your role does not include this page. An administrator can change your roles.")
                case Verdict.ABSENT:
                    raise NotFound(
                        "There is nothing here that you can open. Check the link, or ask the person who sent it."
                    )
            return view(**arguments) if load is None else view(thing)

        guarded.permission = permission  # type: ignore[attr-defined]  # the mark that the deny-by-default gate reads
        return guarded

    return decorate


def guard(app: Flask) -> None:
    """Make the application refuse every route that states no permission."""

    @app.before_request
    def _deny_by_default() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if view is not None and not hasattr(view, "permission") and request.endpoint != "static":
            raise NotAllowed("This page states no permission and is therefore closed.")
