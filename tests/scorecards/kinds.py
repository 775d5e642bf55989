"""Types of the fixtures that tests of pages ask for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from accounts.models import Account

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
Watch = Callable[[], AbstractContextManager[list[str]]]
