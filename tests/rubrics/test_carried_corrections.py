"""What a person put right in an edition is proposed for the next one, as far as it still fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.corrections import LadderCorrection, LevelCorrection, RowCorrection, carried, corrected_ladder
from rubrics.documents import read
from rubrics.documents.reading import LadderReading
from rubrics.editions import carried_words
from rubrics.enums import DocumentKind
from rubrics.models import SourceDocument
from rubrics.operations.documents import correct_document, import_document, reading_of
from tests import factories
from tests.rubrics import stock

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]

MINE = LadderCorrection(
    name="Keepers",
    levels={1: LevelCorrection("L1", "Novice"), 3: LevelCorrection("L3", "Lead Keeper", is_left_out=True)},
    rows={
        1: RowCorrection("Lenses", "Lamp"),
        2: RowCorrection("Power", "Fuel", is_left_out=True),
        4: RowCorrection("Teaching", "Crew", into=3),
    },
    order=(2, 1, 3, 4, 5),
)


def ladder(text: str) -> LadderReading:
    return read(text.encode(), "keepers.md").ladders[0]


OLD = ladder(stock.LADDER)
TWINS = "# Keepers\n\n| Area | L1 | L2 |\n|---|---|---|\n| Watch | Looks. | Sees. |\n| Watch | Calls. | Signals. |\n"


@given(st.sampled_from(range(1, 6)), st.booleans())
def test_an_edition_that_reads_the_same_keeps_every_correction(level: int, is_turned: bool) -> None:
    left_out = {level: LevelCorrection(OLD.levels[level - 1].code, OLD.levels[level - 1].name, is_left_out=True)}
    mine = LadderCorrection(is_turned=True, rows={1: RowCorrection("Years")}) if is_turned else MINE
    for correction in (mine, LadderCorrection(levels=left_out), LadderCorrection(order=(5, 4, 3, 2, 1))):
        found = carried([OLD], [OLD], {1: correction})
        assert found.lost == ()
        assert corrected_ladder(OLD, found.corrections[1]) == corrected_ladder(OLD, correction)


def test_a_new_edition_keeps_what_fits_wherever_it_stands_now_and_tells_the_rest() -> None:
    new = stock.LADDER.replace("Lighthouse engineering ladder", "Coast ladder").replace("Keeper (L1)", "Trainee (L1)")
    new = new.replace("| *Optics*", "| *Paint* | Scrapes. | | | | |\n| *Optics*").replace("*Watch*", "*Lookout*")
    found = carried([OLD], [ladder(new)], {1: MINE})
    assert found.kept == (
        "level “L3 Lead Keeper” is left out",
        "row “Optics” is called “Lenses”",
        "row “Power” stands in the group “Fuel”",
        "row “Power” is left out",
        "the levels stand in another order",
    )
    assert found.lost == (
        "the ladder “Lighthouse engineering ladder” is called “Keepers” (it reads “Coast ladder” here)",
        "level “L1 Keeper” is called “Novice” (it reads “Trainee” here)",
        "row “Teaching” joins “Watch” (no row “Watch” here)",
    )
    better = corrected_ladder(ladder(new), found.corrections[1])
    assert [level.code for level in better.levels] == ["L2", "L1", "L4", "L5"]
    assert [row.name for row in better.competencies] == ["Paint", "Lenses", "Lookout", "Teaching"]


def test_rows_of_one_name_are_told_apart_by_what_they_say() -> None:
    mine = {1: LadderCorrection(rows={2: RowCorrection("Signals", None)})}
    swapped = TWINS.replace("| Watch | Looks. | Sees. |\n", "") + "| Watch | Looks. | Sees. |\n"
    assert carried([ladder(TWINS)], [ladder(swapped)], mine).corrections[1].rows == {1: RowCorrection("Signals", None)}
    more = TWINS.replace("Calls.", "Shouts.") + "| Watch | Counts. | |\n"
    assert carried([ladder(TWINS)], [ladder(more)], mine).lost == (
        "row “Watch (2)” is called “Signals” (3 rows of that name here, and none says the same)",
    )


def test_ladders_and_levels_that_are_gone_take_their_corrections_with_them() -> None:
    two = [OLD, ladder(TWINS)]
    mine = {1: LadderCorrection(is_left_out=True), 2: LadderCorrection(levels={2: LevelCorrection("L2", None, True)})}
    assert carried(two, two, mine).corrections == mine
    found = carried(two, [ladder(TWINS)], mine)
    assert found.corrections == {1: mine[2]}
    assert found.lost == (
        "the ladder “Lighthouse engineering ladder” is left out (no ladder “Lighthouse engineering ladder” here)",
    )


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (None, None),
        ({"kept": ["a"], "lost": []}, "1 correction of the earlier edition kept"),
        ({"kept": ["a", "b"], "lost": ["c"]}, "2 corrections of the earlier edition kept, 1 no longer fits"),
        ({"kept": [], "lost": ["c", "d"]}, "2 corrections of the earlier edition no longer fit"),
    ],
)
def test_what_became_of_the_corrections_is_said_in_a_line(said: Mapping[str, list[str]] | None, title: str) -> None:
    words = carried_words(said)
    assert (words.title if words else None) == title


def put_right(
    rose: Account, text: str, name: str, correction: LadderCorrection | None, kind: DocumentKind | None
) -> None:
    document = stock.waiting(text, name, rose)
    corrections = {1: correction} if correction else {}
    correct_document(document=document, asked=kind, corrections=corrections, actor=rose)
    import_document(document=document, reading=reading_of(document), actor=rose)
    db.session.commit()


def upload(client: FlaskClient, text: str, name: str) -> SourceDocument:
    client.post("/library/upload", data={"file": (BytesIO(text.encode()), name), "kind": ""})
    return db.session.scalars(select(SourceDocument).order_by(SourceDocument.id.desc())).first() or SourceDocument()


@pytest.mark.postgresql
def test_an_uploaded_edition_comes_with_the_corrections_which_can_be_taken_back(
    sign_in: SignIn, markup: Markup
) -> None:
    rose = factories.account("Rose", Role.RECRUITER)
    put_right(rose, stock.LADDER, "keepers.md", MINE, None)
    put_right(rose, stock.CRITERIA, "lead-keeper.md", None, DocumentKind.PLAN)
    client = sign_in(rose)
    new = upload(
        client, stock.LADDER.replace("Keeper (L1)", "Trainee (L1)").replace("by the checklist", "daily"), "keepers.md"
    )
    page = markup(client.get(f"/library/documents/{new.id}"))
    (title,), (lost,) = page.css("#edition .notice-title"), page.css("#edition .notice > div > ul li")
    assert title.text() == "7 corrections of the earlier edition kept, 1 no longer fits"
    assert lost.text() == "Level “L1 Keeper” is called “Novice” (it reads “Trainee” here)."
    assert [node.text(deep=False) for node in page.css("#edition-table tbody th")] == ["Level", "L1 Trainee, Lenses"]
    client.post(f"/library/documents/{new.id}/take-back")
    page = markup(client.get(f"/library/documents/{new.id}"))
    assert (new.corrections, new.carried, page.css_first("#edition .notice")) == ({}, None, None)

    plan = upload(client, stock.CRITERIA.replace("fog", "mist"), "lead-keeper.md")
    assert (plan.kind, plan.carried) == (
        DocumentKind.PLAN,
        {"kept": ["the document is read as plan"], "lost": [], "kind": ["plan"]},
    )
    client.post(f"/library/documents/{plan.id}/take-back")
    assert (plan.asked, plan.kind) == (None, DocumentKind.CRITERIA)


def test_corrections_that_would_leave_nothing_are_not_kept(sign_in: SignIn) -> None:
    rose = factories.account("Rose", Role.RECRUITER)
    gone = {place: LevelCorrection(f"L{place}", OLD.levels[place - 1].name, is_left_out=True) for place in (1, 2, 3)}
    put_right(rose, stock.LADDER, "keepers.md", LadderCorrection(levels=gone), None)
    cut = "\n".join(
        "|".join(line.split("|")[:5]) + "|" if line.startswith("|") else line for line in stock.LADDER.split("\n")
    )
    new = upload(sign_in(rose), cut, "keepers.md")
    assert new.corrections == {}
    assert new.carried == {
        "kept": [],
        "lost": [
            f"level “{label}” is left out (nothing would be left)"
            for label in ("L1 Keeper", "L2 Senior Keeper", "L3 Lead Keeper")
        ],
        "kind": [],
    }


def test_editions_of_one_file_are_told_apart_wherever_they_are_chosen(sign_in: SignIn, markup: Markup) -> None:
    rose = factories.account("Rose", Role.RECRUITER)
    first = stock.ladder()
    put_right(rose, stock.LADDER.replace("by the checklist", "daily"), "keepers.md", None, None)
    client = sign_in(rose)
    name = "Lighthouse engineering ladder"
    labels = [f"{name} (keepers.md, edition {number})" for number in (1, 2)]
    for path, selector in (("/rubrics/new", "#target optgroup"), ("/library/compare", "#side-1 optgroup")):
        assert [node.attributes["label"] for node in markup(client.get(path)).css(selector)] == labels
    for path in ("/library/", "/library/crosswalk"):
        page = client.get(path).get_data(as_text=True)
        assert all(page.count(f"keepers.md, edition {number}") == 1 for number in (1, 2))
    (intro,) = markup(client.get(f"/library/ladders/{first.id}")).css("p.intro")
    assert [link.text() for link in intro.css("a")][:2] == ["keepers.md, edition 1", "A newer edition"]
    titles = markup(client.get("/library/titles?title=Keeper")).css("main tbody th")
    assert [node.text(strip=True) for node in titles].count("L1 Keeper of Lighthouse engineering ladder") == 1
    level = markup(client.get(f"/library/crosswalk/levels/{first.levels[0].id}"))
    assert level.css("#adjacent tbody tr") == []
