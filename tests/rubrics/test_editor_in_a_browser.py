"""A draft is arranged and written in a real browser: by keyboard, by pointer, without scripts, and checked as typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.models import RubricVersion
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.browser

Browse = Callable[..., Page]
Problems = Callable[[Page], list[str]]


@pytest.fixture
def rose(app: Flask) -> Account:
    return factories.account("Rose", Role.RECRUITER)


@pytest.fixture
def draft(rose: Account) -> RubricVersion:
    return stock.draft(rose)


def words(draft: RubricVersion, score: int) -> list[str]:
    db.session.expire_all()
    found = [row.text for row in draft.dimensions[0].anchors[score - 1].statements]
    db.session.commit()  # while the browser works, the test holds no transaction open
    return found


def drag(page: Page, grip: Locator, goal: Locator) -> None:
    """Takes the grip with the pointer and lets go on the upper half of the goal."""
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), goal.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 6, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 3, steps=5)
    page.mouse.up()


def test_a_statement_is_moved_by_keyboard_and_by_pointer(
    browse: Browse, page_problems: Problems, rose: Account, draft: RubricVersion
) -> None:
    month = draft.dimensions[0].anchors[2].statements[1].id
    night = draft.dimensions[0].anchors[1].statements[0].id
    url = f"/rubrics/versions/{draft.id}"
    page, other = browse(rose), browse(rose)
    db.session.commit()
    page.goto(url)
    assert page_problems(page) == []
    up = page.locator(f"#statement-{month}-up")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Moved: Watch planning, score 3, place 1 of 2.")
    expect(up).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#said")).to_have_text("Moved: Watch planning, score 4, place 3 of 3.")
    expect(up).to_be_focused()
    assert words(draft, 4)[-1] == "Plans a month without a gap."

    drag(page, page.locator(f"#statement-{night} [data-grip]"), page.locator(f"#statement-{month}"))
    expect(page.locator("#said")).to_have_text("Moved: Watch planning, score 4, place 3 of 4.")
    assert words(draft, 4)[2:] == ["Keeps a night watch alone.", "Plans a month without a gap."]
    expect(page.get_by_text("Not written yet: Rose took its statements out").first).to_be_visible()
    assert page_problems(page) == []

    other.goto(url)
    other.locator(f"#statement-{night}-down").click()
    expect(other.locator("#said")).to_contain_text("Moved")
    before = words(draft, 4)
    up.click()
    expect(page.locator("#flashes")).to_contain_text(
        "Nothing was moved. Somebody saved this rubric after you opened it"
    )
    assert words(draft, 4) == before
    up.click()
    expect(page.locator("#said")).to_contain_text("Moved: Watch planning, score 4")


def test_the_arrows_work_without_scripts(browse: Browse, rose: Account, draft: RubricVersion) -> None:
    month, url = draft.dimensions[0].anchors[2].statements[1].id, f"/rubrics/versions/{draft.id}"
    signed_in = browse(rose)
    db.session.commit()
    signed_in.goto("/")
    bare = signed_in.context.browser.new_context(  # type: ignore[union-attr]  # a launched browser is always there
        java_script_enabled=False, storage_state=signed_in.context.storage_state(), base_url=signed_in.url
    )
    page = bare.new_page()
    page.goto(url)
    page.locator(f"#statement-{month}-up").click()
    expect(page.locator(".flash")).to_contain_text("Moved: Watch planning, score 3, place 1 of 2.")
    assert words(draft, 3) == ["Plans a month without a gap.", "Plans the watches of one tower."]
    bare.close()


def test_what_is_typed_is_checked_after_a_pause_without_taking_the_focus(
    browse: Browse, page_problems: Problems, rose: Account, draft: RubricVersion
) -> None:
    watch = draft.dimensions[0]
    first, path = watch.anchors[2].statements[0].id, f"/rubrics/dimensions/{watch.id}"
    url = f"/rubrics/versions/{draft.id}"
    page = browse(rose, width=390)
    before = words(draft, 3)
    page.goto(path)
    field, found = page.locator(f"#statement-{first}"), page.locator(f"#found-statement-{first}")
    expect(found).to_be_empty()
    field.fill("Is a rock star.")
    expect(found).to_contain_text("Rates a personality or a fit, which is no evidence and hides bias: “rock star”.")
    expect(page.locator("#said")).to_contain_text("rock star")
    expect(field).to_be_focused()
    assert page_problems(page) == []
    field.fill("Plans the watches of one tower.")
    expect(found).to_be_empty()
    expect(page.locator("#said")).to_have_text("Nothing to remark on this any more.")
    assert words(draft, 3) == before

    page.goto(f"{url}/exercises/new")
    page.get_by_label("Name").fill("Storm log")
    page.get_by_label("Minutes", exact=False).first.fill("45")
    page.get_by_label("Task").fill("Say whether you are married.")
    expect(page.locator("#found-task")).to_contain_text("private life")
    page.get_by_label("Task").fill("Read the log and say what to ask first.")
    expect(page.locator("#found-task")).to_be_empty()
    for name in ("Watch planning", "Teaching"):
        page.get_by_role("group", name="Gives evidence on").get_by_label(name).check()
    assert page_problems(page) == []
    page.get_by_role("button", name="Save").click()
    added = page.locator("[data-item=exercise]").filter(has_text="Storm log")
    expect(added).to_contain_text("Gives evidence on Watch planning, Teaching.")
    expect(added).to_contain_text("written by Rose")
    page.get_by_role("link", name="Write a signal or red flag").click()
    page.get_by_label("What interviewers watch for").fill("Asks who is ill before the rota is written.")
    assert page_problems(page) == []
