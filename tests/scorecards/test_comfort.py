"""Every page against WCAG 2.2 AA on a phone and on a desk; what is pressed is large enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from accounts.enums import Role
from accounts.models import Account
from core.clock import now
from core.database import db
from scorecards.enums import Stage, TeamRole
from scorecards.models import Interview
from scorecards.operations.training import begin_training
from tests import factories

pytestmark = pytest.mark.browser

Browse = Callable[..., Page]


def test_every_page_meets_wcag_on_a_phone_and_on_a_desk(
    browse: Browse, page_problems: Callable[[Page], list[str]], app: Flask
) -> None:
    """Every other page is opened on a phone and made wider, the others the other way round."""
    recruiter, ada = factories.account("Rita", Role.RECRUITER), factories.account("Ada")
    opening = factories.requisition(team={TeamRole.RECRUITER: [recruiter], TeamRole.INTERVIEWER: [ada]})
    target = factories.application(opening)
    exercise = opening.rubric_version.exercises[0].id
    first = factories.interview(target, ada, title="Design talk", exercise_id=exercise)
    second = factories.interview(target, factories.account("Ben"), focus=(1,))
    third = factories.interview(target, ada, starts=now() + timedelta(days=2), shadow=True)
    factories.submitted(second, red_flag=True, summary="Fine.", private_notes="Mine.")
    factories.drafted(first, scores={first.focus[0].id: 5, first.focus[1].id: None}, evidence="Seems smart.")
    factories.conflict(target, factories.account("Conflicted"))
    planned = factories.planned(opening, "Design talk", focus=(0, 1), minutes=45)
    begin_training(account=factories.account("Lea"), rubric=opening.rubric_version.rubric, actor=recruiter)
    waiting = factories.application(opening)
    factories.interview(waiting, ada, planned=planned, starts=now() + timedelta(days=2))
    complete = factories.application(opening, stage=Stage.CALIBRATION)
    read = factories.submitted(factories.interview(complete, ada))
    pages = {
        recruiter: [
            "/",
            "/search?words=cand",
            "/due",
            "/account",
            "/requisitions",
            "/requisitions/new",
            f"/requisitions/{opening.id}",
            f"/requisitions/{opening.id}/settings",
            f"/requisitions/{opening.id}/team",
            f"/requisitions/{opening.id}/candidates/new",
            f"/requisitions/{opening.id}/candidates/import",
            f"/applications/{target.id}",
            f"/applications/{target.id}/interviews/new",
            f"/applications/{target.id}/attachments",
            f"/interviews/{third.id}/change",
            f"/interviews/{third.id}/guest",
            f"/applications/{target.id}/loop/new",
            f"/requisitions/{opening.id}/plan",
            f"/requisitions/{opening.id}/plan/import",
            f"/requisitions/{opening.id}/plan/apply",
            f"/requisitions/{opening.id}/plan/kept",
            f"/plan-interviews/{planned.id}",
            f"/requisitions/{opening.id}/training",
        ],
        ada: ["/", f"/interviews/{first.id}/kit", f"/scorecards/{first.scorecard.id}/edit", f"/scorecards/{read.id}"],
    }
    form = f"/scorecards/{first.scorecard.id}/edit"
    db.session.commit()
    found: dict[tuple[str, int], list[str]] = {}
    widths = [390, 1280]

    def look(name: str) -> None:
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            found[name, width] = page_problems(page)
        widths.reverse()

    for person, urls in pages.items():
        page = browse(person, width=widths[0])
        for url in urls:
            page.goto(url)
            look(url)
    page.goto(form)
    page.get_by_role("button", name="Submit the scorecard").click()
    expect(page.locator(".error-summary")).to_be_visible()
    look("incomplete")
    assert {place: problems for place, problems in found.items() if problems} == {}


TARGETS = """() => {
  const small = [];
  const pressed = "main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)";
  const inText = "p:not(.link-line, .screen-only) > a:not(.button)";
  for (const each of document.querySelectorAll(pressed)) {
    if (each.closest(".crumbs") && matchMedia("(min-width: 45rem) and (pointer: fine)").matches) continue;
    if (each.matches(inText)) continue;
    if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const row = each.classList.contains("task-title") ? each.closest("li") : null;
    const box = (row || each.closest("label") || each).getBoundingClientRect();
    if (box.width < 44 || box.height < 44) small.push(`${each.id || each.textContent.trim()} ${box.width}×${box.height}`);
  }
  return small;
}"""


@pytest.mark.parametrize(("width", "height"), [(320, 200), (1280, 800)])
def test_whatever_is_pressed_on_today_and_the_form_is_large_and_nothing_scrolls_sideways(
    browse: Browse, interview: Interview, ada: Account, width: int, height: int
) -> None:
    form = f"/scorecards/{interview.scorecard.id}/edit"
    db.session.commit()
    page = browse(ada, width=width)
    page.set_viewport_size({"width": width, "height": height})
    # A mouse may aim closer: only fingers need 44 pixels in the tables of a page that is read.
    read = [f"/applications/{interview.application_id}", f"/interviews/{interview.id}/kit"] if width == 320 else []
    for url in ("/", form, *read):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.evaluate(TARGETS) == []
