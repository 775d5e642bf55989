"""What each part of an application may open: one table, read as documentation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from scorecards import links
from scorecards.enums import Stage, TeamRole
from scorecards.links import PageLink
from scorecards.models import TeamMember
from scorecards.visibility import Access
from tests import factories

SignIn = Callable[[Account], FlaskClient]

COLUMNS = (
    "/requisitions/new",
    "/requisitions/{opening}",
    "/requisitions/{opening}/settings",
    "/requisitions/{opening}/team",
    "/requisitions/{opening}/candidates/new",
    "/applications/{target}",
    "/applications/{target}/interviews/new",
    "/interviews/{interview}/change",
    "/interviews/{interview}/kit",
    "/scorecards/{own}/edit",
    "/scorecards/{submitted}",
)
OPENS = {
    #                     new opn set tea cnd app pln chg kit edt read
    "recruiter by role": "yes yes yes yes yes yes yes yes yes no  no",
    "team recruiter":    "no  yes yes yes yes yes yes yes yes no  no",
    "hiring manager":    "no  yes yes yes yes yes yes yes yes no  no",
    "chair":             "no  yes no  no  no  yes no  no  yes no  no",
    "committee":         "no  yes no  no  no  yes no  no  no  no  no",
    "author":            "no  no  no  no  no  yes no  no  no  no  yes",
    "owes":              "no  no  no  no  no  yes no  no  yes yes no",
    "team interviewer":  "no  yes no  no  no  no  no  no  no  no  no",
    "in conflict":       "no  yes no  no  no  no  no  no  no  no  no",
    "candidate":         "no  yes no  no  no  no  no  no  no  no  no",
    "admin":             "no  yes no  yes no  no  no  no  no  no  no",
    "outsider":          "no  no  no  no  no  no  no  no  no  no  no",
}  # fmt: skip


@pytest.mark.parametrize("name", OPENS)
def test_each_part_opens_exactly_these_pages(app: Flask, sign_in: SignIn, name: str) -> None:
    roles = {"recruiter by role": Role.RECRUITER, "admin": Role.ADMIN, "committee": Role.COMMITTEE}
    who = {each: factories.account(each.capitalize(), *([roles[each]] if each in roles else [])) for each in OPENS}
    on_team = {
        TeamRole.RECRUITER: ["team recruiter"],
        TeamRole.HIRING_MANAGER: ["hiring manager"],
        TeamRole.CHAIR: ["chair", "in conflict"],
        TeamRole.COMMITTEE: ["committee", "candidate"],
        TeamRole.INTERVIEWER: ["team interviewer"],
    }
    opening = factories.requisition(team={role: [who[each] for each in names] for role, names in on_team.items()})
    target = factories.application(opening, factories.candidate(account_id=who["candidate"].id))
    submitted = factories.submitted(factories.interview(target, who["author"]))
    owed = factories.interview(target, who["owes"])
    factories.conflict(target, who["in conflict"])
    known = {
        "opening": opening.id,
        "target": target.id,
        "interview": owed.id,
        "own": owed.scorecard.id,
        "submitted": submitted.id,
    }
    browser = sign_in(who[name])
    answers = {column: browser.get(column.format(**known)).status_code for column in COLUMNS}
    expected = OPENS[name].split()
    assert {column: "yes" if status == 200 else "no" for column, status in answers.items()} == dict(
        zip(COLUMNS, expected, strict=True)
    )
    assert set(answers.values()) <= {200, 403, 404}
    assert [column for column, status in answers.items() if status == 403] == (
        [] if expected[0] == "yes" else ["/requisitions/new"]
    )


def test_an_admin_who_must_look_joins_the_team_first(app: Flask, sign_in: SignIn) -> None:
    admin = factories.account("Admin", Role.ADMIN)
    recruiter = factories.account("Rita")
    opening = factories.requisition(team={TeamRole.RECRUITER: [recruiter]})
    target = factories.application(opening, stage=Stage.CALIBRATION)
    browser = sign_in(admin)
    assert browser.get(f"/applications/{target.id}").status_code == 404
    joined = {f"role-{recruiter.id}": "recruiter", "person": admin.id, "person_roles": "committee"}
    assert browser.post(f"/requisitions/{opening.id}/team", data=joined).status_code == 302
    assert browser.get(f"/applications/{target.id}").status_code == 200
    actions = db.session.scalars(db.select(AuditEvent.action)).all()
    assert "set_team" in actions


def test_nobody_signed_in_is_asked_to_sign_in(client: FlaskClient) -> None:
    answers = [client.get(column.format(opening=1, target=1, interview=1, own=1, submitted=1)) for column in COLUMNS]
    assert {answer.status_code for answer in answers} == {302}
    assert {(answer.location or "").partition("?")[0] for answer in answers} == {"/sign-in"}


def test_other_packages_offer_links_on_the_application_page(app: Flask, sign_in: SignIn) -> None:
    def offer(viewer: Account, access: Access) -> list[PageLink]:
        return [PageLink(f"Ask the oracle about {access.application_id}", "/oracle", is_primary=viewer.name == "Chair")]

    chair = factories.account("Chair")
    target = factories.application(factories.requisition(team={TeamRole.CHAIR: [chair]}))
    links.add(offer)
    try:
        text = sign_in(chair).get(f"/applications/{target.id}").text
    finally:
        links._sources.remove(offer)
    assert f'<a class="button button-primary" href="/oracle">Ask the oracle about {target.id}</a>' in text


def test_leaving_the_team_closes_the_door(app: Flask, sign_in: SignIn) -> None:
    chair = factories.account("Chair")
    opening = factories.requisition(team={TeamRole.RECRUITER: [factories.account()], TeamRole.CHAIR: [chair]})
    target = factories.application(opening)
    browser = sign_in(chair)
    assert browser.get(f"/applications/{target.id}").status_code == 200
    member = db.session.scalars(db.select(TeamMember).where(TeamMember.account_id == chair.id)).one()
    db.session.delete(member)
    assert browser.get(f"/applications/{target.id}").status_code == 404
