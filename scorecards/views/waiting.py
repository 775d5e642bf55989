"""Today: what the viewer owes; and the search over what they may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user

from accounts.rules import is_admin
from core import today
from core.addresses import numbered
from core.clock import in_words, now
from core.permissions import allow
from core.today import Group, Task
from scorecards import rules
from scorecards.enums import ScorecardState
from scorecards.queries import search as searches
from scorecards.queries import today as queries
from scorecards.queries.owed import OrphanedInterview, OwedCard
from scorecards.views import home


@home.get("/")
@allow(rules.may_use_the_house)
def index() -> str:
    """What do I owe today?"""
    return render_template("scorecards/today.html", groups=today.groups(current_user))


@home.get("/search")
@allow(rules.may_use_the_house)
def search() -> str:
    """Candidates, openings and people, among those that exist for the viewer."""
    words = request.args.get("words", "").strip()[:200]
    found = searches.search(words=words, viewer=current_user)
    return render_template("scorecards/search.html", words=words, found=found, may_edit=is_admin(current_user))


def groups(viewer: Any) -> list[Group]:
    """The viewer's scorecards to write and interviews ahead; of others' what to hand on, loops that are complete, late ones."""
    found = queries.today(viewer=viewer, now=now())
    address = numbered("scorecards.application", "application_id")
    return [
        Group("Scorecards to write", tuple(_due(card) for card in found.due), 10),
        Group("Interviews ahead", tuple(_ahead(card) for card in found.ahead), 20),
        Group("Interviews that need somebody else", tuple(_orphaned(each) for each in found.orphaned), 30),
        Group("Ready for calibration", tuple(_complete(loop, address) for loop in found.complete), 40),
        Group(
            "Late scorecards of others",
            tuple(_late(card, address) for card in found.late),
            50,
            more=("See all that is due, remind", url_for("today.due")),
        ),
    ]


def _due(card: OwedCard) -> Task:
    reopened = card.state is ScorecardState.REOPENED
    return Task(
        title=f"Scorecard for {card.candidate}",
        url=url_for("scorecards.edit_scorecard", scorecard_id=card.scorecard_id),
        context=_context(card) + (", reopened" if reopened else ", draft begun" if card.is_begun else ""),
        due=f"due {in_words(card.due)}" if card.due else None,
        due_iso=card.due.isoformat() if card.due else None,
        is_late=card.is_late,
        action="Continue" if card.is_begun else "Write",
    )


def _ahead(card: OwedCard) -> Task:
    return Task(
        title=f"Interview with {card.candidate}",
        url=url_for("scorecards.kit", interview_id=card.interview_id),
        context=_context(card),
        due=in_words(card.scheduled_at) if card.scheduled_at else "no time yet",
        due_iso=card.scheduled_at.isoformat() if card.scheduled_at else "",
        action="Read the kit",
    )


def _late(card: OwedCard, address: Callable[[int], str]) -> Task:
    return Task(
        title=f"{card.interviewer} on {card.candidate}",
        url=address(card.application_id),
        context=_context(card),
        due=f"due {in_words(card.due)}" if card.due else None,
        due_iso=card.due.isoformat() if card.due else None,
        is_late=True,
        action="Open",
    )


def _orphaned(found: OrphanedInterview) -> Task:
    why = "has left" if found.has_left else "is in conflict"
    return Task(
        title=f"{found.title} with {found.candidate}",
        url=url_for("scorecards.change_interview", interview_id=found.interview_id),
        context=f"{found.interviewer} {why}; {found.requisition}",
        action="Choose somebody",
    )


def _complete(loop: queries.CompleteLoop, address: Callable[[int], str]) -> Task:
    return Task(
        title=loop.candidate,
        url=address(loop.application_id),
        context=f"{loop.requisition}, every scorecard is in",
        action="Open",
    )


def _context(card: OwedCard) -> str:
    return f"{card.title}, {card.requisition}" + (", shadow" if card.is_shadow else "")
