"""Which mails are due at which moment: tables over deadlines, quiet hours, zones and the days on which clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import MailTopic
from accounts.mails import MailPerson
from core.errors import InvalidInput
from core.mail.quiet import QuietHours
from scorecards.deadlines import due_at
from scorecards.reminders import Occasion, Owed, digests, hours_in_words, hours_typed, reminders

EVERYTHING = frozenset(MailTopic)
NIGHT = QuietHours(time(20), time(8), weekends=False)
ALWAYS_OPEN = QuietHours(time(), time(), weekends=True)
ANA = MailPerson(7, "Ana", "ana@firm.org", ZoneInfo("Europe/Paris"), NIGHT, EVERYTHING)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def owed(ended: str, due: str, person: MailPerson = ANA) -> Owed:
    return Owed(3, person, at(ended), at(due), before=(4,), after=(1, 24))


def keys(found: list[Occasion]) -> list[str]:
    return [occasion.key for occasion in found]


@pytest.mark.parametrize(
    ("now", "key"),
    [
        ("2026-07-14T10:59", None),  # Tuesday; the interview ended at 15:00 by UTC the day before
        ("2026-07-14T11:00", "before:3:7:2026-07-14T11:00"),
        ("2026-07-14T15:59", "before:3:7:2026-07-14T11:00"),  # the same occasion, so the same key
        ("2026-07-14T16:00", "after:3:7:2026-07-14T16:00"),
        ("2026-07-14T18:00", None),  # 20:00 in Paris
        ("2026-07-15T05:59", None),
        ("2026-07-15T06:00", "after:3:7:2026-07-14T16:00"),  # what waited for the morning
        ("2026-07-15T15:00", "after:3:7:2026-07-15T15:00"),
        ("2026-07-18T10:00", None),  # Saturday
        ("2026-07-20T06:00", "after:3:7:2026-07-15T15:00"),
        ("2026-07-22T15:00", "after:3:7:2026-07-15T15:00"),
        ("2026-07-22T15:01", None),  # a week later it is let go
    ],
)
def test_the_latest_moment_that_has_come_is_reminded_of_outside_quiet_hours(now: str, key: str | None) -> None:
    card = owed("2026-07-13T15:00", "2026-07-14T15:00")
    assert keys(reminders([card], now=at(now), sent=())) == ([key] if key else [])


@pytest.mark.parametrize(
    ("now", "zone", "is_open"),
    [
        ("2026-03-27T06:59", "Europe/Paris", False),  # Friday, winter time: 07:59
        ("2026-03-27T07:00", "Europe/Paris", True),
        ("2026-03-30T05:59", "Europe/Paris", False),  # Monday, summer time
        ("2026-03-30T06:00", "Europe/Paris", True),
        ("2026-10-26T06:30", "Europe/Paris", False),  # Monday, winter time again
        ("2026-10-26T07:00", "Europe/Paris", True),
        ("2026-11-02T12:59", "America/New_York", False),
        ("2026-11-02T13:00", "America/New_York", True),
        ("2026-04-06T21:59", "Australia/Sydney", False),  # Tuesday 07:59 there, clocks went back on Sunday
        ("2026-04-06T22:00", "Australia/Sydney", True),
    ],
)
def test_a_reminder_waits_for_the_persons_own_morning_also_when_clocks_change(
    now: str, zone: str, is_open: bool
) -> None:
    moment = at(now)
    person = replace(ANA, zone=ZoneInfo(zone))
    card = Owed(3, person, moment - timedelta(days=2), moment - timedelta(days=1, hours=2), (4,), (24,))
    assert bool(reminders([card], now=moment, sent=())) is is_open


def test_what_was_sent_is_not_sent_again_and_an_earlier_one_is_never_made_up_for() -> None:
    card = owed("2026-07-13T15:00", "2026-07-14T15:00")
    first = reminders([card], now=at("2026-07-15T06:00"), sent=())
    assert reminders([card], now=at("2026-07-15T06:05"), sent=keys(first)) == []


def test_no_reminder_comes_before_the_interview_has_ended() -> None:
    card = replace(owed("2026-07-14T15:00", "2026-07-14T16:00"), before=(4,))
    assert keys(reminders([card], now=at("2026-07-14T14:59"), sent=())) == []
    assert keys(reminders([card], now=at("2026-07-14T15:00"), sent=())) == ["before:3:7:2026-07-14T15:00"]


def test_another_deadline_or_another_interviewer_is_another_occasion() -> None:
    now, card = at("2026-07-14T11:00"), owed("2026-07-13T15:00", "2026-07-14T15:00")
    moved = replace(card, due=card.due - timedelta(minutes=30))
    other = replace(card, person=replace(ANA, account_id=8))
    assert len({*keys(reminders([card, moved, other], now=now, sent=()))}) == 3


@pytest.mark.parametrize(
    ("unwanted", "key"),
    [
        (MailTopic.AFTER, "before:3:7:2026-07-14T11:00"),
        (MailTopic.BEFORE, "after:3:7:2026-07-14T16:00"),
        (MailTopic.DIGEST, "after:3:7:2026-07-14T16:00"),
    ],
)
def test_topics_are_ended_one_by_one(unwanted: MailTopic, key: str) -> None:
    card = owed("2026-07-13T15:00", "2026-07-14T15:00", replace(ANA, topics=EVERYTHING - {unwanted}))
    assert keys(reminders([card], now=at("2026-07-14T17:00"), sent=())) == [key]


@pytest.mark.parametrize(
    ("now", "key"),
    [
        ("2026-07-14T06:59", None),
        ("2026-07-14T07:00", "digest:7:2026-07-14"),
        ("2026-07-14T17:59", "digest:7:2026-07-14"),
        ("2026-07-14T18:00", None),
        ("2026-07-18T09:00", None),  # Saturday
        ("2026-10-26T07:59", None),  # 08:59 in winter time
        ("2026-10-26T08:00", "digest:7:2026-10-26"),
    ],
)
def test_the_daily_list_goes_out_once_a_day_from_its_hour_on(now: str, key: str | None) -> None:
    assert keys(digests([ANA], now=at(now), at=time(9), sent=())) == ([key] if key else [])
    assert digests([ANA], now=at(now), at=time(9), sent=[str(key)]) == []
    nobody = replace(ANA, topics=frozenset({MailTopic.AFTER}))
    assert digests([nobody], now=at(now), at=time(9), sent=()) == []


def test_the_day_of_a_daily_list_is_the_persons_own() -> None:
    kiritimati = replace(ANA, zone=ZoneInfo("Pacific/Kiritimati"), quiet=ALWAYS_OPEN)
    midway = replace(kiritimati, account_id=8, zone=ZoneInfo("Pacific/Midway"))
    now = at("2026-07-14T21:00")
    assert keys(digests([kiritimati, midway], now=now, at=time(9), sent=())) == [
        "digest:7:2026-07-15",
        "digest:8:2026-07-14",
    ]


@given(
    st.datetimes(datetime.fromisoformat("2026-03-20"), datetime.fromisoformat("2026-04-10")),
    st.sampled_from(["Europe/Paris", "Australia/Lord_Howe", "America/St_Johns", "UTC"]),
    st.lists(st.integers(1, 400), max_size=3),
    st.lists(st.integers(1, 400), max_size=3),
)
def test_looking_every_quarter_of_an_hour_sends_each_occasion_once_and_never_in_the_night(
    due: datetime, zone: str, before: list[int], after: list[int]
) -> None:
    person = replace(ANA, zone=ZoneInfo(zone))
    ends = due.replace(tzinfo=UTC)
    card = Owed(3, person, ends - timedelta(hours=24), ends, tuple(before), tuple(after))
    sent: list[str] = []
    for step in range(4 * 24 * 8):
        now = ends - timedelta(days=2) + timedelta(minutes=15 * step)
        for occasion in reminders([card], now=now, sent=sent):
            local = now.astimezone(person.zone)
            assert (8 <= local.hour < 20, local.weekday() < 5, now >= card.ended) == (True, True, True)
            sent.append(occasion.key)
    assert len(sent) == len(set(sent)) <= len(set(before)) + len(set(after))


def test_a_reopened_scorecard_is_due_as_long_after_that() -> None:
    held, reopened = at("2026-07-13T14:00"), at("2026-07-20T09:00")
    assert due_at(held, 60, 24) == at("2026-07-14T15:00")
    assert due_at(held, 60, 24, reopened) == at("2026-07-21T09:00")
    assert due_at(None, 60, 24, reopened) == at("2026-07-21T09:00")
    assert due_at(None, 60, 24) is None


def test_hours_are_typed_as_they_are_shown() -> None:
    for text, hours in (("", None), ("none", []), ("4", [4]), ("4, 24,4", [4, 24])):
        assert hours_typed(text) == hours
        assert hours_typed(hours_in_words(hours)) == hours
    for wrong in ("soon", "0", "-1", "1.5", "337", "4;5", "1,2,3,4,5", "٤"):
        with pytest.raises(InvalidInput):
            hours_typed(wrong)
