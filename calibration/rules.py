"""Who may read, decide and export in calibration: parts of one application, never a role of the installation alone.

In a session, members and the one who leads an item are asked for; `seating.py` says who they are.
"""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.models import Account
from accounts.rules import has_role, is_people_operations, is_signed_in
from calibration import seating
from calibration.models import Adjustment, FollowUp, Packet, PacketBulk, PacketShare, RecruiterMessage
from calibration.queries import bulk
from calibration.queries.benchmarks import BenchmarkAccess
from calibration.seating import ItemSeats, SessionSeats
from rubrics.models import Rubric
from scorecards.enums import ScorecardState, TeamRole
from scorecards.models import SignalSeen
from scorecards.queries.access import RequisitionAccess
from scorecards.queries.access import requisition as access_of_requisition
from scorecards.rules import has_part, standing_of
from scorecards.visibility import (
    DECIDING,
    PART_OF_TEAM,
    Access,
    OwnWork,
    Part,
    sees_contents,
    situation,
)

CALIBRATORS = (Role.RECRUITER, Role.HIRING_MANAGER, Role.COMMITTEE)
READING = DECIDING | {Part.RECRUITER}
RECORDING = frozenset({Part.CHAIR, Part.HIRING_MANAGER})
EXPORTING = frozenset({Part.CHAIR, Part.HIRING_MANAGER, Part.RECRUITER})


def may_see_calibration(viewer: Any) -> bool:
    """Whether the viewer has a place in calibration at all; which applications they see is asked for each."""
    return has_role(viewer, *CALIBRATORS)


def may_read_candidate(viewer: Any, access: Access) -> bool:
    """Whether the viewer may open the application's calibration page; scores on it follow the visibility policy."""
    return has_part(viewer, access, READING)


def reads_evidence(viewer: Any, access: Access) -> bool:
    """Whether the scores, and what was decided on them, are open to the viewer now."""
    seen = standing_of(viewer, access)
    return seen.own is not OwnWork.OWED and sees_contents(seen, situation(access))


def may_decide(viewer: Any, access: Access) -> bool:
    """Whether the viewer may record the decision: chair or hiring manager, who has read the evidence and owes none."""
    return has_part(viewer, access, RECORDING) and reads_evidence(viewer, access)


def may_answer(viewer: Any, access: Access) -> bool:
    """Whether the viewer may answer a red flag: whoever sits in the committee and reads the evidence."""
    return has_part(viewer, access, DECIDING) and reads_evidence(viewer, access)


def may_export(viewer: Any, access: Access) -> bool:
    """Whether the viewer may have a packet made: only of evidence that is open to them."""
    return has_part(viewer, access, EXPORTING) and reads_evidence(viewer, access)


def may_answer_flag(viewer: Any, found: tuple[Access, SignalSeen]) -> bool:
    """Whether the viewer may answer this red flag; only a submitted scorecard raises one."""
    access, seen = found
    return may_answer(viewer, access) and seen.scorecard.state is ScorecardState.SUBMITTED


def may_download(viewer: Any, found: tuple[Access, Packet]) -> bool:
    """Whether the viewer may open this packet: whoever could have it made now."""
    access, _ = found
    return may_export(viewer, access)


def may_hold(viewer: Any, access: Access) -> bool:
    """Whether the viewer may hold the application's data beyond their time: whoever leads it, scores open or not."""
    return has_part(viewer, access, EXPORTING)


def may_revoke_share(viewer: Any, found: tuple[Access, Packet, PacketShare]) -> bool:
    """Whether the viewer may close this link: whoever could make it now."""
    access, _, _ = found
    return may_export(viewer, access)


def maker_may_share(found: tuple[Access, Packet, PacketShare]) -> bool:
    """Whether whoever made this link could make it now; if not, it opens to nobody."""
    access, _, share = found
    return share.created_by.active and may_export(share.created_by, access)


def may_export_many(viewer: Any, requisition: RequisitionAccess) -> bool:
    """Whether the viewer may choose among the opening's applications for packets; each is then asked for by itself."""
    return may_plan_session(viewer, requisition)


def may_open_bulk(viewer: Any, found: PacketBulk) -> bool:
    """Whether the viewer may open these packets: who asked for them, while every application in them is open to them."""
    if not is_signed_in(viewer) or viewer.id != found.requested_by_id:
        return False
    wanted = bulk.application_ids(found)
    requisition = access_of_requisition(found.requisition_id)
    is_exporting = requisition is not None and may_export_many(viewer, requisition)
    return is_exporting and bulk.open_applications(viewer=viewer, application_ids=wanted) == set(wanted)


