"""Figures, Insights, benchmarks, follow-ups and messages in a real browser: no page breaks an accessibility rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import Account
from calibration.operations.follow_ups import add_follow_up
from calibration.operations.messages import write_message
from calibration.operations.runs import request_fits
from core.clock import now
from core.jobs.models import Job
from scorecards.enums import Stage, TeamRole
from scorecards.models import TeamMember
from tests import factories
from tests.calibration import samples
from tests.calibration.committee import Committee
from tests.calibration.rounds import Round

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("app")]


@pytest.mark.parametrize("width", [390])
def test_figures_and_insights_have_no_accessibility_problem(
    browse: Callable[..., Any], page_problems: Callable[[Any], list[str]], run_jobs: Callable[[], list[Job]], width: int
) -> None:
    house = Round()
    decided = Round(stage=Stage.DECIDED, version=house.opening.rubric_version, interviewers=house.interviewers)
    request_fits(actor=None)
    run_jobs()
    candidate = f"/calibration/applications/{house.applications[0].id}"
    both = "&".join(f"application={row.id}" for row in house.applications[:2])
    compared = f"/calibration/requisitions/{house.opening.id}/compare"
    rubric = f"/insights/rubrics/{decided.opening.rubric_version.rubric_id}"
    operations = factories.account("Petra", Role.PEOPLE_OPERATIONS)
    exercise = f"/insights/benchmarks/{samples.draft(factories.rubric(), operations).id}"
    met = Committee()
    met.sit()
    about = {"session": met.session, "item": met.item, "text": "Ring the second reference", "actor": met.chair}
    add_follow_up(**about, owner=met.noor, due_on=now().date())
    met.opening.team.append(TeamMember(account=met.rosa, role=TeamRole.RECRUITER))
    write_message(application=met.application, text="Please ask for a start in March.", actor=met.chair)
    people: list[tuple[Account, list[str]]] = [
        (
            met.chair,
            [f"/calibration/sessions/{met.session.id}", f"/calibration/applications/{met.application.id}/messages"],
        ),
        (
            house.chair,
            [
                candidate,
                f"{candidate}?against=P6",
                f"{candidate}/figures",
                compared,
                f"{compared}?{both}&against=P4",
                f"/calibration/requisitions/{house.opening.id}/adjustment",
            ],
        ),
        (
            operations,
            [
                "/insights/",
                rubric,
                "/insights/selection-rates",
                "/insights/benchmarks/",
                exercise,
                f"{exercise}/edit",
            ],
        ),
        (house.interviewers[0], ["/insights/"]),
    ]
    found = {}
    for person, addresses in people:
        page = browse(person, width=width)
        for address in addresses:
            page.goto(address)
            page.evaluate("document.querySelectorAll('details').forEach((drawer) => (drawer.open = true))")
            found[f"{person.name} {address}"] = page_problems(page)
    assert {address: problems for address, problems in found.items() if problems} == {}
