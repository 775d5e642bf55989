"""A real browser in front of a real HTTP server."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response
from werkzeug.serving import BaseWSGIServer, make_server

from accounts.models import Account
from core.database import db
from tests.support.databases import SETTINGS, share_templates

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASSETS = {"stylesheet", "script", "font", "image"}


@dataclass(frozen=True)
class LiveServer:
    """A running server and the application behind it."""

    url: str
    app: Flask


def whole(application: WSGIApplication) -> WSGIApplication:
    """The application with each answer complete, and its file closed, before the first byte of it is sent.

    When a browser turns away in the middle, as at the end of a test, Werkzeug's server may leave the answer open: a
    file that nobody closes is a warning, and so the failure of some later test.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        parts = application(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            if hasattr(parts, "close"):
                parts.close()

    return answer


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[dict[str, Any]], LiveServer]]:
    """One HTTP server per database of this worker, started when first asked for."""
    from wsgi import create_app

    running: dict[str, tuple[LiveServer, BaseWSGIServer, threading.Thread]] = {}

    def server_of(settings: dict[str, Any]) -> LiveServer:
        name = repr(sorted(settings.items()))
        if name not in running:
            served = share_templates(create_app({**SETTINGS, **settings, "WTF_CSRF_ENABLED": True}))
            served.wsgi_app = whole(served.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to add a layer
            server = make_server("127.0.0.1", 0, served, threaded=True)
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            running[name] = LiveServer(f"http://127.0.0.1:{server.server_port}", served), server, thread
        return running[name][0]

    yield server_of
    for _, server, thread in running.values():
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def live_server(app: Flask, servers: Callable[[dict[str, Any]], LiveServer]) -> Iterator[LiveServer]:
    """The test's database behind a real HTTP server; commit what the pages shall see."""
    live = servers({key: app.config[key] for key in ("SQLALCHEMY_DATABASE_URI", "QUEUE_URL")})
    settings = dict(live.app.config)
    yield live
    with live.app.app_context():
        db.engine.dispose()
    live.app.config.clear()
    live.app.config.update(settings)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How Chromium is started; the tests that need it are skipped, saying why, where there is none."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not executable:
        pytest.skip("no Chromium: install the package chromium-headless-shell, or set CHROMIUM to the program")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": executable, "args": ["--no-sandbox"] if as_root else []}


@dataclass
class Complaints:
    """What pages complained of; deaf while axe measures, whose probes break the CSP by themselves."""

    heard: list[str] = field(default_factory=list)
    deaf: bool = False

    def watch(self, page: Page) -> None:
        """Listen to the page."""
        page.on("pageerror", lambda error: self._note(f"script error: {error}"))
        page.on("console", self._console)
        page.on("response", self._response)

    def _note(self, complaint: str) -> None:
        if not self.deaf:
            self.heard.append(complaint)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._note(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in ASSETS:
            self._note(f"{response.status} for {response.url}")


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Collects what pages complain of; the test fails when there was anything."""
    complaints = Complaints()
    yield complaints
    assert complaints.heard == []


@pytest.fixture
def browse(
    browser: Browser, live_server: LiveServer, sign_in: Callable[[Account], FlaskClient], complaints: Complaints
) -> Iterator[Callable[..., Page]]:
    """Opens pages; the test fails when one of them logged an error, broke the CSP or missed one of its files."""
    contexts: list[BrowserContext] = []

    def open_page(account: Account | None = None, *, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        contexts.append(context)
        if account is not None:
            cookie = sign_in(account).get_cookie("session")
            assert cookie is not None
            context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        complaints.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


UNPINNED = """() => {
  for (const each of document.querySelectorAll("body *"))
    if (getComputedStyle(each).position === "sticky") each.style.position = "static";
}"""
"""What stays in view covers half of something at every place but the last; a person scrolls on, and axe measures the half."""

LOOK = """options => axe.run(document, options).then(({ violations }) => violations.flatMap(
  ({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target}: ${failureSummary}`)))"""


def broken_rules(page: Page, tags: list[str]) -> list[str]:
    """What axe finds on the page against its rules with these tags, one sentence per element."""
    if not page.evaluate("'axe' in window"):  # the page was looked at before, in another width
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(LOOK, {"runOnly": tags, "resultTypes": ["violations"], "preload": False})
    return found


@pytest.fixture
def page_problems(complaints: Complaints) -> Callable[[Page], list[str]]:
    """What axe finds on a page against WCAG 2.2 AA, one sentence per element, and whether it scrolls sideways."""

    def problems(page: Page) -> list[str]:
        page.evaluate(UNPINNED)
        complaints.deaf = True
        sentences = broken_rules(page, WCAG)
        complaints.deaf = False
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            sentences.append("the page scrolls sideways")
        return sentences

    return problems
