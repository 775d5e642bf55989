"""Moments in people's zones: how they are written, how typed ones are read, across the days on which clocks change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import Account
from core.clock import in_words
from core.errors import InvalidInput
from core.zones import known_zones, moment_typed, zone_named
from scorecards.models import Interview
from tests import factories

SignIn = Callable[[Account], FlaskClient]
PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("moment", "zone", "words"),
    [
        ("2026-01-15T14:05+00:00", "Europe/Paris", "15 January 2026, 15:05 CET"),
        ("2026-07-15T14:05+00:00", "Europe/Paris", "15 July 2026, 16:05 CEST"),
        ("2026-10-25T00:30+00:00", "Europe/Paris", "25 October 2026, 02:30 CEST"),
        ("2026-10-25T01:30+00:00", "Europe/Paris", "25 October 2026, 02:30 CET"),
        ("2026-07-15T23:05+00:00", "Asia/Kolkata", "16 July 2026, 04:35 IST"),
        ("2026-07-15T02:05+00:00", "America/Sao_Paulo", "14 July 2026, 23:05 UTC-03"),
        ("2026-07-15T14:05+00:00", "UTC", "15 July 2026, 14:05 UTC"),
    ],
)
def test_a_moment_is_written_by_the_wall_clock_of_its_zone(moment: str, zone: str, words: str) -> None:
    assert in_words(datetime.fromisoformat(moment), ZoneInfo(zone)) == words


@pytest.mark.parametrize(
    ("typed", "zone", "moment"),
    [
        ("2026-01-15T15:05", PARIS, "2026-01-15T14:05+00:00"),
        ("2026-07-15T16:05", PARIS, "2026-07-15T14:05+00:00"),
        ("2026-10-25T02:30", PARIS, "2026-10-25T00:30+00:00"),
        ("2026-11-01T01:30", NEW_YORK, "2026-11-01T05:30+00:00"),
    ],
)
def test_a_typed_time_is_a_moment_and_the_first_of_two_when_clocks_go_back(
    typed: str, zone: ZoneInfo, moment: str
) -> None:
    assert moment_typed(datetime.fromisoformat(typed), zone) == datetime.fromisoformat(moment)


def test_a_time_that_the_clocks_skip_is_refused_with_the_time_that_was_meant() -> None:
    with pytest.raises(InvalidInput, match=r"there is no 02:30\. Did you mean 03:30\?"):
        moment_typed(datetime.fromisoformat("2026-03-29T02:30"), PARIS)


@given(
    st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2035-01-01")),
    st.sampled_from(
        ["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
    ),
)
def test_what_is_read_shows_again_as_it_was_typed(typed: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    try:
        moment = moment_typed(typed, zone)
    except InvalidInput:
        return
    assert (moment.tzinfo, moment.astimezone(zone).replace(tzinfo=None)) == (UTC, typed.replace(fold=0))


def test_an_unknown_zone_is_refused_and_every_offered_one_exists() -> None:
    with pytest.raises(InvalidInput, match="'Mars/Olympus' is no time zone"):
        zone_named("Mars/Olympus")
    for path in ("/etc/passwd", "../UTC"):
        with pytest.raises(InvalidInput):
            zone_named(path)
    assert {zone_named(name).key for name in known_zones()} == set(known_zones())


def planned(zone: str | None, starts: datetime) -> tuple[Account, Interview]:
    recruiter = factories.account("Rita", Role.RECRUITER)
    recruiter.time_zone = zone
    held = factories.interview(factories.application(), factories.account("Ivo"), starts=starts)
    return recruiter, held


def change(browser: FlaskClient, held: Interview, typed: str) -> int:
    values = {"interviewer": held.interviewer_id, "scheduled_at": typed, "minutes": 60}
    return browser.post(f"/interviews/{held.id}/change", data=values).status_code


def test_two_people_see_and_type_the_same_moment_each_by_their_own_clock(app: object, sign_in: SignIn) -> None:
    recruiter, held = planned("Asia/Tokyo", datetime(2026, 7, 1, 8, tzinfo=UTC))
    browser = sign_in(recruiter)
    form = browser.get(f"/interviews/{held.id}/change").text
    assert ("Starts (Asia/Tokyo)" in form, 'value="2026-07-01T17:00"' in form) == (True, True)
    assert change(browser, held, "2026-07-02T10:00") == 302
    assert held.scheduled_at == datetime(2026, 7, 2, 1, tzinfo=UTC)
    held.interviewer.time_zone = "America/Sao_Paulo"
    assert "1 July 2026, 22:00 UTC-03" in sign_in(held.interviewer).get(f"/interviews/{held.id}/kit").text


def test_a_form_sent_as_it_was_shown_keeps_the_second_of_two_equal_hours(app: object, sign_in: SignIn) -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    recruiter, held = planned("Europe/Paris", second)
    assert change(sign_in(recruiter), held, "2026-10-25T02:30") == 302
    assert held.scheduled_at == second


def test_the_calendar_entry_is_the_same_moment_whoever_fetches_it(app: object, sign_in: SignIn) -> None:
    recruiter, held = planned("Australia/Lord_Howe", datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    entry = sign_in(recruiter).get(f"/interviews/{held.id}/invitation.ics").text
    assert [line for line in entry.splitlines() if line.startswith(("DTSTART", "DTEND"))] == [
        "DTSTART:20261025T013000Z",
        "DTEND:20261025T023000Z",
    ]
