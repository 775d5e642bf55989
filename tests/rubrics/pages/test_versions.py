"""A version of a rubric: shown, published, retired, followed by the next; and who sees what."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.enums import Role
from core.database import db
from rubrics.enums import RubricState
from rubrics.models import RubricVersion
from rubrics.queries.contents import content
from tests import factories
from tests.rubrics.markup import Count, Markup, SignIn, fields, texts

pytestmark = pytest.mark.postgresql


def test_a_version_shows_each_statement_with_its_source(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    page = markup(recruiter.get(f"/rubrics/versions/{draft.id}"))
    first = page.css_first(f"#dimension-{draft.dimensions[0].id}")
    assert texts(first, ".anchor.is-bar .statements li > div > span:first-child") == [
        "Plans the watches of one tower.",
        "Plans a month without a gap.",
    ]
    assert [texts(source, "dd") for source in first.css(".anchor.is-bar .source")] == [
        ["keepers.md", "table 1, row 6, column 4 (line 9)", "L3"],
        ["lead-keeper.md", "table 1, row 2, column 3 (line 34)"],
    ]
    links = [node.attributes["href"] for node in first.css(".anchor.is-bar .source a")]
    assert [str(link).partition("#")[2] for link in links] == ["line-9", "line-34"]
    exercise = page.css_first("#exercises .source a").attributes["href"]
    assert str(exercise).partition("#")[0] == str(links[1]).partition("#")[0]
    assert texts(page, "#waiting li > span:first-child") == [
        "Talks about the lamp only and never about the crew.",
        "Watch planning: shares out nights fairly and covers illness.",
        "Teaching: has made other keepers able to work alone.",
    ]


def test_publishing_makes_a_version_that_no_page_changes(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    path = f"/rubrics/dimensions/{draft.dimensions[0].id}"
    opened = fields(markup(recruiter.get(path)))
    assert recruiter.post(f"/rubrics/versions/{draft.id}/publish", data={"lock": draft.lock}).status_code == 302
    before = content(draft)
    assert draft.state is RubricState.PUBLISHED
    assert recruiter.get(path).location == f"/rubrics/versions/{draft.id}"
    assert [
        recruiter.post(path, data={**opened, "name": "Changed"}).status_code,
        recruiter.post(f"{path}/remove", data={"lock": draft.lock}).status_code,
    ] == [409, 302]
    assert content(draft) == before
    page = markup(recruiter.get(f"/rubrics/versions/{draft.id}"))
    assert draft.content_sha256 in texts(page, ".facts dd")
    assert texts(page, ".section-head a") == []


def test_a_stale_publish_says_so_and_publishes_nothing(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    answer = recruiter.post(f"/rubrics/versions/{draft.id}/publish", data={"lock": 99}, follow_redirects=True)
    assert "Somebody saved this rubric" in texts(markup(answer), ".flash-error")[0]
    assert draft.state is RubricState.DRAFT


def test_the_next_version_is_started_once_and_the_old_one_retired(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    recruiter.post(f"/rubrics/versions/{draft.id}/publish", data={"lock": draft.lock})
    answer = recruiter.post(f"/rubrics/versions/{draft.id}/next")
    following = db.session.scalars(select(RubricVersion).where(RubricVersion.number == 2)).one()
    assert answer.location == f"/rubrics/versions/{following.id}"
    again = recruiter.post(f"/rubrics/versions/{draft.id}/next", follow_redirects=True)
    assert (again.request.path, texts(markup(again), ".flash-warning")[0].split(".")[0]) == (
        f"/rubrics/versions/{following.id}",
        "Version 2 of this rubric is a draft already",
    )
    older = f"/rubrics/versions/{draft.id}"
    assert "is published since" not in recruiter.get(older).text
    recruiter.post(f"/rubrics/versions/{following.id}/publish", data={"lock": following.lock})
    assert f'href="/rubrics/versions/{following.id}">Version 2</a> is published since' in recruiter.get(older).text
    assert recruiter.post(f"/rubrics/versions/{draft.id}/retire").status_code == 302
    assert draft.state is RubricState.RETIRED


@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.ADMIN])
def test_a_draft_does_not_exist_for_those_who_only_use_rubrics(
    sign_in: SignIn, markup: Markup, draft: RubricVersion, role: Role
) -> None:
    client = sign_in(factories.account("Ian", role))
    assert texts(markup(client.get("/rubrics/")), "tbody th") == []
    number, dimension = draft.id, draft.dimensions[0].id
    assert [
        client.get(f"/rubrics/versions/{number}").status_code,
        client.get(f"/rubrics/dimensions/{dimension}").status_code,
        client.post(f"/rubrics/dimensions/{dimension}").status_code,
        client.post(f"/rubrics/dimensions/{dimension}/remove").status_code,
        client.post(f"/rubrics/versions/{number}/publish").status_code,
        client.get("/rubrics/new").status_code,
        client.post("/rubrics/new/draft").status_code,
    ] == [404, 404, 404, 404, 404, 403, 403]


def test_a_committee_reads_a_draft_and_changes_nothing(sign_in: SignIn, markup: Markup, draft: RubricVersion) -> None:
    client = sign_in(factories.account("Cora", Role.COMMITTEE))
    answer = client.get(f"/rubrics/versions/{draft.id}")
    assert answer.status_code == 200
    assert markup(answer).css("main form") == []
    assert client.get(f"/rubrics/dimensions/{draft.dimensions[0].id}").status_code == 404
    assert client.post(f"/rubrics/versions/{draft.id}/publish").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_signs_in_reads_what_is_published(sign_in: SignIn, markup: Markup, role: Role) -> None:
    version = factories.rubric()
    client = sign_in(factories.account("Ada", role))
    assert texts(markup(client.get("/rubrics/")), "tbody th") == ["Staff engineer"]
    assert client.get(f"/rubrics/versions/{version.id}").status_code == 200
    assert client.post(f"/rubrics/versions/{version.id}/retire").status_code == (
        302 if role in {Role.RECRUITER, Role.HIRING_MANAGER} else 404
    )


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_many(
    recruiter: FlaskClient, markup: Markup, count_queries: Count
) -> None:
    factories.rubric("One")
    with count_queries() as for_one:
        assert len(markup(recruiter.get("/rubrics/")).css("tbody tr")) == 1
    for number in range(3):
        factories.rubric(f"Another {number}", state=RubricState.DRAFT)
    with count_queries() as for_four:
        assert len(markup(recruiter.get("/rubrics/")).css("tbody tr")) == 4
    assert len(for_four) == len(for_one)


@pytest.mark.parametrize("page", ["versions/{version}", "dimensions/{dimension}"])
def test_a_version_asks_the_same_number_of_queries_whatever_its_size(
    recruiter: FlaskClient, count_queries: Count, page: str
) -> None:
    seen: list[Any] = []
    for names in (["One"], [f"Dimension {number}" for number in range(8)]):
        version = factories.rubric(dimensions=names, must_have=names, state=RubricState.DRAFT)
        path = page.format(version=version.id, dimension=version.dimensions[0].id)
        db.session.expire_all()
        with count_queries() as queries:
            assert recruiter.get(f"/rubrics/{path}").status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1]


def test_on_paper_each_statement_has_the_number_of_its_source(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    bar = draft.dimensions[0].anchors[2].statements[1]
    bar.source_text, bar.author_name, bar.text = bar.text, "Rose", "Plans two months."
    page = markup(recruiter.get(f"/rubrics/versions/{draft.id}/print"))
    numbers = {
        node.text().strip(): number
        for place in page.css(".rubric-source")
        for node in [place.css_first("b")]
        if node and (number := " ".join(place.text().split()).split(" ", 1)[1])
    }
    (cell, *_) = page.css("td.is-bar")
    assert [numbers[text] for text in texts(cell, "sup")] == [
        "table 1, row 6, column 4 (line 9)",
        "table 1, row 2, column 3 (line 34), edited by Rose",
    ]
    assert page.css_first(".print-roomy > p:nth-child(2)").text().split(".")[0].split() == [
        "Draft",
        "Target",
        "level:",
        "L3",
        "Lead",
        "Keeper",
    ]
    assert texts(page, ".rubric-sources strong") == ["keepers.md:", "lead-keeper.md:"]
    at_no_score = len(draft.signals) - 1  # the strong signal stands at 4
    assert len(page.css("sup")) == len(page.css("td li")) + at_no_score + len(draft.exercises)
