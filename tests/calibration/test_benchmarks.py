"""Benchmark exercises: the key is frozen, scoring is blind and happens once, and nobody learns too early."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from accounts.enums import Role
from accounts.models import Account, AccountRole
from calibration.benchmark import distance_words, is_web_address, key_problems, outcome, whole_words
from calibration.operations.benchmarks import (
    ask_interviewers,
    close_benchmark,
    delete_benchmark,
    edit_benchmark,
    publish_benchmark,
)
from core.audit import AuditEvent
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.enums import RubricState
from scorecards.answers import rating_field
from tests import factories
from tests.calibration import samples

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[..., LexborHTMLParser]


@pytest.fixture
def people_operations(app: object) -> Account:
    return factories.account("Petra", Role.PEOPLE_OPERATIONS)


@pytest.fixture
def interviewers(app: object) -> list[Account]:
    return [factories.account(f"Interviewer {letter}") for letter in "ABCDE"]


KEY = {1: 3, 2: 4, 3: None}


def test_an_answer_is_told_as_its_distance_from_the_key() -> None:
    found = outcome({1: 2, 2: 4, 3: None}, KEY, [], is_closed=True, low=1, high=5)
    assert [row.points for row in found.distances] == [-1, 0, None]
    assert (found.mean, found.apart, found.shows_peers) == (-0.5, 0.5, False)
    assert [distance_words(row) for row in found.distances] == [
        "1 point below the key",
        "As the key",
        "As the key: nothing to observe",
    ]
    assert whole_words(found) == "Your scores lie 0.5 points from the key on average, mostly below it."
    nothing = outcome({1: None, 2: None, 3: 5}, KEY, [], is_closed=True, low=1, high=5)
    assert [distance_words(row) for row in nothing.distances][::2] == [
        "You saw no evidence; the key does",
        "The key finds no evidence here; you do",
    ]
    assert whole_words(nothing) == "No dimension was scored by both you and the key."


def test_peers_are_told_once_closed_from_three_others_on_and_as_counts() -> None:
    others = [{1: 3, 2: 5, 3: None}, {1: 3, 2: 4, 3: 2}, {1: 5, 2: 4, 3: None}]
    assert outcome({1: 3}, KEY, others[:2], is_closed=True, low=1, high=5).distances[0].peers == ()
    assert outcome({1: 3}, KEY, others, is_closed=False, low=1, high=5).distances[0].peers == ()
    found = outcome({1: 3}, KEY, others, is_closed=True, low=1, high=5)
    assert [row.peers for row in found.distances] == [(0, 0, 2, 0, 1), (0, 0, 0, 2, 1), (0, 1, 0, 0, 0)]
    assert found.distances[2].peers_unobserved == 2


def test_a_key_is_whole_reasoned_and_agreed_by_two() -> None:
    names = {1: "Delivery", 2: "Design"}
    assert key_problems({1: (3, "Clear."), 2: (None, "")}, names, holders=2) == []
    assert key_problems({1: (3, " "), 2: None}, names, holders=1) == [
        "The key says nothing on Design: give a score, or “not observed”.",
        "Say why Delivery is a 3.",
        "Name the people who agreed the key, two at least.",
    ]


@pytest.mark.parametrize(
    ("link", "taken"),
    [
        ("https://films.example/1", True),
        ("javascript:alert(1)", False),
        ("//films.example", False),
        ("http://[", False),
    ],
)
def test_a_recording_is_linked_by_a_web_address_only(link: str, taken: bool) -> None:
    assert is_web_address(link) is taken


def test_an_exercise_needs_a_published_rubric(people_operations: Account) -> None:
    version = factories.rubric(state=RubricState.DRAFT)
    with pytest.raises(Conflict, match="needs a published rubric"):
        samples.draft(version, people_operations)


def test_a_published_key_cannot_be_changed_nor_the_exercise_deleted(
    people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    with pytest.raises(Conflict, match="Its key is frozen"):
        edit_benchmark(exercise=exercise, text=samples.TEXT, key={}, key_holders=[], actor=people_operations)
    with pytest.raises(Conflict, match="is kept"):
        delete_benchmark(exercise=exercise, actor=people_operations)


def test_an_unfinished_draft_is_not_published(people_operations: Account) -> None:
    exercise = samples.draft(factories.rubric(), people_operations)
    exercise.key_holders = exercise.key_holders[:1]
    with pytest.raises(InvalidInput) as refused:
        publish_benchmark(exercise=exercise, actor=people_operations)
    assert refused.value.problems == {"": ["Name the people who agreed the key, two at least."]}


def test_whoever_knows_the_key_is_not_asked(people_operations: Account, interviewers: list[Account]) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    both = factories.account("Both", Role.PEOPLE_OPERATIONS, Role.INTERVIEWER)
    people_operations.role_rows = [AccountRole(role=Role.INTERVIEWER)]  # who typed the key has moved on since
    db.session.flush()
    for knowing in (exercise.key_holders[0], both, interviewers[0], people_operations):
        with pytest.raises(Conflict, match="knows the key"):
            ask_interviewers(exercise=exercise, account_ids=[knowing.id], actor=people_operations)


def test_the_first_answer_stands_and_a_closed_exercise_takes_none(
    people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    samples.scored(exercise, interviewers[0], [3, 4, None])
    with pytest.raises(Conflict, match="the first answer stands"):
        samples.scored(exercise, interviewers[0], [5, 5, 5])
    with pytest.raises(InvalidInput) as refused:
        samples.scored(exercise, interviewers[1], [3, 9, 2])
    assert list(refused.value.problems) == [rating_field(exercise.rubric_version.dimensions[1].id)]
    close_benchmark(exercise=exercise, actor=people_operations)
    with pytest.raises(Conflict, match="closed in the meantime"):
        samples.scored(exercise, interviewers[1], [3, 4, 2])


def test_the_trace_tells_that_somebody_scored_and_never_what(
    people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    samples.scored(exercise, interviewers[0], [3, 4, None])
    events = db.session.query(AuditEvent).order_by(AuditEvent.id).all()
    told = [(event.action, event.actor_name, event.details) for event in events if "benchmark" in event.subject]
    assert told == [
        ("create_benchmark", "Petra", {"rubric_version": exercise.rubric_version_id}),
        ("edit_benchmark", "Petra", {}),
        ("publish_benchmark", "Petra", {}),
        ("ask_interviewers", "Petra", {"accounts": sorted(person.id for person in interviewers)}),
        ("submit_benchmark", "Interviewer A", {}),
    ]
