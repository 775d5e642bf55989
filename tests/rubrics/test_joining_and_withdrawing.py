"""Levels uploaded one by one become one ladder; what was imported too early is taken out again."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from rubrics.models import Guideline, Ladder, Level, SourceDocument
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.postgresql

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]


@pytest.fixture
def recruiter(sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.account("Rose", Role.RECRUITER))


def upload(client: FlaskClient, number: int, name: str) -> str:
    text = f"# {name} (K{number})\n\n## Lamp\n\n- Lights {number} lamps.\n\n## Watch\n\n- Stands {number} watches.\n"
    answer = client.post("/library/upload", data={"file": (BytesIO(text.encode()), f"k{number}.md"), "kind": ""})
    return answer.location


def test_levels_uploaded_one_by_one_are_joined(recruiter: FlaskClient, markup: Markup) -> None:
    names = ("Senior Keeper", "Keeper", "Junior Keeper")
    paths = [upload(recruiter, number, name) for number, name in zip((3, 2, 1), names, strict=True)]
    page = markup(recruiter.get(paths[0]))
    boxes = page.css("#levels input[type=checkbox]")
    assert [box.parent.text(strip=True, separator=" ") for box in boxes] == [
        "Junior Keeper (K1) k1.md",
        "Keeper (K2) k2.md",
    ]
    nothing = recruiter.post(f"{paths[0]}/join")
    assert "Choose at least one other file" in recruiter.get(nothing.location).get_data(as_text=True)
    joined = recruiter.post(f"{paths[0]}/join", data={"with": [box.attributes["value"] for box in boxes]})
    page = markup(recruiter.get(joined.location))
    assert [node.text(deep=False, strip=True) for node in page.css("#levels-1 + ol li")] == [
        "K1 Junior Keeper",
        "K2 Keeper",
        "K3 Senior Keeper",
    ]
    assert page.css_first("#levels") is None
    assert db.session.scalars(select(SourceDocument.name)).all() == ["k1.md and 2 more.zip"]


def test_a_level_alone_leads_to_uploading_the_others(recruiter: FlaskClient, markup: Markup) -> None:
    page = markup(recruiter.get(upload(recruiter, 1, "Junior Keeper")))
    assert page.css_first("#levels a").attributes["href"] == "/library/upload"


def test_what_was_imported_too_early_waits_again_with_its_corrections(recruiter: FlaskClient, markup: Markup) -> None:
    document = stock.waiting(stock.LADDER, "keepers.md")
    db.session.commit()
    path = f"/library/documents/{document.id}"
    recruiter.post(f"{path}/correct", data={"kind": "", "ladder-1-name": "Coast"})
    recruiter.post(f"{path}/import")
    assert recruiter.get(f"{path}/correct").location == path
    assert "Take it out first" in recruiter.get(path).get_data(as_text=True)
    recruiter.post(f"{path}/withdraw")
    rows = [db.session.scalar(select(func.count()).select_from(model)) for model in (Ladder, Level, Guideline)]
    assert (document.imported_at, rows, document.corrections["1"]["name"]) == (None, [0, 0, 0], "Coast")
    recruiter.post(f"{path}/import")
    assert db.session.scalars(select(Ladder.name)).all() == ["Coast"]
    actions = select(AuditEvent.action).order_by(AuditEvent.id)
    assert db.session.scalars(actions).all()[-3:] == ["import_document", "withdraw_document", "import_document"]


def test_a_document_that_a_rubric_is_made_from_stays(recruiter: FlaskClient, markup: Markup) -> None:
    ladder = stock.draft().ladder
    assert ladder is not None
    path = f"/library/documents/{ladder.document_id}"
    assert markup(recruiter.get(path)).css_first(f"[action='{path}/withdraw']") is None
    answer = recruiter.post(f"{path}/withdraw")
    assert "so it stays" in recruiter.get(answer.location).get_data(as_text=True)
    assert db.session.scalars(select(Ladder)).one().id == ladder.id


@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.COMMITTEE])
def test_readers_neither_join_nor_take_anything_out(sign_in: SignIn, role: Role) -> None:
    document = stock.imported(stock.LADDER, "keepers.md")
    client = sign_in(factories.account("Ian", role))
    path = f"/library/documents/{document.id}"
    assert [client.post(f"{path}/{what}").status_code for what in ("join", "withdraw")] == [404, 404]
