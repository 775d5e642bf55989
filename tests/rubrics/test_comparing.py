"""Levels side by side, ladders searched and built up, and what a job title may mean."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.comparison import Part, Side, compared
from rubrics.documents import read
from rubrics.models import Level
from rubrics.operations.documents import import_document, receive_document
from rubrics.queries import library
from rubrics.queries.matrix import ladder_matrix
from rubrics.titles import KnownTitle, title_matches, title_parts
from tests import factories
from tests.rubrics import stock

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
on_both = pytest.mark.postgresql


@pytest.fixture
def reader(app: Flask, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.account("Ian"))


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def test_topics_of_all_sides_stand_in_rows_and_differences_are_marked() -> None:
    one = Side("levels", 1, "L1", "A", 1, {"Scope": ("a task",), "Watch": ("alone",), "Skills": ("Rope", "Lamp")})
    other = Side("profiles", 2, "E2", "B", None, {"scope": ("A task.",), "Skills": ("lamp", "Oil")})
    assert [(row.topic, row.is_same, row.is_alone) for row in compared([one, other])] == [
        ("Scope", True, False),
        ("Watch", False, True),
        ("Skills", False, False),
    ]
    assert compared([one, other])[2].cells == (
        (Part("Rope", is_shared=False), Part("Lamp", is_shared=True)),
        (Part("lamp", is_shared=True), Part("Oil", is_shared=False)),
    )
    assert [(row.is_same, row.is_alone) for row in compared([one])] == [(False, False)] * 3


KNOWN = [
    KnownTitle("Senior Keeper", "L2 Senior Keeper of Towers", "ladder", 1, "Towers"),
    KnownTitle("Keeper", "L1 Keeper of Towers", "ladder", 1, "Towers"),
    KnownTitle("Junior Keeper", "L0 Junior Keeper of Towers", "ladder", 1, "Towers"),
    KnownTitle("Lamp Engineer", "Keeper (P4)", "profile", 7, "Keeper", 0.6),
    KnownTitle("Baker", "Baker (P2)", "profile", 8, "Baker"),
]


@pytest.mark.parametrize(
    ("title", "candidates"),
    [
        ("senior  KEEPER", [("L2 Senior Keeper of Towers", 1.0), ("L1 Keeper of Towers", 0.8)]),
        ("Sr. Keeper", [("L2 Senior Keeper of Towers", 1.0), ("L1 Keeper of Towers", 0.8)]),
        ("Lamp Engineer", [("Keeper (P4)", 0.6)]),
        ("", []),
        ("Astronaut", []),
    ],
)
def test_a_title_gives_its_candidates_the_surest_first(title: str, candidates: list[tuple[str, float]]) -> None:
    assert [(match.known.target, match.confidence) for match in title_matches(title, KNOWN)] == candidates


TRADES = [
    *(
        KnownTitle(name, name, "ladder", number, "Towers")
        for number, name in enumerate(
            [
                "Junior SRE",
                "SRE",
                "Senior SRE",
                "Staff Engineer",
                "Engineer 2",
                "Developer 3",
                "Engineering Manager",
                "Director of Engineering",
            ]
        )
    ),
    KnownTitle("Lamp work", "Lamp work", "profile", 9, "Lamp work", level="Distinguished Keeper"),
    KnownTitle("", "K4 of Towers", "ladder", 10, "Towers", code="K4"),
]


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Sr. Site Reliability Engineer (m/w/d)", "Senior SRE"),
        ("Senoir SRE 🚀", "Senior SRE"),
        ("SRE, Senior", "Senior SRE"),
        ("Senior Site-Reliability-Ingenieur:in", "Senior SRE"),
        ("Staff+ Enginer", "Staff Engineer"),
        ("Ingénieur II", "Engineer 2"),
        ("SDE2", "Engineer 2"),
        ("Desenvolvedor III", "Developer 3"),
        ("Member of Technical Staff II", "Engineer 2"),
        ("Sr Engineering Mgr", "Engineering Manager"),
        ("Head of Engineering", "Director of Engineering"),
        ("VP Engineering", "Director of Engineering"),
        ("Principal, lamp work", "Lamp work"),
        ("k4", "K4 of Towers"),
        ("Product Manager", None),
        ("Chief of Staff", None),
        ("Werkstudentin", None),
        ("Nurse", None),
        ("🚀🚀", None),
        ("x" * 500, None),
    ],
)
def test_titles_of_real_postings_are_understood(title: str, first: str | None) -> None:
    found = title_matches(title, TRADES)
    assert (found[0].known.target if found else None) == first


def test_a_title_is_said_as_it_is_understood() -> None:
    said = [str(title_parts(title)) for title in ("Sr. SRE II (Remote, EU)", "P5", "Werkstudent", "🚀")]
    assert said == ["senior, site reliability engineer, number 2", "the code P5", "intern", ""]


def test_an_abbreviation_is_understood_from_its_initials() -> None:
    known = [KnownTitle("Senior TLK", "L2 Senior TLK of Towers", "ladder", 1, "Towers")]
    assert [match.confidence for match in title_matches("Senior Tower Lamp Keeper", known)] == [1.0]


def test_a_candidate_says_why() -> None:
    assert [match.reason for match in title_matches("Lamp Engineer", KNOWN)] == [
        "the same as “Lamp Engineer”, of which Keeper is sure to 0.60"
    ]
    assert [match.reason for match in title_matches("Senior Keeper", KNOWN)] == [
        "the same as “Senior Keeper”",
        "80% alike to “Keeper”, since only one of the two names a seniority",
    ]


@on_both
def test_levels_of_two_ladders_are_compared(reader: FlaskClient, markup: Markup) -> None:
    stock.ladder()
    stock.ladder(stock.LADDER.replace("Lighthouse", "Harbour").replace("Repairs a burner", "Mends a pump"), "h.md")
    seconds = db.session.scalars(select(Level.id).where(Level.position == 2).order_by(Level.ladder_id)).all()
    page = markup(
        reader.get(f"/library/compare?side=levels:{seconds[0]}&side=levels:{seconds[1]}&side=&side=levels:99999")
    )
    assert texts(page, "tbody th") == [
        "Optics Same in all",
        "Power Differs",
        "Watch Same in all",
        "Teaching Same in all",
    ]
    assert texts(page, "tbody tr:nth-child(2) td") == [
        "Repairs a burner during a storm. Source: line 7",
        "Mends a pump during a storm. Source: line 7",
    ]
    assert "One of them is not in the library any more." in texts(page, "main p")
    assert texts(page, "#distances .muted") == [
        "L2 Senior Keeper: too little in common with L2 Senior Keeper to be compared."
    ]
    twice = markup(reader.get(f"/library/compare?side=levels:{seconds[0]}&side=levels:{seconds[0]}"))
    assert texts(twice, "thead th > a") == ["L2 Senior Keeper"]
    assert "What is chosen more than once stands once." in texts(twice, "main p")


def test_a_level_and_a_role_profile_of_any_kind_stand_side_by_side(
    reader: FlaskClient, markup: Markup, shared: Path
) -> None:
    for name in ("001_d3cb6a3300751211.txt", "002_a635bd0c5601b915.txt"):
        stock.imported((shared / "seeds" / name).read_text(encoding="utf-8"), name)
    stock.ladder()
    page = markup(reader.get("/library/compare?side=profiles:1&side=profiles:2&side=levels:1&only=differences"))
    assert texts(page, "thead .cell-note")[0::2][:2] == [
        "P5 Expert Professional",
        "0.57 from the first: related",
    ]
    assert "Scope Only in one" not in texts(page, "tbody th")
    assert len(page.css("tbody th")) > 8


@on_both
def test_a_profile_brings_what_its_own_level_asks_in_the_ladder_it_prints(
    reader: FlaskClient, markup: Markup, shared: Path
) -> None:
    name = "000_74f925da3aebc08b.txt"
    stock.imported((shared / "seeds" / name).read_text(encoding="utf-8"), name)
    level = db.session.scalars(select(Level.id).where(Level.code == "P7")).one()
    page = markup(reader.get(f"/library/compare?side=profiles:1&side=levels:{level}"))
    same = [topic for topic in texts(page, "tbody th") if topic.endswith("Same in all")]
    for topic in ("Knowledge & Application", "Complexity & Problem Solving", "Responsibilities"):
        assert f"{topic} Same in all" in same


def test_a_side_that_is_none_is_refused(reader: FlaskClient) -> None:
    assert reader.get("/library/compare?side=rubrics:1").status_code == 422


def test_more_than_four_sides_are_refused(reader: FlaskClient) -> None:
    assert (
        reader.get("/library/compare?" + "&".join(f"side=levels:{number}" for number in range(1, 6))).status_code == 422
    )


@on_both
def test_comparing_asks_the_same_number_of_queries_for_two_and_for_four(
    reader: FlaskClient, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    stock.ladder()
    levels = db.session.scalars(select(Level.id)).all()
    seen = []
    for count in (2, 4):
        with count_queries() as queries:
            reader.get("/library/compare?" + "&".join(f"side=levels:{number}" for number in levels[:count]))
        seen.append(len(queries))
    assert seen[0] == seen[1]


@on_both
def test_a_ladder_is_searched_in_names_and_guidelines(reader: FlaskClient, markup: Markup) -> None:
    path = f"/library/ladders/{stock.ladder().id}"
    rows = ".ladder-matrix tbody th[scope=row]"
    assert texts(markup(reader.get(f"{path}?search=NAVY")), rows) == ["Watch"]
    assert texts(markup(reader.get(f"{path}?search=coast+lens")), rows) == ["Optics"]
    assert texts(markup(reader.get(f"{path}?search=submarine")), ".empty-title") == ["Nothing here holds these words"]
    whole = markup(reader.get(f"{path}?whole=1&level=2&search=NÁVY"))
    assert texts(whole, rows) == ["Watch"]
    assert [(field.attributes["name"], field.attributes["value"]) for field in whole.css("main [type=hidden]")] == [
        ("whole", "1"),
        ("level", "2"),
    ]


@on_both
def test_a_ladder_shows_what_the_levels_below_ask(app: Flask) -> None:
    ladder = stock.ladder()
    power = ladder_matrix(ladder, cumulative=True)[1]
    assert [[level for level, _ in cell.below] for cell in power.cells] == [
        [],
        ["L1 Keeper"],
        ["L1 Keeper", "L2 Senior Keeper"],
        ["L1 Keeper", "L2 Senior Keeper", "L3 Lead Keeper"],
        ["L1 Keeper", "L2 Senior Keeper", "L3 Lead Keeper"],
    ]
    assert [cell.below for row in ladder_matrix(ladder) for cell in row.cells] == [()] * 20


@on_both
def test_titles_of_the_library_are_looked_up(reader: FlaskClient, markup: Markup) -> None:
    stock.ladder()
    page = markup(reader.get("/library/titles?title=lead+keeper"))
    assert texts(page, "tbody th")[0] == "L3 Lead Keeper of Lighthouse engineering ladder"
    rank = texts(page, "tbody tr:first-child td[data-label='On the common scale']")[0]
    place = page.css_first("tbody tr:first-child td a").attributes["href"]
    assert texts(markup(reader.get(place)), ".facts dd")[0] == rank
    assert texts(markup(reader.get("/library/titles?title=astronaut")), ".empty a") == ["Compare levels"]


def test_a_real_profile_is_found_by_its_alias(reader: FlaskClient, markup: Markup, shared: Path) -> None:
    file = "001_d3cb6a3300751211.txt"
    content = (shared / "seeds" / file).read_bytes()
    reading = read(content, file)
    document = receive_document(content=content, reading=reading, actor=None)
    import_document(document=document, reading=reading, actor=None)
    profile = library.profiles()[0]
    aliases = library.profile(profile.id).details["aliases"]  # type: ignore[union-attr]  # it was just imported
    page = markup(reader.get("/library/titles", query_string={"title": aliases[0]["title"]}))
    assert page.css_first("tbody th a").attributes["href"] == f"/library/profiles/{profile.id}"


@pytest.mark.browser
def test_the_pages_that_compare_have_no_problems(
    app: Flask, browse: Callable[..., Page], page_problems: Callable[[Page], list[str]]
) -> None:
    ladder = stock.ladder()
    levels = db.session.scalars(select(Level.id).order_by(Level.position)).all()
    page = browse(factories.account("Rose", Role.RECRUITER), width=390)
    paths = [
        f"compare?side=levels:{levels[1]}&side=levels:{levels[2]}",
        "titles?title=keeper",
        f"ladders/{ladder.id}?whole=1",
        f"ladders/{ladder.id}?search=submarine",
    ]
    found = {}
    for path in paths:
        page.goto(f"/library/{path}")
        found[path] = page_problems(page)
    assert found == {path: [] for path in paths}
    waiting = stock.waiting(stock.LADDER.replace("Watch", "Teachings"), "again.md")
    db.session.commit()
    page.goto(f"/library/documents/{waiting.id}/correct")
    assert page_problems(page) == []
