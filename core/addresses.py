"""Addresses of many things of one kind, for long lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, url_for

PLACE = 2**31 - 1
"""Stands where the number will: the largest that an address takes, so that it is no part of the rest."""


def init_app(app: Flask) -> None:
    """Let templates ask for them."""
    app.add_template_global(numbered)


def numbered(endpoint: str, argument: str) -> Callable[[int], str]:
    """The addresses of `endpoint` by the number that its rule calls `argument`.

    `url_for` puts a whole address together each time; for a list of fifty that takes as long as to read it.
    """
    where: dict[str, Any] = {argument: PLACE}
    before, _, after = url_for(endpoint, **where).partition(str(PLACE))
    return lambda number: f"{before}{number}{after}"
