"""The way from documents to a published rubric, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.enums import RubricState
from rubrics.models import RubricVersion
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.browser


def import_file(page: Page, problems: Callable[[Page], list[str]], file: Path) -> None:
    page.goto("/library/upload")
    page.get_by_label("Document").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("Not imported yet").first.wait_for()
    assert problems(page) == []
    page.get_by_role("button", name="Import into the library").click()
    page.get_by_text("is in the library").wait_for()


def review(page: Page, problems: Callable[[Page], list[str]]) -> None:
    """A committee member finds the rubric on Today, gives it five times five and asks for something."""
    page.goto("/")
    page.get_by_role("link", name="Lead Keeper hiring criteria").click()
    assert problems(page) == []
    for group in page.get_by_role("group").filter(has_text="5, fully").all():
        group.get_by_label("5, fully").check()
    page.get_by_label("Comment").fill("Say who reads the watch plan.")
    page.get_by_role("button", name="Store the review").click()
    page.get_by_text("Your review is stored.").wait_for()


def test_a_recruiter_imports_generates_edits_asks_for_review_and_publishes(
    app: Flask, browse: Callable[..., Page], page_problems: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "keepers.md").write_text(stock.LADDER)
    path = f"/library/criteria/{stock.criteria().id}"
    page = browse(factories.account("Rose", Role.RECRUITER), width=390)
    cora = factories.account("Cora", Role.COMMITTEE)
    db.session.commit()  # while the browser works, the test holds no transaction open
    page.goto(path)
    assert page_problems(page) == []
    import_file(page, page_problems, tmp_path / "keepers.md")
    page.get_by_role("link", name="Lighthouse engineering ladder").click()
    page.get_by_role("cell", name="Plans the fuel of one winter.").wait_for()
    assert page_problems(page) == []

    page.get_by_role("link", name="Generate a rubric").click()
    page.get_by_label("Target level").select_option(label="L3 Lead Keeper")
    page.get_by_label("Hiring criteria").select_option(label="Lead Keeper hiring criteria")
    assert page_problems(page) == []
    page.get_by_role("button", name="Next").click()
    page.get_by_label("For which level are the criteria written?").select_option(label="L3 Lead Keeper")
    page.get_by_label("Watch planning").select_option("competency:3")
    assert page_problems(page) == []
    page.get_by_role("button", name="Confirm and go on").click()
    page.get_by_role("heading", name="Dimensions to rate").wait_for()
    page.get_by_role("group", name="Strong signals").get_by_text("Look at each").click()
    page.get_by_label("Wrote a watch plan").select_option("dimension:1")
    assert page_problems(page) == []
    page.get_by_role("button", name="Make the draft").click()

    page.get_by_text("The draft is made").wait_for()
    assert page_problems(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page_problems(page) == []
    page.get_by_role("region", name="Watch planning").get_by_role("link", name="Edit").click()
    page.get_by_label("Must have").check()
    page.get_by_label("Statement 1 at score 3").fill("Plans the watches of one tower for a month.")
    page.get_by_text("Write new statements at 2").click()
    page.get_by_label("New statements at 2").fill("Asks for help before a night is left empty.")
    assert page_problems(page) == []
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Watch planning is saved.").wait_for()
    edited = page.get_by_role("listitem").filter(has_text="for a month.").last
    edited.locator("summary").click()
    edited.locator("dd").get_by_text("Plans the watches of one tower.", exact=True).wait_for()
    edited.get_by_text("edited by Rose from").wait_for()

    page.get_by_role("button", name="Ask for review").click()
    page.get_by_text("The rubric is in review.").wait_for()
    review(browse(cora, width=390), page_problems)
    page.reload()
    page.get_by_label("Answer to this comment").wait_for()
    assert page_problems(page) == []
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("The panel passes this text").wait_for()

    page.get_by_role("button", name="Publish").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    page.get_by_text("This version never changes").wait_for()
    assert page_problems(page) == []
    page.goto("/rubrics/")
    page.get_by_text("Published").wait_for()
    version = db.session.scalars(select(RubricVersion)).one()
    assert (version.state, version.dimensions[0].must_have) == (RubricState.PUBLISHED, True)
    assert [row.text for row in version.dimensions[0].anchors[1].statements] == [
        "Keeps a night watch alone.",
        "Asks for help before a night is left empty.",
    ]


def test_a_stale_form_is_saved_after_all(
    app: Flask, browse: Callable[..., Page], page_problems: Callable[[Page], list[str]]
) -> None:
    rose: Account = factories.account("Rose", Role.RECRUITER)
    version = stock.draft(rose)
    path = f"/rubrics/dimensions/{version.dimensions[0].id}"
    mine, theirs = browse(rose), browse(rose)
    mine.goto(path)
    theirs.goto(path)
    theirs.get_by_label("Statement 1 at score 3").fill("Their words.")
    theirs.get_by_role("button", name="Save").click()
    theirs.get_by_text("is saved").wait_for()
    mine.get_by_label("Statement 1 at score 3").fill("My words.")
    mine.get_by_role("button", name="Save").click()
    mine.get_by_text("Stored now: Their words.").wait_for()
    assert page_problems(mine) == []
    mine.get_by_role("button", name="Save").click()
    mine.get_by_text("is saved").wait_for()
    db.session.expire_all()
    assert version.dimensions[0].anchors[2].statements[0].text == "My words."
