"""Signals, red flags and exercises of a draft, and what the checks say of them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from core.database import db
from rubrics.enums import SignalKind
from rubrics.models import RubricExercise, RubricSignal, RubricVersion
from rubrics.queries.contents import content
from tests.rubrics.markup import Markup, fields, texts

pytestmark = pytest.mark.postgresql


def test_a_signal_is_written_edited_and_removed_and_says_who_and_from_what(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    signal = next(row for row in draft.signals if row.kind is SignalKind.STRONG)
    watch = draft.dimensions[0]
    number = signal.id
    url = f"/rubrics/signals/{number}"
    data = {"lock": draft.lock, "kind": "red_flag", "text": "Hid a plan.", "severity": "stop", "dimension": watch.id}
    assert recruiter.post(url, data=data).location == f"/rubrics/versions/{draft.id}#signals"
    assert (signal.kind, signal.text, signal.severity, signal.dimension) == (
        SignalKind.RED_FLAG,
        "Hid a plan.",
        "stop",
        watch,
    )
    page = markup(recruiter.get(f"/rubrics/versions/{draft.id}"))
    assert "edited by Rose from Wrote a watch plan that a later crew still uses." in texts(page, ".origin")
    assert content(draft).signals[0].statement.source is not None
    recruiter.post(url, data={**data, "lock": draft.lock, "text": "Wrote a watch plan that a later crew still uses."})
    assert (signal.source_text, signal.author_name) == ("", "")
    new = {"lock": draft.lock, "kind": "weak", "text": "Waits."}
    recruiter.post(f"/rubrics/versions/{draft.id}/signals/new", data=new)
    assert (draft.signals[-1].text, draft.signals[-1].author_name) == ("Waits.", "Rose")
    recruiter.post(f"{url}/remove", data={"lock": draft.lock})
    assert db.session.get(RubricSignal, number) is None


def test_an_exercise_gives_evidence_on_several_dimensions(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    fog = draft.exercises[0]
    number = fog.id
    url = f"/rubrics/exercises/{number}"
    page = markup(recruiter.get(url))
    assert fields(page, "form[data-check]")["task"] == (
        "Two keepers fall ill in a week of fog. The candidate rewrites the rota."
    )
    both = [row.id for row in draft.dimensions[:2]]
    words = {"name": "Fog rota", "minutes_low": "30", "minutes_high": "", "task": "Read.\nRewrite.", "look_fors": ""}
    data = {"lock": draft.lock, "dimensions": both, **words}
    assert recruiter.post(url, data=data).status_code == 302
    (stored,) = content(draft).exercises
    assert (stored.minutes, stored.task, stored.look_fors, stored.author) == (
        (30, 30),
        ("Read.", "Rewrite."),
        (),
        "Rose",
    )
    assert stored.dimensions == tuple(row.key for row in draft.dimensions[:2])
    assert stored.source is not None
    recruiter.post(f"{url}/remove", data={"lock": draft.lock})
    assert db.session.get(RubricExercise, number) is None


@pytest.mark.parametrize(
    ("part", "change", "sentence"),
    [
        ("signals", {"text": " "}, "Say what interviewers watch for."),
        ("signals", {"kind": "song"}, "Not a valid choice."),
        ("signals", {"lock": "7"}, "Somebody saved this rubric after you opened it"),
        ("exercises", {"name": ""}, "Give the exercise a name."),
        ("exercises", {"minutes_low": "60", "minutes_high": "30"}, "Give the minutes from the shortest to the longest"),
        ("exercises", {"minutes_low": "soon"}, "Write a whole number."),
        ("exercises", {"lock": "7"}, "Somebody saved this rubric after you opened it"),
    ],
)
def test_what_cannot_be_stored_is_told_and_the_words_stay(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion, part: str, change: dict[str, str], sentence: str
) -> None:
    before = content(draft)
    data = {"lock": draft.lock, "kind": "weak", "text": "Mine.", "name": "Mine", "task": "Mine too.", **change}
    answer = recruiter.post(f"/rubrics/versions/{draft.id}/{part}/new", data=data)
    page = markup(answer)
    assert answer.status_code == 422
    assert sentence in texts(page, ".error-summary")[0]
    typed = fields(page, "form[data-check]")
    assert typed.get("task", data["task"]) == "Mine too."
    assert content(draft) == before


def test_lines_are_checked_while_they_are_typed(recruiter: FlaskClient, markup: Markup, draft: RubricVersion) -> None:
    data = {"text": "Has a positive attitude.", "task": "Ask how old they are.\nOpen the pump."}
    page = markup(recruiter.post("/rubrics/checks", data=data))
    assert [(node.attributes["data-for"], len(node.css("li"))) for node in page.css("[data-for]")] == [
        ("text", 1),
        ("task", 1),
    ]


def test_a_published_version_has_no_forms_for_its_parts(recruiter: FlaskClient, draft: RubricVersion) -> None:
    signal, exercise = draft.signals[0].id, draft.exercises[0].id
    recruiter.post(f"/rubrics/versions/{draft.id}/publish", data={"lock": draft.lock})
    assert [
        recruiter.get(f"/rubrics/signals/{signal}").status_code,
        recruiter.post(f"/rubrics/versions/{draft.id}/exercises/new", data={"name": "Late"}).status_code,
        recruiter.post(f"/rubrics/exercises/{exercise}/remove", data={"lock": draft.lock}).status_code,
    ] == [302, 409, 302]
    assert len(draft.exercises) == 1


def test_a_stale_form_of_a_part_takes_over_only_what_was_changed_in_it(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    path = f"/rubrics/exercises/{draft.exercises[0].id}"
    first = fields(markup(recruiter.get(path)), "form[data-check]")
    recruiter.post(path, data={**first, "name": "Their rota", "task": "Their task.", "minutes_low": "30"})
    answer = markup(recruiter.post(path, data={**first, "task": "My task.", "minutes_high": "50"}))
    assert "“Task” is stored as: Their task." in texts(answer, ".error-summary li")
    late = fields(answer, "form[data-check]")
    assert [late[name] for name in ("name", "minutes_low", "minutes_high", "task")] == [
        "Their rota",
        "30",
        "50",
        "My task.",
    ]
    recruiter.post(path, data=late)
    assert (draft.exercises[0].name, draft.exercises[0].task) == ("Their rota", ["My task."])
