"""Dimensions of a draft: edited, added, removed, checked as they are typed."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from accounts.models import Account
from core.database import db
from rubrics.content import Source, Statement, statement_value
from rubrics.enums import StatementKind
from rubrics.models import RubricDimension, RubricVersion
from rubrics.queries.contents import content
from tests.rubrics.markup import Markup, fields, texts

pytestmark = pytest.mark.postgresql


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
        "weight": "2,5",
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
        ({"weight": "much"}, "Write a number, such as 1 or 2.5."),
        ({"bar": "half"}, "Write a whole number."),
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


def described(draft: RubricVersion) -> RubricDimension:
    """The first dimension, with a sentence of the criteria on it as a whole."""
    words = Statement("Shares out the nights.", StatementKind.assess, Source("lead-keeper.md", "line 7"))
    draft.dimensions[0].description = [statement_value(words)]
    db.session.commit()
    return draft.dimensions[0]


def test_a_stale_form_takes_over_only_what_was_changed_in_it(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    watch = described(draft)
    path = f"/rubrics/dimensions/{watch.id}"
    opened = fields(markup(recruiter.get(path)))
    first, second = (row.id for row in watch.anchors[2].statements)
    theirs = {
        f"statement-{first}": "Theirs.",
        "name": "Their name",
        f"order-{second}": "0.5",
        "about-0": "Their words.",
    }
    recruiter.post(path, data={**opened, **theirs})
    late = fields(markup(recruiter.post(path, data={**opened, f"statement-{second}": "Mine.", "weight": "2"})))
    kept = (late["name"], late["weight"], late["about-0"], late[f"statement-{first}"], late[f"statement-{second}"])
    assert kept == ("Their name", "2", "Their words.", "Theirs.", "Mine.")
    assert recruiter.post(path, data=late).status_code == 302
    assert [row.text for row in watch.anchors[2].statements] == ["Mine.", "Theirs."]
    assert (watch.name, watch.weight) == ("Their name", 2.0)


def test_what_a_dimension_is_about_is_edited_with_its_origin_and_shown_with_its_source(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    watch = described(draft)
    (before,) = watch.description
    path = f"/rubrics/dimensions/{watch.id}"
    data = fields(markup(recruiter.get(path)))
    recruiter.post(path, data={**data, "about-0": "Shares out nights and days.", "about-new": "Covers  illness.\n"})
    assert [(line["text"], line["author"], line["edited_from"]) for line in watch.description] == [
        ("Shares out nights and days.", "Rose", before["text"]),
        ("Covers illness.", "Rose", None),
    ]
    assert watch.description[0]["source"] == before["source"]
    shown = markup(recruiter.get(f"/rubrics/versions/{draft.id}")).css(f"#dimension-{watch.id} .intro")
    assert f"edited by Rose from {before['text']}" in shown[0].text()
    assert shown[0].css_first(".source dd a").text() == before["source"]["document"]
    data = fields(markup(recruiter.get(path)))
    recruiter.post(path, data={**data, "about-0": before["text"], "about-1": ""})
    assert watch.description == [before]


def test_removing_a_dimension_of_a_draft(recruiter: FlaskClient, draft: RubricVersion) -> None:
    gone = draft.dimensions[1].id
    assert recruiter.post(f"/rubrics/dimensions/{gone}/remove", data={"lock": draft.lock}).status_code == 302
    assert db.session.get(RubricDimension, gone) is None


def test_a_dimension_is_added_and_then_written(recruiter: FlaskClient, draft: RubricVersion) -> None:
    answer = recruiter.post(
        f"/rubrics/versions/{draft.id}/dimensions/new", data={"lock": draft.lock, "name": "  Signal  flags "}
    )
    added = draft.dimensions[-1]
    assert answer.location == f"/rubrics/dimensions/{added.id}"
    assert (added.name, added.key, added.position) == ("Signal flags", "written:1", len(draft.dimensions))
    assert [(row.score, row.level_code, row.statements) for row in added.anchors] == [
        (row.score, row.level_code, []) for row in draft.dimensions[0].anchors
    ]
    assert recruiter.get(answer.location).status_code == 200


def test_a_dimension_without_a_name_is_not_added(recruiter: FlaskClient, markup: Markup, draft: RubricVersion) -> None:
    count = len(draft.dimensions)
    data = {"lock": draft.lock, "name": " "}
    answer = recruiter.post(f"/rubrics/versions/{draft.id}/dimensions/new", data=data, follow_redirects=True)
    assert texts(markup(answer), ".flash-error") == ["Give the dimension a name."]
    assert len(draft.dimensions) == count


def test_a_question_a_person_adds_names_them(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion, rose: Account
) -> None:
    watch = draft.dimensions[0]
    watch.questions = ["When did a plan fail?"]
    path = f"/rubrics/dimensions/{watch.id}"
    data = fields(markup(recruiter.get(path))) | {"questions": "When did a plan fail?\nWho was told?"}
    recruiter.post(path, data=data)
    assert (watch.questions, watch.question_authors) == (
        ["When did a plan fail?", "Who was told?"],
        {"Who was told?": "Rose"},
    )
    assert content(draft).dimensions[0].question_authors == (None, "Rose")


def test_what_is_typed_is_checked_before_it_is_stored(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    watch = draft.dimensions[0]
    path = f"/rubrics/dimensions/{watch.id}"
    bar, next_up = watch.anchors[2].statements, watch.anchors[3].statements
    data = fields(markup(recruiter.get(path))) | {
        f"statement-{bar[0].id}": "Is a rock star.",
        f"statement-{bar[1].id}": "",
        f"statement-{next_up[0].id}": "Is a rock star!",
        f"statement-{next_up[1].id}": "",
        "new-1": "More careful than most.",
        "questions": "Do you have children?",
    }
    before = content(draft)
    page = markup(recruiter.post(f"{path}/check", data=data))
    found = {node.attributes["data-for"]: texts(node, ".finding-list li") for node in page.css("[data-for]")}
    assert {name: [line.split(".")[0] for line in lines] for name, lines in found.items()} == {
        "anchor-4": [
            "Please check Scores 3 and 4 (L3 and L4) of “Watch planning” say the same: nobody can choose between them"
        ],
        f"statement-{bar[0].id}": [
            "Please check Rates a personality or a fit, which is no evidence and hides bias: “rock star”"
        ],
        f"statement-{next_up[0].id}": [
            "Please check Rates a personality or a fit, which is no evidence and hides bias: “rock star”"
        ],
        "new-1": ["Please check Describes itself by comparison (“More”) and means nothing on its own"],
        "questions": [
            "Please check Is about private life, which says nothing of the work and often may not be asked: “have children”"
        ],
    }
    assert content(draft) == before
