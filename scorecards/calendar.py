"""An interview as a calendar entry (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LONGEST_LINE = 75
"""Octets of one line; longer ones are folded (RFC 5545, section 3.1)."""


def invitation(*, uid: str, title: str, starts: datetime, minutes: int, url: str, made: datetime) -> str:
    """The text of an `.ics` file with one event; times in UTC, so that every calendar shows the reader's own.

    The candidate's name stays out of it: calendars are read by more people than a scorecard.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Levelset//Interviews//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_moment(made)}",
        f"DTSTART:{_moment(starts)}",
        f"DTEND:{_moment(starts + timedelta(minutes=minutes))}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped('Read the interview kit first: ' + url)}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> str:
    parts, rest = [], line
    while len(rest.encode()) > LONGEST_LINE:
        cut = LONGEST_LINE - 1
        while len(rest[:cut].encode()) > LONGEST_LINE - 1:
            cut -= 1
        parts.append(rest[:cut])
        rest = " " + rest[cut:]
    return "\r\n".join([*parts, rest])
