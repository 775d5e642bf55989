"""What `visibility.py` decides, as conditions of the database.

Each function gives an expression about the `application` and `requisition` of the surrounding query, so that hidden rows
are not read, counted, averaged or sorted by.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from flask import current_app
from sqlalchemy import ColumnElement, Integer, Select, and_, case, exists, literal, not_, or_, select, true, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, aliased
from sqlalchemy.orm.util import AliasedClass

from accounts.enums import Role
from core.errors import DomainError
from scorecards.enums import ScorecardState, TeamRole, Visibility
from scorecards.models import Application, Candidate, Conflict, Interview, Requisition, Scorecard, TeamMember
from scorecards.visibility import DECIDING, LEADING, OPEN_STAGES, PART_OF_TEAM, Part

KEPT = 64
"""Conditions of so many viewers are kept, half a megabyte each: building one takes longer than most queries that use it."""
QUERIES_KEPT = 32
"""Whole queries of so many viewers, three quarters of a megabyte each: kept by the conditions that they are made of."""


class Somebody(Protocol):
    """A person with an account, whatever their roles."""

    @property
    def id(self) -> int:
        """The account's number."""


class Viewer(Somebody, Protocol):
    """Somebody who looks: an Account."""

    def has_role(self, *roles: Role) -> bool:
        """Whether the person holds at least one of `roles`."""


def limit() -> Visibility:
    """The loosest policy that the installation permits (setting VISIBILITY_LIMIT, by default none looser than any).

    Raises DomainError for a word that is no policy: guessing one could open what should stay hidden.
    """
    word = current_app.config["VISIBILITY_LIMIT"]
    if word not in Visibility.__members__:
        known = ", ".join(step.name.lower() for step in Visibility)
        raise DomainError(f"VISIBILITY_LIMIT is {word.lower()!r}. Set it to one of: {known}.")
    return Visibility[word]


def recruiter_scores_permitted() -> bool:
    """Whether openings may let recruiters' packets tell single scores (setting RECRUITER_SCORES, `yes` by default).

    Raises DomainError for another word than `yes` and `no`.
    """
    word = current_app.config["RECRUITER_SCORES"]
    if word not in {"yes", "no"}:
        raise DomainError(f"RECRUITER_SCORES is {word!r}. Set it to yes or no.")
    return bool(word == "yes")


@dataclass(frozen=True, slots=True)
class _Reader:
    """All that the conditions ask of a viewer. They follow from it alone, so each is built once and used again.

    The same viewer is given the same objects, so that a query may be kept by the conditions it is made of.
    """

    id: int
    recruits: bool

    def has_role(self, *roles: Role) -> bool:
        return self.recruits and Role.RECRUITER in roles


def _reader(viewer: Viewer) -> _Reader:
    return _Reader(viewer.id, viewer.has_role(Role.RECRUITER))


