"""Packets from the database: frozen, rendered by a worker, kept under their hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from accounts.enums import Role
from calibration.enums import Outcome, Profile
from calibration.models import Packet, StoredFile
from calibration.operations.decisions import decide_application
from calibration.operations.packets import request_packet, seal_packet
from core.database import db
from core.errors import Conflict
from core.jobs.enums import JobState
from scorecards.enums import Stage
from scorecards.models import Application
from tests import factories

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("app")]


@pytest.fixture
def application() -> Application:
    found = factories.application(person=factories.candidate("Imani Okafor"), stage=Stage.CALIBRATION)
    for name, scores in (("Ada Quist", [4, 3, 5]), ("Bo Lindqvist", [2, 3, None])):
        factories.submitted(
            factories.interview(found, factories.account(name)),
            scores=scores,
            private_notes="Reminded me of my cousin.",
        )
    return found


def make(application: Application) -> Packet:
    packet = request_packet(
        application=application, profile=Profile.COMMITTEE, actor=factories.account("Rosa", Role.RECRUITER)
    )
    db.session.commit()
    return packet


def test_the_worker_renders_the_packet_and_seals_it(application: Application, run_jobs: Callable[[], Any]) -> None:
    packet = make(application)
    assert [job.state for job in run_jobs()] == [JobState.DONE]
    db.session.refresh(packet)
    stored = db.session.get_one(StoredFile, packet.file_sha256)
    assert hashlib.sha256(stored.content).hexdigest() == packet.file_sha256
    reader = PdfReader(BytesIO(stored.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert ("Imani Okafor" in text, "Ada Quist" in text, "Bo Lindqvist" in text) == (True, True, True)
    inside = json.loads(reader.attachments["packet.json"][0])
    assert inside == packet.record
    assert "cousin" not in text + json.dumps(inside)


def test_a_packet_of_the_same_state_is_the_same_packet_and_renders_once(
    application: Application, run_jobs: Callable[[], Any]
) -> None:
    first = make(application)
    run_jobs()
    second = make(application)
    assert (second.id, run_jobs()) == (first.id, [])


def test_a_later_decision_makes_a_new_packet_and_leaves_the_old_one(application: Application) -> None:
    first = make(application)
    frozen = dict(first.record)
    decide_application(
        application=application,
        outcome=Outcome.NO_HIRE,
        reasons="Delivery stayed below the bar in both interviews.",
        difference="The scores average over what the role needs most.",
        expected_number=0,
        actor=factories.account("Chair", Role.COMMITTEE),
    )
    second = make(application)
    assert second.id != first.id
    assert (first.record, second.record["decision"]["outcome"]) == (frozen, "no_hire")


def test_a_draft_and_its_author_s_words_stay_out_of_the_packet(application: Application) -> None:
    factories.drafted(
        factories.interview(application, factories.account("Cleo")), evidence="Half a thought, not for others."
    )
    assert "Half a thought" not in json.dumps(make(application).record)


def test_other_bytes_cannot_be_sealed_over_a_sealed_packet(application: Application) -> None:
    packet = make(application)
    seal_packet(packet=packet, pdf=b"%PDF-1.7 one")
    with pytest.raises(Conflict):
        seal_packet(packet=packet, pdf=b"%PDF-1.7 two")
