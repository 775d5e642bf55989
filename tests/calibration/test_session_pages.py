"""The pages of a session: planned, followed, decided; and what they keep from whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from calibration.enums import ItemState, Outcome, SessionState
from calibration.models import AgendaItem, CalibrationSession, Decision, Dissent, Position, SessionMember
from calibration.operations import items, positions, sessions
from calibration.operations.adjustments import adjust_score
from core.database import db
from scorecards.enums import Stage
from tests import factories
from tests.calibration.committee import HELD, REASONS, Committee

pytestmark = pytest.mark.usefixtures("app")

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[..., Any]


def session_url(house: Committee) -> str:
    return f"/calibration/sessions/{house.session.id}"


def item_url(house: Committee) -> str:
    return f"/calibration/items/{house.item.id}"


def test_a_session_is_planned_on_a_page(sign_in: SignIn) -> None:
    house = Committee()
    second = house.apply("Second")
    client = sign_in(house.rosa)
    form = {
        "title": "Friday",
        "scheduled_at": "2026-11-27T14:00",
        "minutes_per_item": "20",
        "chair": str(house.chair.id),
        "members": [str(house.mira.id), str(house.noor.id)],
        f"place-{second.id}": "1",
        f"place-{house.application.id}": "2",
    }
    answer = client.post(f"/calibration/requisitions/{house.opening.id}/sessions/new", data=form)
    planned = db.session.query(CalibrationSession).order_by(CalibrationSession.id.desc()).first()
    assert planned is not None
    assert answer.location == f"/calibration/sessions/{planned.id}"
    assert [item.application_id for item in planned.items] == [second.id, house.application.id]
    assert [member.account_id for member in planned.members] == [house.chair.id, house.mira.id, house.noor.id]


def test_a_session_with_a_place_that_is_no_number_comes_back_as_typed(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    client = sign_in(house.rosa)
    form = {
        "title": "Friday",
        "minutes_per_item": "20",
        "chair": str(house.chair.id),
        f"place-{house.application.id}": "first",
    }
    answer = client.post(f"/calibration/requisitions/{house.opening.id}/sessions/new", data=form)
    page = markup(answer)
    assert (answer.status_code, page.css_first(f"#place-{house.application.id}").attributes["value"]) == (422, "first")
    assert "Give each candidate a place from 1 to 999" in page.css_first(".error-summary").text()
    assert db.session.query(CalibrationSession).count() == 1


def test_a_session_is_changed_on_a_page_and_keeps_what_was_not_changed(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    client = sign_in(house.hugo)
    page = markup(client.get(f"{session_url(house)}/plan"))
    assert page.css_first(f"#place-{house.application.id}").attributes["value"] == "1"
    form = {
        "title": "Thursday, late",
        "minutes_per_item": "15",
        "chair": str(house.chair.id),
        "members": [str(person.id) for person in house.members],
        f"place-{house.application.id}": "1",
    }
    assert client.post(f"{session_url(house)}/plan", data=form).location == session_url(house)
    db.session.expire_all()
    assert (house.session.title, len(house.session.members), len(house.session.items)) == ("Thursday, late", 5, 1)


def test_sessions_are_listed_to_those_who_sit_in_them_or_plan_them(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    people = {
        "chair": house.chair,
        "member": house.mira,
        "recruiter": house.rosa,
        "of another committee": factories.account("Lee", Role.COMMITTEE),
    }
    rows = {
        who: len(markup(sign_in(person).get("/calibration/sessions")).css("#session-table tbody tr"))
        for who, person in people.items()
    }
    assert rows == {"chair": 1, "member": 1, "recruiter": 1, "of another committee": 0}


def test_a_session_is_nothing_to_others(sign_in: SignIn) -> None:
    house = Committee()
    people = {
        "chair": house.chair,
        "member": house.mira,
        "recruiter": house.rosa,
        "interviewer": house.ada,
        "of another committee": factories.account("Lee", Role.COMMITTEE),
        "admin": factories.account("Root", Role.ADMIN),
    }
    answers = {
        who: (client.get(session_url(house)).status_code, client.get(item_url(house)).status_code)
        for who, person in people.items()
        if (client := sign_in(person))
    }
    assert answers == {
        "chair": (200, 200),
        "member": (200, 200),
        "recruiter": (200, 200),
        "interviewer": (404, 404),
        "of another committee": (404, 404),
        "admin": (404, 404),
    }


def test_a_whole_session_by_forms_alone(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    clients = {person.name: sign_in(person) for person in house.members}
    chair = clients["Chidi"]
    chair.post(f"{session_url(house)}/open")
    for person in house.members:
        clients[person.name].post(f"{session_url(house)}/pre-read")
        clients[person.name].post(f"{session_url(house)}/members/{person.id}/presence", data={"present": "yes"})
    chair.post(f"{item_url(house)}/start")
    for client in clients.values():
        form = {"position-outcome": "hire", "position-reasons": HELD}
        assert client.post(f"{item_url(house)}/position", data=form).status_code == 302
    page = markup(clients["Noor"].get(item_url(house)))
    assert len(page.css("#position-table tbody tr")) == 5
    rating = f"{house.cards[2].id}:{house.opening.rubric_version.dimensions[0].id}:2"
    form = {"adjustment-rating": rating, "adjustment-after": "3", "adjustment-reason": "Ada's notes show it."}
    assert chair.post(f"{item_url(house)}/adjustments", data=form).status_code == 302
    form = {
        "decision-number": "0",
        "decision-outcome": "hire",
        "decision-reasons": REASONS,
        "decision-follow_up": "Rosa calls on Friday.",
    }
    assert chair.post(f"{item_url(house)}/decision", data=form).status_code == 302
    form = {"dissent-text": "Operations stayed a level down."}
    assert clients["Olu"].post(f"{item_url(house)}/dissent", data=form).status_code == 302
    chair.post(f"{session_url(house)}/close")
    page = markup(clients["Mira"].get(session_url(house)))
    assert "Rosa calls on Friday." in page.css_first("#follow-up-table").text()
    assert "0 of 5" in page.css_first("#talk-table").text()
    item = clients["Mira"].get(item_url(house)).text
    assert ("Operations stayed a level down." in item, "Ada&#39;s notes show it." in item) == (True, True)
    assert db.session.query(Dissent).count() == 1


@pytest.mark.parametrize(
    ("address", "form", "kept"),
    [
        ("position", {"position-outcome": "hire", "position-reasons": "Good."}, "#position-reasons"),
        (
            "decision",
            {"decision-number": "0", "decision-outcome": "hire", "decision-reasons": "Good."},
            "#decision-reasons",
        ),
        (
            "adjustments",
            {"adjustment-rating": "RATING", "adjustment-after": "3", "adjustment-reason": "Good."},
            "#adjustment-reason",
        ),
    ],
)
def test_what_was_typed_comes_back_with_what_is_wrong(
    sign_in: SignIn, markup: Markup, address: str, form: dict[str, str], kept: str
) -> None:
    house = Committee()
    house.talk()
    rating = f"{house.cards[2].id}:{house.opening.rubric_version.dimensions[0].id}:2"
    form = {key: value.replace("RATING", rating) for key, value in form.items()}
    answer = sign_in(house.chair).post(f"{item_url(house)}/{address}", data=form)
    page = markup(answer)
    assert (answer.status_code, page.css_first(kept).text().strip(), len(page.css(".error-summary"))) == (
        422,
        "Good.",
        1,
    )


def test_a_stale_adjustment_is_refused(sign_in: SignIn) -> None:
    house = Committee()
    house.talk()
    client = sign_in(house.chair)
    rating = f"{house.cards[2].id}:{house.opening.rubric_version.dimensions[0].id}:2"
    form = {"adjustment-rating": rating, "adjustment-after": "3", "adjustment-reason": "Ada's notes show it."}
    assert client.post(f"{item_url(house)}/adjustments", data=form).status_code == 302
    assert client.post(f"{item_url(house)}/adjustments", data=form).status_code == 422


def test_members_adjust_their_own_score_and_no_other(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    house.talk()
    own = markup(sign_in(house.mira).get(item_url(house))).css("#adjustment-rating option")
    assert {option.attributes["value"].split(":")[0] for option in own} == {str(house.cards[2].id)}
    assert markup(sign_in(house.noor).get(item_url(house))).css_first("#adjust") is None
    rating = f"{house.cards[2].id}:{house.opening.rubric_version.dimensions[0].id}:2"
    form = {"adjustment-rating": rating, "adjustment-after": "3", "adjustment-reason": "Ada's notes show it."}
    assert sign_in(house.noor).post(f"{item_url(house)}/adjustments", data=form).status_code == 422
    assert sign_in(house.mira).post(f"{item_url(house)}/adjustments", data=form).status_code == 302


@pytest.mark.parametrize(
    ("who", "may"),
    [("chair", {"start", "position"}), ("mira", {"position"}), ("rosa", set()), ("hugo", {"position"})],
)
def test_only_the_chair_leads_and_only_members_take_positions(sign_in: SignIn, who: str, may: set[str]) -> None:
    house = Committee()
    house.sit()
    client = sign_in(getattr(house, who))
    form = {"position-outcome": "hire", "position-reasons": HELD}
    taken = client.post(f"{item_url(house)}/position", data=form).status_code == 302
    started = client.post(f"{item_url(house)}/start").status_code == 302
    assert {name for name, done in (("position", taken), ("start", started)) if done} == may


def test_somebody_else_presence_is_marked_by_the_chair_alone(sign_in: SignIn) -> None:
    house = Committee()
    house.sit(house.chair)
    address = f"{session_url(house)}/members/{house.noor.id}/presence"
    answers = [
        sign_in(person).post(address, data={"present": "yes"}).status_code
        for person in (house.mira, house.rosa, house.chair, house.noor)
    ]
    assert answers == [404, 404, 302, 302]


# ---- following along


def seen(page: Any) -> str:
    address = page.css_first("#live").attributes["hx-get"]
    assert re.search(r"seen=[0-9a-f]{16}$", address)
    return str(address)


def test_a_page_that_is_up_to_date_gets_nothing(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    house.sit()
    client = sign_in(house.noor)
    for url in (session_url(house), item_url(house)):
        answer = client.get(seen(markup(client.get(url))))
        assert (answer.status_code, answer.data) == (204, b"")


def test_a_page_follows_what_others_do(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    house.sit()
    client = sign_in(house.noor)
    told = []

    def follow() -> str:
        nonlocal address
        answer = client.get(address)
        address = seen(markup(answer)) if answer.status_code == 200 else address
        return str(answer.get_data(as_text=True))

    address = seen(markup(client.get(item_url(house))))
    house.turn()
    told.append("0 of 5 present have taken a position" in follow())
    for person in house.members[:4]:
        house.hold(person)
    told.append("4 of 5 present" in follow())
    house.hold(house.hugo)
    told.append("Talk about these" in follow())
    told.append(follow() == "")
    adjust_score(
        item=house.item,
        scorecard=house.cards[2],
        dimension=house.opening.rubric_version.dimensions[0],
        after=3,
        expected=2,
        reason="Ada's notes show it.",
        actor=house.chair,
    )
    db.session.commit()
    told.append("Ada&#39;s notes show it." in follow())
    assert told == [True] * 5


def test_the_session_page_follows_to_the_item_under_way(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    house.sit()
    client = sign_in(house.noor)
    address = seen(markup(client.get(session_url(house))))
    house.turn()
    page = markup(client.get(address))
    assert page.css_first("#current").attributes["href"] == item_url(house)


# ---- what is kept from whom


TOKENS = re.compile(rb'name="csrf_token"[^>]*|hx-headers=[^>]*')
"""They carry the second in which they were made."""


def everything(client: FlaskClient, house: Committee) -> list[bytes]:
    """Every page and fragment on which something of the item could show, with what changes by itself taken out."""
    addresses = [
        "/",
        "/calibration/",
        "/calibration/?stage=decided",
        "/calibration/sessions",
        session_url(house),
        f"{session_url(house)}/live",
        item_url(house),
        f"{item_url(house)}/live",
        f"/calibration/applications/{house.application.id}",
    ]
    answers = [client.get(address) for address in addresses]
    return [b"%d " % answer.status_code + TOKENS.sub(b"", answer.data) for answer in answers]


@pytest.mark.parametrize("who", ["noor", "rosa", "chair"])
def test_hidden_positions_do_not_change_a_byte(sign_in: SignIn, who: str) -> None:
    house = Committee()
    house.sit()
    house.turn()
    for person in (house.mira, house.olu):
        house.hold(person)
    client = sign_in(getattr(house, who))
    before = everything(client, house)
    for held in db.session.query(Position):
        held.outcome, held.reasons, held.level_code = Outcome.NO_HIRE, "Quite the opposite, for six reasons.", None
    db.session.commit()
    assert everything(client, house) == before


def test_a_recused_member_sees_nothing_of_the_item_and_nothing_that_happens_to_it(sign_in: SignIn) -> None:
    house = Committee()
    other = house.apply("Second")
    house.put_on_agenda(house.application, other)
    house.sit()
    client = sign_in(house.noor)
    assert "Imani Okafor" in client.get(session_url(house)).text
    client.post(
        f"{item_url(house)}/members/{house.noor.id}/recuse", data={"recusal-reason": "Shared a team until May."}
    )
    client.get("/")  # the message about it is shown once
    before = everything(client, house)
    assert [page[:3] for page in before][-3:] == [b"404"] * 3
    assert not any(b"Imani Okafor" in page for page in before)
    house.turn()
    for person in (house.chair, house.mira, house.olu, house.hugo):
        house.hold(person)
    items_now = house.item
    assert items_now.state is ItemState.TALKING
    assert everything(client, house) == before


@pytest.mark.parametrize("why", ["conflict", "candidate"])
def test_for_a_member_in_conflict_or_the_candidate_the_item_never_was(
    sign_in: SignIn, markup: Markup, why: str
) -> None:
    house = Committee()
    hidden = house.apply("Somebody", account=house.noor if why == "candidate" else None)
    if why == "conflict":
        factories.conflict(hidden, house.noor)
    house.put_on_agenda(hidden, house.application)
    house.sit()
    client = sign_in(house.noor)
    page = markup(client.get(session_url(house)))
    places = [row.css_first("th").text().strip() for row in page.css("#agenda-table tbody tr")]
    listed = markup(client.get("/calibration/sessions")).css_first("#session-table tbody").text()
    assert (places, "0 of 1" in listed, "Somebody" in client.get(session_url(house)).text) == (
        ["1. Imani Okafor"],
        True,
        False,
    )
    hidden_item = db.session.query(AgendaItem).filter_by(application_id=hidden.id).one()
    assert client.get(f"/calibration/items/{hidden_item.id}").status_code == 404
    assert "1 of 1 on the agenda" in client.get(item_url(house)).text


def test_a_member_who_owes_a_scorecard_sees_neither_scores_nor_positions(sign_in: SignIn) -> None:
    house = Committee()
    factories.interview(house.application, house.olu)
    house.talk(house.chair, house.mira, house.noor)
    client = sign_in(house.olu)
    page = client.get(item_url(house)).text
    assert (HELD in page, "position-table" in page, "owes a scorecard first" in page) == (False, False, True)
    before = everything(client, house)
    for held in db.session.query(Position):
        held.outcome, held.reasons = Outcome.NO_HIRE, "Quite the opposite, for six reasons."
    adjust_score(
        item=house.item,
        scorecard=house.cards[2],
        dimension=house.opening.rubric_version.dimensions[0],
        after=3,
        expected=2,
        reason="Ada's notes show it.",
        actor=house.chair,
    )
    db.session.commit()
    assert everything(client, house) == before
    answer = client.post(f"{item_url(house)}/position", data={"position-outcome": "hire", "position-reasons": HELD})
    assert answer.status_code == 404


def test_a_recruiter_reads_positions_once_it_is_decided(sign_in: SignIn) -> None:
    house = Committee()
    house.talk()
    client = sign_in(house.rosa)
    during = HELD in client.get(item_url(house)).text
    sign_in(house.chair).post(
        f"{item_url(house)}/decision",
        data={"decision-number": "0", "decision-outcome": "hire", "decision-reasons": REASONS},
    )
    assert (during, HELD in client.get(item_url(house)).text) == (False, True)


def test_the_summary_of_the_talk_is_for_the_committee_alone(sign_in: SignIn) -> None:
    house = Committee()
    house.talk()
    house.hold(house.noor, Outcome.NO_HIRE, "Mira's notes on operations moved me.")
    sign_in(house.chair).post(
        f"{item_url(house)}/decision",
        data={"decision-number": "0", "decision-outcome": "hire", "decision-reasons": REASONS},
    )
    for url in (session_url(house), item_url(house)):
        told = ["How the talk moved you" in sign_in(who).get(url).text for who in (house.mira, house.rosa)]
        assert told == [True, False]


# ---- Today, the candidate's page


def test_positions_owed_stand_on_today_until_they_are_taken(sign_in: SignIn) -> None:
    house = Committee()
    client = sign_in(house.noor)
    owed = ["Position on Imani Okafor" in client.get("/").text]
    sessions.acknowledge_pre_read(session=house.session, actor=house.noor)
    owed.append("Position on Imani Okafor" in client.get("/").text)
    house.hold(house.noor)
    owed.append("Position on Imani Okafor" in client.get("/").text)
    assert owed == [True, True, False]


def test_nobody_owes_a_position_they_could_not_take(sign_in: SignIn) -> None:
    house = Committee()
    factories.interview(house.application, house.olu)
    factories.conflict(house.application, house.noor)
    for person in (house.olu, house.noor, house.rosa, house.ada):
        assert "Position on" not in sign_in(person).get("/").text


def test_adjustments_stand_in_the_matrix_beside_what_was_given(sign_in: SignIn, markup: Markup) -> None:
    house = Committee()
    house.talk()
    adjust_score(
        item=house.item,
        scorecard=house.cards[2],
        dimension=house.opening.rubric_version.dimensions[0],
        after=4,
        expected=2,
        reason="Ada's notes show it.",
        actor=house.chair,
    )
    db.session.commit()
    page = markup(sign_in(house.chair).get(f"/calibration/applications/{house.application.id}"))
    row = page.css("#scores tbody tr")[0].css("td")
    assert row[2].css_first(".score-value").text() == "4"
    assert row[2].css_first(".cell-note").text() == "given: 2"
    assert [note.text() for note in row[3].css(".cell-note")][-1] == "as given 3.0"
    change = page.css_first("#adjustment-table tbody tr")
    assert [cell.text().strip() for cell in change.css("td")] == ["2", "4", "Ada's notes show it.", "Chidi"]


def test_the_candidates_page_says_where_the_committee_is_and_that_a_session_is_not_needed(sign_in: SignIn) -> None:
    house = Committee()
    url = f"/calibration/applications/{house.application.id}"
    page = sign_in(house.chair).get(url).text
    assert ("On the agenda of" in page, "without a session" in page) == (True, True)


def test_where_sessions_are_demanded_the_candidates_page_offers_no_decision(
    sign_in: SignIn, markup: Markup, app: Any
) -> None:
    app.config["SESSION_REQUIRED"] = "yes"
    house = Committee()
    page = markup(sign_in(house.chair).get(f"/calibration/applications/{house.application.id}"))
    assert page.css_first("#decision form") is None
    assert "Decisions are taken in sessions here" in page.css_first("#decision").text()


def test_a_decision_says_what_the_scores_said_and_why_it_is_otherwise(sign_in: SignIn) -> None:
    house = Committee()
    house.sit()
    house.turn()
    for person in house.members:
        house.hold(person, Outcome.NO_HIRE)
    why = "Every example was somebody else's work, which no dimension asks about."
    client = sign_in(house.chair)
    form = {
        "decision-number": "0",
        "decision-outcome": "no_hire",
        "decision-reasons": REASONS,
        "decision-difference": why,
    }
    client.post(f"{item_url(house)}/decision", data=form)
    page = client.get(f"/calibration/applications/{house.application.id}").text
    assert ("Meets the bar" in page, "no dimension asks about" in page, "Thursday" in page) == (True, True, True)
    assert db.session.query(Decision).one().difference == why


# ---- size


@pytest.mark.parametrize("which", ["list", "session", "item"])
def test_pages_take_as_many_queries_for_three_as_for_one(
    sign_in: SignIn, count_queries: Callable[..., Any], which: str
) -> None:
    house = Committee()
    house.talk()
    counts = []
    for extra in (0, 2):
        listed = [house.application, *(house.apply(f"More {number}") for number in range(extra))]
        house.put_on_agenda(*listed)
        for number in range(extra):
            db.session.add(
                CalibrationSession(
                    title=f"More {number}",
                    requisition_id=house.opening.id,
                    chair_id=house.chair.id,
                    state=SessionState.PLANNED,
                    minutes_per_item=15,
                    created_at=house.session.created_at,
                    members=[SessionMember(account_id=house.chair.id)],
                )
            )
        client = sign_in(house.chair)
        url = {"list": "/calibration/sessions", "session": session_url(house), "item": item_url(house)}[which]
        client.get(url)
        with count_queries() as sent:
            client.get(url)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_looking_whether_something_changed_takes_few_queries(
    sign_in: SignIn, markup: Markup, count_queries: Callable[..., Any]
) -> None:
    house = Committee()
    house.talk()
    client = sign_in(house.noor)
    address = seen(markup(client.get(item_url(house))))
    with count_queries() as sent:
        assert client.get(address).status_code == 204
    assert len(sent) <= 16


def test_an_item_left_in_interviews_is_not_turned_to_on_the_page(sign_in: SignIn) -> None:
    house = Committee()
    house.sit()
    house.application.stage = Stage.INTERVIEWING
    db.session.commit()
    assert sign_in(house.chair).post(f"{item_url(house)}/start").status_code == 409


def test_a_dissent_needs_words(sign_in: SignIn) -> None:
    house = Committee()
    house.talk()
    client = sign_in(house.chair)
    client.post(
        f"{item_url(house)}/decision",
        data={"decision-number": "0", "decision-outcome": "hire", "decision-reasons": REASONS},
    )
    assert client.post(f"{item_url(house)}/dissent", data={"dissent-text": "No."}).status_code == 422
    positions.dissent(item=house.item, text="Said in full words.", actor=house.chair)
    items.reopen_item(item=house.item, reason="A reference came in late.", actor=house.chair)
    assert "Said in full words." not in client.get(item_url(house)).text