def may_plan_session(viewer: Any, requisition: RequisitionAccess) -> bool:
    """Whether the viewer may plan sessions of the opening: recruiters, its hiring manager and its chair."""
    if not is_signed_in(viewer):
        return False
    leads = any(member == viewer.id and role in seating.PLANNING for member, role in requisition.team)
    return leads or has_role(viewer, Role.RECRUITER)


def may_compare(viewer: Any, requisition: RequisitionAccess) -> bool:
    """Whether the viewer may put candidates of the opening side by side; of each only what is open to them is shown."""
    if not is_signed_in(viewer):
        return False
    reads = any(member == viewer.id and PART_OF_TEAM.get(role) in READING for member, role in requisition.team)
    return reads or has_role(viewer, Role.RECRUITER)


def may_switch_adjustment(viewer: Any, requisition: RequisitionAccess) -> bool:
    """Whether the viewer may switch the model's figures off or on for the opening: recruiters, its hiring manager and chair."""
    leads = frozenset({TeamRole.HIRING_MANAGER, TeamRole.CHAIR})
    if not is_signed_in(viewer):
        return False
    return has_role(viewer, Role.RECRUITER) or any(
        member == viewer.id and role in leads for member, role in requisition.team
    )


def may_see_session(viewer: Any, session: SessionSeats) -> bool:
    """Whether the session exists for the viewer: its members and those who plan it. Its items are decided one by one."""
    if not is_signed_in(viewer):
        return False
    return viewer.id in session.members or seating.plans(session, viewer.id, recruits=has_role(viewer, Role.RECRUITER))


def may_change_session(viewer: Any, session: SessionSeats) -> bool:
    """Whether the viewer may change title, time, committee and agenda."""
    return is_signed_in(viewer) and seating.plans(session, viewer.id, recruits=has_role(viewer, Role.RECRUITER))


def may_run_session(viewer: Any, session: SessionSeats) -> bool:
    """Whether the viewer may open and close the session: its chair."""
    return is_signed_in(viewer) and viewer.id == session.chair_id


def may_attend_session(viewer: Any, session: SessionSeats) -> bool:
    """Whether the viewer sits in the session."""
    return is_signed_in(viewer) and viewer.id in session.members


def may_mark_present(viewer: Any, found: tuple[SessionSeats, int]) -> bool:
    """Whether the viewer may say that the member is here: the member themself, or the chair."""
    session, account_id = found
    return may_attend_session(viewer, session) and viewer.id in {account_id, session.chair_id}


def may_see_item(viewer: Any, item: ItemSeats) -> bool:
    """Whether the item exists for the viewer; what is said on it is decided by `seating.sees_position`."""
    return is_signed_in(viewer) and seating.sees_item(item, viewer.id, recruits=has_role(viewer, Role.RECRUITER))


def sees_position(viewer: Any, item: ItemSeats, owner_id: int) -> bool:
    """Whether the viewer may read what the owner holds on the item."""
    recruits = has_role(viewer, Role.RECRUITER)
    return is_signed_in(viewer) and seating.sees_position(item, viewer.id, owner_id, recruits=recruits)


def may_take_position(viewer: Any, item: ItemSeats) -> bool:
    """Whether the viewer may take a position: a member who takes part and reads the evidence."""
    return is_signed_in(viewer) and seating.may_vote(item, viewer.id) and reads_evidence(viewer, item.access)


def may_lead_item(viewer: Any, item: ItemSeats) -> bool:
    """Whether the viewer leads the item: starts it, opens positions, records the decision."""
    return is_signed_in(viewer) and viewer.id == seating.leader(item)


def may_decide_item(viewer: Any, item: ItemSeats) -> bool:
    """Whether the viewer may record the committee's decision: whoever leads the item, and reads the evidence."""
    return may_lead_item(viewer, item) and reads_evidence(viewer, item.access)


def may_dissent(viewer: Any, item: ItemSeats) -> bool:
    """Whether the viewer may dissent: a member who reads the evidence, present or not."""
    return is_signed_in(viewer) and seating.may_vote(item, viewer.id) and reads_evidence(viewer, item.access)


