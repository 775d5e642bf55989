"""Guests are named while a loop or a single interview is planned."""

from __future__ import annotations

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from accounts.models import Account
from core.database import db
from scorecards.models import Application, Interview, PlannedInterview, Requisition
from tests.scorecards.kinds import SignIn


def test_a_loop_is_planned_with_guests_whose_links_are_shown_once(
    sign_in: SignIn,
    client: FlaskClient,
    recruiter: Account,
    target: Application,
    talk: PlannedInterview,
    past: PlannedInterview,
) -> None:
    browser, form = sign_in(recruiter), f"/applications/{target.id}/loop/new"
    guest = {f"interviewer-{talk.id}": -1, f"guest-{talk.id}": "Gus", f"guest-email-{talk.id}": "gus@example.org"}
    refused = browser.post(form, data=guest | {f"interviewer-{past.id}": -1})
    assert (refused.status_code, db.session.scalars(select(Interview)).all()) == (422, [])
    assert "Past work: Give the guest&#39;s address." in refused.text
    page = LexborHTMLParser(browser.post(form, data=guest | {f"interviewer-{past.id}": recruiter.id, "days": "3"}).text)
    (made, other) = db.session.scalars(select(Interview).order_by(Interview.position))
    assert (made.interviewer.name, made.interviewer.is_guest, made.planned_id, other.interviewer.name) == (
        "Gus",
        True,
        talk.id,
        "Rita Recruiter",
    )
    (link,) = [each.text() for each in page.css("textarea[readonly]")]
    assert client.post("/guest", data={"link": link}).location == f"/interviews/{made.id}/kit"


def test_a_single_interview_is_planned_with_a_guest(
    sign_in: SignIn, recruiter: Account, opening: Requisition, target: Application
) -> None:
    browser, form = sign_in(recruiter), f"/applications/{target.id}/interviews/new"
    typed = {"title": "Talk", "interviewer": -1, "minutes": 30, "focus": opening.rubric_version.dimensions[0].id}
    assert "Give the guest&#39;s name." in browser.post(form, data=typed).text
    answer = browser.post(form, data=typed | {"guest_name": "Gus", "guest_email": "gus@example.org"})
    assert "This link is shown once" in answer.text
    assert [(row.title, row.interviewer.name) for row in db.session.scalars(select(Interview))] == [("Talk", "Gus")]
