"""What the page of one item draws: what the viewer can do now, and what they can see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import render_template, url_for
from flask_login import current_user

from calibration import rules, seating
from calibration.committee import obstacles
from calibration.composite import composite, in_words
from calibration.enums import ItemState, Outcome, SessionState
from calibration.forms import (
    NOT_OBSERVED,
    AdjustmentForm,
    CommitteeDecisionForm,
    DissentForm,
    PositionForm,
    ReasonForm,
)
from calibration.movement import Movement, ScoreChange, Stand, movement, split_in_words
from calibration.operations.decisions import latest_number
from calibration.queries.adjustments import counted_scores
from calibration.queries.candidate_page import CandidatePage, candidate_page
from calibration.queries.seats import committee_rules
from calibration.queries.session_item import ItemPage, blind_and_last, item_page, prompts, pulse
from calibration.queries.sessions import agenda_items
from calibration.seating import ItemSeats
from calibration.views.matrix import adjustment_rows, matrix_columns, matrix_rows
from core.clock import in_words as moment_in_words
from scorecards.forms import choices


@dataclass(frozen=True)
class Forms:
    """The forms of the page that were sent and have problems; None: as new. `recused`: whom the recusal is about."""

    position: PositionForm | None = None
    adjustment: AdjustmentForm | None = None
    decision: CommitteeDecisionForm | None = None
    again: ReasonForm | None = None
    dissent: DissentForm | None = None
    recusal: ReasonForm | None = None
    recused: int | None = None
    failed: bool = False


def pulse_of(found: ItemSeats) -> str:
    """What the browser compares to know whether its page is up to date."""
    return pulse(
        found,
        viewer_id=current_user.id,
        may_read=partial(rules.sees_position, current_user, found),
        with_outcome=rules.reads_evidence(current_user, found.access),
    )


def whole_page(found: ItemSeats, forms: Forms) -> str:
    """The page."""
    return render_template("calibration/session_item.html", **_context(found, forms))


def live_part(found: ItemSeats) -> str:
    """What the page exchanges when something has changed: what is seen, what can be done, how far it is."""
    return render_template("calibration/session_item_live.html", **_context(found, Forms()))


def adjustment_form(found: ItemSeats, page: CandidatePage | None = None) -> AdjustmentForm:
    """The form with the scores that the viewer may adjust as they count now."""
    page = page or candidate_page(
        application_id=found.access.application_id,
        viewer=current_user,
        with_outcome=rules.reads_evidence(current_user, found.access),
    )
    form = AdjustmentForm(prefix="adjustment")
    form.rating.choices = choices(_adjustable(found, page))
    scale = range(page.rubric.scale_low, page.rubric.scale_high + 1)
    form.after.choices = choices([*((str(score), str(score)) for score in scale), (NOT_OBSERVED, "not observed")])
    return form


def _adjustable(found: ItemSeats, page: CandidatePage) -> list[tuple[str, str]]:
    leads, counted = rules.may_lead_item(current_user, found), counted_scores(page.adjustments)
    names = {dimension.id: dimension.name for dimension in page.rubric.dimensions}
    rows = []
    for interview in page.evidence.counted:
        if interview.card is None or not (leads or interview.is_own):
            continue
        for rating in interview.card.ratings:
            score = counted.get((rating.scorecard_id, rating.dimension_id), rating.score)
            value = f"{rating.scorecard_id}:{rating.dimension_id}:{'' if score is None else score}"
            words = "not observed" if score is None else str(score)
            rows.append((value, f"{names[rating.dimension_id]}, {interview.interviewer}: {words}"))
    return sorted(rows, key=lambda row: row[1])


def _context(found: ItemSeats, forms: Forms) -> dict[str, Any]:
    reads = rules.reads_evidence(current_user, found.access)
    may_read = partial(rules.sees_position, current_user, found)
    page = item_page(found, viewer_id=current_user.id, may_read=may_read, with_outcome=reads)
    evidence = candidate_page(application_id=page.application_id, viewer=current_user, with_outcome=reads)
    pairs = blind_and_last(page.positions)
    are_open = may_read(
        next((seat.account_id for seat in page.seats if seat.account_id != current_user.id), 0)
    ) and seating.positions_are_open(found)
    decision = next((row for row in evidence.decisions if row.item_id == page.id), None)
    if page.state is not ItemState.DECIDED:
        decision = None
    return {
        "page": page,
        "evidence": evidence,
        "decision": decision,
        "earlier": [row for row in evidence.decisions if row is not decision],
        "pairs": pairs,
        "are_open": are_open,
        "prompts": _prompts(evidence, [now.outcome for _, now in pairs] if are_open else [])
        if reads and page.state is not ItemState.DECIDED
        else [],
        "unanswered": any(flag.answer is None for flag in evidence.red_flags),
        "columns": matrix_columns(evidence),
        "rows": matrix_rows(evidence, evidence_at=url_for("calibration.candidate", application_id=page.application_id)),
        "adjustments": adjustment_rows(evidence),
        "withdrawable": _withdrawable(found, evidence),
        "composite": composite(evidence.standings) if evidence.evidence.cards else None,
        "composite_in_words": in_words(composite(evidence.standings)),
        "movement": _movement(found, page, evidence) if reads else None,
        "agenda": _neighbours(found, page),
        "in_words": moment_in_words,
        "seen": pulse_of(found),
        **_actions(found, page, evidence, forms),
    }


def _prompts(evidence: CandidatePage, held: list[Outcome]) -> list[str]:
    """What to talk about: where positions differ, as far as they are open to the viewer, then what the evidence asks."""
    split = split_in_words(held)
    return [*([split] if split else []), *prompts(evidence)]


def _actions(found: ItemSeats, page: ItemPage, evidence: CandidatePage, forms: Forms) -> dict[str, Any]:
    """What the viewer can do now, with the forms for it."""
    votes, leads = rules.may_take_position(current_user, found), rules.may_lead_item(current_user, found)
    sits, talking = page.session_state is SessionState.OPEN, page.state is ItemState.TALKING
    own = page.held_by(current_user.id)
    against = _obstacles(found, page) if leads and talking and sits else []
    return {
        "forms": Forms(
            position=forms.position
            or PositionForm(
                formdata=None,
                prefix="position",
                outcome=own.outcome if own else None,
                reasons=own.reasons if own else "",
            ),
            adjustment=forms.adjustment or adjustment_form(found, evidence),
            decision=forms.decision
            or CommitteeDecisionForm(formdata=None, prefix="decision", number=latest_number(page.application_id)),
            again=forms.again or ReasonForm(formdata=None, prefix="again"),
            dissent=forms.dissent or DissentForm(formdata=None, prefix="dissent"),
            recusal=forms.recusal or ReasonForm(formdata=None, prefix="recusal"),
            recused=forms.recused,
            failed=forms.failed,
        ),
        "sent": forms,
        "own": own,
        "me": current_user.id,
        "has_read": current_user.id in found.session.acknowledged,
        "may_vote": votes and page.state is not ItemState.DECIDED and page.session_state is not SessionState.CLOSED,
        "may_start": leads and sits and page.state is ItemState.WAITING,
        "may_open": leads and sits and page.state is ItemState.VOTING and own is not None,
        "may_adjust": votes and sits and talking,
        "may_decide": rules.may_decide_item(current_user, found) and sits and talking,
        "may_reopen": leads and sits and page.state is ItemState.DECIDED,
        "may_message": rules.may_write_message(current_user, found.access),
        "may_dissent": rules.may_dissent(current_user, found) and page.state is ItemState.DECIDED,
        "recusable": [seat for seat in page.seats if rules.may_recuse(current_user, (found, seat.account_id))]
        if page.state is not ItemState.DECIDED and page.session_state is not SessionState.CLOSED
        else [],
        "obstacles": against,
    }


def _obstacles(found: ItemSeats, page: ItemPage) -> list[str]:
    return obstacles(
        committee_rules(),
        outcome=None,
        voters=seating.voters(found),
        positions={row.account_id: row.outcome for row in page.positions},
        leader=current_user.id,
    )


def _withdrawable(found: ItemSeats, evidence: CandidatePage) -> set[int]:
    """The adjustments that the viewer may withdraw now: the latest of each score."""
    if found.state is not ItemState.TALKING or found.session.state is not SessionState.OPEN:
        return set()
    latest = {(row.scorecard_id, row.dimension_id): row for row in evidence.adjustments}
    leads = rules.may_lead_item(current_user, found)
    return {
        row.id
        for row in latest.values()
        if row.item_id == found.item_id
        and rules.may_take_position(current_user, found)
        and (leads or row.by_id == current_user.id)
    }


def _movement(found: ItemSeats, page: ItemPage, evidence: CandidatePage) -> Movement | None:
    """How the talk moved the committee: for those who took part, once it is decided."""
    if page.state is not ItemState.DECIDED or not seating.takes_part(found, current_user.id):
        return None
    stands = [Stand(row.account_id, row.name, row.outcome, row.given_at, row.is_blind) for row in page.positions]
    changes = [
        ScoreChange(row.before, row.after, row.by, row.at) for row in evidence.adjustments if row.item_id == page.id
    ]
    return movement(stands, changes, chair_id=found.session.chair_id)


def _neighbours(found: ItemSeats, page: ItemPage) -> dict[str, Any]:
    """Where the item stands on the agenda as the viewer sees it, and what comes next."""
    rows = agenda_items(session_id=found.session.session_id, viewer=current_user)
    own = next((row for row in rows if row.id == page.id), None)
    following = next(
        (row for row in rows if own and row.number > own.number and row.state is not ItemState.DECIDED), None
    )
    return {"number": own.number if own else None, "total": len(rows), "next": following}
