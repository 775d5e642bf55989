"""Scorecards saved and submitted by several threads at once, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Account
from core.database import db
from scorecards.answers import Answers, RatingAnswer
from scorecards.models import Scorecard, ScorecardRevision
from scorecards.operations.scorecards import StaleScorecard, save_draft, submit_scorecard
from scorecards.queries import sheets
from tests import factories

pytestmark = pytest.mark.postgresql


def in_threads(app: Flask, work: Callable[[int], None], count: int) -> list[BaseException]:
    """Each piece of work in a thread and application context of its own; what they raised."""
    raised: list[BaseException] = []

    def run(number: int) -> None:
        with app.app_context():
            try:
                work(number)
            except BaseException as error:  # noqa: BLE001 - whatever goes wrong in a thread must reach the test
                raised.append(error)
                db.session.rollback()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    db.session.commit()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_sixteen_writers_saving_at_once_lose_nothing(app: Flask) -> None:
    target = factories.application()
    held = [factories.interview(target, factories.account(), focus=(0,)) for _ in range(16)]
    work = [(row.scorecard.id, row.interviewer_id, row.focus[0].id) for row in held]

    def write(number: int) -> None:
        card_id, account_id, dimension_id = work[number]
        for turn in range(1, 6):
            answers = Answers(ratings={dimension_id: RatingAnswer(evidence=f"Note {turn} of {number}")})
            actor = db.session.get_one(Account, account_id)
            save_draft(card=db.session.get_one(Scorecard, card_id), answers=answers, actor=actor, expected_version=turn)
            db.session.commit()

    assert in_threads(app, write, 16) == []
    db.session.expire_all()
    assert [sheets.answers(card_id).rating(dimension_id).evidence for card_id, _, dimension_id in work] == [
        f"Note 5 of {number}" for number in range(16)
    ]
    assert {row.scorecard.version for row in held} == {6}


def test_of_many_windows_saving_one_scorecard_at_once_exactly_one_gets_through(
    app: Flask, ada: Account, card: Scorecard, complete: Answers
) -> None:
    card_id, account_id = card.id, ada.id

    def write(number: int) -> None:
        text = replace(complete, summary=f"Window {number}")
        actor = db.session.get_one(Account, account_id)
        save_draft(card=db.session.get_one(Scorecard, card_id), answers=text, actor=actor, expected_version=1)
        db.session.commit()

    raised = in_threads(app, write, 6)
    assert [type(error) for error in raised] == [StaleScorecard] * 5
    db.session.expire_all()
    assert card.version == 2


def test_the_same_form_submitted_many_times_at_once_is_one_revision(
    app: Flask, ada: Account, card: Scorecard, complete: Answers
) -> None:
    card_id, account_id = card.id, ada.id

    def submit(_number: int) -> None:
        actor = db.session.get_one(Account, account_id)
        found = db.session.get_one(Scorecard, card_id)
        submit_scorecard(card=found, answers=complete, actor=actor, expected_version=1)
        db.session.commit()

    assert in_threads(app, submit, 6) == []
    assert db.session.scalar(select(func.count()).select_from(ScorecardRevision)) == 1
