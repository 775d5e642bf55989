"""The rubrics' pages: generating, editing, publishing, and who sees what."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.enums import RubricState
from rubrics.models import Rubric, RubricDimension, RubricVersion
from rubrics.queries.contents import content
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.postgresql

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
Count = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def rose(app: object) -> Account:
    return factories.account("Rose", Role.RECRUITER)


@pytest.fixture
def recruiter(rose: Account, sign_in: SignIn) -> FlaskClient:
    return sign_in(rose)


@pytest.fixture
def draft(rose: Account) -> RubricVersion:
    return stock.draft(rose)


def texts(page: LexborHTMLParser | LexborNode, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def fields(page: LexborHTMLParser) -> dict[str, str]:
    """The dimension's form as a browser would send it."""
    values = {}
    for node in page.css("#dimension-form input, #dimension-form textarea, #dimension-form select"):
        name, kind = node.attributes.get("name"), node.attributes.get("type")
        if not name or (kind == "checkbox" and "checked" not in node.attributes):
            continue
        if node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            values[name] = (chosen.attributes.get("value") if chosen else "") or ""
        elif node.tag == "textarea":
            values[name] = node.text().removeprefix("\n")
        else:
            values[name] = node.attributes.get("value") or ""
    return values


def test_a_rubric_is_generated_in_three_steps(recruiter: FlaskClient, markup: Markup) -> None:
    ladder, criteria = stock.ladder(), stock.criteria()
    first = markup(recruiter.get(f"/rubrics/new?ladder={ladder.id}"))
    assert texts(first, "#target option") == [
        "No ladder: criteria alone",
        "L5 Warden",
        "L4 Principal Keeper",
        "L3 Lead Keeper",
        "L2 Senior Keeper",
        "L1 Keeper",
    ]
    sources = f"target={ladder.id}:L3&criteria={criteria.id}"
    second = markup(recruiter.get(f"/rubrics/new/links?{sources}"))
    assert texts(second, ".proposal label") == ["Watch planning", "Teaching"]
    assert second.css_first("#link-dimension\\:2 option[selected]").attributes["value"] == "competency:4"
    links = "criteria_level=L3&link-dimension:1=competency:3&link-dimension:2=competency:4"
    third = markup(recruiter.get(f"/rubrics/new/dimensions?{sources}&{links}"))
    assert texts(third, "#dimensions .choice") == ["Watch planning", "Teaching", "Optics", "Power"]
    data = {
        "target": f"{ladder.id}:L3",
        "criteria": str(criteria.id),
        "criteria_level": "L3",
        "link-dimension:1": "competency:3",
        "link-dimension:2": "competency:4",
        "place-red_flag:1": "-",
        "place-exercise:1": "dimension:1",
        "accept": ["strong_signal"],
        "keep_asked": "1",
        "keep": ["dimension:1", "dimension:2"],
    }
    answer = recruiter.post("/rubrics/new/draft", data=data)
    version = db.session.scalars(select(RubricVersion)).one()
    assert (answer.status_code, answer.location) == (302, f"/rubrics/versions/{version.id}")
    assert [dimension.name for dimension in version.dimensions] == ["Watch planning", "Teaching"]
    assert sorted((link.subject, link.target) for link in version.links if "signal" not in link.subject) == [
        ("dimension:1", "competency:3"),
        ("dimension:2", "competency:4"),
        ("exercise:1", "dimension:1"),
        ("red_flag:1", None),
    ]
    (joined,) = [link for link in version.links if link.subject == "dimension:2"]
    assert (joined.score or 0) >= 0.5
    assert "teaching" in joined.reason


def test_a_kind_whose_suggestions_are_accepted_is_placed_and_the_others_are_not(recruiter: FlaskClient) -> None:
    ladder, criteria = stock.ladder(), stock.criteria()
    data = {"target": f"{ladder.id}:L3", "criteria": str(criteria.id), "accept": ["assess", "strong_signal"]}
    recruiter.post("/rubrics/new/draft", data=data)
    version = db.session.scalars(select(RubricVersion)).one()
    assert {link.subject for link in version.links} == {"assess:1", "assess:2", "strong_signal:1"}
    assert min(link.score or 0 for link in version.links) >= 0.5


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Choose a target level, criteria, or both."),
        ("target={ladder}:L9&criteria={criteria}", "no level “L9”"),
        ("target={ladder}:&criteria={criteria}", "Choose the target level."),
    ],
)
def test_what_cannot_be_generated_is_told_at_the_first_step(
    recruiter: FlaskClient, markup: Markup, query: str, sentence: str
) -> None:
    words = query.format(ladder=stock.ladder().id, criteria=stock.criteria().id)
    answer = recruiter.get(f"/rubrics/new/links?{words}")
    assert answer.status_code == 422
    assert sentence in texts(markup(answer), ".error-summary")[0]


