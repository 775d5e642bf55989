"""An application, its loop and its kits, as each person sees them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Account
from core.audit import record
from core.database import db
from scorecards.enums import Stage, TeamRole
from scorecards.models import Application, Conflict, Interview, Requisition
from tests import factories
from tests.scorecards.filled import edit_url, filled
from tests.scorecards.kinds import Markup, SignIn, Watch


def test_an_interview_is_planned_and_the_board_shows_it(
    sign_in: SignIn, markup: Markup, recruiter: Account, ada: Account, target: Application
) -> None:
    version = target.requisition.rubric_version
    answer = sign_in(recruiter).post(
        f"/applications/{target.id}/interviews/new",
        data={
            "title": "Design talk",
            "interviewer": ada.id,
            "focus": [version.dimensions[0].id, version.dimensions[2].id],
            "exercise": version.exercises[0].id,
            "scheduled_at": "2026-12-01T09:30",
            "minutes": "45",
        },
    )
    assert answer.status_code == 302
    page = markup(sign_in(recruiter).get(answer.location))
    assert page.css_first("#loop tbody th a, #loop tbody th").text().startswith("Design talk")
    assert [[cell.text(strip=True) for cell in row.css("td")] for row in page.css("#board tbody tr")] == [
        ["1 of 21 more needed", "covers it"],
        ["0 of 22 more needed", "does not"],
        ["1 of 21 more needed", "covers it"],
    ]


def test_a_focus_dimension_of_another_rubric_is_refused(
    sign_in: SignIn, recruiter: Account, ada: Account, target: Application
) -> None:
    foreign = factories.rubric("Another").dimensions[0]
    answer = sign_in(recruiter).post(
        f"/applications/{target.id}/interviews/new",
        data={"title": "Talk", "interviewer": ada.id, "focus": [foreign.id], "exercise": 0, "minutes": "45"},
    )
    assert answer.status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Interview)) == 0


def test_a_loop_is_copied_without_those_in_conflict(
    sign_in: SignIn, recruiter: Account, interview: Interview, opening: Requisition
) -> None:
    ben = factories.account("Ben")
    factories.interview(interview.application, ben, focus=(2,), title="Team talk", shadow=True)
    other = factories.application(opening, stage=Stage.APPLIED)
    factories.conflict(other, ben)
    answer = sign_in(recruiter).post(f"/applications/{other.id}/loop", data={"source": interview.application_id})
    assert answer.status_code == 302
    copied = db.session.scalars(select(Interview).where(Interview.application_id == other.id)).all()
    assert [(row.title, [each.position for each in row.focus], row.scheduled_at) for row in copied] == [
        ("Design talk", [1, 2], None)
    ]
    db.session.refresh(other)
    assert other.stage is Stage.INTERVIEWING


def test_an_interview_begun_is_not_passed_on(
    sign_in: SignIn, recruiter: Account, interview: Interview, ada: Account
) -> None:
    ben = factories.account("Ben")
    url = f"/interviews/{interview.id}/change"
    browser = sign_in(recruiter)
    moved = {"interviewer": ben.id, "scheduled_at": "2026-12-02T10:00", "minutes": "30"}
    factories.drafted(interview)
    answer = browser.post(url, data=moved)
    assert answer.status_code == 422
    assert "Ada Interviewer has begun the scorecard." in answer.text
    assert browser.post(url, data={**moved, "interviewer": ada.id}).status_code == 302
    db.session.expire_all()
    assert (interview.interviewer_id, interview.minutes) == (ada.id, 30)


def test_a_cancelled_interview_is_owed_nothing(
    sign_in: SignIn, recruiter: Account, ada: Account, interview: Interview
) -> None:
    browser = sign_in(recruiter)
    assert browser.post(f"/interviews/{interview.id}/cancel", data={"reason": ""}).status_code == 422
    assert browser.post(f"/interviews/{interview.id}/cancel", data={"reason": "Ill"}).status_code == 302
    assert sign_in(ada).get(edit_url(interview)).status_code == 404
    assert "Scorecard for" not in sign_in(ada).get("/").text


def test_the_kit_says_what_to_cover_and_holds_no_scores(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview, target: Application
) -> None:
    factories.submitted(factories.interview(target, factories.account("Peer"), title="Team talk"), summary="Secret")
    answer = sign_in(ada).get(f"/interviews/{interview.id}/kit")
    page = markup(answer)
    assert [each.text() for each in page.css("article.card h3")] == ["System design", "Delivery"]
    assert page.css_first("#others li").text().strip() == "Team talk"
    assert "Secret" not in answer.text


def test_the_calendar_entry_links_the_kit_and_names_no_candidate(
    sign_in: SignIn, ada: Account, interview: Interview
) -> None:
    answer = sign_in(ada).get(f"/interviews/{interview.id}/invitation.ics")
    assert answer.mimetype == "text/calendar"
    unfolded = answer.text.replace("\r\n ", "")
    assert f"URL:http://localhost:5000/interviews/{interview.id}/kit\r\n" in unfolded
    assert "Cleo" not in answer.text
    assert max(len(line.encode()) for line in answer.text.split("\r\n")) <= 75


def test_a_conflict_makes_everything_disappear_even_ones_own(
    sign_in: SignIn, ada: Account, interview: Interview, target: Application
) -> None:
    browser = sign_in(ada)
    browser.post(edit_url(interview), data=filled(interview, action="submit"))
    answer = browser.post(f"/applications/{target.id}/conflicts", data={"account": ada.id, "reason": "Cousins"})
    assert answer.location == "/"
    urls = [
        f"/applications/{target.id}",
        f"/interviews/{interview.id}/kit",
        f"/scorecards/{interview.scorecard.id}",
        f"/scorecards/{interview.scorecard.id}/edit",
    ]
    assert [browser.get(url).status_code for url in urls] == [404, 404, 404, 404]
    assert "Cleo" not in browser.get("/search?words=cleo").text


def test_an_interviewer_declares_no_conflict_for_somebody_else(
    sign_in: SignIn, ada: Account, interview: Interview, target: Application
) -> None:
    ben = factories.account("Ben")
    answer = sign_in(ada).post(f"/applications/{target.id}/conflicts", data={"account": ben.id, "reason": "Cousins"})
    assert answer.status_code == 403
    assert db.session.scalar(select(func.count()).select_from(Conflict)) == 0


def test_a_leader_declares_and_takes_back_a_conflict(
    sign_in: SignIn, recruiter: Account, ada: Account, interview: Interview, target: Application
) -> None:
    browser = sign_in(recruiter)
    browser.post(f"/applications/{target.id}/conflicts", data={"account": ada.id, "reason": "Cousins"})
    declared = db.session.scalars(select(Conflict)).one()
    assert sign_in(ada).get(f"/applications/{target.id}").status_code == 404
    browser.post(f"/applications/{target.id}/conflicts/lift", data={"conflict": declared.id})
    assert sign_in(ada).get(f"/applications/{target.id}").status_code == 200


def test_moving_to_calibration_and_back_and_withdrawing(
    sign_in: SignIn, recruiter: Account, interview: Interview, target: Application
) -> None:
    browser = sign_in(recruiter)
    assert browser.post(f"/applications/{target.id}/calibration").status_code == 409
    factories.submitted(interview, scores=[3, 3])
    stages = []
    for move, data in (("calibration", {}), ("return", {"reason": "Depth"}), ("withdraw", {"reason": "New job"})):
        assert browser.post(f"/applications/{target.id}/{move}", data=data).status_code == 302
        db.session.refresh(target)
        stages.append(target.stage)
    assert stages == [Stage.CALIBRATION, Stage.INTERVIEWING, Stage.WITHDRAWN]


PAGES = ["/", "/requisitions", "/requisitions/{opening}", "/applications/{application}", "/search?words=cand"]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_takes_as_many_queries_for_three_rows_as_for_one(
    sign_in: SignIn, recruiter: Account, opening: Requisition, target: Application, count_queries: Watch, url: str
) -> None:
    browser = sign_in(recruiter)
    address = url.format(opening=opening.id, application=target.id)
    counts = []
    for number in range(3):
        for each in (target, factories.application(opening)):
            factories.submitted(factories.interview(each, factories.account(), focus=(0, 1)))
            factories.interview(each, recruiter if number else factories.account())
        factories.requisition(team={TeamRole.RECRUITER: [recruiter]})
        with count_queries() as seen:
            assert browser.get(address).status_code == 200
        counts.append(len([line for line in seen if line.lstrip().startswith("SELECT")]))
    assert counts == [counts[0]] * 3


def bare(page: str) -> str:
    """The page without its tokens, which hold the second they were made in."""
    return re.sub(r'"[\w-]+\.[\w-]+\.[\w-]{20,}"', '""', page)


def test_the_history_tells_nothing_that_follows_from_scores_to_who_may_not_read_them(
    sign_in: SignIn, ada: Account, recruiter: Account, interview: Interview, target: Application
) -> None:
    """A red flag is only answered where one was seen, so even that it was answered is a secret of a scorecard."""
    factories.submitted(factories.interview(target, factories.account("Ben")))
    target.stage = Stage.CALIBRATION
    db.session.commit()
    url = f"/applications/{target.id}"
    for person, is_open in ((ada, False), (recruiter, True)):
        browser = sign_in(person)
        before = bare(browser.get(url).text)
        for action in ("answer_red_flag", "adjust_score", "open_positions", "take_position", "dissent", "a_new_action"):
            record(action, actor=recruiter, subject=target, about=target)
        db.session.commit()
        assert (bare(browser.get(url).text) == before) is not is_open
        record("start_item", actor=recruiter, subject=target, about=target)
        db.session.commit()
        assert "Taken up in the session" in browser.get(url).text


def test_a_number_that_does_not_exist_answers_like_one_that_is_not_ours(
    sign_in: SignIn, app: Flask, interview: Interview, target: Application
) -> None:
    browser = sign_in(factories.account())
    foreign = [
        f"/applications/{target.id}",
        f"/requisitions/{target.requisition_id}",
        f"/interviews/{interview.id}/kit",
        f"/scorecards/{interview.scorecard.id}",
        edit_url(interview),
    ]
    for url in foreign:
        missing = url.replace(f"/{url.split('/')[2]}", "/987654")
        ours, theirs = (browser.get(address) for address in (url, missing))
        assert (ours.status_code, bare(ours.text)) == (404, bare(theirs.text))


def test_the_plan_of_an_interview_says_what_is_covered_already(
    sign_in: SignIn, markup: Markup, recruiter: Account, interview: Interview
) -> None:
    page = markup(sign_in(recruiter).get(f"/applications/{interview.application_id}/interviews/new"))
    assert [each.text() for each in page.css("#focus .choice span")] == [
        "System design, must-have: 1 of 2 raters planned",
        "Delivery: 1 of 2 raters planned",
        "Collaboration: 0 of 2 raters planned",
    ]
