"""Letters that a database or a page cannot hold are refused in words, whatever they come in."""

from __future__ import annotations

import io
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from scorecards.enums import TeamRole
from scorecards.models import Candidate, PlannedInterview, Requisition
from tests import factories
from tests.scorecards.kinds import SignIn


@pytest.fixture
def opening(app: Flask) -> Requisition:
    rita = factories.account("Rita Recruiter", Role.RECRUITER)
    return factories.requisition(team={TeamRole.RECRUITER: [rita]})


@pytest.fixture
def client(opening: Requisition, sign_in: SignIn) -> FlaskClient:
    return sign_in(db.session.query(Account).filter_by(name="Rita Recruiter").one())


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([{"title": "Talk \ud800", "focus": ["X"]}]),
        json.dumps([{"title": "Talk \0", "focus": ["X"]}]),
        "[" * 200_000,
        '[{"title": "T", "minutes": ' + "9" * 5000 + "}]",
        '[{"title": "T", "minutes": "²²"}]',
        "title,focus,minutes\nTalk,X,²\n",
        "title,focus\n" + "Talk\0,X\n" * 60,
    ],
    ids=["half a letter", "nul", "deep", "long number", "superscript", "superscript in a table", "nul in a table"],
)
def test_a_plan_with_hostile_text_is_refused_in_words(client: FlaskClient, opening: Requisition, content: str) -> None:
    known = opening.rubric_version.dimensions[0].name
    data = {
        "file": (io.BytesIO(content.replace('"X"', json.dumps(known)).replace(",X", f",{known}").encode()), "p.json")
    }
    assert client.post(f"/requisitions/{opening.id}/plan/import", data=data).status_code == 422
    data2 = {"plan": content.replace('"X"', json.dumps(known)).replace(",X", f",{known}"), "origin": "a file"}
    assert client.post(f"/requisitions/{opening.id}/plan/load", data=data2).status_code == 422
    assert db.session.query(PlannedInterview).count() == 0


@pytest.mark.postgresql
def test_a_nul_in_a_form_or_a_list_is_refused_on_both_databases(client: FlaskClient, opening: Requisition) -> None:
    page = f"/requisitions/{opening.id}/candidates"
    assert client.post(f"{page}/new", data={"name": "Bea\0Tall"}).status_code == 422
    listed = b"name,source\n" + b"Ada Long Name Enough,Fair\n" * 12 + b"Bea\0,x\n"
    assert client.post(f"{page}/import", data={"file": (io.BytesIO(listed), "l.csv")}).status_code == 422
    assert client.post(f"{page}/list", data={"candidates": listed.decode()}).status_code == 422
    assert db.session.query(Candidate).count() == 0


@pytest.mark.postgresql
def test_a_nul_in_an_address_finds_nothing(client: FlaskClient) -> None:
    assert [
        client.get(path).status_code < 500 for path in ("/search?words=a%00b", "/share/a%00b", "/mail/stop/%00")
    ] == [True] * 3
