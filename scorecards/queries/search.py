"""The search over candidates, openings and people; nothing that does not exist for the viewer is found or counted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, select, true
from sqlalchemy.orm import aliased

from accounts.enums import Role
from accounts.models import Account
from accounts.queries import matches
from core.database import db
from rubrics.models import Rubric, RubricVersion
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Requisition, TeamMember
from scorecards.queries.requisitions import is_visible
from scorecards.queries.sight import Viewer, application_is_known, team_role_is_named

MOST = 20
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class FoundApplication:
    """A candidate's application that the viewer has a part in."""

    id: int
    candidate: str
    code: str
    requisition: str
    stage: Stage


@dataclass(frozen=True, slots=True)
class FoundRequisition:
    """An opening that the viewer may see."""

    id: int
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A colleague, with the openings on whose teams they are, as far as the viewer may see those: (number, title)."""

    id: int
    name: str
    email: str
    openings: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What holds every word, each list by name and at most twenty long."""

    applications: tuple[FoundApplication, ...] = ()
    requisitions: tuple[FoundRequisition, ...] = ()
    people: tuple[FoundPerson, ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether a list is as long as lists get, so that there may be more."""
        return MOST in {len(self.applications), len(self.requisitions), len(self.people)}


def search(*, words: str, viewer: Viewer) -> Found:
    """What the viewer may see and every word (the first six) stands in; four queries, none for no word.

    Candidates are found by name, code and address and by their opening's title, openings by title and rubric. Colleagues
    are found by recruiters, administrators and people operations, and by others when they share an opening's team.
    """
    wanted = words.split()[:MOST_WORDS]
    if not wanted:
        return Found()
    return Found(_applications(wanted, viewer), _requisitions(wanted, viewer), _people(wanted, viewer))


def _applications(wanted: list[str], viewer: Viewer) -> tuple[FoundApplication, ...]:
    places = (Candidate.name, Candidate.code, Candidate.email, Requisition.title)
    rows = db.session.execute(
        select(Application.id, Candidate.name, Candidate.code, Requisition.title, Application.stage)
        .join(Candidate, Candidate.id == Application.candidate_id)
        .join(Requisition, Requisition.id == Application.requisition_id)
        .where(and_(*[matches(word, *places) for word in wanted]), application_is_known(viewer))
        .order_by(func.lower(Candidate.name), Application.id)
        .limit(MOST)
    )
    return tuple(FoundApplication(*row) for row in rows)


def _requisitions(wanted: list[str], viewer: Viewer) -> tuple[FoundRequisition, ...]:
    rows = db.session.execute(
        select(Requisition.id, Requisition.title, RubricVersion.target_label)
        .join(RubricVersion, RubricVersion.id == Requisition.rubric_version_id)
        .join(Rubric, Rubric.id == RubricVersion.rubric_id)
        .where(and_(*[matches(word, Requisition.title, Rubric.title) for word in wanted]), is_visible(viewer))
        .order_by(func.lower(Requisition.title), Requisition.id)
        .limit(MOST)
    )
    return tuple(FoundRequisition(*row) for row in rows)


def _people(wanted: list[str], viewer: Viewer) -> tuple[FoundPerson, ...]:
    rows = db.session.execute(
        select(Account.id, Account.name, Account.email)
        .where(
            Account.active,
            Account.is_guest.is_(False),
            and_(*[matches(word, Account.name, Account.email) for word in wanted]),
            true() if viewer.has_role(Role.RECRUITER, Role.ADMIN, Role.PEOPLE_OPERATIONS) else _shares_a_team(viewer),
        )
        .order_by(func.lower(Account.name), Account.id)
        .limit(MOST)
    ).all()
    openings: dict[int, list[tuple[int, str]]] = {}
    member = aliased(TeamMember)  # the viewer's own membership is asked for in the same query
    listed = db.session.execute(
        select(member.account_id, Requisition.id, Requisition.title)
        .join(Requisition, Requisition.id == member.requisition_id)
        .where(member.account_id.in_([row.id for row in rows]), is_visible(viewer), team_role_is_named(viewer, member))
        .distinct()
        .order_by(Requisition.title, Requisition.id)
    )
    for account_id, number, title in listed:
        openings.setdefault(account_id, []).append((number, title))
    return tuple(FoundPerson(*row, openings=tuple(openings.get(row.id, ()))) for row in rows)


def _shares_a_team(viewer: Viewer) -> ColumnElement[bool]:
    mine, theirs = aliased(TeamMember), aliased(TeamMember)
    return exists().where(
        mine.account_id == viewer.id,
        theirs.requisition_id == mine.requisition_id,
        theirs.account_id == Account.id,
        Requisition.id == theirs.requisition_id,
        team_role_is_named(viewer, theirs),
    )
