"""The three steps from sources to a draft."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from accounts.models import Account
from core.database import db
from rubrics.checks import findings
from rubrics.models import Rubric, RubricVersion
from rubrics.operations.placing import place_level
from rubrics.queries.contents import content
from tests.rubrics import stock
from tests.rubrics.markup import Markup, texts

pytestmark = pytest.mark.postgresql


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
    assert second.css_first("#criteria_level option[selected]").attributes["value"] == "L3"
    assert "L3 is chosen beforehand: the criteria say “Lead”" in second.css_first("#criteria_level-help").text()
    unknown = markup(recruiter.get(f"/rubrics/new/links?{sources}&criteria_level="))
    assert unknown.css_first("#criteria_level option[selected]") is None
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
        "place-exercise:1": ["dimension:2", "dimension:1"],
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
        ("exercise:1", "dimension:2"),
        ("red_flag:1", None),
    ]
    assert [row.name for row in version.exercises[0].dimensions] == ["Watch planning", "Teaching"]
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


def test_pieces_that_change_the_proposal_are_shown_again_before_a_draft_with_the_given_title(
    recruiter: FlaskClient, markup: Markup
) -> None:
    sources = {"target": f"{stock.ladder().id}:L2", "criteria": str(stock.criteria().id), "criteria_level": "L3"}
    shown = {"keep_asked": "1", "title": " Keeper of the  north "}
    rows = ["competency:1", "competency:2", "competency:3", "competency:4"]
    page = markup(recruiter.get("/rubrics/new/dimensions", query_string=sources))
    assert [field.attributes["value"] for field in page.css("input[name=proposed]")] == rows
    placed = {**sources, **shown, "proposed": rows, "keep": rows[1:], "place-strong_signal:1": "dimension:1"}
    again = markup(recruiter.post("/rubrics/new/draft", data=placed))
    assert texts(again, ".notice-title") == ["Look at the dimensions again"]
    ticked = [field.attributes["value"] for field in again.css("#dimensions input[checked]")]
    assert ticked == ["dimension:1", *rows[1:]]
    assert db.session.scalar(select(func.count()).select_from(Rubric)) == 0
    proposed = [field.attributes["value"] for field in again.css("input[name=proposed]")]
    assert proposed == [*rows, "dimension:1"]
    recruiter.post("/rubrics/new/draft", data={**placed, "proposed": proposed, "keep": ticked})
    version = db.session.scalars(select(RubricVersion)).one()
    assert version.rubric.title == "Keeper of the north"
    by_choice = [finding["where"] for finding in version.findings if "by choice" in finding["message"]]
    assert by_choice == ["Optics"]


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


def test_a_second_ladder_is_matched_by_rank_joined_and_kept_with_the_draft(
    recruiter: FlaskClient, markup: Markup, rose: Account
) -> None:
    ladder = stock.ladder()
    second = stock.ladder(HARBOUR, "harbour.md")
    for level, rank in [*zip(ladder.levels, (1, 2, 4, 5, 7), strict=True), *zip(second.levels, (2, 4, 5), strict=True)]:
        place_level(place=level, rank=rank, reason="Known to us.", actor=rose)
    sources = f"target={ladder.id}:L3&second={second.id}"
    page = markup(recruiter.get(f"/rubrics/new/links?{sources}"))
    matches = texts(page, "#matches li")
    assert [words.split(":")[0] for words in matches] == [
        "Score 1 takes nothing of “Harbour ladder” beside L1 Keeper",
        "Score 2 takes H1 Rope of “Harbour ladder” beside L2 Senior Keeper",
        "Score 3 takes H2 Knot of “Harbour ladder” beside L3 Lead Keeper",
        "Score 4 takes H3 Anchor of “Harbour ladder” beside L4 Principal Keeper",
        "Score 5 takes nothing of “Harbour ladder” beside L5 Warden",
    ]
    assert texts(page, ".proposal label") == ["Watch, of Harbour ladder"]
    assert page.css_first("#link-competency\\:5 option[selected]").attributes["value"] == "competency:3"
    data = {
        "target": f"{ladder.id}:L3",
        "second": str(second.id),
        "link-competency:5": "competency:3",
        "keep_asked": "1",
        "keep": ["competency:1", "competency:3"],
    }
    recruiter.post("/rubrics/new/draft", data=data)
    version = db.session.scalars(select(RubricVersion)).one()
    assert version.second_ladder_id == second.id
    sources_of = {
        statement.document_name
        for dimension in version.dimensions
        for anchor in dimension.anchors
        for statement in anchor.statements
    }
    assert sources_of == {"keepers.md", "harbour.md"}
    checks = [finding["check"] for finding in version.findings]
    assert {"level_merged", "dimension_kept", "dimension_left_out"} <= set(checks)
    page = markup(recruiter.get(f"/rubrics/versions/{version.id}"))
    told = dict(zip(texts(page, "#history-table tbody th"), texts(page, "#history-table td:nth-child(2)"), strict=True))
    assert told["Optics"] == "Good to know Rated: its bar is written; 5 of 5 scores have words."
    assert told["Power"].startswith("Good to know Not rated by choice: its bar is written")
    assert texts(page, ".facts dd")[3] == "Harbour ladder"
    shown = " ".join(texts(page, "#history-table td:nth-child(2)"))
    repeated = {finding["check"] for finding in version.findings if finding["message"] in shown}
    assert repeated & {finding.check for finding in findings(content(version))} == set()


def test_a_ladder_is_not_merged_with_itself(recruiter: FlaskClient, markup: Markup) -> None:
    ladder = stock.ladder()
    answer = recruiter.get(f"/rubrics/new/links?target={ladder.id}:L3&second={ladder.id}")
    assert (answer.status_code, "same as the first" in answer.text) == (422, True)


HARBOUR = """\
# Harbour ladder

| Competency | Rope (H1) | Knot (H2) | Anchor (H3) |
| --- | --- | --- | --- |
| *Watch* | Keeps a watch with close guidance, task by task. | Keeps the watch of a whole team independently. | Plans the watches of several teams and sets direction. |
"""
