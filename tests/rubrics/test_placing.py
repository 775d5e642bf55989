"""The crosswalk's pages: where levels stand, the words that say so, and a person's own word."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.models import Level, Placement
from rubrics.operations.placing import place_level, reset_level
from rubrics.queries.crosswalk import crosswalk_rows, placed_levels
from tests import factories
from tests.rubrics import stock

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]

SCOPED = """\
# Harbour ladder

| Attribute | Rope (H1) | Knot (H2) | Anchor (H3) |
| --- | --- | --- | --- |
| Scope | Single tasks | A sub-system | Several systems |
| Autonomy | Works with close guidance | Works independently | Sets direction |
| Complexity | Simple problems | Diverse problems | Novel problems |
| Decision rights | None on tasks | Implementation decisions | Authority over the domain |
| Typical experience | 0-2 years | 3-5 years | 4-9 years |
| Piers | Paints a pier. | Repairs a pier alone. | Plans every pier of a port. |
"""


@pytest.fixture
def recruiter(app: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.account("Rita", Role.RECRUITER))


def levels(text: str = SCOPED, name: str = "harbour.md") -> list[Level]:
    return list(stock.ladder(text, name).levels)


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def test_the_crosswalk_shows_each_level_at_its_rank(recruiter: FlaskClient, markup: Markup) -> None:
    levels()
    page = markup(recruiter.get("/library/crosswalk"))
    assert texts(page, ".crosswalk tbody td") == [
        "H1 Rope", "", "H2 Knot", "", "H3 Anchor Contradicts itself", "", "", ""
    ]  # fmt: skip
    index = markup(recruiter.get("/library/"))
    assert "/library/crosswalk" in [node.attributes["href"] for node in index.css("main a")]


def test_a_levels_page_names_the_words_and_where_the_source_contradicts_itself(
    recruiter: FlaskClient, markup: Markup
) -> None:
    high = levels()[2]
    page = markup(recruiter.get(f"/library/crosswalk/levels/{high.id}"))
    assert texts(page, "#coordinate-table tbody tr:first-child strong") == ["Several systems"]
    (source,) = page.css("#coordinate-table tbody tr:first-child .place")
    assert source.attributes["href"] == f"/library/documents/{high.ladder.document_id}#line-5"
    assert texts(page, ".notice-caution li") == [
        "Its years (4 to 9 years) overlap with those of H2 Knot below it (3 to 5 years).",
        "4 to 9 years would be usual at rank 3; it stands at rank 5. Years move nothing.",
    ]


def test_a_person_places_a_level_with_a_reason_and_takes_it_back(recruiter: FlaskClient, markup: Markup) -> None:
    high = levels()[2]
    address = f"/library/crosswalk/levels/{high.id}"
    refused = recruiter.post(f"{address}/place", data={"rank": "7", "reason": " "})
    assert (refused.status_code, db.session.scalars(select(Placement)).all()) == (422, [])
    page = markup(
        recruiter.post(f"{address}/place", data={"rank": "7", "reason": "Runs every port."}, follow_redirects=True)
    )
    assert texts(page, ".notice-info p")[1] == "Runs every port."
    assert [mark.is_placed for row in crosswalk_rows() for mark in row.cells[6]] == [True]
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "place_level")).one()
    assert event.details == {"rank": 7, "before": None, "proposed": 5, "reason": "Runs every port."}
    recruiter.post(f"{address}/reset")
    assert [mark.label for row in crosswalk_rows() for mark in row.cells[4]] == ["H3 Anchor"]
    page = markup(recruiter.get(address))
    assert texts(page, "#history .timeline-what") == [
        "Taken back from rank 7: the texts decide again",
        "Placed at rank 7 instead of 5",
    ]
    assert texts(page, "#history .timeline-detail") == ["Runs every port."]


def test_levels_of_one_ladder_cannot_be_placed_crosswise_and_the_others_give_way(app: Flask) -> None:
    low, middle, high = levels()
    ann = factories.account("Ann", Role.RECRUITER)
    place_level(place=low, rank=4, reason="More than it says.", actor=ann)
    with pytest.raises(InvalidInput, match="would cross"):
        place_level(place=high, rank=3, reason="Less than it says.", actor=ann)
    with pytest.raises(Conflict):
        reset_level(place=middle, actor=ann)
    (placed,) = placed_levels([low.ladder_id]).values()
    assert [(entry.rank, entry.why) for entry in placed] == [
        (4, "placed by Ann"),
        (4, "read from its texts, fairly sure; moved with a neighbour that a person placed"),
        (5, "read from its texts, fairly sure"),
    ]


def test_interviewers_read_the_crosswalk_and_cannot_change_it(app: Flask, sign_in: SignIn) -> None:
    level = levels()[0]
    client = sign_in(factories.account("Ian", Role.INTERVIEWER))
    address = f"/library/crosswalk/levels/{level.id}"
    assert client.get(address).status_code == 200
    assert client.post(f"{address}/place", data={"rank": "2", "reason": "Because."}).status_code == 404


def test_more_ladders_ask_no_more_queries(
    app: Flask, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    levels()
    db.session.expire_all()
    with count_queries() as one:
        crosswalk_rows()
    for number in range(2):
        levels(SCOPED.replace("Harbour", f"Port {number}"), f"port{number}.md")
    db.session.expire_all()
    with count_queries() as three:
        rows = crosswalk_rows()
    assert (len(rows), len(three)) == (3, len(one))
