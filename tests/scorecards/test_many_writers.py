"""Sixteen interviewers type at once: nothing is lost and nobody is shown an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Account
from core.database import db, read_only
from scorecards.models import Scorecard
from scorecards.queries import sheets
from tests import factories
from tests.scorecards.writers import WRITERS, Writer, figures, write_at_once
from tests.support.browser import LiveServer

pytestmark = pytest.mark.postgresql

Write = Callable[[float], str]


@pytest.fixture
def write(app: Flask, live_server: LiveServer, sign_in: Callable[[Account], FlaskClient]) -> Write:
    """Has all write for some seconds, holds what is stored against what they wrote, and gives the figures."""
    target = factories.application()
    writers = []
    for number in range(WRITERS):
        person = factories.account(f"Writer {number}")
        held = factories.interview(target, person, focus=(0,))
        cookie = sign_in(person).get_cookie("session")
        assert cookie is not None
        writers.append(Writer(live_server.url, cookie.value, held.scorecard.id, held.focus[0].id))
    db.session.commit()

    def run(seconds: float) -> str:
        write_at_once(writers, seconds)
        assert [trouble for writer in writers for trouble in writer.troubles] == []
        with read_only():
            stored = {writer.card: sheets.answers(writer.card) for writer in writers}
            versions = {writer.card: db.session.get_one(Scorecard, writer.card).version for writer in writers}
        assert {card: answers.summary for card, answers in stored.items()} == {each.card: each.last for each in writers}
        assert [
            answers.ratings[each.dimension].evidence for each, answers in zip(writers, stored.values(), strict=True)
        ] == [each.last for each in writers]
        assert versions == {each.card: len(each.seconds) + 1 for each in writers}
        return figures(writers)

    return run


def test_sixteen_writers_at_once_lose_nothing_and_see_no_error(write: Write) -> None:
    assert write(3).endswith(" 0 errors")
