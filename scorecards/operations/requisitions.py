"""Opening requisitions and naming their hiring teams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from accounts.models import Account
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.enums import RubricState
from rubrics.models import RubricVersion
from scorecards.enums import RequisitionState, TeamRole, Visibility
from scorecards.models import Requisition, TeamMember

MOST_RATERS = 10
LONGEST_DUE = 24 * 14


def open_requisition(
    *,
    title: str,
    version: RubricVersion,
    actor: Actor,
    limit: Visibility = Visibility.ALWAYS,
    visibility: Visibility = Visibility.AFTER_OWN_SUBMISSION,
    identities: Visibility = Visibility.ALWAYS,
    recruiter_scores: bool = False,
    required_raters: int = 2,
    due_hours: int = 24,
    remind_before: list[int] | None = None,
    remind_after: list[int] | None = None,
) -> Requisition:
    """A new opening, scored against the published rubric `version`; the actor joins its team as recruiter.

    `remind_before` and `remind_after` are the hours before and after a deadline at which interviewers are reminded;
    None: the installation's. Raises InvalidInput when the rubric is not published, the title is empty, a figure is out
    of range, or a policy is looser than `limit`, the installation's.
    """
    problems: dict[str, list[str]] = {}
    title = title.strip()
    if not title:
        problems["title"] = ["Give the opening a title."]
    if version.state is not RubricState.PUBLISHED:
        problems["version"] = ["Choose a published rubric. A draft can still change, and scores need firm ground."]
    problems |= _figures(required_raters, due_hours) | _policies(limit, visibility=visibility, identities=identities)
    if problems:
        raise InvalidInput("The requisition was not opened.", problems)
    opened = Requisition(
        title=title[:300],
        rubric_version=version,
        visibility=min(visibility, limit),
        identities=identities,
        recruiter_scores=recruiter_scores,
        required_raters=required_raters,
        due_hours=due_hours,
        remind_before=remind_before,
        remind_after=remind_after,
        created_at=now(),
        team=[TeamMember(account_id=actor.id, role=TeamRole.RECRUITER)],
    )
    db.session.add(opened)
    record("open_requisition", actor=actor, subject=opened, about=opened, title=title, visibility=visibility.name)
    return opened


def change_requisition(
    *,
    requisition: Requisition,
    title: str,
    visibility: Visibility,
    identities: Visibility,
    required_raters: int,
    due_hours: int,
    actor: Actor,
    limit: Visibility = Visibility.ALWAYS,
    recruiter_scores: bool = False,
    remind_before: list[int] | None = None,
    remind_after: list[int] | None = None,
) -> None:
    """The requisition with its new settings; its rubric stays pinned. Raises InvalidInput as open_requisition does."""
    problems = {} if title.strip() else {"title": ["Give the opening a title."]}
    problems |= _figures(required_raters, due_hours) | _policies(limit, visibility=visibility, identities=identities)
    if problems:
        raise InvalidInput("The requisition was not changed.", problems)
    after = {
        "title": title.strip()[:300],
        "visibility": visibility,
        "identities": identities,
        "recruiter_scores": recruiter_scores,
        "required_raters": required_raters,
        "due_hours": due_hours,
        "remind_before": remind_before,
        "remind_after": remind_after,
    }
    changed = {name: value for name, value in after.items() if getattr(requisition, name) != value}
    before = {name: _word(getattr(requisition, name)) for name in changed}
    for name, value in changed.items():
        setattr(requisition, name, value)
    if changed:
        now_ = {name: _word(value) for name, value in changed.items()}
        record("change_requisition", actor=actor, subject=requisition, about=requisition, before=before, after=now_)


def close_requisition(*, requisition: Requisition, actor: Actor) -> None:
    """The requisition, closed to new candidates. Raises Conflict when it is closed already."""
    if requisition.state is RequisitionState.CLOSED:
        raise Conflict("This requisition is closed already.")
    requisition.state = RequisitionState.CLOSED
    record("close_requisition", actor=actor, subject=requisition, about=requisition)


def set_team(*, requisition: Requisition, members: Mapping[TeamRole, Iterable[int]], actor: Actor) -> None:
    """The requisition with exactly these people, by role, as its hiring team; a person may hold several roles.

    Raises InvalidInput when nobody recruits, when there is more than one chair, or when somebody has left.
    """
    wanted = {(account_id, role) for role, people in members.items() for account_id in people}
    accounts = {account_id for account_id, _ in wanted}
    active = set(db.session.scalars(select(Account.id).where(Account.id.in_(accounts), Account.active)))
    has = {(member.account_id, member.role) for member in requisition.team}
    kept = {account_id for account_id, _ in has}
    problems: dict[str, list[str]] = {}
    if not any(role is TeamRole.RECRUITER for _, role in wanted):
        problems["recruiter"] = ["Name at least one recruiter, who plans the loops and follows up."]
    if sum(1 for _, role in wanted if role is TeamRole.CHAIR) > 1:
        problems["chair"] = ["Name one chair: the decision has one author."]
    if accounts - active - kept:
        problems["team"] = ["Somebody you chose has no active account any more. Choose again."]
    if problems:
        raise InvalidInput("The team was not changed.", problems)
    requisition.team = [member for member in requisition.team if (member.account_id, member.role) in wanted] + [
        TeamMember(account_id=account_id, role=role) for account_id, role in sorted(wanted - has)
    ]
    if wanted != has:
        record(
            "set_team",
            actor=actor,
            subject=requisition,
            about=requisition,
            added=[[account_id, role.value] for account_id, role in sorted(wanted - has)],
            removed=[[account_id, role.value] for account_id, role in sorted(has - wanted)],
        )


def _figures(required_raters: int, due_hours: int) -> dict[str, list[str]]:
    problems = {}
    if not 1 <= required_raters <= MOST_RATERS:
        problems["required_raters"] = [f"Between 1 and {MOST_RATERS} raters can be required."]
    if not 1 <= due_hours <= LONGEST_DUE:
        problems["due_hours"] = [f"Give between 1 and {LONGEST_DUE} hours, two weeks."]
    return problems


def _policies(limit: Visibility, **policies: Visibility) -> dict[str, list[str]]:
    return {
        name: [f"This installation permits “{limit.label}” at most. Choose that or something stricter."]
        for name, policy in policies.items()
        if policy > limit
    }


def _word(value: object) -> object:
    return value.name if isinstance(value, Visibility) else value
