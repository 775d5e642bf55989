"""The model's figures in a packet: those of the frozen run, the same whoever makes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.models import Account
from calibration.enums import Profile
from calibration.measured import measured
from calibration.models.runs import AdjustmentSwitch, CalibrationRun, RunCandidate
from calibration.operations.packets import freeze_packet
from calibration.operations.runs import request_fits
from calibration.packet.context import packet_context
from calibration.packet.record import Statistics, from_plain
from core.clock import now
from core.database import db
from core.jobs.models import Job
from scorecards.enums import Stage, TeamRole
from scorecards.models import Application, TeamMember
from tests import factories
from tests.calibration.rounds import Round

pytestmark = pytest.mark.usefixtures("app")
RunJobs = Callable[[], list[Job]]


def statistics(application: Application, maker: Account | None) -> Statistics | None:
    packet = freeze_packet(application=application, profile=Profile.COMMITTEE, actor=maker)
    db.session.commit()
    record = from_plain(packet.record)
    assert (packet_context(record).figures != ()) is (record.calibration.statistics is not None)
    return record.calibration.statistics


@pytest.fixture
def house(fitted_round: Round) -> Round:
    """Twelve candidates in calibration, whose line is fitted."""
    return fitted_round


def fit(run_jobs: RunJobs) -> None:
    request_fits(actor=None)
    run_jobs()


def test_a_packet_names_the_run_and_its_figures(house: Round) -> None:
    target = house.applications[0]
    found = statistics(target, house.chair)
    run = db.session.query(CalibrationRun).filter_by(decided_only=False).one()
    row = db.session.query(RunCandidate).filter_by(run_id=run.id, application_id=target.id).one()
    shown = measured(row.figures, run.outputs, {})
    assert found is not None
    assert found.run_id == f"{run.id} ({run.inputs_sha256[:12]})"
    assert shown.level is not None
    values = {figure.name: (figure.value, figure.low, figure.high) for figure in found.figures}
    assert values["Overall level"] == (shown.level.estimate, shown.level.low, shown.level.high)
    assert values["Raw mean"] == (shown.raw, None, None)
    assert [name for name in values if name in factories.DIMENSIONS] == list(factories.DIMENSIONS)


def test_a_run_that_a_packet_was_made_from_is_kept(house: Round, run_jobs: RunJobs) -> None:
    statistics(house.applications[0], house.chair)
    first = db.session.query(CalibrationRun.id).filter_by(decided_only=False).scalar()
    factories.submitted(factories.interview(house.applications[1], factories.account("Guest")))
    fit(run_jobs)
    kept = db.session.query(RunCandidate.application_id).filter_by(run_id=first).all()
    assert [row.application_id for row in kept] == [house.applications[0].id]


def test_without_a_run_a_packet_has_no_figures() -> None:
    house = Round(candidates=2)
    assert statistics(house.applications[0], house.chair) is None


def test_a_packet_of_an_opening_without_the_model_has_no_figures(house: Round) -> None:
    off = AdjustmentSwitch(requisition_id=house.opening.id, is_off=True, reason="Raw scores.", set_at=now())
    off.set_by_id = house.chair.id
    db.session.add(off)
    db.session.commit()
    assert statistics(house.applications[0], house.chair) is None


def test_the_command_line_freezes_the_figures_too(house: Round) -> None:
    assert statistics(house.applications[0], None) is not None


def test_a_packet_says_the_same_whoever_makes_it_and_nothing_that_one_of_them_may_not_read(run_jobs: RunJobs) -> None:
    house = Round()
    manager = factories.account("Hugo")
    db.session.add(TeamMember(requisition=house.opening, account=manager, role=TeamRole.HIRING_MANAGER))
    db.session.commit()
    fit(run_jobs)
    target = house.applications[0]
    shown = statistics(target, house.chair)
    assert shown is not None
    assert statistics(target, manager) == statistics(target, None) == shown
    factories.conflict(house.applications[1], manager)
    assert [statistics(target, maker) for maker in (manager, house.chair, None)] == [None, None, None]
    house.applications[1].stage = Stage.DECIDED
    db.session.commit()
    assert [statistics(target, maker) for maker in (manager, house.chair, None)] == [shown, shown, shown]


def test_somebody_who_may_open_no_packet_of_the_candidate_takes_no_figures_from_it(run_jobs: RunJobs) -> None:
    house = Round()
    manager = factories.account("Hugo")
    db.session.add(TeamMember(requisition=house.opening, account=manager, role=TeamRole.HIRING_MANAGER))
    for application in house.applications[:2]:
        factories.conflict(application, manager)
    fit(run_jobs)
    assert statistics(house.applications[0], house.chair) is not None
