"""What is typed while the server dies under the page is kept, and merged with what it has when it is back."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from core.database import db, read_only
from scorecards.queries import sheets
from tests import factories
from tests.scorecards.test_browser import await_state

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).resolve().parents[2]
Server = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
def port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@pytest.fixture
def serve(app: Flask, database_url: str, port: int) -> Iterator[Server]:
    """Starts a real server process at the port and waits until it answers; what still runs at the end is killed."""
    with ExitStack() as running:

        def start() -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "tests.scorecards.server_process", database_url, str(port)]
            process = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.DEVNULL)
            running.callback(process.wait)
            running.callback(process.kill)
            end = time.monotonic() + 60
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        return process
                assert time.monotonic() < end, "the server did not start"
                assert process.poll() is None, "the server ended by itself"
                time.sleep(0.05)

        yield start


def test_the_server_is_killed_while_somebody_types(browse: Callable[..., Page], serve: Server, port: int) -> None:
    ada = factories.account("Ada Interviewer")
    held = factories.interview(factories.application(), ada, focus=(0, 1))
    card, design, delivery = held.scorecard.id, *(dimension.id for dimension in held.focus)
    db.session.commit()
    server = serve()
    page = browse(ada)
    page.goto(f"http://127.0.0.1:{port}/scorecards/{card}/edit")
    page.fill(f"#evidence-{design}", "Typed before")
    await_state(page, "saved")

    server.kill()
    server.wait()
    page.check(f"#rating-{design}-4")
    page.fill(f"#evidence-{delivery}", "Typed while it was down")
    await_state(page, "offline")
    page.fill("#summary", "And typed on")
    serve()
    await_state(page, "saved")
    with read_only():
        stored = sheets.answers(card)
    assert (stored.rating(design).score, stored.rating(design).evidence) == (5, "Typed before")
    assert (stored.rating(delivery).evidence, stored.summary) == ("Typed while it was down", "And typed on")
    expect(page.locator(f"#evidence-{delivery}")).to_have_value("Typed while it was down")
    assert page.evaluate("Object.keys(localStorage)") == []
