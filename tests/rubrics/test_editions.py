"""A changed document shows what changed and which rubrics rest on the earlier edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
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
from rubrics.documents.reading import CompetencyReading, LadderReading, LevelReading, Reading
from rubrics.documents.reading.profile import Component, ProfileReading
from rubrics.editions import EditionChange, edition_changes, everything_said, is_same_document
from rubrics.models import Ladder
from rubrics.readings import reading_rows
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
        ("*Power*", "*Fuel*", [("Competency", "Power", "Fuel")]),
        ("|  | Signs", "| N/A | Signs", [("L4 Principal Keeper, Power", None, "not asked at this level")]),
        ("*Watch*", "*Lamp-room*", [("Competency", "Watch", "Lamp-room")]),
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


def test_what_is_said_of_a_level_as_a_whole_is_shown_and_compared() -> None:
    levels = (LevelReading(1, "K1", "Keeper", years=(0, 2), attributes={"scope": "One tower"}, locator="line 3"),)
    row = CompetencyReading(1, "Lamp", text="All about light.", locator="line 9")
    before = LadderReading("Keepers", levels=levels, competencies=(row,))
    after = replace(before, levels=(replace(levels[0], years=(1, None), attributes={"scope": "Two towers"}),))
    old, new = (Reading("k.md", "ladder", "Keepers", (ladder,)).to_json() for ladder in (before, after))
    assert [(cell.level, cell.competency, cell.text) for cell in reading_rows(old).ladders[0].facts] == [
        ("K1 Keeper", "Years", "0–2"),
        ("K1 Keeper", "Scope", "One tower"),
        ("Lamp", "Description", "All about light."),
    ]
    assert edition_changes(old, new) == [
        EditionChange("K1 Keeper, years", "0–2", "1–"),
        EditionChange("K1 Keeper, scope", "One tower", "Two towers"),
    ]


def test_levels_that_come_go_and_move_are_told() -> None:
    text = "# Keepers\n\n| Area | {} |\n|---|---|---|\n| Watch | Looks. | Plans. |\n"
    found = edition_changes(reading(text.format("L1 | L2")), reading(text.format("L2 | L3")))
    assert found == [
        EditionChange("Level", "L1 (1 guideline)", None),
        EditionChange("Level", None, "L3 (1 guideline)"),
        EditionChange("L2, Watch", "Plans.", "Looks."),
    ]
    assert [change.place for change in found] == [
        "",
        "table 1, row 1, column 3 (line 3)",
        "table 1, row 2, column 2 (line 5)",
    ]


def test_ladders_are_told_apart_by_name_wherever_they_stand() -> None:
    part = "## {0} track\n\n| Area | {1}1 | {1}2 |\n|---|---|---|\n| Work | Does {0}. | Plans {0}. |\n| Talk | Asks. | Tells. |\n\n"
    one, other = part.format("Sea", "S"), part.format("Land", "M")
    before = reading(f"# Coast\n\n{one}{other}")
    assert edition_changes(before, reading(f"# Coast\n\n{other}{one}")) == []
    changed = other.replace("Plans", "Maps")
    assert edition_changes(before, reading(f"# Coast\n\n{changed}{one}")) == [
        EditionChange("Land track: M2, Work", "Plans Land.", "Maps Land.")
    ]


def test_changes_of_a_role_profile_are_told() -> None:
    before = ProfileReading(
        title="Keeper", attributes={"scope": "One tower"}, components={"tasks": (Component("Cleans."),)}
    )
    after = replace(
        before, attributes={"scope": "Two towers"}, components={"tasks": (Component("Cleans it."), Component("Logs."))}
    )
    old, new = (Reading("k.md", "role_profile", "Keeper", profile=profile).to_json() for profile in (before, after))
    assert edition_changes(old, new) == [
        EditionChange("Scope", "One tower", "Two towers"),
        EditionChange("Tasks", "Cleans.", "Cleans it."),
        EditionChange("Tasks", None, "Logs."),
    ]


def test_two_files_of_one_name_need_not_be_one_document() -> None:
    bakers = (
        "# Bakers\n\n| Area | B1 | B2 |\n|---|---|---|\n| Dough | Weighs the flour for one day. | Plans the flour. |\n"
    )
    assert not is_same_document(reading(stock.LADDER), reading(bakers))
    assert is_same_document(reading(bakers), reading(bakers.replace("# Bakers", "# Bakery")))
    assert is_same_document(reading(bakers), reading(bakers.replace("Weighs the flour for one day.", "Helps.")))


def test_changes_of_criteria_are_told() -> None:
    text = stock.CRITERIA.replace("without a gap", "without any gap").replace(
        "- Left a tower dark to prove a point.\n", ""
    )
    assert edition_changes(reading(stock.CRITERIA), reading(text)) == [
        EditionChange(
            "Scorecard dimensions: Watch planning, 3", "Plans a month without a gap.", "Plans a month without any gap."
        ),
        EditionChange("Red flags", "Left a tower dark to prove a point.", None),
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
        "L2 Senior Keeper, Powertable 1, row 4, column 3 (line 7)",
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


def test_another_document_of_the_same_file_name_is_no_edition(sign_in: SignIn, markup: Markup) -> None:
    rose = factories.account("Rose", Role.RECRUITER)
    stock.imported(stock.LADDER, "ladder.md")
    db.session.commit()
    client, names = sign_in(rose), []
    bakers = (
        "# Bakers\n\n| Area | B1 | B2 |\n|---|---|---|\n| Dough | Weighs the flour for one day. | Plans the flour. |\n"
    )
    for text in (bakers, bakers.replace("Plans", "Buys")):
        path = client.post("/library/upload", data={"file": (BytesIO(text.encode()), "ladder.md"), "kind": ""}).location
        page = markup(client.get(path))
        names.append((page.css_first("dl.facts div:nth-child(3) dd").text(), page.css_first("#edition") is not None))
        client.post(f"{path}/import")
    assert names == [("ladder (Bakers).md", False), ("ladder (Bakers).md", True)]


def test_an_interviewer_is_not_told_of_drafts_that_rest_on_a_document(sign_in: SignIn, markup: Markup) -> None:
    version = stock.draft()
    client = sign_in(factories.account("Ian"))
    document = version.ladder.document_id if version.ladder else 0
    assert markup(client.get(f"/library/documents/{document}")).css_first("#resting") is None
