"""Many packets with one worker and with two (`performance.md`, target 3), by real worker processes.

Run with `BENCH=1 python -m pytest tests/bench/test_bulk_speed.py -s` or `make bench`; the plain test run leaves it out, since it takes minutes
and a busy machine makes it lie.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from calibration.enums import Profile
from calibration.models import PacketBulk
from calibration.operations.bulk import request_bulk
from core.database import db, read_only
from core.jobs.models import Job
from tests.calibration.committee import Committee
from tests.support.workers import Start

pytestmark = pytest.mark.skipif(
    "BENCH" not in os.environ, reason="set BENCH=1 to measure: it takes minutes on a quiet machine"
)
HOW_MANY = int(os.environ.get("BENCH_PACKETS", "50"))
WARMING = 6
PATIENCE = 900


def order(packets: int) -> int:
    """The number of an order of packets that nobody has asked for before."""
    house = Committee()
    applications = [house.application, *(house.apply(f"Candidate {number}") for number in range(1, packets))]
    made = request_bulk(
        title="Many", requisition=house.opening, applications=applications, profile=Profile.COMMITTEE, actor=house.rosa
    )
    db.session.commit()
    return made.id


def seconds(number: int, packets: int) -> float:
    """From the first packet begun to the order ready."""
    end = time.monotonic() + PATIENCE
    while True:
        with read_only():
            ready = db.session.scalar(select(PacketBulk.ready_at).where(PacketBulk.id == number))
            items = select(Job.id).where(Job.kind == "bulk_packet").order_by(Job.id.desc()).limit(packets)
            begun = db.session.scalar(select(func.min(Job.started_at)).where(Job.id.in_(items)))
        if ready is not None and begun is not None:
            break
        assert time.monotonic() < end
        time.sleep(0.2)
    taken: timedelta = ready - begun
    return taken.total_seconds()


def measured(start: Start, workers: int) -> float:
    """The seconds of an order, when each worker has set a packet before: the first one loads fonts and stylesheets."""
    process = start(workers=workers)
    seconds(order(WARMING), WARMING)
    found = seconds(order(HOW_MANY), HOW_MANY)
    process.terminate()
    assert process.wait(timeout=90) == 0
    return found


@pytest.mark.timeout(2400)
def test_two_workers_make_fifty_packets_nearly_twice_as_fast_and_leave_nothing_behind(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    found = {workers: measured(start, workers) for workers in (1, 2)}
    print(f"\n{HOW_MANY} packets, seconds by workers {found}, ratio {found[1] / found[2]:.2f}")  # noqa: T201  # a bench is read, not only passed
    assert list(folder.iterdir()) == []
    assert found[1] / found[2] >= 1.8
