"""The hiring team of an opening."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from core.database import db
from core.errors import InvalidInput
from core.permissions import allow
from scorecards import rules
from scorecards.enums import TeamRole
from scorecards.forms.requisitions import NEW_PLACES, half_choices, team_members
from scorecards.models import Requisition
from scorecards.operations.requisitions import set_team
from scorecards.queries import access, people
from scorecards.queries.access import RequisitionAccess
from scorecards.views import blueprint
from scorecards.views.requisitions import Answer


@blueprint.route("/requisitions/<int:requisition_id>/team", methods=["GET", "POST"])
@allow(rules.may_set_team, load=access.requisition)
def edit_team(found: RequisitionAccess) -> Answer:
    """Who is on the team, in which roles."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    problems = half_choices(request.form)
    if request.method == "POST" and not problems:
        members = team_members(request.form, {account_id for account_id, _ in found.team})
        try:
            set_team(requisition=opening, members=members, actor=current_user)
        except InvalidInput as error:
            problems = [("", sentence) for sentences in error.problems.values() for sentence in sentences]
        else:
            db.session.commit()
            flash("The team is saved.", "success")
            return redirect(url_for("scorecards.edit_team", requisition_id=opening.id))
    return _team_page(opening, problems), 422 if problems else 200


def _team_page(opening: Requisition, problems: list[tuple[str, str]]) -> str:
    team = people.team(opening.id, viewer=current_user)
    on_team = {member.account_id for member in team}
    if request.method == "POST":
        members = team_members(request.form, on_team)
        team = tuple(
            replace(each, roles=tuple(role for role in TeamRole if each.account_id in members[role])) for each in team
        )
    return render_template(
        "scorecards/team.html",
        opening=opening,
        team=team,
        roles=list(TeamRole),
        others=[person for person in people.active_people() if person[0] not in on_team],
        problems=problems,
        places=NEW_PLACES,
        typed=request.form,
    )
