"""The page on which a person puts a reading right before it is imported."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from rubrics.enums import DocumentKind
from rubrics.models import Criteria, Ladder, SourceDocument
from rubrics.queries.matrix import ladder_matrix
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.postgresql

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]


@pytest.fixture
def recruiter(sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.account("Rose", Role.RECRUITER))


@pytest.fixture
def document(recruiter: FlaskClient) -> SourceDocument:
    waiting = stock.waiting(stock.LADDER, "keepers.md")
    db.session.commit()
    return waiting


def fields(page: LexborHTMLParser) -> dict[str, str]:
    values = {}
    for node in page.css("main form input:not([type=checkbox]), main form select, main form input[checked]"):
        chosen = node.css_first("option[selected]") if node.tag == "select" else node
        values[node.attributes["name"] or ""] = (chosen.attributes.get("value") or "") if chosen else ""
    values.pop("seen")  # tells what was stored when the page was made; without it nobody is asked
    return values


def test_names_are_changed_rows_join_and_are_left_out(
    recruiter: FlaskClient, markup: Markup, document: SourceDocument
) -> None:
    path = f"/library/documents/{document.id}"
    data = fields(markup(recruiter.get(f"{path}/correct")))
    data |= {
        "ladder-1-name": "Keepers of the coast",
        "ladder-1-level-1-name": "Junior Keeper",
        "ladder-1-row-1-into": "out",
        "ladder-1-row-4-into": "3",
        "ladder-1-row-3-name": "Watch and teaching",
    }
    assert recruiter.post(f"{path}/correct", data=data).location == path
    assert "By hand: 1 row joined another; 1 row was left out" in recruiter.get(path).get_data(as_text=True)
    assert fields(markup(recruiter.get(f"{path}/correct"))) == data
    recruiter.post(f"{path}/import")
    ladder = db.session.scalars(select(Ladder)).one()
    assert (ladder.name, ladder.levels[0].label) == ("Keepers of the coast", "L1 Junior Keeper")
    assert [(row.name, row.cells[0].items) for row in ladder_matrix(ladder)] == [
        ("Power", ("Reads the meter each hour.",)),
        ("Watch and teaching", ("Keeps a watch beside a colleague.", "Writes down what was learned.")),
    ]
    assert document.content == stock.LADDER.encode()
    assert db.session.scalars(select(AuditEvent.action)).all()[-2:] == ["correct_document", "import_document"]


def test_a_table_is_turned(recruiter: FlaskClient, markup: Markup, document: SourceDocument) -> None:
    path = f"/library/documents/{document.id}/correct"
    data = fields(markup(recruiter.get(path)))
    recruiter.post(path, data={**data, "ladder-1-turn": "1"})
    turned = markup(recruiter.get(path))
    assert [node.text(deep=False, strip=True) for node in turned.css("#ladder-1-levels tbody th")] == [
        "Optics",
        "Power",
        "Watch",
        "Teaching",
    ]
    recruiter.post(path, data={**fields(turned), "ladder-1-level-1-code": "1"})
    again = fields(markup(recruiter.get(path)))
    del again["ladder-1-turn"]
    recruiter.post(path, data=again)
    back = fields(markup(recruiter.get(path)))
    assert back["ladder-1-row-1-name"] == "1 Optics"
    assert {name: back[name] for name in data if name != "ladder-1-row-1-name"} == {
        name: said for name, said in data.items() if name != "ladder-1-row-1-name"
    }
    recruiter.post(path, data={**back, "ladder-1-turn": "1"})
    recruiter.post(f"/library/documents/{document.id}/import")
    ladder = db.session.scalars(select(Ladder)).one()
    assert [level.label for level in ladder.levels] == ["1 Optics", "Power", "Watch", "Teaching"]


def test_another_kind_reads_the_document_anew(recruiter: FlaskClient, markup: Markup) -> None:
    document = stock.waiting(stock.CRITERIA, "lead-keeper.md")
    db.session.commit()
    path = f"/library/documents/{document.id}/correct"
    assert recruiter.post(path, data={"kind": "plan"}).status_code == 302
    assert (document.asked, document.kind) == (DocumentKind.PLAN, DocumentKind.PLAN)
    recruiter.post(f"/library/documents/{document.id}/import")
    assert db.session.scalars(select(Criteria.title)).all() == ["Lead Keeper hiring criteria"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ladder-1-drop": "1"}, "Nothing would be left to import."),
        (
            {"ladder-1-level-2-code": "", "ladder-1-level-2-name": " "},
            "Give “L2 Senior Keeper” a code or a name, or leave it out.",
        ),
        ({"ladder-1-row-2-into": "2"}, "“Power” cannot join “Power”: choose a row that stays."),
        ({"ladder-1-row-2-into": "x"}, "This form was changed by hand."),
        ({"ladder-1-order": "1 2 2 4 5"}, "This form was changed by hand."),
        ({"move": "ladder-1-level-9-up"}, "This form was changed by hand."),
    ],
)
def test_what_cannot_be_put_right_is_told_and_changes_nothing(
    recruiter: FlaskClient, markup: Markup, document: SourceDocument, change: dict[str, str], sentence: str
) -> None:
    path, before = f"/library/documents/{document.id}/correct", document.reading
    answer = recruiter.post(path, data={**fields(markup(recruiter.get(path))), **change})
    assert answer.status_code == 422
    assert sentence in markup(answer).css_first(".error-summary").text()
    assert (document.reading, document.corrections) == (before, {})


def test_a_problem_stands_at_its_field_and_what_was_typed_stays(
    recruiter: FlaskClient, markup: Markup, document: SourceDocument
) -> None:
    path = f"/library/documents/{document.id}/correct"
    data = fields(markup(recruiter.get(path))) | {"ladder-1-level-2-code": "", "ladder-1-level-2-name": ""}
    page = markup(recruiter.post(path, data=data | {"ladder-1-name": "Coast", "ladder-1-row-1-into": "out"}))
    assert page.css_first(".error-summary a").attributes["href"] == "#ladder-1-level-2-name"
    assert page.css_first("#ladder-1-level-2-name").attributes["aria-invalid"] == "true"
    assert fields(page) == data | {"ladder-1-name": "Coast", "ladder-1-row-1-into": "out"}
    stale = markup(recruiter.post(path, data=data | {"kind": "plan", "seen": "another", "ladder-1-name": "Coast"}))
    assert (fields(stale)["kind"], fields(stale)["ladder-1-name"]) == ("plan", "Coast")


def test_two_who_put_one_reading_right_overwrite_nothing_unseen(
    recruiter: FlaskClient, markup: Markup, document: SourceDocument
) -> None:
    path = f"/library/documents/{document.id}"
    seen = markup(recruiter.get(f"{path}/correct")).css_first("[name=seen]").attributes["value"] or ""
    looked = markup(recruiter.get(path)).css_first("[name=seen]").attributes["value"] or ""
    mine = fields(markup(recruiter.get(f"{path}/correct"))) | {"ladder-1-name": "Mine", "seen": seen}
    recruiter.post(f"{path}/correct", data=mine | {"ladder-1-name": "Theirs"})
    answer = recruiter.post(f"{path}/correct", data=mine)
    page = markup(answer)
    assert (answer.status_code, document.corrections["1"]["name"]) == (422, "Theirs")
    assert "Your fields are as you left them" in page.css_first(".error-summary").text()
    again = page.css_first("[name=seen]").attributes["value"] or ""
    assert recruiter.post(f"{path}/import", data={"seen": looked}).location == path
    assert document.imported_at is None
    assert recruiter.post(f"{path}/correct", data=fields(page) | {"seen": again}).status_code == 302
    assert document.corrections["1"]["name"] == "Mine"


def test_rows_that_may_be_one_are_joined_at_once_and_parted_again(recruiter: FlaskClient, markup: Markup) -> None:
    text = "# Bakers\n\n| Area | L1 | L2 |\n|-|-|-|\n| Teaching | Helps. | Shows. |\n| Teachinng | Asks. | Tells. |\n"
    document = stock.waiting(text, "bakers.md")
    db.session.commit()
    path = f"/library/documents/{document.id}"
    page = markup(recruiter.get(f"{path}/correct"))
    assert page.css_first(".notice li").text() == "Teachinng may belong to Teaching."
    assert "“Asks.”" in page.css_first("#ladder-1-rows tbody tr:nth-child(2) th").text()
    recruiter.post(f"{path}/correct", data=fields(page) | {"move": "ladder-1-join"})
    assert [row["name"] for row in document.reading["ladders"][0]["competencies"]] == ["Teaching"]
    page = markup(recruiter.get(f"{path}/correct"))
    assert (page.css_first(".notice"), fields(page)["ladder-1-row-2-into"]) == (None, "1")
    recruiter.post(f"{path}/correct", data=fields(page) | {"ladder-1-row-2-into": ""})
    assert len(document.reading["ladders"][0]["competencies"]) == 2


def test_dimensions_are_renamed_joined_and_left_out_and_the_next_edition_keeps_that(
    recruiter: FlaskClient, markup: Markup
) -> None:
    table = "| Steering | Steers for a year. | Steers for a day. |\n| Rowing | Rows far. | Rows near. |\n"
    document = stock.waiting(f"{stock.CRITERIA}{table}", "lead-keeper.md")
    db.session.commit()
    path = f"/library/documents/{document.id}"
    data = fields(markup(recruiter.get(f"{path}/correct")))
    unnamed = markup(recruiter.post(f"{path}/correct", data=data | {"ladder-0-row-2-name": ""}))
    assert unnamed.css_first(".error-summary a").attributes["href"] == "#ladder-0-row-2-name"
    data |= {"ladder-0-row-1-name": "Watches", "ladder-0-row-3-into": "1", "ladder-0-row-4-into": "out"}
    recruiter.post(f"{path}/correct", data=data)
    assert fields(markup(recruiter.get(f"{path}/correct"))) == data
    assert "By hand: 1 dimension joined another; 1 dimension left out." in recruiter.get(path).get_data(as_text=True)
    recruiter.post(f"{path}/import")
    lines = db.session.scalars(select(Criteria)).one().dimensions
    assert [line.name for line in lines] == ["Watches", "Teaching"]
    assert [(anchor["score"], len(anchor["items"])) for anchor in lines[0].anchors] == [(3, 2), (5, 2)]
    text = f"{stock.CRITERIA.replace('fog', 'mist')}{table}".encode()
    new = recruiter.post("/library/upload", data={"file": (BytesIO(text), "lead-keeper.md"), "kind": ""}).location
    page = markup(recruiter.get(new))
    assert [node.text() for node in page.css("#edition .notice li")] == [
        "Dimension “Watch planning” is called “Watches”.",
        "Dimension “Steering” joins “Watch planning”.",
        "Dimension “Rowing” is left out.",
    ]


def test_an_imported_document_is_not_put_right_any_more(recruiter: FlaskClient, document: SourceDocument) -> None:
    recruiter.post(f"/library/documents/{document.id}/import")
    path = f"/library/documents/{document.id}/correct"
    assert recruiter.get(path).location == f"/library/documents/{document.id}"
    answer = recruiter.post(path, data={"kind": "", "ladder-1-name": "Too late"})
    assert (answer.status_code, document.corrections) == (422, {})


@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.COMMITTEE, Role.ADMIN])
def test_readers_do_not_put_anything_right(sign_in: SignIn, document: SourceDocument, role: Role) -> None:
    client = sign_in(factories.account("Ian", role))
    path = f"/library/documents/{document.id}/correct"
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_a_level_is_left_out_and_the_order_of_the_levels_is_turned_round(
    recruiter: FlaskClient, markup: Markup, document: SourceDocument
) -> None:
    path = f"/library/documents/{document.id}"
    data = fields(markup(recruiter.get(f"{path}/correct"))) | {"ladder-1-level-2-drop": "1"}
    answer = recruiter.post(f"{path}/correct", data={**data, "move": "ladder-1-round"})
    assert answer.location == f"{path}/correct?moved=ladder-1-round"
    data["ladder-1-order"] = "5 4 3 2 1"
    page = recruiter.get(path).get_data(as_text=True)
    assert "By hand: the levels stand in the other order; 1 level was left out" in page
    assert fields(markup(recruiter.get(f"{path}/correct"))) == data
    recruiter.post(f"{path}/import")
    assert [level.code for level in db.session.scalars(select(Ladder)).one().levels] == ["L5", "L4", "L3", "L1"]


def test_forks_and_cells_that_ask_nothing_are_kept(recruiter: FlaskClient, markup: Markup) -> None:
    text = (
        "# Keepers\n\n| Area | Junior Keeper | Senior Keeper | Keeper Manager |\n|---|---|---|---|\n"
        "| Watch | Learns. | | Plans. |\n| Light | Cleans. | Mends. | N/A |\n"
    )
    document = stock.imported(text, "fork.md")
    ladder = db.session.scalars(select(Ladder).where(Ladder.document_id == document.id)).one()
    assert [level.track for level in ladder.levels] == [
        level["track"] for level in document.reading["ladders"][0]["levels"]
    ]
    db.session.commit()
    page = markup(recruiter.get(f"/library/ladders/{ladder.id}?whole=1"))
    shown = [" ".join(node.text(separator=" ").split()) for node in page.css(".ladder-matrix tbody td")]
    assert shown == [
        "Learns. Source: line 5",
        "nothing new And from below (1) Junior Keeper Learns.",
        "Plans. Source: line 5 And from below (1) Junior Keeper Learns.",
        "Cleans. Source: line 6",
        "Mends. Source: line 6 And from below (1) Junior Keeper Cleans.",
        "not asked at this level",
    ]


def test_single_levels_are_moved_by_buttons_that_keep_the_focus(
    recruiter: FlaskClient, markup: Markup, document: SourceDocument
) -> None:
    path = f"/library/documents/{document.id}"
    for button in ("ladder-1-level-1-down", "ladder-1-level-5-up", "ladder-1-level-5-up", "ladder-1-level-2-up"):
        data = fields(markup(recruiter.get(f"{path}/correct")))
        answer = recruiter.post(f"{path}/correct", data={**data, "ladder-1-level-1-name": "Novice", "move": button})
        (focused,) = markup(recruiter.get(answer.location)).css("[autofocus]")
        assert focused.attributes["id"] == button
    page = markup(recruiter.get(f"{path}/correct"))
    assert page.css_first("[name=ladder-1-order]").attributes["value"] == "2 1 5 3 4"
    assert "By hand: the levels stand in another order in" in recruiter.get(path).get_data(as_text=True)
    recruiter.post(f"{path}/import")
    levels = db.session.scalars(select(Ladder)).one().levels
    assert [level.label for level in levels][:3] == ["L2 Senior Keeper", "L1 Novice", "L5 Warden"]
    assert document.corrections["1"]["order"] == [2, 1, 5, 3, 4]


def test_the_reading_stands_before_what_was_noticed_and_each_place_leads_to_its_line(
    recruiter: FlaskClient, markup: Markup
) -> None:
    text = (
        "# Lantern makers\n\nThe 6 levels, in short.\n\n| Area | Junior Maker | Maker | Master Maker |\n|---|---|---|---|\n"
        "| Glass | Cuts. | TODO | N/A |\n| Metal | Files. | Saws. | |\n"
    )
    document = stock.waiting(text, "lantern.md")
    db.session.commit()
    page = markup(recruiter.get(f"/library/documents/{document.id}"))
    titles = [node.text(strip=True) for node in page.css("main h2")]
    assert titles[:2] == ["Ladder: Lantern makers", "What the reader noticed"]
    shown = " ".join(page.css_first("main").text(separator=" ").split())
    assert "Understood a ladder of 3 levels, 2 competencies, 3 guidelines" in shown
    assert "What the reader noticed : 2 to check, 1 for information." in shown
    assert (
        "Cells without a guideline: 2 empty (nothing new at that level), 1 not applicable (nothing asked there)."
        in shown
    )
    rows = [" ".join(node.text(separator=" ").split()) for node in page.css("#finding-table tbody tr")]
    assert rows == [
        "Please check A placeholder was skipped: “TODO”. table 1, row 2, column 3 (line 7)",
        "Please check The text speaks of 6 levels; 3 were found. line 3",
    ]
    for link in page.css("#finding-table a, #guidelines-1 a"):
        assert page.css_first(link.attributes["href"] or "") is not None
    assert page.css_first("#line-7").text() == "| Glass | Cuts. | TODO | N/A |"
