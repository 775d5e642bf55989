"""Test clients and the reading of their answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from accounts.models import Account
from accounts.operations import open_session
from core.clock import now
from core.database import db


class Client(FlaskClient):
    """A client whose requests see what the test stored and share nothing else with it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send the request in an application context of its own."""
        db.session.commit()
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser nobody is signed in to."""
    app.test_client_class = Client
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[[Account], FlaskClient]:
    """Gives a browser of its own to an account, signed in."""

    def browser_of(account: Account) -> FlaskClient:
        app.test_client_class = Client
        client = app.test_client()
        token = open_session(account=account, agent="test client", moment=now())
        db.session.commit()
        with client.session_transaction() as session:
            session["_user_id"] = token
        return client

    return browser_of


@pytest.fixture
def markup() -> Callable[[TestResponse], LexborHTMLParser]:
    """Parses an answer's page."""
    return lambda response: LexborHTMLParser(response.get_data(as_text=True))
