"""A benchmark exercise in a real browser: scored on a phone, read beside the key, without a barrier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from tests import factories
from tests.calibration import samples

pytestmark = pytest.mark.browser


def test_a_benchmark_is_scored_on_a_phone_and_read_beside_its_key(
    app: object, browse: Callable[..., Page], page_problems: Callable[[Page], list[Any]]
) -> None:
    operations = factories.account("Petra", Role.PEOPLE_OPERATIONS)
    people: list[Account] = [factories.account(f"Interviewer {letter}") for letter in "ABCD"]
    exercise = samples.published(factories.rubric(), operations, people)
    for person in people[1:]:
        samples.scored(exercise, person, [3, 4, None])
    url, places = f"/insights/benchmarks/{exercise.id}", [row.id for row in exercise.rubric_version.dimensions]
    page = browse(people[0], width=390)
    db.session.commit()  # ends the transaction that the lines above began, for which the server would wait
    page.goto(f"{url}/score")
    assert page_problems(page) == []
    words = page.get_by_label("What in the sample supports it?").first
    words.fill("They drew the queue first.")
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    page.reload()
    expect(words).to_have_value("They drew the queue first.")
    for place in places:
        page.locator(f"#rating-{place} .score-option").nth(2).click()
    page.get_by_role("button", name="Submit, once and for good").click()
    page.wait_for_url("**/result")
    assert page.get_by_text("1 point above the key").count() == 1
    assert page_problems(page) == []
    keeper = browse(operations)
    db.session.commit()
    keeper.goto(url)
    assert keeper.locator("#answer-table tbody tr").count() == len(people)
    assert page_problems(keeper) == []
