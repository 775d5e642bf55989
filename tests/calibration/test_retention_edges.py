"""What a deletion by age must not leave behind, tell, or take with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Account
from calibration import tasks
from calibration.enums import Outcome, Profile
from calibration.models import Packet
from calibration.operations.decisions import decide_application
from calibration.operations.packets import freeze_packet
from calibration.operations.retention import delete_due, place_hold
from calibration.queries.retention import leaving, retention_policy
from calibration.retention import Kept
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from core.jobs.models import Job
from scorecards.models import Application, Attachment, Candidate
from scorecards.operations.attachments import add_attachments
from scorecards.operations.candidates import return_to_interviews
from tests import factories
from tests.calibration.committee import REASONS, Committee

SignIn = Callable[[Account], FlaskClient]
SECRET_FILE = "imani-okafor-reference.txt"


@pytest.fixture
def house(house: Committee) -> Committee:
    """Imani's application is decided and has a file that is not for interviewers."""
    decide_application(
        application=house.application, outcome=Outcome.HIRE, reasons=REASONS, expected_number=0, actor=house.chair
    )
    add_attachments(
        application=house.application, files=[(SECRET_FILE, b"Sails well.")], for_interviewers=False, actor=house.rosa
    )
    db.session.commit()
    return house


def pass_days(days: int, run_jobs: Callable[[], Any]) -> None:
    with time_machine.travel(now() + timedelta(days=days), tick=False):
        tasks.look_for_retention()
        db.session.commit()
        run_jobs()


@pytest.mark.postgresql
def test_the_names_of_files_go_from_the_trace_with_their_candidate(
    house: Committee, app: Flask, run_jobs: Callable[[], Any]
) -> None:
    app.config["RETENTION_CANDIDATES"] = "30"
    pass_days(31, run_jobs)
    told = [event for event in db.session.scalars(select(AuditEvent)) if "okafor" in str(event.details).lower()]
    assert (db.session.query(Candidate).count(), [(event.action, event.details) for event in told]) == (0, [])


def test_a_file_that_goes_by_its_age_is_told_beside_the_files_and_to_no_interviewer(
    house: Committee, app: Flask, sign_in: SignIn, run_jobs: Callable[[], Any]
) -> None:
    app.config["RETENTION_ATTACHMENTS"] = "30"
    application = f"/applications/{house.application.id}"
    before = sign_in(house.ada).get(application).text.count("attachment")
    pass_days(31, run_jobs)
    assert db.session.query(Attachment).count() == 0
    assert sign_in(house.ada).get(application).text.count("attachment") == before
    assert sign_in(house.rosa).get(f"{application}/attachments").text.count(SECRET_FILE) == 2


def test_a_hold_keeps_what_belongs_to_the_candidates_other_applications(
    house: Committee, app: Flask, run_jobs: Callable[[], Any]
) -> None:
    app.config.update(RETENTION_PACKETS="30", RETENTION_ATTACHMENTS="30")
    freeze_packet(application=house.application, profile=Profile.RECRUITER, actor=house.rosa)
    db.session.query(Job).delete()  # the packet's: nobody waits for it here
    elsewhere = factories.application(person=house.application.candidate)
    place_hold(application=elsewhere, reason="A complaint is before the works council.", actor=house.rosa)
    db.session.commit()
    pass_days(31, run_jobs)
    assert (db.session.query(Packet).count(), db.session.query(Attachment).count()) == (1, 1)
    place_hold(application=house.application, reason="This one too.", actor=house.rosa)


@pytest.mark.parametrize("kind", [Kept.CANDIDATES, Kept.ATTACHMENTS])
def test_an_application_that_is_taken_up_again_meanwhile_is_left_alone(
    house: Committee, app: Flask, kind: Kept
) -> None:
    app.config[kind.setting] = "30"
    due = leaving(retention_policy(), kind, until=now() + timedelta(days=31))
    return_to_interviews(application=house.application, reason="One more talk.", actor=house.chair)
    assert [delete_due(thing=thing) for thing in due] == [False]
    assert (db.session.query(Application).count(), db.session.query(Attachment).count()) == (1, 1)
