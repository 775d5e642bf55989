"""What others owe, for those who chase it; and the reminder that goes out by hand."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.clock import in_words, now
from core.database import db
from core.permissions import allow
from scorecards import rules
from scorecards.models import Scorecard
from scorecards.operations.notices import remind_interviewer
from scorecards.queries import access
from scorecards.queries.access import InterviewAccess
from scorecards.queries.owed import DueCard, due_cards
from scorecards.views import blueprint, home

PAGE = 50


@home.get("/due")
@allow(rules.may_use_the_house)
def due() -> str:
    """Late and due scorecards over all openings that the viewer recruits or manages, the latest first."""
    found = due_cards(viewer=current_user, now=now())
    pages = max(-(-len(found) // PAGE), 1)
    page = min(max(request.args.get("page", 1, int), 1), pages)
    return render_template(
        "scorecards/due.html",
        rows=[_row(card) for card in found[(page - 1) * PAGE : page * PAGE]],
        total=len(found),
        late=sum(1 for each in found if each.card.is_late),
        page=page,
        pages=pages,
    )


def _row(found: DueCard) -> dict[str, Any]:
    card = found.card
    return {
        "interviewer": card.interviewer,
        "interview": card.title + (", shadow" if card.is_shadow else ""),
        "candidate": card.candidate,
        "application_url": url_for("scorecards.application", application_id=card.application_id),
        "requisition": card.requisition,
        "due": in_words(card.due) if card.due else None,
        "due_iso": card.due.isoformat() if card.due else None,
        "is_late": card.is_late,
        "reminded": in_words(found.reminded_at) if found.reminded_at else None,
        "reminded_iso": found.reminded_at.isoformat() if found.reminded_at else None,
        "remind_url": url_for("scorecards.remind", scorecard_id=card.scorecard_id),
    }


@blueprint.post("/scorecards/<int:scorecard_id>/remind")
@allow(rules.may_remind, load=access.scorecard)
def remind(found: InterviewAccess) -> Response:
    """Ask the interviewer for the scorecard by mail."""
    card = db.session.get_one(Scorecard, found.scorecard_id)
    goes_now = remind_interviewer(card=card, actor=current_user)
    db.session.commit()
    when = "The reminder is on its way" if goes_now else "The reminder goes out when their quiet hours end"
    flash(f"{when}: {card.interview.interviewer.name}.", "success")
    return redirect(url_for("today.due"))
