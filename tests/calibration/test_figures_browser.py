"""The pages of the model's figures in a real browser: no page breaks an accessibility rule, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import Account
from calibration.operations.runs import request_fits
from core.jobs.models import Job
from scorecards.enums import Stage
from tests import factories
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
    people: list[tuple[Account, list[str]]] = [
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
        (factories.account("Petra", Role.PEOPLE_OPERATIONS), ["/insights/", rubric]),
        (house.interviewers[0], ["/insights/"]),
    ]
    found = {}
    for person, addresses in people:
        page = browse(person, width=width)
        for address in addresses:
            page.goto(address)
            found[f"{person.name} {address}"] = page_problems(page)
    assert {address: problems for address, problems in found.items() if problems} == {}