def application_is_known(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the application exists for the viewer."""
    return _is_known(_reader(viewer))


def contents_are_open(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer may read others' submitted scorecards of the application."""
    return _are_open(_reader(viewer), limit())


def owes_nothing(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer owes no scorecard of the application."""
    return _owes_nothing(_reader(viewer))


def identities_are_open(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer may know who the other interviewers of the application are."""
    return _are_named(_reader(viewer), limit())


def interviewer_is_named(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer may know who holds the `interview` in the query: themselves, or where identities are open."""
    return _interviewer_is_named(_reader(viewer), limit())


def scorecard_is_open(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer may read the `scorecard` (of `interview`) in the query as submitted: their own, or an open one."""
    return _scorecard_is_open(_reader(viewer), limit())


def team_role_is_named(
    viewer: Viewer, member: type[TeamMember] | AliasedClass[TeamMember] = TeamMember
) -> ColumnElement[bool]:
    """Whether the viewer may know that the `member` of the query (with its requisition) has this role on the team.

    That somebody interviews for an opening says nearly who met each candidate, so where the names of interviewers are not
    always open it is told to those alone who lead the opening, to administrators, who set teams, and to the member.
    """
    if viewer.has_role(Role.RECRUITER, Role.ADMIN):
        return true()
    mine = aliased(TeamMember)
    leads = exists().where(
        mine.requisition_id == member.requisition_id,
        mine.account_id == viewer.id,
        one_of(mine.role, _roles_of(LEADING)),
    )
    always = _policy(Requisition.identities, limit()) >= int(Visibility.ALWAYS)
    return or_(member.role != TeamRole.INTERVIEWER, member.account_id == viewer.id, always, leads)


@lru_cache(maxsize=KEPT)
def _is_known(viewer: _Reader) -> ColumnElement[bool]:
    has_part = true() if viewer.recruits else or_(_on_team(viewer, frozenset(Part)), _interviews(viewer))
    return and_(has_part, not_(is_excluded(viewer)))


@lru_cache(maxsize=KEPT)
def _are_open(viewer: _Reader, ceiling: Visibility) -> ColumnElement[bool]:
    return and_(_is_known(viewer), not_(_owes(viewer)), _reached(viewer) <= _policy(Requisition.visibility, ceiling))


@lru_cache(maxsize=KEPT)
def _are_named(viewer: _Reader, ceiling: Visibility) -> ColumnElement[bool]:
    leads = true() if viewer.recruits else _on_team(viewer, LEADING)
    return and_(_is_known(viewer), or_(leads, _reached(viewer) <= _policy(Requisition.identities, ceiling)))


@lru_cache(maxsize=KEPT)
def _owes_nothing(viewer: _Reader) -> ColumnElement[bool]:
    return not_(_owes(viewer))


@lru_cache(maxsize=KEPT)
def _interviewer_is_named(viewer: _Reader, ceiling: Visibility) -> ColumnElement[bool]:
    return or_(Interview.interviewer_id == viewer.id, _are_named(viewer, ceiling))


@lru_cache(maxsize=KEPT)
def _scorecard_is_open(viewer: _Reader, ceiling: Visibility) -> ColumnElement[bool]:
    own = and_(_is_known(viewer), Interview.interviewer_id == viewer.id, Interview.cancelled_at.is_(None))
    return and_(Scorecard.state == ScorecardState.SUBMITTED, or_(_are_open(viewer, ceiling), own))


@lru_cache(maxsize=1)
def all_are_submitted() -> ColumnElement[bool]:
    """Whether every interview of the application that counts has a submitted scorecard, and there is one."""
    return and_(_has_interviews(counted=True), not_(_has_interviews(counted=True, unsubmitted=True)))


def _reached(viewer: _Reader) -> ColumnElement[int]:
    in_calibration = one_of(Application.stage, OPEN_STAGES)
    return case(
        (and_(in_calibration, _on_team(viewer, DECIDING)), int(Visibility.NEVER)),
        (in_calibration, int(Visibility.IN_CALIBRATION)),
        (all_are_submitted(), int(Visibility.AFTER_ALL_SUBMITTED)),
        (and_(_interviews(viewer), not_(_owes(viewer))), int(Visibility.AFTER_OWN_SUBMISSION)),
        else_=int(Visibility.ALWAYS),
    )


def _policy(column: InstrumentedAttribute[Visibility], ceiling: Visibility) -> ColumnElement[int]:
    step = type_coerce(column, Integer)
    return case((step < int(ceiling), step), else_=int(ceiling))


def whole_openings(viewer: Viewer) -> Select[int] | None:
    """The openings whose every application exists for the viewer, but for those that `is_excluded` names; None: all."""
    if viewer.has_role(Role.RECRUITER):
        return None
    roles = _roles_of(frozenset(Part))
    return select(TeamMember.requisition_id).where(TeamMember.account_id == viewer.id, one_of(TeamMember.role, roles))


def _on_team(viewer: Viewer, parts: frozenset[Part]) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            TeamMember.requisition_id == Application.requisition_id,
            TeamMember.account_id == viewer.id,
            one_of(TeamMember.role, _roles_of(parts)),
        )
        .correlate(Application)
    )


def _roles_of(parts: frozenset[Part]) -> list[TeamRole]:
    return [role for role, part in PART_OF_TEAM.items() if part in parts]


def _interviews(viewer: Viewer) -> ColumnElement[bool]:
    return _has_interviews(of=viewer)


@lru_cache(maxsize=KEPT)
def _owes(viewer: _Reader) -> ColumnElement[bool]:
    return _has_interviews(of=viewer, unsubmitted=True)


def _has_interviews(
    *, of: Viewer | None = None, counted: bool = False, unsubmitted: bool = False
) -> ColumnElement[bool]:
    interview, card = aliased(Interview), aliased(Scorecard)
    rows = select(interview.id).where(interview.application_id == Application.id, interview.cancelled_at.is_(None))
    if of is not None:
        rows = rows.where(interview.interviewer_id == of.id)
    if counted:
        rows = rows.where(not_(interview.is_shadow))
    if unsubmitted:
        rows = rows.join(card, card.interview_id == interview.id).where(card.state != ScorecardState.SUBMITTED)
    return rows.correlate(Application).exists()


def one_of(column: InstrumentedAttribute[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Whether the column holds one of a few values that are always the same.

    `in_` writes its list anew for each execution, whatever its length, which costs as much again as the rest.
    """
    return column.in_([literal(value, column.type) for value in sorted(values)])


def is_excluded(viewer: Somebody) -> ColumnElement[bool]:
    """Whether the viewer must see nothing of the application, whatever their part: in conflict, or the candidate."""
    return _is_excluded(viewer.id)


@lru_cache(maxsize=KEPT)
def _is_excluded(viewer_id: int) -> ColumnElement[bool]:
    # Of few rows, and the same for every application: they are looked up once, not for each.
    in_conflict = select(Conflict.application_id).where(Conflict.account_id == viewer_id).correlate(None)
    themselves = select(Candidate.id).where(Candidate.account_id == viewer_id).correlate(None)
    return or_(Application.id.in_(in_conflict), Application.candidate_id.in_(themselves))
