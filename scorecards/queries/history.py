"""What happened to an application, as one viewer may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, not_, select

from core.audit import AuditEvent
from core.database import db
from scorecards.evidence import Evidence
from scorecards.queries.sight import one_of

TOLD_ELSEWHERE = ("write_message", "note_message")
"""Messages to the recruiter: their own page says who wrote them and when, to those who may open it."""

LED = frozenset(
    {
        *("add_application", "plan_interview", "move_loop", "refocus_interview", "apply_plan", "reschedule_interview"),
        *("reassign_interview", "cancel_interview", "remind_interviewer", "lift_conflict"),
        *("assign_guest", "renew_guest_link", "revoke_guest_link"),
        *("move_to_calibration", "return_to_interviews", "withdraw_application", "decide_application"),
    }
)
"""What only those do who lead an application, whose names everybody with a part in it may know.

Whatever else is done can be done by who interviews, or did so before the interview was given to somebody else, so it stays
without a name where the names of interviewers are hidden; a new action does too until it is added here.
"""

OPEN = LED | {
    *("begin_scorecard", "submit_scorecard", "reopen_scorecard", "open_guest_link", "declare_conflict"),
    *("start_item", "reopen_item", "request_packet", "download_packet", "delete_packet"),
}
"""What everybody with a part in the application may know has happened: how far it is, and nothing of what anybody found.

All else is for those who read the scores, a new action too until it is added here: what a committee does before it decides
follows from the scores (a red flag is only answered where one was seen, only a score that was given is adjusted).
"""

UNNAMED = "Somebody"
MOST_EVENTS = 100


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One change; `reason` is empty where there was none or the viewer may not read it.

    `interview` is the title of the interview that it is about, empty where it is about none.
    """

    at: datetime
    action: str
    actor: str
    reason: str
    interview: str


_EVENTS = (
    select(
        AuditEvent.at,
        AuditEvent.action,
        AuditEvent.actor_id,
        AuditEvent.actor_name,
        AuditEvent.details,
        AuditEvent.subject,
    )
    .where(AuditEvent.about == bindparam("about"), not_(one_of(AuditEvent.action, TOLD_ELSEWHERE)))
    .order_by(AuditEvent.id.desc())
    .limit(MOST_EVENTS)
)
_OPEN_EVENTS = _EVENTS.where(one_of(AuditEvent.action, OPEN))


def history(*, evidence: Evidence, viewer_id: int, names_people: bool, reads_scores: bool) -> list[HistoryEvent]:
    """What happened to the application, the newest first, at most a hundred events.

    Without `names_people` (visibility.sees_identities) only those who led and the viewer are named. Reasons, and that a
    score was adjusted or a decision contradicted, can speak of scores, so they are given only to those who read the scores.
    """
    titles = {f"interview:{row.id}": row.title for row in evidence.interviews}
    titles |= {f"scorecard:{row.scorecard_id}": row.title for row in evidence.interviews}
    rows = db.session.execute(
        _EVENTS if reads_scores else _OPEN_EVENTS, {"about": f"application:{evidence.application_id}"}
    )
    return [
        HistoryEvent(
            at=row.at,
            action=row.action,
            actor=row.actor_name if names_people or row.action in LED or row.actor_id == viewer_id else UNNAMED,
            reason=str(row.details.get("reason", "")) if reads_scores else "",
            interview=titles.get(row.subject, ""),
        )
        for row in rows
    ]
