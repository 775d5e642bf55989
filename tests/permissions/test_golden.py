"""Every route states who may reach it, and the table of all of them changes only on purpose."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule

from core.errors import NotAllowed
from core.permissions import guard
from tests.permissions.routes import GOLDEN, table


def test_the_routes_are_those_of_the_golden_table(app: Flask) -> None:
    assert table(app) == GOLDEN.read_text(encoding="utf-8"), "look at the difference; if it is meant: make permissions"


def test_every_route_states_a_permission(app: Flask) -> None:
    silent = [
        route.endpoint
        for route in app.url_map.iter_rules()
        if route.endpoint != "static" and not hasattr(app.view_functions[route.endpoint], "permission")
    ]
    assert silent == []


def test_a_route_that_states_none_is_closed() -> None:
    app = Flask("closed", template_folder=None)
    guard(app)
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to the world")
    app.testing = True
    with pytest.raises(NotAllowed, match="states no permission"):
        app.test_client().get("/forgotten")


def test_nobody_reaches_anything_but_public_pages_without_signing_in(app: Flask, client: FlaskClient) -> None:
    answered = {}
    for route in app.url_map.iter_rules():
        permission = getattr(app.view_functions[route.endpoint], "permission", None)
        if route.endpoint == "static" or permission is None or permission.rule is None:
            continue
        arguments = {name: _value(route, name) for name in route.arguments}
        with app.test_request_context():
            address = url_for(route.endpoint, **arguments)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = client.open(address, method=method)
            sent = (answer.status_code, answer.headers.get("Location", "").partition("?")[0])
            if sent != ((302, "/sign-in") if method == "GET" else (401, "")):
                answered[f"{method} {address}"] = answer.status_code
    assert answered == {}


def _value(route: Rule, name: str) -> str | int:
    """Something that the address takes at this place."""
    converter = route._converters[name]
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    kind = type(converter).__name__
    return {"RowNumber": 1, "UUIDConverter": "00000000-0000-0000-0000-000000000001"}.get(kind, "x")