def test_no_kept_dimension_is_told_and_the_choices_stay(recruiter: FlaskClient, markup: Markup) -> None:
    ladder = stock.ladder()
    answer = recruiter.post("/rubrics/new/draft", data={"target": f"{ladder.id}:L3", "keep_asked": "1"})
    page = markup(answer)
    assert answer.status_code == 422
    assert "choose at least one" in texts(page, ".error-summary")[0]
    assert page.css("#dimensions input[checked]") == []
    assert page.css_first("input[name=target]").attributes["value"] == f"{ladder.id}:L3"
    assert db.session.scalar(select(func.count()).select_from(Rubric)) == 0


@pytest.mark.parametrize("query", ["target=99:L3", "criteria=99", "target=99:L3&criteria=99"])
def test_sources_that_are_gone_are_not_found(recruiter: FlaskClient, query: str) -> None:
    assert recruiter.get(f"/rubrics/new/links?{query}").status_code == 404
    assert (
        recruiter.post("/rubrics/new/draft", data=dict(part.split("=") for part in query.split("&"))).status_code == 404
    )


@pytest.mark.parametrize("query", ["target=x:L3", "criteria=-1", "criteria=1;drop", "accept=poem&target=1:L3"])
def test_an_address_changed_by_hand_is_refused(recruiter: FlaskClient, query: str) -> None:
    assert recruiter.get(f"/rubrics/new/dimensions?{query}").status_code == 422


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
    assert texts(page, "#waiting li > span:first-child") == [
        "Talks about the lamp only and never about the crew.",
        "Watch planning: shares out nights fairly and covers illness.",
        "Teaching: has made other keepers able to work alone.",
    ]


