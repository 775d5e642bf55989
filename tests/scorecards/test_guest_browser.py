"""A guest in a real browser: from the link to a submitted scorecard, with nothing typed lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from accounts.enums import Role
from core.clock import now
from core.database import db, read_only
from scorecards.enums import ScorecardState
from scorecards.models import GuestLink, Interview, Scorecard
from scorecards.operations.guests import assign_guest, renew_guest_link
from scorecards.queries import sheets
from tests import factories
from tests.scorecards.test_browser import SLOW, await_state

pytestmark = pytest.mark.browser

Browse = Callable[..., Page]


def test_a_guest_opens_types_is_cut_off_comes_back_and_submits(
    app: Flask, browse: Browse, page_problems: Callable[[Page], list[str]]
) -> None:
    recruiter = factories.account("Rita Recruiter", Role.RECRUITER)
    held: Interview = factories.interview(factories.application(), recruiter, focus=(0,), title="Guest talk")
    card, design = held.scorecard.id, held.focus[0].id
    token = assign_guest(interview=held, name="Gus Guest", email="gus@example.org", days=7, actor=recruiter)
    link = db.session.query(GuestLink).one()
    db.session.commit()
    found: dict[str, list[str]] = {}

    page = browse(width=390)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + str(request.headers)))
    page.goto(f"/guest#{token}")
    expect(page.get_by_label("Your link")).to_be_hidden()
    found["door"] = page_problems(page)
    page.get_by_role("button", name="Open the interview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Interview kit: Guest talk")
    found["kit"] = page_problems(page)
    page.get_by_role("link", name="Write the scorecard").click()
    page.fill(f"#evidence-{design}", "Drew the queue first.")
    await_state(page, "saved")
    found["form"] = page_problems(page)

    link.expires_at = now() - timedelta(minutes=1)
    db.session.commit()
    page.fill("#summary", "Typed after the link had ended")
    await_state(page, "signed-out")
    expect(page.locator("[data-save-state]")).to_contain_text("Your link has ended. What you typed is kept")
    page.goto("/guest")
    expect(page.locator(".notice")).to_contain_text("Ask Rita Recruiter for a new one")
    found["expired"] = page_problems(page)

    renewed = renew_guest_link(link=db.session.get_one(GuestLink, link.id), days=7, actor=recruiter)
    db.session.commit()
    page.goto("about:blank")
    page.goto(f"/guest#{renewed}")
    page.get_by_role("button", name="Open the interview").click()
    page.get_by_role("link", name="Write the scorecard").click()
    await_state(page, "saved")
    expect(page.locator("#summary")).to_have_value("Typed after the link had ended")
    page.check(f"#rating-{design}-4")
    page.get_by_label("Not seen").check()
    page.check("#recommendation-yes")
    page.get_by_role("button", name="Submit the scorecard").click()
    expect(page.locator(".flash")).to_contain_text("submitted", timeout=SLOW)
    found["handed in"] = page_problems(page)
    with read_only():
        assert db.session.get_one(Scorecard, card).state is ScorecardState.SUBMITTED
        assert sheets.answers(card).summary == "Typed after the link had ended"

    again = browse()
    again.goto(f"/guest#{renewed}")
    again.get_by_role("button", name="Open the interview").click()
    expect(again.locator(".notice")).to_contain_text("Your scorecard is submitted")
    assert {name: problems for name, problems in found.items() if problems} == {}
    assert [each for each in asked if token in each.partition("#")[0] or renewed in each.partition("#")[0]] == []
    assert page.evaluate("Object.keys(localStorage)") == []
