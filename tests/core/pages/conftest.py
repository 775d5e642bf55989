"""The gallery in a real browser: a server in a thread, and a page per width and colour scheme."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import make_server

from tests.core.pages.gallery import create_gallery
from tests.support.browser import whole


@pytest.fixture(scope="module")
def gallery() -> Flask:
    made = create_gallery()
    made.wsgi_app = whole(made.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to add a layer
    return made


@pytest.fixture(scope="module")
def gallery_url(gallery: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, gallery, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(browser: Browser, gallery_url: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=gallery_url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.fixture
def laptop(browser: Browser, gallery_url: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=gallery_url, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    yield context
    context.close()
