"""No answer to a viewer changes when only scores change that they may not see: same status, same bytes, on every page.

Every policy x every stage x every part x every address: the permissions say which addresses open for whom, the one predicate
says from whom the scorecard is hidden, and for those every open address is read before and after its secrets change. For the
others the page of the scorecard, and the committee's, must change, so that the comparison cannot be blind.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from difflib import unified_diff

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Account
from core.clock import now
from core.database import db
from scorecards import rules
from scorecards.enums import ScorecardState, Stage, Visibility
from scorecards.models import Notice
from scorecards.queries import access
from scorecards.visibility import OPEN_STAGES
from tests import factories
from tests.scorecards.furnished import Furnished
from tests.scorecards.house import EXPLAINED, fetched, filled
from tests.scorecards.late import RunJobs, look, words
from tests.scorecards.walk import Answers, Walk
from tests.support.smtp import mail_sink

SignIn = Callable[[Account], FlaskClient]
MOMENT = "2026-11-21 10:00:00+00:00"
THURSDAY = "2026-11-19 11:30:00+00:00"
"""No mail goes out on a Saturday."""
BLIND = {"owes", "conflicted", "candidate", "stranger", "admin", "people", "guest"}
"""Those who may read it under no policy."""
UNAWARE = {"conflicted", "candidate", "stranger", "admin", "people"}
"""Those for whom the application does not exist."""


def test_the_walk_leaves_nothing_out_unexplained(app: Flask) -> None:
    house = Furnished(Visibility.ALWAYS)
    endpoints = {each.endpoint for each in app.url_map.iter_rules() if "GET" in (each.methods or ())}
    assert EXPLAINED.keys() <= endpoints, "an explanation of an address that is gone"
    assert all([*filled(route, house.numbers())] for route in fetched(app))
    assert {each.endpoint for each in fetched(app)} == endpoints - EXPLAINED.keys()


def readers(house: Furnished) -> set[str]:
    """Those to whom the predicate opens the hidden scorecard now."""
    found = access.scorecard(house.hidden.scorecard.id)
    assert found is not None
    return {name for name, viewer in house.people.items() if rules.may_read_scorecard(viewer, found)}


def compare(
    walk: Walk, doors: dict[str, list[str]], *, decided: bool = True, known: Answers | None = None
) -> list[tuple[str, str]]:
    """Change every secret of the scorecard: who is then answered differently, and where.

    `known` holds answers, given while the secrets stood as they stand first here, that no secret changes: a place that
    gives the very same one is not asked again. What is asked here is added to them.
    """
    known = {} if known is None else known
    walk.house.score(1, decided=decided)
    before = walk.answers(doors)
    unlike = {
        name: [url for url in urls if before[name, url] != known.get((name, url))] for name, urls in doors.items()
    }
    walk.house.score(5, decided=decided)
    after = walk.answers(unlike)
    told = [place for place in after if before[place] != after[place]]
    for place in told[:3]:
        print(place, *unified_diff(*(each[place][1].decode().splitlines() for each in (before, after)), n=0), sep="\n")  # noqa: T201 - shown when a comparison fails
    known |= before
    return told


CLOSED_STAGES = [Stage.INTERVIEWING, *(each for each in Stage if each not in {*OPEN_STAGES, Stage.INTERVIEWING})]


@pytest.mark.timeout(600)  # a thousand requests and a half, on a machine that may be slow and loaded
@pytest.mark.parametrize("stages", [CLOSED_STAGES, sorted(OPEN_STAGES)], ids=["closed", "open"])
def test_a_submitted_scorecard_is_told_by_no_address_to_those_who_may_not_read_it(
    app: Flask, sign_in: SignIn, stages: list[Stage]
) -> None:
    """Each part reads every address under the loosest policy that hides the scorecard from them.

    Under the stricter ones, where the predicate gives the same answer, they read the addresses that print scores. Under the
    strictest policy that opens it these must change, and under the looser ones the predicate goes on to open it. Those for
    whom the application does not exist at all are asked below, by more than its scores.

    A page that says in the next stage, letter by letter, what it said in the one before is read once there.
    """
    with time_machine.travel(MOMENT, tick=False):
        house = Furnished(Visibility.ALWAYS)
        walk = Walk(app, house, sign_in)
        known: dict[Visibility, Answers] = {policy: {} for policy in Visibility}
        for stage in stages:
            house.stand(stage)
            open_to = {policy: house.policy(policy) or readers(house) for policy in Visibility}
            before: set[str] = set()
            for policy in Visibility:
                house.policy(policy)
                now_open = open_to[policy]
                assert (now_open & BLIND, before - now_open) == (set(), set())
                opens_next = open_to[Visibility(policy + 1)] if policy < Visibility.ALWAYS else set(house.people)
                hidden = house.people.keys() - now_open
                doors = walk.doors(hidden & opens_next - UNAWARE) | walk.printing(hidden - opens_next)
                assert compare(walk, doors, known=known[policy]) == [], (stage, policy)
                shown = walk.printing(now_open - before)
                assert compare(walk, shown) == [(name, url) for name, urls in shown.items() for url in urls], policy
                assert all(house.card in urls for urls in shown.values())
                before = now_open


def test_an_application_that_does_not_exist_for_somebody_is_told_by_no_address_at_all(
    app: Flask, sign_in: SignIn
) -> None:
    """Not its stage, its loop, who owes what, what its session did, how busy it makes colleagues, nor that it is there."""
    with time_machine.travel(MOMENT, tick=False):
        house = Furnished(Visibility.ALWAYS)
        walk = Walk(app, house, sign_in)
        doors = walk.doors(UNAWARE)
        aware = {"recruiter": [f"/requisitions/{house.opening.id}", "/search?words=cand"]}
        before, seen = walk.answers(doors), walk.answers(aware)
        house.change_everything()
        assert walk.doors(UNAWARE) == doors
        after, now_seen = walk.answers(doors), walk.answers(aware)
        assert [place for place in before if before[place] != after[place]] == []
        assert [place for place in seen if seen[place] == now_seen[place]] == []


def test_no_mail_tells_a_score_or_anything_to_those_for_whom_there_is_nothing(app: Flask, run_jobs: RunJobs) -> None:
    """Reminders, daily lists and messages of one day: the same words to the same people whatever the scores are."""
    with time_machine.travel(THURSDAY, tick=False):
        house, told = Furnished(Visibility.NEVER), []
        house.stand(Stage.CALIBRATION)
        hidden = factories.interview(house.target, house.people["conflicted"])
        for name, person in house.people.items():
            person.email = f"{name}@firm.org"  # nothing is sent to an address of an example
        for held in (hidden, house.own["owes"], house.own["guest"]):
            held.scheduled_at = now() - timedelta(hours=26, minutes=30)
        for score in (1, 5):
            house.score(score)
            db.session.execute(db.delete(Notice))
            with mail_sink() as sink:
                app.config["MAIL_URL"] = sink.url
                look(run_jobs, now())
                told.append({recipient: words(sink, recipient) for recipient, _ in sink.mails})
    assert told[0] == told[1]
    assert set(told[0]) == {"owes@firm.org", "guest@firm.org", "recruiter@firm.org"}


@pytest.mark.parametrize("state", [ScorecardState.DRAFT, ScorecardState.REOPENED])
def test_a_scorecard_being_written_is_told_by_no_address_at_all(
    app: Flask, sign_in: SignIn, state: ScorecardState
) -> None:
    """What was decided on an earlier submission stays open to those who read the others; its scores do not.

    The addresses of rubrics, library and accounts, whose code cannot name a scorecard, are asked for the two who see most.
    """
    with time_machine.travel(MOMENT, tick=False):
        walk = Walk(app, Furnished(Visibility.ALWAYS), sign_in)
        walk.house.stand(Stage.CALIBRATION, state=state)
        house = walk.house
        assert readers(house) == set()
        is_draft, form = state is ScorecardState.DRAFT, f"/scorecards/{house.hidden.scorecard.id}/edit"
        doors = walk.doors(
            {"recruiter", "admin"} if is_draft else {*house.people} - {"author", "guest", *UNAWARE}, everything=is_draft
        )
        assert compare(walk, doors, decided=False) == []
        assert compare(walk, {"author": [form]}) == [("author", form)]
