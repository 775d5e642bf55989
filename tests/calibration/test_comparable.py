"""Who is offered for a comparison: the latest of each stage, and whoever was chosen already."""

from __future__ import annotations

import pytest
from flask import Flask

from calibration.queries.comparable import comparable, offered
from core.database import db
from scorecards.enums import Stage, TeamRole
from scorecards.models import Application, Requisition
from scorecards.queries.sight import Viewer
from tests import factories


@pytest.fixture
def chair(app: Flask) -> Viewer:
    return factories.account("Cora")


@pytest.fixture
def opening(chair: Viewer) -> Requisition:
    return factories.requisition(team={TeamRole.CHAIR: [chair]})


def applied(opening: Requisition, *stages: Stage) -> list[int]:
    """The numbers of new applications in the order in which they applied."""
    with factories.at_once():
        made: list[Application] = [factories.application(opening, stage=stage) for stage in stages]
    return [each.id for each in made]


def test_the_latest_of_each_stage_are_offered_in_the_order_in_which_they_applied(
    opening: Requisition, chair: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calibration.queries.comparable.MOST_LISTED", 2)
    old, decided, second, third, _ = applied(
        opening, Stage.CALIBRATION, Stage.DECIDED, Stage.CALIBRATION, Stage.CALIBRATION, Stage.INTERVIEWING
    )
    listed, is_cut = offered(requisition_id=opening.id, viewer=chair, chosen=[])
    assert ([row.application_id for row in listed], is_cut) == ([decided, second, third], True)
    chosen = comparable(requisition_id=opening.id, viewer=chair, chosen=[third, old])
    assert [row.application_id for row in chosen] == [third, old]
    listed, _ = offered(requisition_id=opening.id, viewer=chair, chosen=chosen)
    assert [row.application_id for row in listed] == [old, decided, second, third]


def test_nothing_is_left_out_of_a_list_that_is_just_full(
    opening: Requisition, chair: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calibration.queries.comparable.MOST_LISTED", 2)
    numbers = applied(opening, Stage.CALIBRATION, Stage.CALIBRATION)
    listed, is_cut = offered(requisition_id=opening.id, viewer=chair, chosen=[])
    assert ([row.application_id for row in listed], is_cut) == (numbers, False)


def test_only_what_is_open_to_the_reader_is_offered(opening: Requisition, chair: Viewer) -> None:
    seen, hidden = applied(opening, Stage.CALIBRATION, Stage.CALIBRATION)
    (of_another,) = applied(factories.requisition("Another"), Stage.CALIBRATION)
    factories.conflict(db.session.get_one(Application, hidden), chair)
    assert [row.application_id for row in offered(requisition_id=opening.id, viewer=chair, chosen=[])[0]] == [seen]
    assert comparable(requisition_id=opening.id, viewer=chair, chosen=[hidden, of_another]) == []
