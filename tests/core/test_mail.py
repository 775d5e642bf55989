"""Mail as far as it needs no server: quiet hours across clock changes, messages, addresses of servers."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from core.errors import DomainError
from core.mail.delivery import MailRefused, deliver
from core.mail.message import Listed, Mail, as_message
from core.mail.quiet import QuietHours, hours_of_day, is_quiet
from core.mail.server import MailServer, is_reserved, mail_server
from tests.support.smtp import mail_sink

NIGHT = QuietHours(time(20), time(8), weekends=False)
LUNCH = QuietHours(time(12), time(13, 30), weekends=True)
NEVER = QuietHours(time(), time(), weekends=True)


@pytest.mark.parametrize(
    ("moment", "zone", "quiet", "expected"),
    [
        ("2026-07-15T05:59+00:00", "Europe/Paris", NIGHT, True),
        ("2026-07-15T06:00+00:00", "Europe/Paris", NIGHT, False),
        ("2026-07-15T17:59+00:00", "Europe/Paris", NIGHT, False),
        ("2026-07-15T18:00+00:00", "Europe/Paris", NIGHT, True),
        ("2026-03-27T07:00+00:00", "Europe/Paris", NIGHT, False),  # Friday before the clocks go forward: 08:00
        ("2026-03-30T05:59+00:00", "Europe/Paris", NIGHT, True),  # Monday after: an hour earlier by UTC
        ("2026-03-30T06:00+00:00", "Europe/Paris", NIGHT, False),
        ("2026-10-26T06:59+00:00", "Europe/Paris", NIGHT, True),  # Monday after the clocks went back
        ("2026-10-26T07:00+00:00", "Europe/Paris", NIGHT, False),
        ("2026-07-18T10:00+00:00", "Europe/Paris", NIGHT, True),  # Saturday
        ("2026-07-17T22:30+00:00", "Asia/Tokyo", NIGHT, True),  # still Friday in London, Saturday in Tokyo
        ("2026-07-19T23:30+00:00", "Asia/Tokyo", NIGHT, False),  # Sunday in London, Monday 08:30 in Tokyo
        ("2026-07-18T12:00+00:00", "UTC", LUNCH, True),
        ("2026-07-18T13:30+00:00", "UTC", LUNCH, False),
        ("2026-07-18T03:00+00:00", "UTC", NEVER, False),
    ],
)
def test_quiet_hours_go_by_the_clock_on_the_wall(moment: str, zone: str, quiet: QuietHours, expected: bool) -> None:
    assert is_quiet(datetime.fromisoformat(moment), ZoneInfo(zone), quiet) is expected


def test_quiet_hours_are_read_or_refused() -> None:
    assert hours_of_day(" 20:00 - 08:30 ") == (time(20), time(8, 30))
    assert hours_of_day("none") == (time(), time())
    for wrong in ("", "20:00", "8pm-8am", "25:00-08:00", "20:00+01:00-08:00"):
        with pytest.raises(DomainError, match="QUIET_HOURS"):
            hours_of_day(wrong)


def test_a_mail_server_is_read_from_its_address_without_telling_the_password() -> None:
    assert mail_server("") is None
    assert mail_server("smtp://mail.firm.org") == MailServer(
        "mail.firm.org", 587, None, None, implicit_tls=False, demands_tls=False
    )
    assert mail_server("smtps://a%40b:p%2Fw@mail.firm.org") == MailServer(
        "mail.firm.org", 465, "a@b", "p/w", implicit_tls=True, demands_tls=True
    )
    for wrong in ("mail.firm.org", "http://u:secret@host", "smtp://u:secret@host:port"):
        with pytest.raises(DomainError) as refused:
            mail_server(wrong)
        assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("user", "tls", "is_sent"), [("", "offered", True), ("", "required", False), ("u:secret@", "offered", False)]
)
def test_without_encryption_no_password_is_sent_and_no_mail_where_encryption_is_required(
    app: Flask, user: str, tls: str, is_sent: bool
) -> None:
    mail = Mail(to="ana@firm.org", name="Ana", subject="S", paragraphs=("A",))
    with mail_sink() as sink:
        elsewhere = sink.url.replace(
            "127.0.0.1", f"{user}127.1"
        )  # the same machine, by a name that is not taken for it
        app.config.update(MAIL_URL=elsewhere, MAIL_TLS=tls)
        with nullcontext() if is_sent else pytest.raises(MailRefused, match="offers no encryption"):
            deliver(mail, message_id="m-1")
        assert [recipient for recipient, _ in sink.mails] == ["ana@firm.org"] * is_sent
    with pytest.raises(DomainError, match="MAIL_TLS is 'always'"):
        mail_server("smtp://mail.firm.org", tls="always")


def test_addresses_that_belong_to_nobody_are_known() -> None:
    addresses = ("a@ferrywright.example", "a@example.com", "a@x.test", "a@firm.org", "a@myexample.com")
    assert [is_reserved(address) for address in addresses] == [True, True, True, False, False]


def test_a_message_says_the_same_twice_escapes_names_and_keeps_headers_on_one_line() -> None:
    mail = Mail(
        to="ana@firm.org",
        name="Ana <b>Ruiz</b>\r\nBcc: x@y.z",
        subject="Two\r\nBcc: x@y.z lines",
        paragraphs=("A & B",),
        lists=(Listed("Opening", (("Interview", "https://l.org/1"),)),),
        action=("Write it", "https://l.org/2?a=1&b=2"),
        unsubscribe=("No more", "https://l.org/3"),
    )
    message = as_message(
        mail, sender="Levelset <l@l.org>", message_id="n-1@l.org", date=datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert message["Bcc"] is None
    assert message["Subject"] == "Two Bcc: x@y.z lines"
    assert message["List-Unsubscribe"] == "<https://l.org/3>"
    assert message["Message-ID"] == "<n-1@l.org>"
    plain, hypertext = (part.get_content() for part in message.iter_parts())
    for url in ("https://l.org/1", "https://l.org/3"):
        assert (url in plain, url in hypertext) == (True, True)
    assert "https://l.org/2?a=1&amp;b=2" in hypertext
    assert "<b>" not in hypertext
    assert "&amp;" not in plain


def test_the_address_that_ends_mails_is_sent_whole_on_one_line_and_a_long_subject_folded() -> None:
    url = "https://hiring.a-rather-long-name.org/mail/stop/" + "WzIsImRpZ2VzdCJd" * 8
    mail = Mail(
        to="ana@firm.org", name="Ana", subject="Überfällig " * 20, paragraphs=("A",), unsubscribe=("No more", url)
    )
    sent = as_message(
        mail, sender="L <l@l.org>", message_id="n@l.org", date=datetime(2026, 1, 1, tzinfo=UTC)
    ).as_bytes()
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in sent
    head = sent.partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert [line for line in head if len(line) > 78] == [f"List-Unsubscribe: <{url}>".encode()]
