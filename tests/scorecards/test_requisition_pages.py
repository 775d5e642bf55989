"""The pages of openings and their teams."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import func, select

from accounts.models import Account
from core.database import db
from rubrics.enums import RubricState
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application, Interview, Requisition
from tests import factories
from tests.scorecards.kinds import Markup, SignIn


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
    assert "Somebody with this address has applied to this opening already." in answer.text
    assert 'value="C. C."' in answer.text


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


def test_several_people_join_the_team_at_once_each_with_their_roles(
    sign_in: SignIn, recruiter: Account, opening: Requisition
) -> None:
    ada, ben = factories.account("Ada Joins"), factories.account("Ben Joins")
    url, kept = f"/requisitions/{opening.id}/team", {f"role-{recruiter.id}": "recruiter"}
    half = {**kept, "person": ada.id, "person_roles": ["chair"], "person-3": ben.id}
    answer = sign_in(recruiter).post(url, data=half)
    assert answer.status_code == 422
    assert 'href="#new-3-interviewer"' in answer.text
    assert (
        sign_in(recruiter).post(url, data={**half, "person_roles-3": ["committee", "interviewer"]}).status_code == 302
    )
    db.session.expire_all()
    joined = {(row.account.name, row.role.value) for row in opening.team if row.account_id in {ada.id, ben.id}}
    assert joined == {("Ada Joins", "chair"), ("Ben Joins", "committee"), ("Ben Joins", "interviewer")}


def test_no_policy_looser_than_the_installations_is_offered_or_shown(
    app: Flask, sign_in: SignIn, markup: Markup, recruiter: Account, opening: Requisition
) -> None:
    app.config["VISIBILITY_LIMIT"] = "IN_CALIBRATION"
    browser = sign_in(recruiter)
    form = markup(browser.get(f"/requisitions/{opening.id}/settings"))
    for field in ("visibility", "identities"):
        assert [each.text() for each in form.css(f"#{field} option")] == ["Never", "In calibration"]
        assert form.css_first(f"#{field} option[selected]").text() == "In calibration"
    page = markup(browser.get(f"/requisitions/{opening.id}")).css_first("#settings").text(separator="|", strip=True)
    assert "Interviewers see scores|In calibration|Interviewers know names|In calibration" in page
    typed = {"title": "T", "visibility": "3", "identities": "1", "required_raters": "2", "due_hours": "24"}
    assert browser.post(f"/requisitions/{opening.id}/settings", data=typed).status_code == 422


def test_single_scores_in_recruiters_packets_are_allowed_where_the_installation_permits_it(
    app: Flask, sign_in: SignIn, markup: Markup, recruiter: Account, opening: Requisition
) -> None:
    browser, url = sign_in(recruiter), f"/requisitions/{opening.id}"
    typed = {"title": "T", "visibility": "2", "identities": "1", "required_raters": "2", "due_hours": "24"}

    def told() -> tuple[int, bool]:
        settings = markup(browser.get(f"{url}/settings")).css("#recruiter_scores")
        return len(settings), "Tell each interviewer's scores" in markup(browser.get(url)).css_first("#settings").text()

    assert (opening.recruiter_scores, told()) == (False, (1, False))
    assert browser.post(f"{url}/settings", data={**typed, "recruiter_scores": "y"}).status_code == 302
    assert (opening.recruiter_scores, told()) == (True, (1, True))
    app.config["RECRUITER_SCORES"] = "no"
    assert told() == (0, False)
    assert browser.post(f"{url}/settings", data={**typed, "recruiter_scores": "y"}).status_code == 302
    assert opening.recruiter_scores is False
