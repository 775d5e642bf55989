"""Nothing is deleted unless a time is set; then what had its time goes, with everything that hangs on it, and is traced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.enums import Role
from accounts.models import Account
from calibration import tasks
from calibration.enums import Outcome, Profile
from calibration.models import Decision, LegalHold, Packet, PacketBulk, PacketShare
from calibration.operations.bulk import request_bulk, seal_bulk
from calibration.operations.decisions import decide_application
from calibration.operations.packets import freeze_packet, seal_packet
from calibration.operations.retention import GONE, delete_candidate, delete_packet, lift_hold, place_hold
from calibration.operations.shares import share_packet
from calibration.retention import Kept, Policy, policy
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from core.errors import DomainError
from core.jobs.models import Job
from core.storage import StoredFile
from scorecards.models import Application, Candidate, Interview, Scorecard
from scorecards.operations.attachments import add_attachments
from tests import factories
from tests.calibration.committee import REASONS, Committee

SignIn = Callable[[Account], FlaskClient]
NAME = "Imani Okafor"


class House:
    """Two candidates of one opening. Imani's application is decided and has a packet, a link, an order and a file."""

    def __init__(self, committee: Committee) -> None:
        self.house = committee
        self.other = self.house.apply("Tarek Aziz")
        self.application = self.house.application
        decide_application(
            application=self.application,
            outcome=Outcome.HIRE,
            reasons=REASONS,
            expected_number=0,
            actor=self.house.chair,
        )
        self.packet = freeze_packet(application=self.application, profile=Profile.RECRUITER, actor=self.house.rosa)
        seal_packet(packet=self.packet, pdf=b"%PDF-1.7 Imani")
        share_packet(packet=self.packet, days=7, label="", actor=self.house.rosa)
        order = request_bulk(
            title="Thursday",
            requisition=self.house.opening,
            applications=[self.application, self.other],
            profile=Profile.RECRUITER,
            actor=self.house.rosa,
        )
        order.items[0].packet = self.packet
        seal_bulk(bulk=order, index=b"%PDF-1.7 the list that names Imani")
        db.session.query(Job).delete()
        db.session.commit()


@pytest.fixture
def house(house: Committee, app: Flask, tmp_path: Path) -> House:
    app.config["PACKET_STORAGE"] = str(tmp_path / "files")
    return House(house)


def days_later(days: float) -> Any:
    return time_machine.travel(now() + timedelta(days=days), tick=False)


def look() -> None:
    """What the worker does each minute."""
    tasks.look_for_retention()
    db.session.commit()


def files(tmp_path: Path) -> int:
    return sum(path.is_file() for path in (tmp_path / "files").rglob("*"))


def test_without_a_time_nothing_is_ever_asked_for(house: House) -> None:
    with days_later(5000):
        look()
    assert db.session.query(Job).filter_by(kind="apply_retention").count() == 0


@pytest.mark.postgresql
def test_packets_go_after_their_days_with_their_links_their_lists_and_their_files(
    house: House, app: Flask, run_jobs: Callable[[], Any], tmp_path: Path
) -> None:
    app.config["RETENTION_PACKETS"] = "30"
    content_sha256 = house.packet.content_sha256
    with days_later(28.9):
        look()
        run_jobs()
    assert (db.session.query(Packet).count(), files(tmp_path)) == (1, 2)
    with days_later(30.1):
        look()
        look()
        begun = run_jobs()
        assert [(job.kind, job.done, job.total) for job in begun if job.kind == "apply_retention"] == [
            ("apply_retention", 1, 1)
        ]
    left = [db.session.query(table).count() for table in (Packet, PacketShare, PacketBulk, StoredFile)]
    assert (left, files(tmp_path)) == ([0, 0, 0, 0], 0)
    assert db.session.query(Application).count() == 2
    traced = db.session.query(AuditEvent).filter_by(action="delete_packet").one()
    assert (traced.details["content_sha256"], traced.about) == (content_sha256, f"application:{house.application.id}")


@pytest.mark.postgresql
def test_a_candidate_goes_with_everything_once_every_application_had_its_time(
    house: House, app: Flask, run_jobs: Callable[[], Any], tmp_path: Path
) -> None:
    app.config["RETENTION_CANDIDATES"] = "365"
    kept, gone = house.other.id, house.application.id
    with days_later(366):
        look()
        run_jobs()
    assert [candidate.name for candidate in db.session.query(Candidate)] == ["Tarek Aziz"]
    assert {row.application_id for row in db.session.query(Interview)} == {kept}
    assert db.session.query(Scorecard).count() == 3
    left = [db.session.query(table).count() for table in (Decision, Packet, PacketBulk, StoredFile)]
    assert (left, files(tmp_path)) == ([0, 0, 0, 0], 0)
    said = db.session.scalars(select(AuditEvent.details).where(AuditEvent.about == f"application:{gone}"))
    assert {str(details) for details in said} == {"{}"}
    assert db.session.query(AuditEvent).filter_by(action="delete_candidate").count() == 1


def test_a_candidate_with_an_open_application_stays(house: House, app: Flask, run_jobs: Callable[[], Any]) -> None:
    factories.application(person=house.application.candidate)
    app.config["RETENTION_CANDIDATES"] = "1"
    with days_later(400):
        look()
        run_jobs()
    assert db.session.query(Candidate).count() == 2


