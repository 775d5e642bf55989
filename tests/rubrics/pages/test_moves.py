"""Parts of a draft are moved by buttons and by dragging."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts.enums import Role
from core.database import db
from rubrics.enums import RubricState, SignalKind
from rubrics.models import RubricVersion
from rubrics.queries.contents import content
from tests import factories
from tests.rubrics.markup import Markup, SignIn, texts

pytestmark = pytest.mark.postgresql


def path(thing: object, number: int) -> str:
    return f"/rubrics/{thing}/{number}/move"


def words(draft: RubricVersion) -> dict[int, list[str]]:
    return {row.score: [entry.text for entry in row.statements] for row in draft.dimensions[0].anchors}


def said(markup: Markup, answer: TestResponse) -> list[str]:
    return texts(markup(answer), ".flash")


def move(client: FlaskClient, draft: RubricVersion, url: str, **data: object) -> TestResponse:
    db.session.commit()
    return client.post(url, data={"lock": draft.lock, **data}, follow_redirects=True)


def test_the_arrows_move_a_statement_within_its_score_and_on_to_the_next(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    month = draft.dimensions[0].anchors[2].statements[1]
    seen = [said(markup, move(recruiter, draft, path("statements", month.id), to="up")) for _ in range(3)]
    assert seen == [
        ["Moved: Watch planning, score 3, place 1 of 2."],
        ["Moved: Watch planning, score 4, place 3 of 3."],
        ["Moved: Watch planning, score 4, place 2 of 3."],
    ]
    assert words(draft)[3] == ["Plans the watches of one tower."]
    assert words(draft)[4] == [
        "Plans the watches of ten towers.",
        "Plans a month without a gap.",
        "Wrote a watch plan that a later crew still uses.",
    ]
    assert (month.document_name, month.source_text, month.author_name) == ("lead-keeper.md", "", "")


def test_dragging_puts_a_statement_at_any_score_of_any_dimension(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    night, goal = draft.dimensions[0].anchors[1].statements[0], draft.dimensions[1].anchors[4]
    before = [row.text for row in goal.statements]
    answer = move(recruiter, draft, path("statements", night.id), anchor=goal.id, place=2)
    assert said(markup, answer) == [f"Moved: Teaching, score 5, place 2 of {len(before) + 1}."]
    assert [row.text for row in goal.statements] == [before[0], "Keeps a night watch alone.", *before[1:]]
    left = draft.dimensions[0].anchors[1]
    assert (left.statements, left.unwritten_reason) == ([], "Rose took its statements out")


def test_a_waiting_statement_is_taken_in(recruiter: FlaskClient, draft: RubricVersion) -> None:
    lamp, goal = draft.waiting[0], draft.dimensions[0].anchors[0]
    move(recruiter, draft, path("statements", lamp.id), anchor=goal.id, place=1)
    assert [row.text for row in goal.statements] == [
        "Talks about the lamp only and never about the crew.",
        "Keeps a watch beside a colleague.",
    ]
    assert (lamp.waits_because, lamp.waits_for) == ("", [])


def test_dimensions_signals_and_exercises_are_moved_too(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    names = [row.name for row in draft.dimensions]
    answer = move(recruiter, draft, path("dimensions", draft.dimensions[0].id), place=2)
    assert said(markup, answer) == [f"Moved: Watch planning, place 2 of {len(names)}."]
    assert [row.name for row in draft.dimensions] == [names[1], names[0], *names[2:]]
    for text in ("Lent a hand.", "Drew the tides."):
        recruiter.post(
            f"/rubrics/versions/{draft.id}/signals/new", data={"lock": draft.lock, "kind": "strong", "text": text}
        )
        recruiter.post(f"/rubrics/versions/{draft.id}/exercises/new", data={"lock": draft.lock, "name": text})
    move(recruiter, draft, path("signals", draft.signals[-1].id), to="up")
    strong = [row.text for row in draft.signals if row.kind is SignalKind.STRONG]
    assert strong == ["Wrote a watch plan that a later crew still uses.", "Drew the tides.", "Lent a hand."]
    move(recruiter, draft, path("exercises", draft.exercises[-1].id), place=1)
    assert [row.name for row in draft.exercises] == ["Drew the tides.", "Fog rota", "Lent a hand."]


def test_a_move_of_a_stale_page_moves_nothing_and_says_so(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    before = content(draft)
    answer = move(
        recruiter, draft, path("statements", draft.dimensions[0].anchors[2].statements[0].id), to="up", lock=99
    )
    (sentence,) = said(markup, answer)
    assert sentence.startswith("Nothing was moved. Somebody saved this rubric after you opened it")
    assert content(draft) == before


@pytest.mark.parametrize(
    ("score", "data", "sentence"),
    [
        (5, {"to": "up"}, "Nothing was moved: it stands at the end already."),
        (3, {"place": "first"}, "Nothing was moved: the place is not known. Reload the page and try again."),
        (3, {}, "Nothing was moved: the place is not known. Reload the page and try again."),
    ],
)
def test_a_move_to_nowhere_moves_nothing(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion, score: int, data: dict[str, str], sentence: str
) -> None:
    before = content(draft)
    first = draft.dimensions[0].anchors[score - 1].statements[0]
    assert said(markup, move(recruiter, draft, path("statements", first.id), **data)) == [sentence]
    assert content(draft) == before


def test_a_statement_cannot_be_moved_into_another_rubric(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    other = factories.rubric(state=RubricState.DRAFT)
    first, goal = draft.dimensions[0].anchors[2].statements[0], other.dimensions[0].anchors[0].id
    answer = move(recruiter, draft, path("statements", first.id), anchor=goal, place=1)
    assert said(markup, answer) == ["That score belongs to another rubric. Reload the page and try again."]
    assert first.anchor is draft.dimensions[0].anchors[2]


def test_nobody_moves_what_is_published_or_not_theirs_to_edit(
    recruiter: FlaskClient, markup: Markup, sign_in: SignIn, draft: RubricVersion
) -> None:
    url = path("statements", draft.dimensions[0].anchors[2].statements[0].id)
    assert sign_in(factories.account("Cora", Role.COMMITTEE)).post(url, data={"to": "up"}).status_code == 404
    recruiter.post(f"/rubrics/versions/{draft.id}/publish", data={"lock": draft.lock})
    sentence = said(markup, move(recruiter, draft, url, to="up"))[-1]
    assert sentence.startswith("Nothing was moved. This version is published")
