"""Who may do what with people's accounts, and the predicates on roles that every package builds on.

A viewer is an Account or Flask-Login's anonymous user. A role says what a person may do across the installation; rights
on one requisition come from its hiring team and are decided in `scorecards/rules.py`.
"""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.models import Account, SignInSession
from core.jobs.models import Job


def is_signed_in(viewer: Any) -> bool:
    """Whether somebody is signed in with an account of their own; a guest, who came by a link, is not."""
    return bool(viewer.is_authenticated) and viewer.guest_of is None


def is_guest(viewer: Any) -> bool:
    """Whether the viewer came by a guest's link: to the kit and scorecard of one interview and nothing else."""
    return bool(viewer.is_authenticated) and viewer.guest_of is not None


def has_role(viewer: Any, *roles: Role) -> bool:
    """Whether the viewer is signed in and holds at least one of `roles`."""
    return is_signed_in(viewer) and bool(viewer.has_role(*roles))


def is_admin(viewer: Any) -> bool:
    """Whether the viewer administers the installation; this alone opens no candidate's data."""
    return has_role(viewer, Role.ADMIN)


def is_recruiter(viewer: Any) -> bool:
    """Whether the viewer is a recruiter."""
    return has_role(viewer, Role.RECRUITER)


def is_people_operations(viewer: Any) -> bool:
    """Whether the viewer answers for how people interview; this alone opens no candidate's data."""
    return has_role(viewer, Role.PEOPLE_OPERATIONS)


def may_edit_account(viewer: Any, account: Account) -> bool:
    """Whether the viewer may change name, address, roles, password and state; a guest has nothing to change."""
    return is_admin(viewer) and not account.is_guest


def may_end_session(viewer: Any, session: SignInSession) -> bool:
    """Whether the viewer may sign that browser out: their own ones only."""
    return is_signed_in(viewer) and session.account_id == viewer.id


def may_steer_job(viewer: Any, job: Job) -> bool:  # noqa: ARG001 - an admin may steer every job
    """Whether the viewer may try the job again or cancel it."""
    return is_admin(viewer)
