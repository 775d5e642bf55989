"""What the page of a session draws: who is here, the agenda, what came out of it and who does what next."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_login import current_user

from calibration import rules
from calibration.committee import next_step
from calibration.enums import SessionState
from calibration.forms import FollowUpForm
from calibration.queries import follow_ups as agreed
from calibration.queries import sessions as queries
from calibration.queries.follow_ups import FollowUpRow
from calibration.queries.session_talk import talk_of
from calibration.queries.sessions import SessionPage
from calibration.seating import SessionSeats
from core.clock import in_words, now
from core.content import content_sha256
from scorecards.forms import choices


def session_context(found: SessionSeats, form: FollowUpForm | None = None) -> dict[str, Any]:
    """All that the page needs; `form`: what somebody sent and has to send again, None as new."""
    page = queries.session_page(session_id=found.session_id, viewer=current_user)
    attends = rules.may_attend_session(current_user, found)
    talk = talk_of(session=page, viewer=current_user) if attends else {}
    to_do = agreed.follow_ups(session_id=found.session_id, viewer=current_user)
    steps = [
        (row, row.follow_up or None, next_step(row.outcome, row.level))
        for row in page.items
        if row.outcome or page.state is SessionState.CLOSED
    ]
    mine = next((member for member in page.members if member.account_id == current_user.id), None)
    adds = rules.may_add_follow_up(current_user, found) and page.state is not SessionState.PLANNED
    return {
        "page": page,
        "mine": mine,
        "when": in_words(page.scheduled_at) if page.scheduled_at else None,
        "follow_ups": [step for step in steps if step[0].is_open],
        "to_do": [(row, *due_words(row.due_on), _may_finish(found, row)) for row in to_do],
        "adding": (form or follow_up_form(found, page)) if adds else None,
        "is_sent": form is not None,
        "talk": [(row, talk[row.id]) for row in page.items if row.id in talk],
        "attends": attends,
        "runs": rules.may_run_session(current_user, found),
        "exports": rules.may_change_session(current_user, found) and bool(page.items),
        "changes": rules.may_change_session(current_user, found) and page.state is not SessionState.CLOSED,
        "seen": content_sha256(repr((page, talk, to_do)))[:16],
    }


def follow_up_form(found: SessionSeats, page: SessionPage | None = None) -> FollowUpForm:
    """The form with what the viewer reads of the session, and those who can be given something to do."""
    items = page.items if page else queries.agenda_items(session_id=found.session_id, viewer=current_user)
    form = FollowUpForm(prefix="follow-up")
    form.about.choices = choices(
        [(0, "The session, told to all of it"), *((row.id, row.candidate) for row in items if row.is_open)]
    )
    form.owner.choices = choices(agreed.owner_choices(found))
    return form


def due_words(day: date | None) -> tuple[str | None, bool]:
    """The day as pages write it (None: no day was named), and whether it is over."""
    return (f"{day.day} {day:%B %Y}", day < now().date()) if day else (None, False)


def _may_finish(found: SessionSeats, row: FollowUpRow) -> bool:
    """As `rules.may_finish_follow_up`, for a row that is open to the viewer."""
    return not row.is_done and current_user.id in {row.owner_id, found.chair_id}