def may_recuse(viewer: Any, found: tuple[ItemSeats, int]) -> bool:
    """Whether the viewer may take the member out of the item: the member themself, or whoever leads it."""
    item, account_id = found
    if not is_signed_in(viewer) or not seating.takes_part(item, account_id):
        return False
    return viewer.id == account_id or may_lead_item(viewer, item)


def may_adjust(viewer: Any, found: tuple[ItemSeats, int, int]) -> bool:
    """Whether the viewer may adjust scores of the scorecard: whoever leads, or a member on their own scorecard."""
    item, _, interviewer_id = found
    return may_take_position(viewer, item) and (may_lead_item(viewer, item) or viewer.id == interviewer_id)


def may_withdraw(viewer: Any, found: tuple[ItemSeats, Adjustment]) -> bool:
    """Whether the viewer may withdraw the adjustment: who made it, or whoever leads."""
    item, adjustment = found
    return may_take_position(viewer, item) and (may_lead_item(viewer, item) or viewer.id == adjustment.adjusted_by_id)


def may_add_follow_up(viewer: Any, session: SessionSeats) -> bool:
    """Whether the viewer may say what follows: who sits in the session or plans it; about which items is asked for each."""
    return may_attend_session(viewer, session) or may_change_session(viewer, session)


def may_finish_follow_up(viewer: Any, found: tuple[SessionSeats, ItemSeats | None, FollowUp]) -> bool:
    """Whether the viewer may mark the follow-up as done: its owner, or the session's chair, while it is open to them."""
    session, item, follow_up = found
    if not may_see_session(viewer, session) or viewer.id not in {follow_up.owner_id, session.chair_id}:
        return False
    return item is None or (may_see_item(viewer, item) and standing_of(viewer, item.access).own is not OwnWork.OWED)


def may_open_messages(viewer: Any, access: Access) -> bool:
    """Whether the page of messages to the recruiter exists for the viewer; which of them they read, the query decides."""
    return has_part(viewer, access, READING)


def may_write_message(viewer: Any, access: Access) -> bool:
    """Whether the viewer may write to the recruiter: who decides on the application and owes no scorecard of its loop."""
    return has_part(viewer, access, DECIDING) and standing_of(viewer, access).own is not OwnWork.OWED


def may_note_message(viewer: Any, found: tuple[Access, RecruiterMessage]) -> bool:
    """Whether the viewer may take note of the message: a recruiter who may read it."""
    access, _ = found
    recruits = has_part(viewer, access, frozenset({Part.RECRUITER}))
    return recruits and standing_of(viewer, access).own is not OwnWork.OWED


def has_insights(viewer: Any) -> bool:
    """Whether Insights stands in the viewer's list: interviewers, for their own figures, and people operations."""
    return has_role(viewer, Role.INTERVIEWER, Role.PEOPLE_OPERATIONS)


def may_open_insights(viewer: Any) -> bool:
    """Whether the viewer may open Insights: everybody, since anybody may be asked to interview; it shows their own."""
    return is_signed_in(viewer)


def may_see_all_insights(viewer: Any) -> bool:
    """Whether the viewer may see how everybody interviews: people operations, and nobody by another role."""
    return is_people_operations(viewer)


def may_see_interviewer(viewer: Any, person: Account) -> bool:
    """Whether the viewer may see how the person interviews: their own figures, or as people operations."""
    return is_signed_in(viewer) and (viewer.id == person.id or may_see_all_insights(viewer))


def may_see_rubric_insights(viewer: Any, rubric: Rubric) -> bool:  # noqa: ARG001 - people operations may see every rubric's
    """Whether the viewer may see how the rubric's dimensions work."""
    return may_see_all_insights(viewer)


def may_manage_benchmark(viewer: Any, exercise: BenchmarkAccess) -> bool:
    """Whether the viewer may read key and scores of the exercise: people operations, unless they still owe their own."""
    return may_see_all_insights(viewer) and exercise.seats.get(viewer.id) is not False


def has_benchmark_seat(viewer: Any, exercise: BenchmarkAccess) -> bool:
    """Whether the viewer was asked to score the exercise."""
    return is_signed_in(viewer) and viewer.id in exercise.seats


def may_see_benchmark_result(viewer: Any, exercise: BenchmarkAccess) -> bool:
    """Whether the viewer may see their distance from the key, and their peers' scores: who has submitted their own."""
    return is_signed_in(viewer) and exercise.seats.get(viewer.id) is True
