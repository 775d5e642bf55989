"""Who may do what with requisitions, loops and scorecards.

Rules are asked about the plain values of `queries/access.py`; who may read scores is `visibility.py`'s question alone.
"""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.rules import has_role, is_admin, is_guest, is_people_operations, is_recruiter, is_signed_in
from scorecards.enums import ScorecardState, Stage, TeamRole
from scorecards.queries.access import InterviewAccess, RequisitionAccess
from scorecards.queries.attachments import AttachmentAccess
from scorecards.queries.plans import KeptPlan
from scorecards.visibility import LEADING, Access, Part, Standing, is_known, sees_contents, situation, standing

PLANNING = frozenset({Part.RECRUITER, Part.HIRING_MANAGER})
CLOSED = frozenset({Stage.DECIDED, Stage.WITHDRAWN})
SETTING_UP = frozenset({TeamRole.RECRUITER, TeamRole.HIRING_MANAGER})


def may_use_the_house(viewer: Any) -> bool:
    """Whether the viewer may open the pages that show each person their own part: today, requisitions, search."""
    return is_signed_in(viewer)


def may_open_requisition(viewer: Any) -> bool:
    """Whether the viewer may open requisitions and add candidates: recruiters."""
    return is_recruiter(viewer)


def may_see_requisition(viewer: Any, requisition: RequisitionAccess) -> bool:
    """Whether the viewer may see the opening and its team: recruiters, admins, and the team itself.

    Which of its applications they see is decided for each one.
    """
    if not is_signed_in(viewer):
        return False
    return is_recruiter(viewer) or is_admin(viewer) or any(member == viewer.id for member, _ in requisition.team)


def may_edit_requisition(viewer: Any, requisition: RequisitionAccess) -> bool:
    """Whether the viewer may change the opening and add candidates: recruiters and its hiring manager."""
    return is_signed_in(viewer) and (is_recruiter(viewer) or _is_on_team(viewer, requisition, SETTING_UP))


def may_change_kept_plan(viewer: Any, plan: KeptPlan) -> bool:
    """Whether the viewer may rename or delete the plan kept by name: recruiters, and who kept it."""
    return is_signed_in(viewer) and (is_recruiter(viewer) or viewer.id == plan.kept_by_id)


def may_set_team(viewer: Any, requisition: RequisitionAccess) -> bool:
    """Whether the viewer may name the hiring team; admins may, so that an opening is never without anyone."""
    return may_edit_requisition(viewer, requisition) or is_admin(viewer)


def may_train(viewer: Any, requisition: RequisitionAccess) -> bool:
    """Whether the viewer may see and move the training on the opening's rubric; it opens no candidate."""
    return may_set_team(viewer, requisition) or is_people_operations(viewer)


def may_see_application(viewer: Any, access: Access) -> bool:
    """Whether the application exists for the viewer."""
    return is_signed_in(viewer) and is_known(standing_of(viewer, access))


def may_declare_conflict(viewer: Any, access: Access) -> bool:
    """Whether the viewer may declare a conflict of interest: anyone with a part, of their own; leaders for others too."""
    return may_see_application(viewer, access)


def may_step_back(viewer: Any, found: InterviewAccess) -> bool:
    """Whether the viewer may say, from their own interview, that they are in conflict: its interviewer, guest or not."""
    return may_write_scorecard(viewer, found)


def may_plan_loop(viewer: Any, access: Access) -> bool:
    """Whether the viewer may plan and change interviews and move the application on."""
    return has_part(viewer, access, PLANNING)


def may_move_application(viewer: Any, access: Access) -> bool:
    """Whether the viewer may bring the application into calibration or back, or withdraw it."""
    return has_part(viewer, access, LEADING)


def may_change_interview(viewer: Any, found: InterviewAccess) -> bool:
    """Whether the viewer may reschedule, reassign or cancel the interview."""
    return may_plan_loop(viewer, found.access)


def may_see_kit(viewer: Any, found: InterviewAccess) -> bool:
    """Whether the viewer may read the interview kit: its interviewer, and those who lead. It holds no scores.

    A guest reads it until their scorecard is submitted.
    """
    if is_guest(viewer):
        return _is_guest_of(viewer, found) and found.state is not ScorecardState.SUBMITTED
    own = may_see_application(viewer, found.access) and found.interviewer_id == viewer.id
    return own or has_part(viewer, found.access, LEADING)


def may_write_scorecard(viewer: Any, found: InterviewAccess) -> bool:
    """Whether the viewer may open the scorecard's form: its interviewer, guest or not, unless it was cancelled."""
    if is_guest(viewer):
        return _is_guest_of(viewer, found)
    return may_see_application(viewer, found.access) and found.interviewer_id == viewer.id and not found.is_cancelled


