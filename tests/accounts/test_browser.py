"""The pages about people in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from accounts.enums import Role
from accounts.models import Account
from core import jobs
from core.database import db
from tests.support.databases import PASSWORD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
def test_an_admin_signs_in_adds_a_person_and_signs_out(
    browse: Callable[..., Page],
    make_account: Callable[..., Account],
    page_problems: Callable[[Page], list[str]],
    width: int,
) -> None:
    make_account("Root", roles=[Role.ADMIN], email="root@example.com")
    page = browse(width=width)
    page.goto("/people")
    assert page_problems(page) == []
    page.get_by_label("Email").fill("root@example.com")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("is not right").first.wait_for()
    assert page_problems(page) == []
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="People", level=1).wait_for()
    assert page_problems(page) == []
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name").fill("Mary Shaw")
    page.get_by_label("Email").fill("mary@example.com")
    page.get_by_label("Recruiter").check()
    assert page_problems(page) == []
    page.get_by_role("button", name="Add this person").click()
    page.get_by_role("heading", name="Mary Shaw can sign in").wait_for()
    assert page_problems(page) == []
    jobs.enqueue("build_packet", {}, None)
    db.session.commit()
    page.goto("/jobs")
    page.get_by_text("Build packet").wait_for()
    assert page_problems(page) == []
    page.goto("/account")
    assert page_problems(page) == []
    if width < 600:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("heading", name="Sign in").wait_for()
