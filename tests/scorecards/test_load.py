"""An interviewer's load by weeks: whose weeks they are, and which interviews the viewer may count."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from accounts.enums import Role
from scorecards.enums import TeamRole, TrainingStep
from scorecards.queries.people import interviewers, written_up
from tests import factories

SUNDAY_IN_BERLIN_MONDAY_IN_TOKYO = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "load"), [("Europe/Berlin", (1, 0)), ("Asia/Tokyo", (0, 1))])
def test_the_weeks_of_a_load_are_those_of_the_readers_zone(app: Flask, zone: str, load: tuple[int, int]) -> None:
    ada = factories.account("Ada")
    factories.interview(factories.application(), ada, starts=SUNDAY_IN_BERLIN_MONDAY_IN_TOKYO)
    friday = datetime(2026, 11, 20, 12, 0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    rita = factories.account("Rita", Role.RECRUITER)
    [found] = interviewers(rubric_id=None, now=friday, viewer=rita, account_id=ada.id)
    assert (found.this_week, found.next_week) == load


def test_a_load_counts_only_what_exists_for_the_viewer(app: Flask) -> None:
    """Somebody in conflict, the candidate and a manager of another opening must not find a hidden loop by subtraction."""
    ada, manager = factories.account("Ada"), factories.account("Manager")
    rita, conflicted, candidate = (factories.account(name, Role.RECRUITER) for name in ("Rita", "Conny", "Cleo"))
    mine = factories.application(factories.requisition(team={TeamRole.HIRING_MANAGER: [manager]}))
    hidden = factories.application(person=factories.candidate(account_id=candidate.id))
    factories.conflict(hidden, conflicted)
    for target in (mine, hidden, hidden):
        factories.interview(target, ada, starts=SUNDAY_IN_BERLIN_MONDAY_IN_TOKYO)
    loads = {}
    for viewer in (rita, manager, conflicted, candidate):
        [found] = interviewers(rubric_id=None, now=datetime(2026, 11, 20, tzinfo=UTC), viewer=viewer, account_id=ada.id)
        loads[viewer.name] = (found.this_week, found.unwritten)
    assert loads == {"Rita": (3, 3), "Manager": (1, 1), "Conny": (1, 1), "Cleo": (1, 1)}


def test_training_counts_what_was_written_up_but_not_with_whom_the_viewer_may_not_know_of(app: Flask) -> None:
    lea, admin = factories.account("Lea"), factories.account("Admin", Role.ADMIN)
    conflicted = factories.account("Conny", Role.RECRUITER)
    target = factories.application()
    factories.conflict(target, conflicted)
    factories.submitted(factories.interview(target, lea, shadow=True, training=TrainingStep.SHADOW))
    rubric_id = target.requisition.rubric_version.rubric_id
    counted = {each.name: written_up(rubric_id=rubric_id, viewer=each) for each in (admin, conflicted)}
    assert counted == {"Admin": {(lea.id, TrainingStep.SHADOW): 1}, "Conny": {}}
