"""An interviewer's load by weeks: whose weeks they are."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from scorecards.queries.people import interviewers
from tests import factories

SUNDAY_IN_BERLIN_MONDAY_IN_TOKYO = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "load"), [("Europe/Berlin", (1, 0)), ("Asia/Tokyo", (0, 1))])
def test_the_weeks_of_a_load_are_those_of_the_readers_zone(app: Flask, zone: str, load: tuple[int, int]) -> None:
    ada = factories.account("Ada")
    factories.interview(factories.application(), ada, starts=SUNDAY_IN_BERLIN_MONDAY_IN_TOKYO)
    friday = datetime(2026, 11, 20, 12, 0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    [found] = interviewers(rubric_id=None, now=friday, account_id=ada.id)
    assert (found.this_week, found.next_week) == load
