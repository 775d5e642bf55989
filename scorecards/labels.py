"""Words for what happened to an application, as its page and its packet say them alike."""

from __future__ import annotations

ACTIONS = {
    "add_application": "Applied",
    "plan_interview": "Interview planned",
    "move_loop": "Moved to a newer version of the rubric",
    "refocus_interview": "What the interview covers changed",
    "apply_plan": "Brought up to the plan",
    "reschedule_interview": "Interview moved",
    "reassign_interview": "Interviewer changed",
    "cancel_interview": "Interview cancelled",
    "remind_interviewer": "Interviewer reminded",
    "assign_guest": "Given to a guest",
    "renew_guest_link": "Guest's link renewed",
    "revoke_guest_link": "Guest's link closed",
    "open_guest_link": "Guest's link opened",
    "begin_scorecard": "Scorecard begun",
    "submit_scorecard": "Scorecard submitted",
    "reopen_scorecard": "Scorecard reopened",
    "move_to_calibration": "Moved to calibration",
    "return_to_interviews": "Returned to the interviews",
    "withdraw_application": "Withdrawn",
    "declare_conflict": "Conflict of interest declared",
    "lift_conflict": "Conflict of interest taken back",
    "start_item": "Taken up in the session",
    "reopen_item": "Taken up again in the session",
    "take_position": "Position taken",
    "open_positions": "Positions opened",
    "recuse": "Stepped aside",
    "answer_red_flag": "Red flag answered",
    "adjust_score": "Score adjusted",
    "withdraw_adjustment": "Adjustment withdrawn",
    "decide_application": "Decision recorded",
    "dissent": "Dissent recorded",
    "add_follow_up": "Follow-up added",
    "finish_follow_up": "Follow-up done",
    "write_message": "Message written to the recruiter",
    "note_message": "Message noted",
    "request_packet": "Packet ordered",
    "download_packet": "Packet downloaded",
    "delete_packet": "Packet deleted",
    "share_packet": "Packet shared by a link",
    "revoke_share": "Link to the packet closed",
    "open_share": "Packet opened by its link",
    "place_hold": "Kept from deletion",
    "lift_hold": "No longer kept from deletion",
}


def action_label(action: str) -> str:
    """What an action of the audit trail did, in the past tense; its own words for one that has no label."""
    text = action.replace("_", " ").replace(".", " ").replace("-", " ").strip()
    return ACTIONS.get(action, text[:1].upper() + text[1:])
