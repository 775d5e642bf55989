"""What tests read off the rubrics' pages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.test import TestResponse

from accounts.models import Account

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
Count = Callable[[], AbstractContextManager[list[str]]]


def texts(page: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    """The texts of the nodes, with single spaces."""
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def fields(page: LexborHTMLParser, form: str = "#dimension-form") -> dict[str, str]:
    """The form as a browser would send it; of several checked boxes of one name, the last."""
    values = {}
    for node in page.css(f"{form} input, {form} textarea, {form} select"):
        name, kind = node.attributes.get("name"), node.attributes.get("type")
        if not name or (kind == "checkbox" and "checked" not in node.attributes):
            continue
        if node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            values[name] = (chosen.attributes.get("value") if chosen else "") or ""
        elif node.tag == "textarea":
            values[name] = node.text().removeprefix("\n")
        else:
            values[name] = node.attributes.get("value") or ""
    return values
