"""The link of a guest by mail: once, at the moment it is made, and kept nowhere."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from flask import Flask

from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from core.jobs.models import Job
from scorecards.models import GuestLink, Interview
from tests.scorecards.kinds import SignIn
from tests.support.smtp import Sink

GUEST = {"name": "Gus Guest", "email": "gus@levelset.dev", "days": "7"}


@pytest.fixture
def address(interview: Interview) -> str:
    return f"/interviews/{interview.id}/guest"


def test_the_link_is_mailed_when_asked_for_and_opens_the_interview(
    app: Flask, sign_in: SignIn, sink: Sink, recruiter: Account, interview: Interview, address: str
) -> None:
    app.config["MAIL_FROM"] = "levelset@levelset.dev"
    answer = sign_in(recruiter).post(address, data={**GUEST, "by_mail": "y"})
    assert "The link was mailed to gus@levelset.dev." in answer.text
    [(recipient, message)] = sink.mails
    body = message.get_body(("plain",))
    assert body is not None
    text = unquote(body.get_content())
    token = text.partition("/guest#")[2].split()[0]
    assert (recipient, message["Subject"]) == (
        "gus@levelset.dev",
        f"Your interview for {interview.application.requisition.title}",
    )
    assert interview.application.candidate.name not in text
    assert app.test_client().post("/guest", data={"link": token}).status_code == 302
    kept = [str(row.details) for row in db.session.query(AuditEvent)] + [
        str(vars(row)) for row in db.session.query(Job)
    ]
    assert [row for row in kept if token in row] == []


def test_no_mail_goes_out_unasked(sign_in: SignIn, sink: Sink, recruiter: Account, address: str) -> None:
    answer = sign_in(recruiter).post(address, data=GUEST)
    assert "This link is shown once" in answer.text
    assert sink.mails == []


def test_a_link_that_could_not_be_mailed_is_shown_all_the_same(
    sign_in: SignIn, sink: Sink, recruiter: Account, address: str
) -> None:
    sink.refused.add("gus@levelset.dev")
    answer = sign_in(recruiter).post(address, data={**GUEST, "by_mail": "y"})
    assert "The mail to Gus Guest did not go out. Send the link yourself." in answer.text
    assert "This link is shown once" in answer.text
    assert db.session.query(GuestLink).count() == 1
