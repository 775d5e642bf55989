"""Many packets with real workers, one of which is killed while it renders."""

from __future__ import annotations

import os
import signal
import time

import pytest
from sqlalchemy import select

from calibration.enums import Profile
from calibration.models import Packet, PacketBulk
from calibration.operations.bulk import request_bulk
from core.database import db, read_only
from core.jobs.enums import JobState
from core.jobs.models import Job
from core.storage import StoredFile
from tests.calibration.committee import Committee
from tests.support.workers import Start

pytestmark = pytest.mark.postgresql

PATIENCE = 150
HOW_MANY = 3


def rows() -> list[tuple[int, JobState, int, str | None]]:
    with read_only():
        found = db.session.execute(
            select(Job.id, Job.state, Job.attempts, Job.worker).where(Job.kind == "bulk_packet").order_by(Job.id)
        )
        return [(row.id, row.state, row.attempts, row.worker) for row in found]


def sealed() -> dict[int, str]:
    with read_only():
        return {
            row.id: row.file_sha256
            for row in db.session.execute(select(Packet.id, Packet.file_sha256))
            if row.file_sha256
        }


@pytest.mark.timeout(400)
def test_a_worker_killed_mid_render_loses_that_packet_s_attempt_and_no_other(house: Committee, start: Start) -> None:
    applications = [house.application, *(house.apply(f"Candidate {number}") for number in range(1, HOW_MANY))]
    order = request_bulk(
        title="Thursday",
        requisition=house.opening,
        applications=applications,
        profile=Profile.ANONYMOUS,
        actor=house.rosa,
    )
    db.session.commit()
    number = order.id
    start()
    end = time.monotonic() + PATIENCE
    rendering: list[str] = []
    while not (sealed() and rendering):
        rendering = [worker or "" for _, state, _, worker in rows() if state is JobState.RUNNING]
        assert time.monotonic() < end, rows()
        time.sleep(0.05)
    worker = rendering[0]
    before = sealed()
    os.kill(int(worker.rpartition(":")[2]), signal.SIGKILL)
    while True:
        with read_only():
            ready = db.session.scalar(select(PacketBulk.ready_at).where(PacketBulk.id == number))
        if ready is not None:
            break
        assert time.monotonic() < end, rows()
        time.sleep(0.05)
    after = sealed()
    assert {packet: after[packet] for packet in before} == before
    assert (len(after), {row[1] for row in rows()}) == (HOW_MANY, {JobState.DONE})
    assert sum(row[2] for row in rows()) <= HOW_MANY + 1  # only what it was at was begun again
    with read_only():
        assert db.session.query(StoredFile).count() == HOW_MANY + 1  # and the list: nothing half done is left
