"""An opening moves to a newer version of its rubric: nothing written is lost, nothing hidden is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import unified_diff
from threading import Thread

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select, text
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.operations.publishing import start_version
from scorecards.answers import Answers, RatingAnswer, SignalAnswer
from scorecards.enums import Stage, TeamRole
from scorecards.models import PlannedInterview
from scorecards.moving import DimensionFate, Fate, Place, Route, dimension_fates, moved_answers
from scorecards.operations.moving import continue_requisition, move_requisition
from scorecards.queries import sheets
from tests import factories
from tests.rubrics.examples import dimension, rubric
from tests.scorecards.versions import House

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
on_both = pytest.mark.postgresql

ROUTE = Route(
    version_before=1,
    version_after=2,
    dimensions={1: Place("Design", 11), 2: Place("Delivery", 12, keeps_score=False), 3: Place("Talk", None)},
    signals={5: Place("“Names a cost”", 15), 6: Place("“Blames”", None)},
    levels=frozenset({"P4", "P5"}),
)


def test_dimensions_are_kept_reworded_or_gone() -> None:
    before = rubric(
        dimension("a", "Design", {3: ["Draws.", "Asks."]}),
        dimension("b", "Talk", {3: ["Tells."]}),
        dimension("c", "Care", {}),
    )
    after = rubric(
        dimension("a", "Design", {3: ["Asks.", "Draws."]}), dimension("new", "Talk", {3: ["Tells all."], 4: ["Asks."]})
    )
    assert dimension_fates(before, after) == (
        DimensionFate("a", "Design", Fate.KEPT, "a", "Design"),
        DimensionFate("b", "Talk", Fate.REWORDED, "new", "Talk", (3, 4)),
        DimensionFate("c", "Care", Fate.GONE),
    )


def test_what_loses_its_place_is_kept_as_a_note_of_its_author() -> None:
    written = Answers(
        ratings={
            1: RatingAnswer(score=4, evidence="Drew it."),
            2: RatingAnswer(score=2, evidence="Was late."),
            3: RatingAnswer(score=5, evidence="Told all."),
        },
        signals={5: SignalAnswer(seen=True), 6: SignalAnswer(seen=False, evidence="Asked twice.")},
        level_read="P9",
        private_notes="My own.",
        summary="Good.",
    )
    assert moved_answers(written, ROUTE) == replace(
        written,
        ratings={11: RatingAnswer(score=4, evidence="Drew it."), 12: RatingAnswer(evidence="Was late.")},
        signals={15: SignalAnswer(seen=True)},
        level_read=None,
        private_notes=(
            "My own.\n\nKept when version 1 of the rubric gave way to version 2:\n"
            "- Delivery: rated 2. Its words changed, so it waits to be rated again.\n"
            "- Talk (no longer in the rubric): rated 5; Told all.\n"
            "- “Blames” (no longer in the rubric): not seen; Asked twice.\n"
            "- Level read: P9"
        ),
    )


def test_not_observed_needs_no_new_answer_where_words_changed_and_is_noted_where_they_are_gone() -> None:
    written = Answers(ratings={number: RatingAnswer(not_observed=True, reason="No time.") for number in (2, 3)})
    moved = moved_answers(written, ROUTE)
    assert moved.ratings == {12: RatingAnswer(not_observed=True, reason="No time.")}
    assert moved.private_notes.endswith("- Talk (no longer in the rubric): not observed; No time.")


def test_nothing_is_noted_where_everything_has_its_place() -> None:
    written = Answers(ratings={1: RatingAnswer(score=3)}, level_read="P4", private_notes="My own.")
    assert moved_answers(written, ROUTE) == replace(written, ratings={11: RatingAnswer(score=3)})


WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@pytest.fixture
def house(app: Flask) -> House:
    return House()


@on_both
def test_an_opening_moves_with_its_loops_and_no_word_is_lost(house: House) -> None:
    house.move()
    design, delivery = house.second.dimensions
    assert house.opening.rubric_version_id == house.second.id
    assert [row.id for row in house.begun.focus] == [design.id, delivery.id]
    assert [row.id for row in house.untouched.focus] == [design.id]
    assert house.begun.exercise_id == house.second.exercises[0].id
    written = sheets.answers(house.begun.scorecard.id)
    assert written.ratings == {
        design.id: RatingAnswer(score=4, evidence="Drew it."),
        delivery.id: RatingAnswer(evidence="Drew it."),
    }
    assert written.private_notes == (
        "Mine.\n\nKept when version 1 of the rubric gave way to version 2:\n"
        "- Delivery: rated 2. Its words changed, so it waits to be rated again.\n"
        "- Collaboration (no longer in the rubric): rated 5; Drew it.\n"
        "- “Blames a named colleague for an outage” (no longer in the rubric): seen; Said so twice, unprompted."
    )
    assert (house.begun.scorecard.version, house.untouched.scorecard.version) == (3, 1)
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.action.in_(["move_requisition", "move_loop"])))
    assert [(event.action, event.actor_name, event.details) for event in events] == [
        ("move_loop", "Rose", {"before": 1, "after": 2}),
        ("move_requisition", "Rose", {"before": 1, "after": 2, "begun": 1}),
    ]


def test_what_is_typed_into_a_form_of_the_older_version_is_kept_beside_the_moved_draft(
    house: House, sign_in: SignIn, markup: Markup
) -> None:
    ids = [row.id for row in house.first.dimensions]
    house.move()
    typed = {"version": "2", f"rating-{ids[0]}": "5", f"evidence-{ids[2]}": "Typed at that moment."}
    answer = sign_in(house.ian).post(f"/scorecards/{house.begun.scorecard.id}/edit", data=typed)
    assert answer.status_code == 409
    assert "Collaboration (no longer in the rubric): Typed at that moment." in answer.get_data(as_text=True)
    form = markup(answer)
    design = house.second.dimensions[0].id
    assert form.css_first(f"input[name=rating-{design}][checked]").attributes["value"] == "5"


def test_an_untouched_form_of_the_older_version_is_saved_under_the_newer_one(house: House, sign_in: SignIn) -> None:
    old, una = house.first.dimensions[0].id, house.untouched.interviewer
    house.move()
    typed = {"version": "1", f"rating-{old}": "4"}
    answer = sign_in(una).post(f"/scorecards/{house.untouched.scorecard.id}/autosave", data=typed)
    assert answer.json["state"] == "saved"
    written = sheets.answers(house.untouched.scorecard.id)
    assert written.ratings == {house.second.dimensions[0].id: RatingAnswer(score=4)}


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_form_sent_while_its_opening_moves_waits_and_is_saved_under_the_newer_version(
    app: Flask, house: House, sign_in: SignIn
) -> None:
    card, old, new = house.untouched.scorecard.id, house.first.dimensions[0].id, house.second.dimensions[0].id
    browser, answers = sign_in(house.untouched.interviewer), []

    def send() -> None:
        with app.app_context():
            answers.append(browser.post(f"/scorecards/{card}/autosave", data={"version": "1", f"rating-{old}": "4"}))

    house.begin_to_move()
    sending = Thread(target=send)
    sending.start()
    # Each look in a transaction of its own: within one, PostgreSQL shows the activity as it was at the first look.
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as watch:
        while not watch.scalar(text(WAITING)):
            assert sending.is_alive()
    db.session.commit()
    sending.join()
    assert (answers[0].json["state"], sheets.answers(card).ratings) == ("saved", {new: RatingAnswer(score=4)})


@on_both
def test_a_submitted_scorecard_holds_the_opening_and_the_others_go_on_in_a_new_one(house: House) -> None:
    scored = factories.application(house.opening)
    factories.submitted(factories.interview(scored, factories.account("Sue")))
    planned = PlannedInterview(requisition_id=house.opening.id, position=1, title="Talk", focus=["dimension:1"])
    db.session.add(planned)
    db.session.flush()
    house.untouched.planned_id = planned.id
    db.session.commit()
    found = house.shown()
    assert (found.moving, len(found.obstacles)) == ({house.loop.id}, 1)
    with pytest.raises(Conflict, match="1 application has a submitted scorecard, or a committee"):
        move_requisition(requisition=house.opening, version=house.second, shown=found.shown, actor=house.rose)
    following = continue_requisition(
        requisition=house.opening, version=house.second, shown=found.shown, actor=house.rose
    )
    db.session.commit()
    db.session.expire_all()
    assert (scored.requisition_id, house.opening.rubric_version_id) == (house.opening.id, house.first.id)
    assert (house.loop.requisition_id, following.rubric_version_id) == (following.id, house.second.id)
    assert following.title == "Staff engineer, payments, version 2"
    assert [(member.account_id, member.role) for member in following.team] == [
        (house.rose.id, TeamRole.RECRUITER),
        (house.ian.id, TeamRole.CHAIR),
    ]
    copy = db.session.scalars(select(PlannedInterview).where(PlannedInterview.requisition_id == following.id)).one()
    assert (copy.title, copy.focus, house.untouched.planned_id) == ("Talk", ["dimension:1"], copy.id)


def test_a_reopened_scorecard_and_a_committee_hold_the_opening_too(house: House) -> None:
    house.loop.stage = Stage.CALIBRATION
    db.session.commit()
    assert house.shown().moving == frozenset()
    house.loop.stage = Stage.INTERVIEWING
    house.begun.scorecard.submissions = 1
    db.session.commit()
    found = house.shown()
    assert found.moving == frozenset()
    with pytest.raises(Conflict, match="Every application of this opening has been scored"):
        continue_requisition(requisition=house.opening, version=house.second, shown=found.shown, actor=house.rose)


def test_an_interview_that_would_cover_nothing_holds_the_opening_and_is_named(house: House) -> None:
    alone = factories.interview(house.loop, factories.account("Abe"), focus=(2,), title="Working together")
    found = house.shown()
    assert found.obstacles == (
        f"Working together with {house.loop.candidate.name} would cover nothing: plan it anew, with another focus, or cancel it.",
    )
    alone.cancelled_at = house.loop.created_at
    db.session.commit()
    assert house.shown().obstacles == ()


def test_what_changed_after_the_page_was_opened_is_looked_at_again(house: House) -> None:
    shown = house.shown().shown
    factories.drafted(house.untouched)
    with pytest.raises(Conflict, match="Look again at what moving would do"):
        move_requisition(requisition=house.opening, version=house.second, shown=shown, actor=house.rose)
    assert house.opening.rubric_version_id == house.first.id


def test_an_opening_moves_neither_back_nor_to_a_draft_nor_to_another_rubric(house: House) -> None:
    draft = start_version(version=house.second, actor=house.rose)
    for version in (house.first, draft, factories.rubric()):
        with pytest.raises(InvalidInput, match="only to a newer published version of its own rubric"):
            move_requisition(requisition=house.opening, version=version, shown="", actor=house.rose)


def test_the_pages_lead_from_the_opening_to_the_move_and_from_the_version_to_its_openings(
    house: House, sign_in: SignIn, markup: Markup
) -> None:
    rose = sign_in(house.rose)
    path = f"/requisitions/{house.opening.id}/rubric"
    opening = markup(rose.get(f"/requisitions/{house.opening.id}"))
    assert path in [link.attributes["href"] for link in opening.css("#settings a")]
    page = markup(rose.get(path))
    assert [cell.text() for cell in page.css("#fate-table th[scope=row]")] == ["Delivery", "Collaboration"]
    assert [row.text(separator=" ").split() for row in page.css("#loop-table tbody td")][2::4] == [
        ["Delivery,", "Collaboration"],
        ["Collaboration"],
    ]
    pins = [
        (link.text(), link.attributes["href"])
        for link in markup(rose.get(f"/rubrics/versions/{house.first.id}")).css("#pin-table a")
    ]
    assert pins == [("Staff engineer, payments", f"/requisitions/{house.opening.id}")]
    shown = page.css_first("input[name=shown]").attributes["value"]
    assert rose.post(path, data={"shown": "stale"}).location == path
    assert rose.post(path, data={"shown": shown}).location == f"/requisitions/{house.opening.id}"
    db.session.expire_all()
    assert house.opening.rubric_version_id == house.second.id
    assert rose.get(path).status_code == 404
    assert "Moved to a newer version" in rose.get(f"/applications/{house.loop.id}").get_data(as_text=True)


def test_openings_are_named_on_the_version_only_to_those_who_know_them(
    house: House, sign_in: SignIn, markup: Markup
) -> None:
    path = f"/rubrics/versions/{house.first.id}"
    assert markup(sign_in(factories.account("Out")).get(path)).css_first("#pin-table") is None
    assert markup(sign_in(house.ian).get(path)).css_first("#pin-table td").text() == "1 running loop"
    factories.conflict(house.loop, house.ian)
    assert markup(sign_in(house.ian).get(path)).css_first("#pin-table td").text() == "no running loop"


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)  # a form's token tells the second
def test_neither_drafts_nor_hidden_applications_change_the_page_of_a_move(house: House, sign_in: SignIn) -> None:
    rita = factories.account("Rita", Role.RECRUITER)
    hidden = factories.application(house.opening, factories.candidate("Hidden Person"))
    interview = factories.interview(hidden, factories.account("Hal"))
    factories.conflict(hidden, rita)
    browser, path = sign_in(rita), f"/requisitions/{house.opening.id}/rubric"
    before = browser.get(path).data
    factories.submitted(interview)
    for rating in house.begun.scorecard.ratings:
        rating.score, rating.evidence = 1, "Something else entirely."
    db.session.commit()
    after = browser.get(path).get_data(as_text=True)
    assert list(unified_diff(before.decode().splitlines(), after.splitlines(), n=0)) == []
    assert b"Part of this opening is not open to you" in before
    assert b"Hidden Person" not in before
    with pytest.raises(Conflict, match="Part of this opening is not open to you"):
        house.move(rita)
