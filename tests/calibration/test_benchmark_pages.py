"""The pages of benchmark exercises: who opens which, and nobody learns too early, nor by comparing two days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from accounts.enums import Role
from accounts.models import Account
from calibration.models import BenchmarkKey, BenchmarkSeat
from calibration.operations.benchmarks import (
    close_benchmark,
)
from core.database import db
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


def test_each_page_opens_for_those_it_is_for(
    sign_in: SignIn, people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers[:2])
    samples.scored(exercise, interviewers[0], [3, 4, 2])
    viewers = (people_operations, *interviewers[:3], exercise.key_holders[0], factories.account("Ana", Role.ADMIN))
    url = f"/insights/benchmarks/{exercise.id}"
    opened = {
        page: [sign_in(viewer).get(url + page).status_code for viewer in viewers] for page in ("", "/score", "/result")
    }
    assert opened == {
        "": [200, 404, 404, 404, 404, 404],
        "/score": [404, 302, 200, 404, 404, 404],
        "/result": [404, 200, 404, 404, 404, 404],
    }


def test_people_operations_who_owe_their_own_scores_see_no_key(sign_in: SignIn, people_operations: Account) -> None:
    late = factories.account("Late")
    exercise = samples.published(factories.rubric(), people_operations, [late])
    late.role_rows[0].role = Role.PEOPLE_OPERATIONS
    db.session.commit()
    url = f"/insights/benchmarks/{exercise.id}"
    assert sign_in(late).get(url).status_code == 404
    samples.scored(exercise, late, [3, 4, 2])
    assert sign_in(late).get(url).status_code == 200


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
def test_before_submitting_neither_key_nor_peers_change_a_byte(
    sign_in: SignIn, people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    client = sign_in(interviewers[0])
    urls = ["/", "/insights/", "/insights/benchmarks/", f"/insights/benchmarks/{exercise.id}/score"]

    def pages() -> list[Any]:
        refused = client.post(urls[-1], data={})
        return [
            *((client.get(url).status_code, client.get(url).data) for url in urls),
            (refused.status_code, refused.data),
        ]

    before = pages()
    assert [status for status, _ in before] == [200, 200, 200, 200, 422]
    for person in interviewers[1:]:
        samples.scored(exercise, person, [5, 1, None])
    for row in db.session.query(BenchmarkKey):
        row.score, row.why = 5, "Another reason."
    db.session.commit()
    assert pages() == before


def test_an_interviewer_scores_once_and_reads_how_far_from_the_key(
    sign_in: SignIn, markup: Markup, people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    for person, scores in zip(interviewers[1:], ([3, 4, 2], [3, 5, 2], [4, 4, None], [2, 4, 2]), strict=True):
        samples.scored(exercise, person, scores)
    client = sign_in(interviewers[0])
    assert "A queue that grew overnight" in markup(client.get("/")).body.text()
    first, second, third = [rating_field(row.id) for row in exercise.rubric_version.dimensions]
    url = f"/insights/benchmarks/{exercise.id}/score"
    refused = client.post(url, data={first: "2", second: "4", first.replace("rating", "evidence"): "Typed words."})
    assert refused.status_code == 422
    assert "Typed words." in refused.text
    assert client.post(url, data={first: "2", second: "4", third: "not_observed"}).status_code == 302
    assert client.post(url, data={first: "5", second: "5", third: "5"}).status_code == 409
    close_benchmark(exercise=exercise, actor=people_operations)
    page = markup(client.get(f"/insights/benchmarks/{exercise.id}/result"))
    rows = [[cell.text(strip=True) for cell in row.css("td")] for row in page.css("#distance-table tbody tr")]
    assert [[row[0], row[1], row[2], row[4]] for row in rows] == [
        ["2", "3", "1 point below the key", "2: 1, 3: 2, 4: 1"],
        ["4", "4", "As the key", "4: 3, 5: 1"],
        ["not observed", "2", "You saw no evidence; the key does", "2: 3, not observed: 1"],
    ]
    assert [person.name for person in interviewers[1:] if person.name in page.body.text()] == []


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
def test_while_others_can_still_score_their_answers_change_no_byte_of_a_result(
    sign_in: SignIn, people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    for person in interviewers[:4]:
        samples.scored(exercise, person, [3, 4, 2])
    client, url = sign_in(interviewers[0]), f"/insights/benchmarks/{exercise.id}/result"
    before = client.get(url).data
    samples.scored(exercise, interviewers[4], [5, 1, None])  # the spread of four less that of three would be this
    assert client.get(url).data == before
    assert "shown when the exercise is closed" in before.decode()


@time_machine.travel("2026-11-21 10:00:00+00:00", tick=False)
def test_peers_stay_untold_under_three_others(
    sign_in: SignIn, people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    for person in interviewers[:3]:
        samples.scored(exercise, person, [3, 4, 2])
    close_benchmark(exercise=exercise, actor=people_operations)
    db.session.commit()
    client, url = sign_in(interviewers[0]), f"/insights/benchmarks/{exercise.id}/result"
    before = client.get(url).data
    seat = db.session.query(BenchmarkSeat).filter_by(account_id=interviewers[1].id).one()
    for row in seat.ratings:
        row.score = 5
    db.session.commit()
    assert client.get(url).data == before
    assert "fewer than three others scored it" in before.decode()


def test_people_operations_make_publish_ask_and_close_one(
    sign_in: SignIn, markup: Markup, people_operations: Account, interviewers: list[Account]
) -> None:
    version, client = factories.rubric(), sign_in(people_operations)
    holders = [factories.account("Karin").id, factories.account("Kofi").id]
    made = client.post("/insights/benchmarks/new", data={"title": "A handover", "version": version.id})
    url = made.location.removesuffix("/edit")
    key = {rating_field(row.id): "3" for row in version.dimensions}
    whys = {f"why-{row.id}": "It is said twice." for row in version.dimensions}
    draft = {"title": "A handover", "sample": "They said it twice.", "holders": holders, **whys}
    lost = client.post(f"{url}/edit", data=draft)
    assert lost.status_code == 422
    assert lost.text.count("It is said twice.") == len(version.dimensions)
    assert client.post(f"{url}/edit", data=draft | {"link": "javascript:alert(1)"} | key).status_code == 422
    assert client.post(f"{url}/publish").status_code == 422
    assert client.post(f"{url}/edit", data=draft | key).status_code == 302
    steps = [
        client.post(f"{url}/publish"),
        client.post(f"{url}/ask", data={"account": [person.id for person in interviewers[:2]]}),
        client.post(f"{url}/close"),
    ]
    assert [step.status_code for step in steps] == [302, 302, 302]
    page = markup(client.get("/insights/benchmarks/"))
    assert [cell.text(strip=True) for cell in page.css("#exercise-table td")][1:] == ["Closed", "0 of 2"]
    assert client.post(f"{url}/close").status_code == 409


def test_the_list_and_the_result_take_as_many_queries_for_many_answers_as_for_few(
    sign_in: SignIn, people_operations: Account, interviewers: list[Account], count_queries: Callable[..., Any]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    samples.scored(exercise, interviewers[0], [3, 4, 2])
    mine, all_of_it = sign_in(interviewers[0]), sign_in(people_operations)
    counts = []
    for _ in range(2):
        for client, url in (
            (mine, f"/insights/benchmarks/{exercise.id}/result"),
            (all_of_it, f"/insights/benchmarks/{exercise.id}"),
            (all_of_it, "/insights/benchmarks/"),
        ):
            client.get(url)
            with count_queries() as seen:
                assert client.get(url).status_code == 200
            counts.append(len(seen))
        for person in interviewers[1:4]:
            if counts and len(counts) == 3:
                samples.scored(exercise, person, [3, 4, 2])
    assert counts[:3] == counts[3:]


def test_what_is_written_is_kept_for_its_writer_alone_and_never_overwritten_unseen(
    sign_in: SignIn, markup: Markup, people_operations: Account, interviewers: list[Account]
) -> None:
    exercise = samples.published(factories.rubric(), people_operations, interviewers)
    first, second, third = [rating_field(row.id) for row in exercise.rubric_version.dimensions]
    words, url = first.replace("rating", "evidence"), f"/insights/benchmarks/{exercise.id}"
    client, keeper = sign_in(interviewers[0]), sign_in(people_operations)
    half = {"version": "1", first: "2", words: "They drew the queue."}
    saved = client.post(f"{url}/autosave", data=half)
    assert (saved.status_code, saved.json["version"]) == (200, 2)
    assert "They drew the queue." in client.get(f"{url}/score").text
    assert "They drew the queue." not in keeper.get(url).text
    assert client.post(f"{url}/autosave", data=half).json["version"] == 2  # sent twice
    other = client.post(f"{url}/autosave", data={**half, words: "Another window."})
    assert (other.status_code, other.json["state"]) == (409, "conflict")
    whole = {**half, second: "4", third: "not_observed", words: "Another window.", "action": "submit"}
    refused = client.post(f"{url}/score", data=whole)
    assert refused.status_code == 409
    assert {"They drew the queue.", "Another window."} <= {
        line.text(strip=True).partition(":")[2].strip() for line in markup(refused).css(".conflict span")
    }
    chosen = {**whole, "version": "2", f"take-{words}": "stored"}
    assert client.post(f"{url}/score", data=chosen | {"action": "save"}).status_code == 302
    assert client.post(f"{url}/score", data={**whole, "version": "3"}).status_code == 302
    seat = db.session.query(BenchmarkSeat).filter_by(account_id=interviewers[0].id).one()
    assert (seat.draft, {row.evidence for row in seat.ratings}) == (None, {"Another window.", ""})
    assert client.post(f"{url}/autosave", data=half).status_code == 409
    assert [client.post(f"{url}/autosave", data=half).status_code for client in (keeper, sign_in(interviewers[1]))] == [
        404,
        200,
    ]