def test_files_about_a_candidate_go_by_the_day_the_application_was_closed(
    house: House, app: Flask, run_jobs: Callable[[], Any]
) -> None:
    for application in (house.application, house.other):
        add_attachments(
            application=application,
            files=[("cv.txt", f"Worked at sea, {application.id}.".encode())],
            for_interviewers=False,
            actor=house.house.rosa,
        )
    db.session.commit()
    app.config["RETENTION_ATTACHMENTS"] = "10"
    with days_later(11):
        look()
        run_jobs()
    deleted = db.session.query(AuditEvent).filter_by(action="delete_attachment").all()
    assert [event.details["application"] for event in deleted] == [house.application.id]


def test_what_is_held_stays_until_the_hold_is_lifted(
    house: House, app: Flask, sign_in: SignIn, run_jobs: Callable[[], Any]
) -> None:
    app.config.update(RETENTION_CANDIDATES="30", RETENTION_PACKETS="30")
    page = f"/retention/applications/{house.application.id}"
    chair = sign_in(house.house.chair)
    assert chair.post(f"{page}/hold", data={"reason": " "}).status_code == 422
    chair.post(f"{page}/hold", data={"reason": "A complaint is before the works council."})
    assert "before the works council" in chair.get(f"{page}/hold").text
    assert [sign_in(who).get(f"{page}/hold").status_code for who in (house.house.noor, house.house.ada)] == [404, 404]
    with days_later(31):
        look()
        run_jobs()
    assert (db.session.query(Candidate).count(), db.session.query(Packet).count()) == (2, 1)
    sign_in(house.house.chair).post(f"{page}/lift")
    with days_later(32):
        look()
        run_jobs()
    assert (db.session.query(Candidate).count(), db.session.query(Packet).count()) == (1, 0)
    assert db.session.query(LegalHold).count() == 0


def test_the_page_shows_administrators_what_goes_when_and_names_nobody(
    house: House, app: Flask, sign_in: SignIn, markup: Callable[..., Any], run_jobs: Callable[[], Any]
) -> None:
    app.config.update(RETENTION_PACKETS="10", RETENTION_CANDIDATES="20")
    place_hold(application=house.other, reason="Dispute", actor=house.house.rosa)
    admin = factories.account("Admin", Role.ADMIN)
    code = house.application.candidate.code
    with days_later(11):
        answer = sign_in(admin).get("/retention")
        page = markup(answer)
        rows = {
            kind: [
                [" ".join(cell.text().split()) for cell in row.css("th, td")]
                for row in page.css(f"#{kind}-list tbody tr")
            ]
            for kind in Kept
        }
    assert [(row[0].split("number")[0], row[2]) for row in rows[Kept.PACKETS]] == [(code, "Due now")]
    assert [row[0].split("number")[0] for row in rows[Kept.CANDIDATES]] == [code]
    assert ([word for word in ("Imani", "Okafor", "Tarek") if word in answer.text], rows[Kept.ATTACHMENTS]) == ([], [])
    assert db.session.query(Packet).count() == 1
    with days_later(11):
        sign_in(admin).post("/retention")
        run_jobs()
    assert (db.session.query(Packet).count(), db.session.query(Candidate).count()) == (0, 2)
    assert sign_in(house.house.rosa).get("/retention").status_code == 403


def test_a_time_that_is_no_number_of_days_is_refused() -> None:
    assert policy({}) == Policy({})
    assert policy({"RETENTION_PACKETS": "30"}) == Policy({Kept.PACKETS: 30})
    for word in ("0", "-1", "ten", "1e3", "²", "99999"):
        with pytest.raises(DomainError, match="RETENTION_PACKETS is"):
            policy({"RETENTION_PACKETS": word})


def test_days_are_counted_from_the_moment_its_time_began() -> None:
    rules, moment = Policy({Kept.PACKETS: 10}), datetime.fromisoformat("2026-11-20T10:00:00+00:00")
    assert rules.limit(Kept.PACKETS, moment) == moment - timedelta(days=10)
    assert (rules.limit(Kept.CANDIDATES, moment), rules.goes_at(Kept.PACKETS, moment)) == (
        None,
        moment + timedelta(days=10),
    )


@pytest.mark.postgresql
def test_a_list_that_names_somebody_held_stays_when_another_s_packet_goes(house: House) -> None:
    hold = place_hold(application=house.other, reason="A complaint.", actor=house.house.rosa)
    assert delete_packet(packet=house.packet)
    db.session.commit()
    order = db.session.query(PacketBulk).one()
    assert [(item.packet_id, item.left_out) for item in order.items] == [(None, GONE), (None, None)]
    assert delete_candidate(candidate=house.application.candidate)
    db.session.commit()
    assert (db.session.query(PacketBulk).count(), db.session.query(StoredFile).count()) == (1, 1)
    lift_hold(hold=hold, actor=house.house.rosa)
    decide_application(
        application=house.other,
        outcome=Outcome.NO_HIRE,
        reasons=REASONS,
        difference=REASONS,
        expected_number=0,
        actor=house.house.chair,
    )
    assert delete_candidate(candidate=house.other.candidate)
    db.session.commit()
    assert (db.session.query(PacketBulk).count(), db.session.query(StoredFile).count()) == (0, 0)
