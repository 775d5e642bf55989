"""No answer to a viewer changes when only scores change that they may not see: same status, same bytes, on every page."""

from __future__ import annotations

from collections.abc import Callable, Collection

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Account
from core.database import db
from scorecards import rules
from scorecards.enums import ScorecardState, Stage, Visibility
from scorecards.models import Scorecard
from scorecards.queries import access
from tests import factories
from tests.scorecards.house import EXPLAINED, PARTS, House, rewrite

SignIn = Callable[[Account], FlaskClient]
Answers = dict[str, tuple[int, bytes]]
BLIND = {"owes", "conflicted", "candidate", "stranger", "admin", "people"}
"""Those who may read it under no policy."""


def test_the_walk_leaves_nothing_out_unexplained(app: Flask) -> None:
    house = House(Visibility.ALWAYS, Stage.CALIBRATION)
    addresses = set(house.urls(app, everything=True))
    fetched = {each.endpoint for each in app.url_map.iter_rules() if "GET" in (each.methods or ())}
    assert EXPLAINED.keys() <= fetched, "an explanation of an address that is gone"
    assert len(addresses) >= len(fetched - EXPLAINED.keys())


def may_read(house: House, viewer: Account) -> bool:
    found = access.scorecard(house.hidden.scorecard.id)
    assert found is not None
    return rules.may_read_scorecard(viewer, found)


def answers(urls: Collection[str], browser: FlaskClient) -> Answers:
    return {url: ((found := browser.get(url)).status_code, found.data) for url in urls}


def check(
    app: Flask, sign_in: SignIn, house: House, whom: Collection[str] = (), everything: Collection[str] = ()
) -> set[str]:
    """Compare before and after for those named (everybody when nobody is) who may not read the card; who may not.

    `everything`: who is also asked for the pages whose code cannot read scorecards.
    """
    hidden_from = {name for name, viewer in house.people.items() if not may_read(house, viewer)}
    with time_machine.travel("2026-11-21 10:00:00+00:00", tick=False):
        for name in sorted(hidden_from & set(whom or hidden_from)):
            browser = sign_in(house.people[name])
            urls = house.urls(app, name, everything=name in everything)
            rewrite(house.hidden.scorecard, score=1)
            before = answers(urls, browser)
            rewrite(house.hidden.scorecard, score=5)
            assert answers(urls, browser) == before, f"{name} can tell"
    return hidden_from


LEADERS = {"recruiter", "chair", "committee", "manager"}


@pytest.mark.parametrize(
    ("policy", "stage", "hidden_from", "whom"),
    [
        (Visibility.NEVER, Stage.CALIBRATION, {"recruiter", "wrote", "shadow"}, {"recruiter", "wrote"}),
        (Visibility.IN_CALIBRATION, Stage.INTERVIEWING, {*LEADERS, "wrote", "shadow"}, {"chair", "shadow"}),
        (Visibility.AFTER_OWN_SUBMISSION, Stage.INTERVIEWING, LEADERS, {"committee", "manager"}),
    ],
)
def test_a_submitted_scorecard_is_not_told_by_any_page(
    app: Flask, sign_in: SignIn, policy: Visibility, stage: Stage, hidden_from: set[str], whom: set[str]
) -> None:
    """Each part walks under one policy; under which it may read is held against the rule for all of them below."""
    house = House(policy, stage)
    factories.submitted(house.hidden)
    assert check(app, sign_in, house, whom=whom) == hidden_from | BLIND


def test_those_who_are_always_blind_are_told_by_no_page_at_all(app: Flask, sign_in: SignIn) -> None:
    house = House(Visibility.ALWAYS, Stage.CALIBRATION)
    factories.submitted(house.hidden)
    assert check(app, sign_in, house, everything={"admin", "stranger"}) == BLIND


def test_a_draft_is_told_to_nobody_by_any_page(app: Flask, sign_in: SignIn) -> None:
    house = House(Visibility.ALWAYS, Stage.CALIBRATION)
    factories.drafted(house.hidden)
    assert check(app, sign_in, house, whom={"recruiter", "chair", "wrote"}, everything={"recruiter"}) == {
        *PARTS,
        *BLIND,
    }


def test_the_comparison_would_notice(app: Flask, sign_in: SignIn) -> None:
    house = House(Visibility.ALWAYS, Stage.CALIBRATION)
    factories.submitted(house.hidden)
    with time_machine.travel("2026-11-21 10:00:00+00:00", tick=False):
        browser, urls = sign_in(house.people["chair"]), house.urls(app)
        rewrite(house.hidden.scorecard, score=1)
        before = answers(urls, browser)
        rewrite(house.hidden.scorecard, score=5)
        after = answers(urls, browser)
    changed = {url for url in before if before[url] != after[url]}
    card = db.session.scalars(select(Scorecard.id).where(Scorecard.interview_id == house.hidden.id)).one()
    assert f"/scorecards/{card}" in changed


MARK = "A sentence that stands in the hidden scorecard alone"


@pytest.mark.parametrize("policy", Visibility)
def test_pages_hold_a_scorecard_exactly_where_the_rule_says_so(app: Flask, sign_in: SignIn, policy: Visibility) -> None:
    """Roles x states x routes: what the pages show is what the predicate allows, in every state of the loop."""
    house = House(policy, Stage.INTERVIEWING)
    factories.submitted(house.hidden, evidence=MARK)
    browsers = {name: sign_in(viewer) for name, viewer in house.people.items()}
    card, others = f"/scorecards/{house.hidden.scorecard.id}", f"/calibration/applications/{house.target.id}"
    states = (
        (Stage.INTERVIEWING, False),
        (Stage.INTERVIEWING, True),
        (Stage.CALIBRATION, False),
        (Stage.DECIDED, True),
    )
    for stage, is_complete in states:
        house.target.stage = stage
        house.own["owes"].scorecard.state = ScorecardState.SUBMITTED if is_complete else ScorecardState.DRAFT
        db.session.commit()
        allowed = {name: may_read(house, viewer) for name, viewer in house.people.items()}
        assert {name: MARK in browser.get(card).text for name, browser in browsers.items()} == allowed, (
            stage,
            is_complete,
        )
        told = {name for name, browser in browsers.items() if MARK in browser.get(others).text}
        assert told <= {name for name, may in allowed.items() if may}, (stage, is_complete)
