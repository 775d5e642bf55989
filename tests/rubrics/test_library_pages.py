"""The library's pages: who sees what, and how a document comes in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.models import Criteria, Ladder, SourceDocument
from rubrics.queries.matrix import ladder_matrix
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.postgresql

Make = Callable[..., Account]
SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
WRITERS = [Role.RECRUITER, Role.HIRING_MANAGER]
OTHERS = [role for role in Role if role not in WRITERS]


@pytest.fixture
def recruiter(sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.account("Rose", Role.RECRUITER))


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def upload(client: FlaskClient, content: str | bytes, name: str, kind: str = "") -> TestResponse:
    raw = content.encode() if isinstance(content, str) else content
    return client.post("/library/upload", data={"file": (BytesIO(raw), name), "kind": kind})


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_document_is_uploaded_looked_at_and_imported(recruiter: FlaskClient, markup: Markup) -> None:
    answer = upload(recruiter, stock.LADDER, "keepers.md")
    document = db.session.scalars(select(SourceDocument)).one()
    assert (answer.status_code, answer.location) == (302, f"/library/documents/{document.id}")
    page = markup(recruiter.get(answer.location))
    assert texts(page, "h1") == ["Lighthouse engineering ladder"]
    assert texts(page, "#levels-1 + ol li") == [
        "L1 Keeper 4 guidelines",
        "L2 Senior Keeper 4 guidelines",
        "L3 Lead Keeper 4 guidelines",
        "L4 Principal Keeper 3 guidelines",
        "L5 Warden 4 guidelines",
    ]
    assert count(Ladder) == 0
    assert recruiter.post(f"{answer.location}/import").status_code == 302
    ladder = db.session.scalars(select(Ladder)).one()
    matrix = markup(recruiter.get(f"/library/ladders/{ladder.id}"))
    assert texts(matrix, ".ladder-matrix tbody th[scope=row]") == ["Optics", "Power", "Watch", "Teaching"]
    assert texts(matrix, ".ladder-matrix tbody:nth-of-type(3) td") == [
        "Reads the meter each hour. Source: line 7",
        "Repairs a burner during a storm. Source: line 7",
        "Plans the fuel of one winter. Source: line 7",
        "nothing new",
        "Signs the fuel contract of the coast. Source: line 7",
    ]
    source = str(matrix.css_first("td .place").attributes["href"])
    assert source == f"/library/documents/{document.id}#line-6"
    assert markup(recruiter.get(source)).css_first("#line-6") is not None


def test_criteria_are_imported_and_shown_with_their_exercises_and_signals(
    recruiter: FlaskClient, markup: Markup
) -> None:
    recruiter.post(f"{upload(recruiter, stock.CRITERIA, 'lead-keeper.md').location}/import")
    page = markup(recruiter.get(f"/library/criteria/{db.session.scalars(select(Criteria.id)).one()}"))
    assert texts(page, ".card h3") == ["Fog rota"]
    assert texts(page, ".signals li") == [
        "Wrote a watch plan that a later crew still uses. Source: line 18",
        "Talks about the lamp only and never about the crew. Source: line 22",
        "Left a tower dark to prove a point. Source: line 26",
    ]
    assert texts(page, "#dimension-table tbody th") == ["Watch planning Source: line 34", "Teaching Source: line 35"]
    assert texts(page, "#scale p") == ["1 to 5 Source: line 32"]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.md", "empty.md: the file is empty"),
        (b"Nothing of the trade is in here.\n", "letter.md", "no levels with guidelines"),
        (b"%PDF-1.7 \x00\x01", "ladder.pdf", "ladder.pdf: it is a PDF"),
        (b"\x00" * 400, "zeros.bin", "NUL"),
    ],
)
def test_an_unreadable_document_is_refused_at_its_field_and_nothing_is_kept(
    recruiter: FlaskClient, markup: Markup, content: bytes, name: str, sentence: str
) -> None:
    answer = upload(recruiter, content, name)
    (error,) = texts(markup(answer), ".error")
    assert answer.status_code == 422
    assert sentence in error
    assert count(SourceDocument) == 0


def test_no_file_and_a_foreign_kind_are_refused(recruiter: FlaskClient, markup: Markup) -> None:
    answer = recruiter.post("/library/upload", data={"kind": "poem"})
    assert answer.status_code == 422
    assert texts(markup(answer), ".error")[0] == "Error: Choose a file."


def test_the_same_file_twice_says_where_it_is(recruiter: FlaskClient, markup: Markup) -> None:
    stock.imported(stock.LADDER, "keepers.md")
    answer = upload(recruiter, stock.LADDER, "copy.md")
    assert texts(markup(recruiter.get(answer.location)), ".flash") == [
        "The same file is in the library already, as keepers.md. Open it there, or upload a changed one."
    ]


def test_a_kind_said_by_a_person_is_kept_and_used_on_import(recruiter: FlaskClient) -> None:
    answer = upload(recruiter, stock.CRITERIA, "lead-keeper.md", kind="plan")
    assert recruiter.post(f"{answer.location}/import").status_code == 302
    document = db.session.scalars(select(SourceDocument)).one()
    assert (document.asked, document.kind, count(Criteria)) == ("plan", "plan", 1)


def test_a_waiting_document_is_discarded(recruiter: FlaskClient) -> None:
    location = upload(recruiter, stock.LADDER, "keepers.md").location
    assert recruiter.post(f"{location}/discard").status_code == 302
    assert (recruiter.get(location).status_code, count(SourceDocument)) == (404, 0)


def test_an_imported_document_is_neither_discarded_nor_imported_again(recruiter: FlaskClient) -> None:
    document = stock.imported(stock.LADDER, "keepers.md")
    assert recruiter.post(f"/library/documents/{document.id}/discard").status_code == 409
    path = f"/library/documents/{document.id}"
    assert recruiter.post(f"{path}/import").location == path
    assert "is in the library already" in recruiter.get(path).get_data(as_text=True)
    assert (count(SourceDocument), count(Ladder)) == (1, 1)


def test_the_original_comes_back_byte_for_byte_as_a_download(recruiter: FlaskClient) -> None:
    document = stock.imported(f"<script>alert(1)</script>\n\n{stock.LADDER}", "keepers.md")
    answer = recruiter.get(f"/library/documents/{document.id}/original")
    assert answer.data == document.content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_markup_of_a_document_is_shown_and_never_obeyed(recruiter: FlaskClient) -> None:
    text = stock.LADDER.replace("Cleans a lens", "<img src=x onerror=alert(1)>Cleans a lens")
    location = upload(recruiter, text, "keepers.md").location
    assert "<img" not in recruiter.get(location).get_data(as_text=True)


@pytest.mark.parametrize("role", WRITERS)
def test_those_who_answer_for_hiring_change_the_library(sign_in: SignIn, role: Role) -> None:
    client = sign_in(factories.account("Ada", role))
    location = upload(client, stock.LADDER, "keepers.md").location
    assert client.get(location).status_code == 200
    assert client.post(f"{location}/import").status_code == 302


@pytest.mark.parametrize("role", OTHERS)
def test_others_read_the_library_and_change_nothing(sign_in: SignIn, markup: Markup, role: Role) -> None:
    imported = stock.imported(stock.LADDER, "keepers.md")
    waiting = stock.waiting(stock.CRITERIA, "lead-keeper.md")
    db.session.commit()
    client = sign_in(factories.account("Ada", role))
    page = markup(client.get("/library/"))
    assert texts(page, "#document-table tbody th a") == ["Lighthouse engineering ladder"]
    assert page.css_first(".page-actions a") is None
    ladder = db.session.scalars(select(Ladder.id)).one()
    assert [
        client.get(f"/library/ladders/{ladder}").status_code,
        client.get(f"/library/documents/{imported.id}").status_code,
        client.get(f"/library/documents/{imported.id}/original").status_code,
        client.get(f"/library/documents/{waiting.id}").status_code,
        client.get(f"/library/documents/{waiting.id}/original").status_code,
        client.post(f"/library/documents/{waiting.id}/import").status_code,
        client.post(f"/library/documents/{waiting.id}/discard").status_code,
        client.get("/library/upload").status_code,
    ] == [200, 200, 200, 404, 404, 404, 404, 403]


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient) -> None:
    assert [client.get(path).status_code for path in ("/library/", "/library/upload")] == [302, 302]


def test_numbers_of_nothing_are_not_found(recruiter: FlaskClient) -> None:
    paths = ["ladders/9", "profiles/9", "criteria/9", "documents/9", "documents/9/original"]
    assert [recruiter.get(f"/library/{path}").status_code for path in paths] == [404] * 5


def test_an_empty_library_says_what_to_do_first(recruiter: FlaskClient, sign_in: SignIn, markup: Markup) -> None:
    assert texts(markup(recruiter.get("/library/")), ".empty a") == ["Upload a document"]
    assert texts(markup(sign_in(factories.account()).get("/library/")), ".empty a") == []


def test_the_library_asks_the_same_number_of_queries_for_one_and_for_many(
    recruiter: FlaskClient, markup: Markup, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    stock.ladder()
    stock.criteria()
    with count_queries() as for_one:
        assert len(markup(recruiter.get("/library/")).css("#ladder-table tbody tr")) == 1
    for number in range(3):
        stock.ladder(stock.LADDER.replace("Lighthouse", f"Tower {number}"), f"keepers{number}.md")
        stock.criteria(stock.CRITERIA.replace("Lead Keeper", f"Keeper {number}"), f"lead{number}.md")
    with count_queries() as for_four:
        assert len(markup(recruiter.get("/library/")).css("#ladder-table tbody tr")) == 4
    assert len(for_four) == len(for_one)


def test_a_ladder_asks_the_same_number_of_queries_whatever_its_size(
    recruiter: FlaskClient, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    small = "\n".join(line for line in stock.LADDER.splitlines() if "Power" not in line and "Teaching" not in line)
    large, little = stock.ladder().id, stock.ladder(small, "small.md").id
    seen = []
    for ladder in (large, little):
        with count_queries() as queries:
            assert recruiter.get(f"/library/ladders/{ladder}").status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1]


def test_several_files_of_one_level_each_become_one_ladder(recruiter: FlaskClient, markup: Markup) -> None:
    texts_of = {"keeper.md": "Keeper", "senior.md": "Senior Keeper"}
    files = [
        (BytesIO(f"# {title}\n\n## Power\n\n- Reads the meter.\n\n## Watch\n\n- Stands it.\n".encode()), name)
        for name, title in texts_of.items()
    ]
    answer = recruiter.post("/library/upload", data={"file": files, "kind": ""})
    page = markup(recruiter.get(answer.location))
    assert texts(page, "#levels-1 + ol li") == ["Keeper 2 guidelines", "Senior Keeper 2 guidelines"]
    assert texts(page, "#original h3") == ["keeper.md", "senior.md"]
    recruiter.post(f"{answer.location}/import")
    ladder = db.session.scalars(select(Ladder)).one()
    assert [(row.name, len(row.cells)) for row in ladder_matrix(ladder)] == [("Power", 2), ("Watch", 2)]


def test_several_files_of_whole_ladders_are_refused_with_a_way_out(recruiter: FlaskClient, markup: Markup) -> None:
    files = [(BytesIO(stock.LADDER.encode()), "a.md"), (BytesIO(stock.LADDER.encode() + b"\n"), "b.md")]
    answer = recruiter.post("/library/upload", data={"file": files, "kind": ""})
    assert texts(markup(answer), ".error") == [
        "Error: a.md: only files of one level each are joined into a ladder. Upload this one alone."
    ]
    assert count(SourceDocument) == 0


def test_a_refusal_begins_with_the_file_and_says_what_to_do(recruiter: FlaskClient, markup: Markup) -> None:
    refusals = [
        (b"Nothing of the trade is in here.\n", "letter.md"),
        (b"# Title\n\0\n", "nul.md"),
        (b"a: [1, 2\nb: }\nc: d\n", "broken.yml"),
        (b"- " * 20_000 + b" a\n", "bullets.md"),
    ]
    found = [texts(markup(upload(recruiter, content, name)), ".error")[0] for content, name in refusals]
    places = [error.removeprefix("Error: ").partition(":")[0] for error in found]
    assert places == ["letter.md, line 1", "nul.md", "broken.yml, line 2", "bullets.md, line 1"]
    assert [error.rpartition("; ")[2] for error in found] == [
        "give a ladder, a role profile or hiring criteria.",
        "save it as Markdown, HTML, CSV or XLSX.",
        "correct it and try again.",
        "flatten them.",
    ]


def test_criteria_are_shown_part_by_part_before_they_are_imported(recruiter: FlaskClient, markup: Markup) -> None:
    page = markup(recruiter.get(upload(recruiter, stock.CRITERIA, "lead-keeper.md").location))
    assert texts(page, "#reading-parts summary") == [
        "Scale 5",
        "To assess 2",
        "Scorecard dimensions 4",
        "Exercises 1",
        "Strong signals 1",
        "Weak signals 1",
        "Red flags 1",
    ]
    assert texts(page, "#part-table-7 tbody tr > *") == ["–", "Left a tower dark to prove a point.", "line 26"]


PILOTS = """\
# Pilot hiring criteria

