"""A changed document shows what changed and which rubrics rest on the earlier edition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.documents import read
from rubrics.editions import EditionChange, edition_changes, everything_said
from rubrics.models import Ladder
from tests import factories
from tests.rubrics import stock

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]


def reading(text: str) -> dict[str, Any]:
    return read(text.encode(), "a.md").to_json()


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("", "", []),
        ("during a storm", "in any storm", [("L2 Senior Keeper, Power", "during", "in any")]),
        ("Lead Keeper (L3)", "Chief Keeper (L3)", [("Level", "L3 Lead Keeper", "L3 Chief Keeper")]),
        ("*Power*", "*Fuel*", [("Competency", "Power", None), ("Competency", None, "Fuel")]),
        ("|  | Signs", "| Plans all fuel. | Signs", [("L4 Principal Keeper, Power", None, "Plans all fuel.")]),
    ],
)
def test_changes_of_a_ladder_are_told_at_their_place(
    old: str, new: str, changes: list[tuple[str, str | None, str | None]]
) -> None:
    found = edition_changes(reading(stock.LADDER), reading(stock.LADDER.replace(old, new) if old else stock.LADDER))
    assert [change.where for change in found] == [where for where, _, _ in changes]
    for change, (_, before, after) in zip(found, changes, strict=True):
        assert (before is None) == (change.before is None)
        assert (after is None) == (change.after is None)
        assert (before or "") in (change.before or "")
        assert (after or "") in (change.after or "")


def test_the_words_that_changed_are_marked_and_a_new_text_is_not() -> None:
    change = EditionChange("L2, Power", "Repairs a burner during a storm.", "Repairs a burner in any storm.")
    assert change.parts() == (
        [("Repairs a burner", False), ("during a", True), ("storm.", False)],
        [("Repairs a burner", False), ("in any", True), ("storm.", False)],
    )
    assert EditionChange("L4, Power", None, "Plans  fuel.").parts() == ([], [("Plans fuel.", False)])


def test_changes_of_criteria_are_told() -> None:
    text = stock.CRITERIA.replace("without a gap", "without any gap").replace(
        "- Left a tower dark to prove a point.\n", ""
    )
    assert edition_changes(reading(stock.CRITERIA), reading(text)) == [
        EditionChange("Watch planning, score 3", "Plans a month without a gap.", "Plans a month without any gap."),
        EditionChange("Red flag", "Left a tower dark to prove a point.", None),
    ]


def test_everything_said_holds_bullets_and_sentences_whatever_their_stops() -> None:
    said = everything_said({"text": "Plans fuel. Reads meters", "items": ["Plans  FUEL."], "level": 3, "none": None})
    assert said == {"plans fuel. reads meters", "plans fuel", "reads meters"}


@pytest.mark.postgresql
def test_the_page_of_a_changed_document_shows_changes_and_the_rubrics_they_touch(
    sign_in: SignIn, markup: Markup
) -> None:
    rose = factories.account("Rose", Role.RECRUITER)
    version = stock.draft(rose)
    factories.requisition("Keeper of the north", version=version)
    changed = stock.waiting(stock.LADDER.replace("during a storm", "in any storm"), "keepers.md", rose)
    db.session.commit()
    client = sign_in(rose)
    page = markup(client.get(f"/library/documents/{changed.id}"))
    assert [node.text() for node in page.css("#edition-table tbody th, #edition-table tbody td")] == [
        "L2 Senior Keeper, Power",
        "Repairs a burner during a storm.",
        "Repairs a burner in any storm.",
    ]
    assert page.css_first("#resting a").attributes["href"] == f"/rubrics/versions/{version.id}"
    assert [node.text().strip() for node in page.css("#resting-table tbody td")][1:] == ["1"]
    (opening,) = page.css("#pin-table tbody tr")
    assert opening.text(separator=" ").split() == ["Keeper", "of", "the", "north", "no", "running", "loop"]
    client.post(f"/library/documents/{changed.id}/import")
    after = markup(client.get(f"/library/documents/{changed.id}"))
    assert (after.css_first("#edition"), after.css_first("#resting"), after.css_first("#pins")) == (None, None, None)
    assert len(db.session.scalars(select(Ladder)).all()) == 2


def test_an_interviewer_is_not_told_of_drafts_that_rest_on_a_document(sign_in: SignIn, markup: Markup) -> None:
    version = stock.draft()
    client = sign_in(factories.account("Ian"))
    document = version.ladder.document_id if version.ladder else 0
    assert markup(client.get(f"/library/documents/{document}")).css_first("#resting") is None