def test_saving_the_form_unchanged_changes_nothing(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    before = content(draft)
    for dimension in list(draft.dimensions):
        path = f"/rubrics/dimensions/{dimension.id}"
        assert recruiter.post(path, data=fields(markup(recruiter.get(path)))).status_code == 302
    assert content(draft) == before


def test_the_form_edits_moves_adds_removes_and_takes_in(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    watch = draft.dimensions[0]
    path = f"/rubrics/dimensions/{watch.id}"
    rows = {row.text: row.id for anchor in watch.anchors for row in anchor.statements}
    waiting = draft.waiting[0].id
    data = fields(markup(recruiter.get(path)))
    data |= {
        "name": "Watches",
        "weight": "2.5",
        "must_have": "y",
        "questions": "When did a plan fail?\n\nWhat did you change?",
        f"statement-{rows['Plans a month without a gap.']}": "Plans a month without any gap.",
        f"order-{rows['Plans a month without a gap.']}": "0.5",
        f"score-{rows['Keeps a night watch alone.']}": "1",
        f"order-{rows['Keeps a night watch alone.']}": "1.5",
        f"score-{rows['Agrees the watches with the navy.']}": "",
        "new-2": "Asks early.\nSwaps a night fairly.",
        f"score-{waiting}": "1",
    }
    assert recruiter.post(path, data=data).status_code == 302
    assert (watch.name, watch.weight, watch.must_have, watch.questions) == (
        "Watches",
        2.5,
        True,
        ["When did a plan fail?", "What did you change?"],
    )
    assert {anchor.score: [row.text for row in anchor.statements] for anchor in watch.anchors} == {
        1: [
            "Keeps a watch beside a colleague.",
            "Keeps a night watch alone.",
            "Talks about the lamp only and never about the crew.",
        ],
        2: ["Asks early.", "Swaps a night fairly."],
        3: ["Plans a month without any gap.", "Plans the watches of one tower."],
        4: ["Plans the watches of ten towers.", "Wrote a watch plan that a later crew still uses."],
        5: ["Plans a season that survives three absences."],
    }


def test_a_stale_form_keeps_what_was_typed_and_shows_what_is_stored(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    watch = draft.dimensions[0]
    path = f"/rubrics/dimensions/{watch.id}"
    opened = fields(markup(recruiter.get(path)))
    bar, night = watch.anchors[2].statements[0].id, watch.anchors[1].statements[0].id
    recruiter.post(path, data={**opened, f"statement-{bar}": "Theirs.", f"score-{night}": ""})
    answer = recruiter.post(path, data={**opened, f"statement-{bar}": "Mine.", f"statement-{night}": "Also mine."})
    page = markup(answer)
    assert answer.status_code == 422
    assert "Somebody saved this rubric after you opened it" in texts(page, ".error-summary")[0]
    typed = fields(page)
    assert (typed[f"statement-{bar}"], typed["new-2"]) == ("Mine.", "Also mine.")
    assert "Stored now: Theirs." in texts(page, ".statement-edit .help")
    assert watch.anchors[2].statements[0].text == "Theirs."
    assert recruiter.post(path, data=typed).status_code == 302
    assert [row.text for row in watch.anchors[1].statements] == ["Also mine."]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Give the dimension a name."),
        ({"weight": "much"}, "Not a valid float value."),
        ({"weight": "-2"}, "A weight cannot be negative. Use 0 for a dimension that does not count."),
        ({"weight": "nan"}, "A weight is a number from 0 to 1000."),
        ({"bar": "9"}, "The bar must be between 1 and 5."),
        (
            {"statement-999999": "Foreign", "score-999999": "3"},
            "A statement of this form does not belong to this rubric.",
        ),
        ({"score-x": "3", "statement-x": "Odd"}, "This form was changed by hand."),
        ({"new-9": "Too high"}, "This rubric has no score 9."),
        ({"lock": "soon"}, "Somebody saved this rubric after you opened it"),
    ],
)
def test_what_cannot_be_saved_is_told_and_the_words_stay(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion, change: dict[str, str], sentence: str
) -> None:
    before = content(draft)
    path = f"/rubrics/dimensions/{draft.dimensions[0].id}"
    data = {**fields(markup(recruiter.get(path))), "questions": "Mine to keep?", **change}
    answer = recruiter.post(path, data=data)
    page = markup(answer)
    assert answer.status_code == 422
    assert sentence in texts(page, ".error-summary")[0]
    assert fields(page)["questions"] == "Mine to keep?"
    assert content(draft) == before


def test_publishing_makes_a_version_that_no_page_changes(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    path = f"/rubrics/dimensions/{draft.dimensions[0].id}"
    opened = fields(markup(recruiter.get(path)))
    assert recruiter.post(f"/rubrics/versions/{draft.id}/publish", data={"lock": draft.lock}).status_code == 302
    before = content(draft)
    assert draft.state is RubricState.PUBLISHED
    assert [
        recruiter.get(path).status_code,
        recruiter.post(path, data={**opened, "name": "Changed"}).status_code,
        recruiter.post(f"{path}/remove", data={"lock": draft.lock}).status_code,
    ] == [409, 409, 409]
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


def test_the_next_version_is_started_and_the_old_one_retired(recruiter: FlaskClient, draft: RubricVersion) -> None:
    recruiter.post(f"/rubrics/versions/{draft.id}/publish", data={"lock": draft.lock})
    answer = recruiter.post(f"/rubrics/versions/{draft.id}/next")
    following = db.session.scalars(select(RubricVersion).where(RubricVersion.number == 2)).one()
    assert answer.location == f"/rubrics/versions/{following.id}"
    assert recruiter.post(f"/rubrics/versions/{draft.id}/next").status_code == 409
    assert recruiter.post(f"/rubrics/versions/{draft.id}/retire").status_code == 302
    assert draft.state is RubricState.RETIRED


def test_removing_a_dimension_of_a_draft(recruiter: FlaskClient, draft: RubricVersion) -> None:
    gone = draft.dimensions[1].id
    assert recruiter.post(f"/rubrics/dimensions/{gone}/remove", data={"lock": draft.lock}).status_code == 302
    assert db.session.get(RubricDimension, gone) is None


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