## Scale

- 1 - Adrift: needs a tow.
- 2 - Afloat: keeps off the rocks.
- 3 - Steady: brings the ship in at night.

## Scorecard

| Dimension | Weight | Must-have | 1 | 3 |
| --- | --- | --- | --- | --- |
| Charts | 40% | yes | Reads one chart. | Corrects a chart at sea. |
| Calls | 60% | no | Calls when asked. | Calls before the fog. |

## Red flags

- Critical: sails without a chart.
- Minor: forgets the log.
"""


def test_criteria_show_weights_must_haves_the_words_of_the_scale_and_severities(
    recruiter: FlaskClient, markup: Markup
) -> None:
    stock.imported(PILOTS, "pilots.md")
    page = markup(recruiter.get("/library/criteria/1"))
    assert texts(page, "#dimension-table tbody th .cell-note:nth-of-type(1)") == ["weight 40%, must-have", "weight 60%"]
    assert texts(page, "#dimension-table tbody tr:first-child p") == [
        "3 Corrects a chart at sea. Source: line 13",
        "1 Reads one chart. Source: line 13",
    ]
    assert texts(page, "#scale dd") == [
        "Steady: brings the ship in at night.",
        "Afloat: keeps off the rocks.",
        "Adrift: needs a tow.",
    ]
    assert texts(page, ".signals li") == [
        "critical: sails without a chart. Source: line 18",
        "minor: forgets the log. Source: line 19",
    ]