def may_read_scorecard(viewer: Any, found: InterviewAccess) -> bool:
    """Whether the viewer may read the submitted scorecard: its author, or whoever the visibility policy lets.

    A guest reads the one they wrote and no other, whatever the policy.
    """
    if is_guest(viewer):
        return _is_guest_of(viewer, found) and found.state is ScorecardState.SUBMITTED
    if not may_see_application(viewer, found.access) or found.state is not ScorecardState.SUBMITTED:
        return False
    if found.interviewer_id == viewer.id and not found.is_cancelled:
        return True
    return sees_contents(standing_of(viewer, found.access), situation(found.access))


def may_reopen_scorecard(viewer: Any, found: InterviewAccess) -> bool:
    """Whether the viewer may have the submitted scorecard revised: its author, a recruiter or the chair; no guest.

    One that is reopened already is theirs too: they are told so, as the second of two windows must be.
    """
    if is_guest(viewer) or found.state is ScorecardState.DRAFT or found.access.stage in CLOSED:
        return False
    leads = has_part(viewer, found.access, frozenset({Part.RECRUITER, Part.CHAIR}))
    return leads or may_write_scorecard(viewer, found)


def may_see_attachments(viewer: Any, access: Access) -> bool:
    """Whether the viewer may open the list of the application's files; which of them is asked for each. No guest."""
    return may_see_application(viewer, access)


def reads_every_attachment(viewer: Any, access: Access) -> bool:
    """Whether the viewer reads files that are not for interviewers: who has another part than interviewing."""
    return has_part(viewer, access, frozenset(Part) - {Part.INTERVIEWER})


def may_have_attachments(viewer: Any, access: Access) -> bool:
    """Whether the viewer may have the files that are for interviewers: whoever sees their list, and guests with their kit."""
    if not is_guest(viewer):
        return may_see_attachments(viewer, access)
    owed = {seat.interview_id for seat in access.seats if seat.interviewer_id == viewer.id and not seat.is_submitted}
    return viewer.guest_of in owed and access.stage is not Stage.WITHDRAWN and is_known(standing_of(viewer, access))


def may_download_attachment(viewer: Any, found: AttachmentAccess) -> bool:
    """Whether the viewer may have the file: the hiring team, and the loop's interviewers if it is for them."""
    if found.for_interviewers:
        return may_have_attachments(viewer, found.access)
    return reads_every_attachment(viewer, found.access)


def may_change_attachments(viewer: Any, access: Access) -> bool:
    """Whether the viewer may add files, open them to interviewers and delete them: those who lead."""
    return has_part(viewer, access, LEADING)


def may_change_attachment(viewer: Any, found: AttachmentAccess) -> bool:
    """Whether the viewer may change or delete this file."""
    return may_change_attachments(viewer, found.access)


def may_leave_as_guest(viewer: Any) -> bool:
    """Whether the viewer came by a guest's link and so may leave."""
    return is_guest(viewer)


def _is_guest_of(viewer: Any, found: InterviewAccess) -> bool:
    """Whether the guest came for this very interview and it is still theirs; one in conflict gets nothing either."""
    return (
        viewer.guest_of == found.interview_id
        and viewer.id == found.interviewer_id
        and not found.is_cancelled
        and found.access.stage is not Stage.WITHDRAWN
        and is_known(standing_of(viewer, found.access))
    )


def may_remind(viewer: Any, found: InterviewAccess) -> bool:
    """Whether the viewer may ask the interviewer for the scorecard by mail: those who plan the loop, while it is owed."""
    if found.state is ScorecardState.SUBMITTED or found.is_cancelled or found.access.stage in CLOSED:
        return False
    return found.interviewer_id != getattr(viewer, "id", None) and has_part(viewer, found.access, PLANNING)


def _is_on_team(viewer: Any, requisition: RequisitionAccess, roles: frozenset[TeamRole]) -> bool:
    return any(member == viewer.id and role in roles for member, role in requisition.team)


def has_part(viewer: Any, access: Access, parts: frozenset[Part]) -> bool:
    """Whether the viewer holds one of the parts in the application, and it exists for them."""
    if not is_signed_in(viewer):
        return False
    seen = standing_of(viewer, access)
    return is_known(seen) and not parts.isdisjoint(seen.parts)


def standing_of(viewer: Any, access: Access) -> Standing:
    """What the viewer, who is signed in, is in the application."""
    return standing(access, viewer.id, recruits=has_role(viewer, Role.RECRUITER))
