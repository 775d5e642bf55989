"""Lists of candidates: reading them, the preview, the import and the way out."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from core.errors import InvalidInput, UnreadableDocument
from scorecards.candidate_list import ListedCandidate, Standing, read_list, standings
from scorecards.csv_file import plain_cell, safe_cell, written_csv
from scorecards.enums import TeamRole
from scorecards.models import Application, Candidate, Requisition, TeamMember
from tests import factories
from tests.scorecards.kinds import SignIn


@pytest.fixture
def recruiter(app: Flask) -> Account:
    return factories.account("Rita Recruiter", Role.RECRUITER)


@pytest.fixture
def opening(recruiter: Account) -> Requisition:
    return factories.requisition(team={TeamRole.RECRUITER: [recruiter]})


@pytest.mark.parametrize(
    ("content", "encoding", "expected"),
    [
        (
            b"name,email,source\nAda,ada@x.org,Fair\n",
            "UTF-8",
            (ListedCandidate(2, "Ada", "ada@x.org", "Fair"),),
        ),
        ("\ufeffFull name;E-mail\nZoë;\n;;\n".encode(), "UTF-8", (ListedCandidate(2, "Zoë"),)),
        (b'name\tnotes\n"Two\nlines"\tx\n', "UTF-8", (ListedCandidate(3, "Two\nlines"),)),
        (
            "name;source\r\nJosé;Messe\r\n".encode("cp1252"),
            "Windows-1252",
            (ListedCandidate(2, "José", None, "Messe"),),
        ),
        ("name\tmail\nŁucja\tl@x.org\n".encode("utf-16"), "UTF-16", (ListedCandidate(2, "Łucja", "l@x.org"),)),
        ("name\nŁucja\n".encode("utf-16-le"), "UTF-16", (ListedCandidate(2, "Łucja"),)),
        (b"name\n'=Ada\n", "UTF-8", (ListedCandidate(2, "=Ada"),)),
        (b"name\n", "UTF-8", ()),
    ],
)
def test_a_list_is_read_as_people_keep_it(content: bytes, encoding: str, expected: tuple[ListedCandidate, ...]) -> None:
    found = read_list(content)
    assert (found.candidates, found.encoding) == (expected, encoding)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (
            b"PK\x03\x04\x14\x00\x06",
            "this is a workbook, not a table of text; save it as CSV UTF-8 and choose that file",
        ),
        (
            b"name,email\n,a@x\nAda,ada at x\n",
            "line 2: this line has no name; line 3: An email address must have an @-sign.",
        ),
        (b"email\na@x.org\n", "line 1: no column is called name; the first line must name the columns"),
        (b"name,email\n,a@x.org\n", "line 2: this line has no name"),
        (b"name,email\nAda,ada at x\n", "line 2: An email address must have an @-sign."),
        (b"name\nAda\n\xff\x81\n", "line 3: this is neither UTF-8 nor Windows-1252 text; save the list as CSV UTF-8"),
        (b"name\n" + b"Ada\n" * 2001, "line 2002: the list is longer than 2,000 lines; import it in parts"),
        (b'name\n"Ada\nBea\n', "line 3: unexpected end of data"),
        (b"name\n" + b"A" * 201 + b"\n", "line 2: the name is longer than 200 characters"),
        (b"\xff\xfen\x00a\x00\x6d", "the end: the file is cut off in the middle of a letter"),
    ],
)
def test_a_list_that_cannot_be_read_names_the_line(content: bytes, sentence: str) -> None:
    with pytest.raises((UnreadableDocument, InvalidInput)) as raised:
        read_list(content)
    assert str(raised.value) == sentence


def test_of_a_list_full_of_mistakes_the_first_twenty_are_said_each_for_itself() -> None:
    with pytest.raises(InvalidInput) as raised:
        read_list(b"name,email\n" + b",a@x.org\n" * 23)
    said = raised.value.problems["file"]
    assert (len(said), said[0], said[19:]) == (
        21,
        "line 2: this line has no name",
        ["line 21: this line has no name", "3 problems more, in the lines that follow"],
    )


def test_what_a_spreadsheet_would_compute_is_written_as_text() -> None:
    text = written_csv(("name",), [("=1+1",), ("+49 30",), ("@home",), ("-5",), ("Ann-Marie",)])
    assert text.splitlines() == ["name", "'=1+1", "'+49 30", "'@home", "'-5", "Ann-Marie"]


@pytest.mark.parametrize(
    "text",
    ["x;=1+1", "x; =1+1", "two\n=lines", "a\t@b", "x;'=1+1", "''=1", "Ann-Marie; A=B", "-", " =1", "x; ＝1", "\t =1"],
)
def test_a_spreadsheet_that_splits_at_semicolons_computes_no_part_of_a_cell_and_reads_back_the_same(text: str) -> None:
    cells = re.split("[;\t\r\n]", safe_cell(text))
    assert [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@", "＝"))] == []
    assert plain_cell(safe_cell(text)) == text


def test_each_line_is_told_what_importing_it_does() -> None:
    listed = [
        ListedCandidate(2, "Ada", "ada@x.org"),
        ListedCandidate(3, "Ada L.", "ADA@x.org"),
        ListedCandidate(4, "Bea", "bea@x.org"),
        ListedCandidate(5, "Cem", "cem@x.org"),
        ListedCandidate(6, "Dan"),
        ListedCandidate(7, "Eva", "eva@x.org"),
    ]
    told = standings(listed, applied={"bea@x.org"}, known={"cem@x.org", "bea@x.org"}, names={"dan"})
    assert told == [
        Standing.NEW,
        Standing.TWICE,
        Standing.APPLIED,
        Standing.KNOWN,
        Standing.SAME_NAME,
        Standing.NEW,
    ]
    assert [each.is_added for each in told] == [True, False, False, True, True, True]


def test_a_list_is_shown_first_and_then_taken_as_a_whole(
    sign_in: SignIn, recruiter: Account, opening: Requisition
) -> None:
    browser = sign_in(recruiter)
    url = f"/requisitions/{opening.id}/candidates/import"
    content = "Name;E-Mail\nZoë;zoe@x.org\nAda;ada@x.org\nAda again;ada@x.org\n".encode("cp1252")
    shown = browser.post(url, data={"file": (io.BytesIO(content), "list.csv")})
    assert (shown.status_code, db.session.scalar(select(func.count()).select_from(Candidate))) == (200, 0)
    page = LexborHTMLParser(shown.text)
    assert page.css_first(".intro").text() == "2 of 3 lines would be added. Nothing is stored yet."
    carried = page.css_first("input[name=candidates]").attributes["value"]
    browser.post(f"/requisitions/{opening.id}/candidates/list", data={"candidates": carried})
    assert [row.candidate.name for row in db.session.scalars(select(Application))] == ["Zoë", "Ada"]


def test_a_malformed_line_is_refused_with_its_number_and_stores_nothing(
    sign_in: SignIn, recruiter: Account, opening: Requisition
) -> None:
    url = f"/requisitions/{opening.id}/candidates/import"
    refused = sign_in(recruiter).post(
        url, data={"file": (io.BytesIO(b"name,email\nAda,a@x.org\nBea,nowhere\n"), "list.csv")}
    )
    assert refused.status_code == 422
    assert "line 3: An email address must have an @-sign." in refused.text
    assert db.session.scalar(select(func.count()).select_from(Candidate)) == 0


def test_the_list_goes_out_without_formulas_and_without_those_hidden_from_the_viewer(
    sign_in: SignIn, recruiter: Account, opening: Requisition
) -> None:
    factories.application(opening, factories.candidate("=HYPERLINK(1)", email=None, code="C-1"))
    factories.conflict(factories.application(opening, factories.candidate("Secret")), recruiter)
    text = sign_in(recruiter).get(f"/requisitions/{opening.id}/candidates.csv").text
    assert text.splitlines() == ["\ufeffcode,name,email,source,stage", "C-1,'=HYPERLINK(1),,,interviewing"]


def test_the_preview_says_nothing_of_whom_the_viewer_may_not_know(sign_in: SignIn, opening: Requisition) -> None:
    manager = factories.account("Mona Manager", Role.HIRING_MANAGER)
    db.session.add(TeamMember(requisition_id=opening.id, account_id=manager.id, role=TeamRole.HIRING_MANAGER))
    factories.conflict(factories.application(opening, factories.candidate("Secret Friend", email=None)), manager)
    factories.application(person=factories.candidate("Colleague Elsewhere", email="colleague@x.org"))
    content = b"name,email\nSecret Friend,\nColleague Elsewhere,colleague@x.org\n"
    shown = sign_in(manager).post(
        f"/requisitions/{opening.id}/candidates/import", data={"file": (io.BytesIO(content), "list.csv")}
    )
    told = [cell.text(strip=True) for cell in LexborHTMLParser(shown.text).css("#candidate-lines td:last-child")]
    assert told == ["Added", "Added"]
