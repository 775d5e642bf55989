"""The pages of requisitions, applications and scorecards, as each person sees them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.clock import now
from core.database import db
from rubrics.enums import RubricState
from scorecards.answers import Answers, RatingAnswer
from scorecards.enums import ScorecardState, Stage, TeamRole, Visibility
from scorecards.models import Application, Conflict, Interview, Requisition, Scorecard, ScorecardRevision
from scorecards.queries import sheets
from tests import factories

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
Watch = Callable[[], AbstractContextManager[list[str]]]
SAID = "Asked for the load first, then drew two queues and named which one breaks."


@pytest.fixture
def recruiter(app: Flask) -> Account:
    return factories.account("Rita Recruiter", Role.RECRUITER)


@pytest.fixture
def ada(app: Flask) -> Account:
    return factories.account("Ada Interviewer")


@pytest.fixture
def opening(recruiter: Account) -> Requisition:
    return factories.requisition(team={TeamRole.RECRUITER: [recruiter]})


@pytest.fixture
def target(opening: Requisition) -> Application:
    return factories.application(opening, factories.candidate("Cleo Candidate"))


@pytest.fixture
def interview(target: Application, ada: Account) -> Interview:
    return factories.interview(target, ada, focus=(0, 1), title="Design talk")


def filled(interview: Interview, **changes: str) -> dict[str, str]:
    """What the form sends for a complete scorecard."""
    design, delivery = interview.focus
    flag = next(each for each in interview.application.requisition.rubric_version.signals if each.kind == "red_flag")
    return {
        "version": str(interview.scorecard.version),
        f"rating-{design.id}": "4",
        f"evidence-{design.id}": SAID,
        f"rating-{delivery.id}": "not_observed",
        f"reason-{delivery.id}": "We ran out of time.",
        f"signal-{flag.id}": "no",
        "recommendation": "yes",
        "summary": "Solid on design.",
        "private_notes": "Sounded tired.",
        "action": "save",
        **changes,
    }


def edit_url(interview: Interview) -> str:
    return f"/scorecards/{interview.scorecard.id}/edit"


def test_today_lists_what_an_interviewer_owes(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview, target: Application
) -> None:
    factories.interview(target, ada, starts=now() + timedelta(days=1), title="Later talk")
    page = markup(sign_in(ada).get("/"))
    assert [each.text() for each in page.css(".section h2")] == ["Scorecards to write", "Interviews ahead"]
    assert [each.text() for each in page.css("a.task-title")] == [
        "Scorecard for Cleo Candidate",
        "Interview with Cleo Candidate",
    ]
    assert page.css_first(".late") is not None


def test_today_tells_the_recruiter_who_is_late_and_what_is_complete(
    sign_in: SignIn, markup: Markup, recruiter: Account, interview: Interview, opening: Requisition
) -> None:
    other = factories.application(opening, factories.candidate("Dan Done"))
    factories.submitted(factories.interview(other, factories.account()))
    page = markup(sign_in(recruiter).get("/"))
    assert [each.text() for each in page.css("a.task-title")] == ["Dan Done", "Ada Interviewer on Cleo Candidate"]


def test_today_is_empty_for_somebody_new(sign_in: SignIn, markup: Markup, app: Flask) -> None:
    assert markup(sign_in(factories.account()).get("/")).css_first(".empty-title").text() == "Nothing waits for you"


def test_a_recruiter_opens_a_requisition_names_the_team_and_adds_a_candidate(
    sign_in: SignIn, recruiter: Account, ada: Account
) -> None:
    version = factories.rubric()
    browser = sign_in(recruiter)
    answer = browser.post(
        "/requisitions/new",
        data={
            "title": "Platform engineer",
            "version": version.id,
            "visibility": "2",
            "identities": "4",
            "required_raters": "3",
            "due_hours": "48",
        },
    )
    opened = db.session.scalars(select(Requisition)).one()
    assert (answer.status_code, answer.location) == (302, f"/requisitions/{opened.id}/team")
    assert (opened.visibility, opened.required_raters, opened.due_hours) == (Visibility.AFTER_ALL_SUBMITTED, 3, 48)
    answer = browser.post(
        f"/requisitions/{opened.id}/team",
        data={f"role-{recruiter.id}": "recruiter", "person": ada.id, "person_roles": ["chair", "interviewer"]},
    )
    assert answer.status_code == 302
    db.session.expire_all()
    assert {(member.account.name, member.role) for member in opened.team} == {
        ("Rita Recruiter", TeamRole.RECRUITER),
        ("Ada Interviewer", TeamRole.CHAIR),
        ("Ada Interviewer", TeamRole.INTERVIEWER),
    }
    answer = browser.post(
        f"/requisitions/{opened.id}/candidates/new", data={"name": "Cleo Candidate", "email": "Cleo@Example.com"}
    )
    added = db.session.scalars(select(Application)).one()
    assert answer.location == f"/applications/{added.id}"
    assert (added.candidate.email, added.stage) == ("cleo@example.com", Stage.APPLIED)


def test_a_draft_rubric_is_not_offered_and_is_refused(sign_in: SignIn, recruiter: Account) -> None:
    draft = factories.rubric(state=RubricState.DRAFT)
    answer = sign_in(recruiter).post(
        "/requisitions/new", data={"title": "X", "version": draft.id, "visibility": "2", "identities": "4"}
    )
    assert answer.status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Requisition)) == 0


def test_a_team_without_a_recruiter_is_refused_with_the_reason(
    sign_in: SignIn, recruiter: Account, opening: Requisition
) -> None:
    answer = sign_in(recruiter).post(f"/requisitions/{opening.id}/team", data={f"role-{recruiter.id}": "chair"})
    assert answer.status_code == 422
    assert "Name at least one recruiter" in answer.text


def test_the_same_candidate_is_not_added_twice(
    sign_in: SignIn, recruiter: Account, opening: Requisition, target: Application
) -> None:
    answer = sign_in(recruiter).post(
        f"/requisitions/{opening.id}/candidates/new", data={"name": "C. C.", "email": target.candidate.email}
    )
    assert answer.status_code == 422
    assert "Cleo Candidate has applied to this opening already." in answer.text
    assert 'value="C. C."' in answer.text


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
        ["covers it", "1 of 21 more needed"],
        ["does not", "0 of 22 more needed"],
        ["covers it", "1 of 21 more needed"],
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


def test_the_form_shows_every_anchor_the_bar_and_what_is_stored(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    factories.drafted(interview, scores=[4, None])
    page = markup(sign_in(ada).get(edit_url(interview)))
    design, delivery = interview.focus
    group = page.css_first(f"#rating-{design.id}")
    assert [each.text() for each in group.css(".score-option b")] == ["1", "2", "3", "4", "5"]
    assert group.css_first(".score-option-bar b").text() == "3"
    assert [each.text(strip=True) for each in group.css(".score-option-anchor")] == [
        f"Shows system design as expected of {level}" for level in factories.LEVELS
    ]
    assert group.css_first("input[checked]").attributes["value"] == "4"
    assert page.css_first(f"#rating-{delivery.id} input[checked]").attributes["value"] == "not_observed"
    assert page.css_first(f"#evidence-{design.id}").text() == "Drew the queue, then named what breaks first."
    assert [each.text() for each in page.css("#rating-99999")] == []


def test_saving_a_draft_and_submitting_it(sign_in: SignIn, ada: Account, interview: Interview) -> None:
    browser = sign_in(ada)
    assert browser.post(edit_url(interview), data=filled(interview)).location == f"{edit_url(interview)}?saved=1"
    db.session.refresh(interview.scorecard)
    answer = browser.post(edit_url(interview), data=filled(interview, action="submit"))
    assert answer.location == f"/scorecards/{interview.scorecard.id}"
    reading = browser.get(answer.location)
    assert SAID in reading.text
    assert "Sounded tired." in reading.text
    db.session.expire_all()
    assert interview.scorecard.state is ScorecardState.SUBMITTED


def test_submitting_the_same_form_twice_leaves_one_revision(
    sign_in: SignIn, ada: Account, interview: Interview
) -> None:
    browser, form = sign_in(ada), filled(interview, action="submit")
    answers = [browser.post(edit_url(interview), data=form) for _ in range(2)]
    assert [answer.location for answer in answers] == [f"/scorecards/{interview.scorecard.id}"] * 2
    assert db.session.scalar(select(func.count()).select_from(ScorecardRevision)) == 1


def test_an_incomplete_submission_says_what_lacks_at_its_place_and_loses_nothing(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    design, delivery = interview.focus
    form = filled(interview, action="submit", recommendation="", **{f"rating-{design.id}": ""})
    answer = sign_in(ada).post(edit_url(interview), data=form)
    page = markup(answer)
    assert answer.status_code == 422
    assert [link.attributes["href"] for link in page.css(".error-summary a")] == [
        f"#rating-{design.id}",
        "#recommendation",
    ]
    assert page.css_first(".error-summary h2").text() == "Not complete yet. What you wrote is saved."
    assert page.css_first(f"#rating-{design.id}-error").text().endswith("or mark it as not observed.")
    assert page.css_first(f"#evidence-{design.id}").text() == SAID
    assert page.css_first(f"#reason-{delivery.id}").text() == "We ran out of time."
    stored = sheets.answers(interview.scorecard.id)
    assert (stored.summary, stored.rating(design.id).evidence) == ("Solid on design.", SAID)
    db.session.expire_all()
    assert interview.scorecard.state is ScorecardState.DRAFT


@pytest.mark.parametrize(
    ("field", "text", "status"), [("minutes_used", "an hour", 422), ("summary", "x" * 20_001, 422)]
)
def test_what_cannot_be_stored_comes_back_as_typed(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview, field: str, text: str, status: int
) -> None:
    answer = sign_in(ada).post(edit_url(interview), data=filled(interview, **{field: text}))
    assert answer.status_code == status
    assert markup(answer).css_first(f"#{field}-error") is not None
    assert markup(answer).css_first("#private_notes").text() == "Sounded tired."
    assert markup(answer).css_first(".error-summary h2").text() == "Not saved yet. What you wrote is still here."
    assert sheets.answers(interview.scorecard.id) == Answers()


def test_a_stale_form_shows_both_texts_and_the_person_chooses_for_each_place(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    design, _ = interview.focus
    browser = sign_in(ada)
    stale = filled(interview, summary="From the laptop", **{f"rating-{design.id}": "5"})
    browser.post(edit_url(interview), data=filled(interview, summary="From the phone"))
    answer = browser.post(edit_url(interview), data=stale)
    page = markup(answer)
    assert answer.status_code == 409
    assert [each.text() for each in page.css(".conflict legend")] == ["System design: score", "Summary"]
    assert "From the phone" in page.css_first(".conflict").text()
    assert page.css_first("#summary").text() == "From the laptop"
    version = page.css_first("input[name=version]").attributes["value"]
    assert version is not None
    chosen = {**stale, "version": version, f"take-rating-{design.id}": "stored", "take-summary": "mine"}
    assert browser.post(edit_url(interview), data=chosen).status_code == 302
    stored = sheets.answers(interview.scorecard.id)
    assert stored.rating(design.id) == RatingAnswer(score=4, evidence=SAID)
    assert stored.summary == "From the laptop"


def test_writing_on_after_submitting_elsewhere_keeps_the_text_on_the_page(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    browser, form = sign_in(ada), filled(interview, summary="One more thought")
    browser.post(edit_url(interview), data=filled(interview, action="submit"))
    answer = browser.post(edit_url(interview), data=form)
    assert answer.status_code == 409
    assert markup(answer).css_first("#summary").text() == "One more thought"
    assert "Reopen it" in answer.text


def test_autosave_answers_with_the_version_and_gentle_remarks(
    sign_in: SignIn, ada: Account, interview: Interview
) -> None:
    design, _ = interview.focus
    url = f"/scorecards/{interview.scorecard.id}/autosave"
    browser = sign_in(ada)
    answer = browser.post(url, data={"version": "1", f"evidence-{design.id}": "She seems smart."})
    assert (answer.status_code, answer.json["state"], answer.json["version"]) == (200, "saved", 2)
    assert list(answer.json["hints"]) == [f"evidence-{design.id}"]
    stale = browser.post(url, data={"version": "1", f"evidence-{design.id}": "Other."})
    assert (stale.status_code, stale.json["state"]) == (409, "conflict")
    again = browser.post(url, data={"version": "1", f"evidence-{design.id}": "She seems smart."})
    assert (again.status_code, again.json["version"]) == (200, 2)
    foreign = browser.post(url, data={"version": "2", "evidence-999999": "x"})
    assert (foreign.status_code, foreign.json["state"]) == (422, "refused")


def test_reopening_shows_the_differences_between_revisions(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    browser = sign_in(ada)
    browser.post(edit_url(interview), data=filled(interview, action="submit"))
    card_url = f"/scorecards/{interview.scorecard.id}"
    assert browser.post(f"{card_url}/reopen", data={"reason": " "}).status_code == 422
    assert browser.post(f"{card_url}/reopen", data={"reason": "Mixed up"}).location == edit_url(interview)
    db.session.expire_all()
    browser.post(edit_url(interview), data=filled(interview, action="submit", summary="Corrected."))
    page = markup(browser.get(card_url))
    assert [each.text() for each in page.css(".timeline-what")] == ["Revision 2", "Revision 1"]
    assert page.css_first(".changes del").text() == "Before: Solid on design."
    assert page.css_first(".changes ins").text() == "Now: Corrected."


def test_a_peer_reads_after_submitting_and_never_the_private_notes(
    sign_in: SignIn, ada: Account, interview: Interview, target: Application
) -> None:
    ben = factories.account("Ben")
    own = factories.interview(target, ben, focus=(2,))
    sign_in(ada).post(edit_url(interview), data=filled(interview, action="submit"))
    url = f"/scorecards/{interview.scorecard.id}"
    assert sign_in(ben).get(url).status_code == 404
    factories.submitted(own)
    answer = sign_in(ben).get(url)
    assert answer.status_code == 200
    assert SAID in answer.text
    assert "Sounded tired." not in answer.text


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


def test_search_finds_only_what_exists_for_the_viewer(
    sign_in: SignIn, recruiter: Account, ada: Account, target: Application
) -> None:
    assert "Cleo Candidate" in sign_in(recruiter).get("/search?words=cleo").text
    assert "Cleo Candidate" not in sign_in(ada).get("/search?words=cleo").text
    assert "Cleo Candidate" not in sign_in(recruiter).get("/search?words=%25").text


def test_a_requisition_lists_to_an_interviewer_only_their_own_applications(
    sign_in: SignIn, ada: Account, interview: Interview, opening: Requisition
) -> None:
    factories.application(opening, factories.candidate("Nobody Else"))
    page = sign_in(ada).get(f"/requisitions/{opening.id}")
    assert page.status_code == 404  # not on the team: the application's own page is enough
    opening.team.append(factories.TeamMember(account=ada, role=TeamRole.INTERVIEWER))
    text = sign_in(ada).get(f"/requisitions/{opening.id}").text
    assert "Cleo Candidate" in text
    assert "Nobody Else" not in text
    assert "1 application<" in text


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
        ours, theirs = browser.get(url), browser.get(missing)
        assert (ours.status_code, ours.text) == (404, theirs.text)


def test_nobody_but_the_author_saves(sign_in: SignIn, recruiter: Account, interview: Interview) -> None:
    assert sign_in(recruiter).post(edit_url(interview), data=filled(interview)).status_code == 404
    assert db.session.get_one(Scorecard, interview.scorecard.id).version == 1


def test_applications_are_kept_by_stage_and_go_by_name(
    sign_in: SignIn, markup: Markup, recruiter: Account, interview: Interview, opening: Requisition
) -> None:
    factories.application(opening, factories.candidate("Abe"), stage=Stage.WITHDRAWN)
    factories.application(opening, factories.candidate("zoë"), stage=Stage.WITHDRAWN)
    browser, url = sign_in(recruiter), f"/requisitions/{opening.id}"

    def listed(query: str) -> list[str]:
        return [row.text() for row in markup(browser.get(url + query)).css("#application-list tbody th a")]

    tabs = [tab.text() for tab in markup(browser.get(url)).css(".tabs a")]
    assert tabs == ["All 3", "Interviewing 1", "Withdrawn 2"]
    assert listed("") == ["zoë", "Abe", "Cleo Candidate"]
    assert listed("?sort=name") == ["Abe", "Cleo Candidate", "zoë"]
    assert listed("?stage=withdrawn&sort=name") == ["Abe", "zoë"]
    assert listed("?stage=decided") == []
    assert listed("?stage=nonsense") == ["zoë", "Abe", "Cleo Candidate"]


def test_half_a_choice_on_the_team_page_is_asked_back_and_stays_on_the_page(
    sign_in: SignIn, markup: Markup, recruiter: Account, opening: Requisition
) -> None:
    ben = factories.account("Ben")
    browser, url = sign_in(recruiter), f"/requisitions/{opening.id}/team"
    kept = {f"role-{recruiter.id}": ["recruiter", "chair"]}
    roleless = markup(browser.post(url, data={**kept, "person": ben.id}))
    assert roleless.css_first(".error-summary li").text() == "Choose what the added person does on this team."
    assert roleless.css_first("#person option[selected]").text() == "Ben"
    assert roleless.css_first(f"#role-{recruiter.id}-chair").attributes.get("checked", "no") is None
    nobody = browser.post(url, data={**kept, "person_roles": "committee"})
    assert (nobody.status_code, "Choose the person who takes these roles." in nobody.text) == (422, True)


def test_the_plan_of_an_interview_says_what_is_covered_already(
    sign_in: SignIn, markup: Markup, recruiter: Account, interview: Interview
) -> None:
    page = markup(sign_in(recruiter).get(f"/applications/{interview.application_id}/interviews/new"))
    assert [each.text() for each in page.css("#focus .choice span")] == [
        "System design, must-have: 1 of 2 raters planned",
        "Delivery: 1 of 2 raters planned",
        "Collaboration: 0 of 2 raters planned",
    ]
