"""How far apart roles are, and what the page of a role profile shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from rubrics.adjacency import Band, RoleText, adjacent_roles, distance_between, themes
from rubrics.enums import Coordinate
from tests import factories
from tests.rubrics import stock

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
SEEDS = ("000_74f925da3aebc08b.txt", "001_d3cb6a3300751211.txt", "002_a635bd0c5601b915.txt")


def role(rank: float, *skills: str, number: int = 1) -> RoleText:
    return RoleText("profiles", number, f"R{number}", "", dict.fromkeys(Coordinate, rank), {"Skills": skills})


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def seeds(shared: Path, names: tuple[str, ...] = SEEDS) -> None:
    for name in names:
        stock.imported((shared / "seeds" / name).read_text(encoding="utf-8"), name)


def test_a_role_is_no_distance_from_itself_and_close() -> None:
    found = distance_between(role(3, "Rope", "Lamp"), role(3, "Rope", "Lamp"))
    assert found is not None
    assert (found.distance, found.band) == (0.0, Band.CLOSE)


def test_each_coordinate_says_how_far_and_why() -> None:
    found = distance_between(role(3, "Rope work", "Lamps"), role(5, "Rope work", "Accounting"))
    assert found is not None
    assert [(part.name, part.distance, part.why, part.weight) for part in found.coordinates[-3:]] == [
        ("Leadership", 0.5, "3 here, 5 there: 2 ranks higher", 1),
        ("Themes", None, "not stated of both", 4),
        ("Skills", 0.5, "1 of 2 here have a like there: “Rope work”", 2),
    ]
    assert (found.distance, found.band) == (0.5, Band.RELATED)


def test_roles_with_too_little_to_compare_have_no_distance() -> None:
    assert distance_between(role(3, "Rope"), RoleText("profiles", 2, "R2", "", {}, {"Skills": ("Rope",)})) is None


def test_the_nearest_roles_come_first_and_the_far_ones_are_called_far() -> None:
    found = adjacent_roles(role(2, "Rope"), [role(8, "Law", number=3), role(3, "Rope", number=2)])
    assert [(entry.role.number, entry.band) for entry in found] == [(2, Band.CLOSE), (3, Band.FAR)]


def test_themes_are_counted_by_text() -> None:
    assert themes(["Answers the incident of the night.", "Runs the incident review."])["incidents"] == 2


@given(st.integers(2, 16), st.integers(2, 16), st.sampled_from(["Rope", "Lamp", "Law and rope"]))
def test_distances_are_the_same_both_ways_and_from_0_to_1(one: int, other: int, skill: str) -> None:
    mine, theirs = role(one / 2, "Rope", "Oil"), role(other / 2, skill)
    there, back = distance_between(mine, theirs), distance_between(theirs, mine)
    assert there is not None
    assert back is not None
    assert there.distance == back.distance
    assert 0 <= there.distance <= 1


def test_a_profiles_page_shows_all_that_its_source_says(
    app: Flask, sign_in: SignIn, markup: Markup, shared: Path
) -> None:
    seeds(shared)
    reader = sign_in(factories.account("Ian"))
    page = markup(reader.get("/library/profiles/1"))
    assert texts(page, "h2") == [
        "The level",
        "Responsibilities by level",
        "Guidelines by level",
        "Skills",
        "Adjacent roles",
        "Occupation codes",
        "Provenance",
    ]
    assert len(page.css(".ladder-matrix tbody tr")) == 6
    assert "high, 0.90 of 1" in texts(page, ".facts dd")
    assert texts(page, "details[open] summary") == ["P7 Staff / Distinguished Professional This role"]
    assert texts(page, "#provenance dd")[-2:] == ["passed: no score below 4", "17"]
    assert [doubt.split(":")[0] for doubt in texts(page, ".notice li")] == [
        "Years disagree",
        "What the source says of the level as a whole reads 5.0; its attributes read 7.0.",
    ]
    ladder = page.css_first("a[href*='/library/ladders/']").attributes["href"]
    matrix = markup(reader.get(str(ladder).partition("?")[0]))
    assert texts(matrix, ".ladder-matrix th.is-current") == [
        "P7 Staff / Distinguished Professional rank 7 Contradicts itself"
    ]
    assert len(matrix.css(".notice li")) == 1
    other = markup(reader.get("/library/profiles/2"))
    assert [doubt.split(",")[0] for doubt in texts(other, ".notice li")] == [
        "“P5–P6” is listed as a title but names levels; reject it. Source: line 143",
        "Years disagree: typical experience is “8–12 yrs”",
        "The title says senior",
        "The summary says senior and staff",
    ]
    assert texts(other, "#adjacent-table tbody th a")[0] == "P4"
    assert texts(other, "#adjacent-table tbody tr:first-child .mark") == ["Close"]


def test_a_levels_page_shows_the_roles_near_it(app: Flask, sign_in: SignIn, markup: Markup) -> None:
    ladder = stock.ladder()
    stock.ladder(stock.LADDER.replace("Lighthouse", "Harbour"), "h.md")
    page = markup(sign_in(factories.account("Ian")).get(f"/library/crosswalk/levels/{ladder.levels[2].id}"))
    assert texts(page, "#adjacent-table tbody th") == ["L3 Lead Keeper Harbour engineering ladder"]
    assert texts(page, "#adjacent-table .mark") == ["Close"]


def test_a_blueprints_page_shows_mission_goals_and_measures(
    app: Flask, sign_in: SignIn, markup: Markup, shared: Path
) -> None:
    seeds(shared, ("003_9a35b120785b0acc.txt",))
    page = markup(sign_in(factories.account("Ian")).get("/library/criteria/1"))
    assert texts(page, "h2")[:4] == ["Mission", "Responsibilities", "Goals", "How success is measured"]
    assert (len(page.css("#measure-table tbody tr")), len(page.css("#goals h3"))) == (22, 8)
    assert texts(page, "#measure-table thead th")[1:] == [
        "What it measures",
        "Why it matters",
        "Example target / benchmark",
        "Frequency",
        "Source",
    ]


def test_a_profiles_page_asks_the_same_number_of_queries_for_one_and_for_three_ladders(
    app: Flask, sign_in: SignIn, shared: Path, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    seeds(shared, SEEDS[1:])
    reader, seen = sign_in(factories.account("Ian")), []
    for count in (1, 2):
        for number in range(count):
            stock.ladder(stock.LADDER.replace("Lighthouse", f"Port {count}{number}"), f"p{count}{number}.md")
        with count_queries() as queries:
            reader.get("/library/profiles/1")
        seen.append(len(queries))
    assert seen[0] == seen[1]


@pytest.mark.browser
def test_the_librarys_new_pages_are_accessible(
    app: Flask, browse: Callable[..., Page], page_problems: Callable[[Page], list[str]]
) -> None:
    ladder = stock.ladder()
    other = stock.ladder(stock.LADDER.replace("Lighthouse", "Harbour"), "h.md")
    page = browse(factories.account("Rita", Role.RECRUITER))
    page.goto("/library/")
    page.get_by_role("link", name="Crosswalk").click()
    assert page_problems(page) == []
    page.get_by_role("link", name="L3 Lead Keeper").first.click()
    page.get_by_label("Why").fill("Leads the keepers of a whole coast.")
    page.get_by_role("button", name="Place it here").click()
    page.get_by_text("Placed by Rita,").wait_for()
    assert page_problems(page) == []
    page.goto(f"/library/compare?side=levels:{ladder.levels[1].id}&side=levels:{other.levels[2].id}")
    assert page_problems(page) == []
