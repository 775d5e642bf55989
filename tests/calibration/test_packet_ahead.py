"""Packets before anybody asks: laid out while the committee talks, rendered when it has decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import current_app

from calibration.enums import Outcome, Profile
from calibration.models import Packet
from calibration.operations.ahead import lay_out_ahead
from calibration.operations.decisions import decide_application
from calibration.operations.packets import request_packet
from calibration.packet.press import press
from calibration.packet.record import from_plain
from calibration.packet.render import render_packet
from calibration.queries.packets import packet_bytes
from core.database import db
from core.jobs.enums import JobState
from core.jobs.models import Job
from scorecards.operations.scorecards import submit_scorecard
from scorecards.queries import sheets
from tests import factories
from tests.calibration.committee import REASONS, Committee

pytestmark = pytest.mark.usefixtures("app")
AHEAD = {"scores", "scorecards", "rubric"}


def decide(house: Committee, outcome: Outcome = Outcome.HIRE, number: int = 0) -> None:
    decide_application(
        application=house.application,
        outcome=outcome,
        reasons=REASONS,
        difference=REASONS,
        expected_number=number,
        actor=house.chair,
    )
    db.session.commit()


def jobs_of(kind: str) -> list[Job]:
    return db.session.query(Job).filter_by(kind=kind).all()


def test_a_decision_has_the_committee_s_packet_rendered_with_the_decision_in_it(
    house: Committee, run_jobs: Callable[[], Any]
) -> None:
    decide(house)
    run_jobs()
    packet = db.session.query(Packet).one()
    assert (packet.profile, packet.record["decision"]["outcome"], packet.requested_by_id) == (
        Profile.COMMITTEE,
        "hire",
        house.chair.id,
    )
    assert (packet.file_sha256 is not None, [job.state for job in jobs_of("render_packet")]) == (True, [JobState.DONE])


def test_a_decision_that_is_rolled_back_asks_for_no_packet(house: Committee) -> None:
    decide_application(
        application=house.application, outcome=Outcome.HIRE, reasons=REASONS, expected_number=0, actor=house.chair
    )
    db.session.rollback()
    assert jobs_of("packet_ahead") == []


def test_whoever_asks_before_the_worker_came_gets_the_same_packet_rendered_once(
    house: Committee, run_jobs: Callable[[], Any]
) -> None:
    decide(house)
    asked = request_packet(application=house.application, profile=Profile.COMMITTEE, actor=house.chair)
    run_jobs()
    assert [packet.id for packet in db.session.query(Packet)] == [asked.id]
    assert len(jobs_of("render_packet")) == 1


def test_each_decision_has_its_own_packet(house: Committee, run_jobs: Callable[[], Any]) -> None:
    decide(house, Outcome.NO_HIRE)
    run_jobs()
    decide(house, Outcome.HIRE, number=1)
    run_jobs()
    found = [packet.record["decision"]["outcome"] for packet in db.session.query(Packet).order_by(Packet.id)]
    assert found == ["no_hire", "hire"]


def test_what_the_decision_will_not_change_is_laid_out_while_the_committee_talks(
    house: Committee, run_jobs: Callable[[], Any]
) -> None:
    house.sit()
    press().kept.clear()
    house.turn()
    run_jobs()
    assert [job.state for job in jobs_of("prepare_packet")] == [JobState.DONE]
    assert ({part for part, _, _ in press().kept}, db.session.query(Packet).count()) == (AHEAD, 0)


def test_a_submission_has_its_section_laid_out_unless_it_is_rolled_back(run_jobs: Callable[[], Any]) -> None:
    ada = factories.account("Ada")
    card = factories.drafted(factories.interview(factories.application(), ada))
    answers = sheets.answers(card.id)
    submit_scorecard(card=card, answers=answers, actor=ada, expected_version=card.version)
    db.session.rollback()
    assert jobs_of("prepare_packet") == []
    submit_scorecard(card=card, answers=answers, actor=ada, expected_version=card.version)
    db.session.commit()
    press().kept.clear()
    run_jobs()
    assert [(job.arguments, job.state) for job in jobs_of("prepare_packet")] == [
        ({"application_id": card.interview.application_id}, JobState.DONE)
    ]
    assert {part for part, _, _ in press().kept} == AHEAD


def test_the_packet_of_the_decision_uses_the_sections_of_before_and_has_the_bytes_of_a_fresh_one(
    house: Committee,
    run_jobs: Callable[[], Any],
) -> None:
    lay_out_ahead(application_id=house.application.id, actor=None)
    press().kept.clear()
    run_jobs()
    before = {part: document for (part, _, _), document in press().kept.items()}
    decide(house)
    run_jobs()
    packet = db.session.query(Packet).one()
    laid_out_anew = {part for (part, _, _), document in press().kept.items() if document not in before.values()}
    assert laid_out_anew == {"decision", "closing"}
    press().kept.clear()
    assert packet_bytes(packet) == render_packet(from_plain(packet.record), base_url=current_app.config["BASE_URL"])
