"""One item of a session: positions, the talk, the decision. Whoever looks follows along."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from calibration import rules
from calibration.enums import Outcome
from calibration.forms import AdjustmentForm, CommitteeDecisionForm, DissentForm, PositionForm, ReasonForm
from calibration.models import Adjustment, AgendaItem
from calibration.operations import adjustments, items, positions
from calibration.operations.session_decisions import decide_item
from calibration.queries import seats
from calibration.seating import ItemSeats
from calibration.views import blueprint
from calibration.views.item_page import Forms, adjustment_form, live_part, pulse_of, whole_page
from core.database import db
from core.errors import InvalidInput, NotFound
from core.forms import show_problems
from core.permissions import allow
from rubrics.models import RubricDimension
from scorecards.models import Scorecard

Answer = str | Response | tuple[str, int]


@blueprint.get("/items/<int:item_id>")
@allow(rules.may_see_item, load=seats.item_seats)
def item(found: ItemSeats) -> str:
    """The item as it stands."""
    return whole_page(found, Forms())


@blueprint.get("/items/<int:item_id>/live")
@allow(rules.may_see_item, load=seats.item_seats)
def item_live(found: ItemSeats) -> Answer:
    """What has changed since the browser looked; nothing when it is the same."""
    seen = pulse_of(found)
    return ("", 204) if request.args.get("seen") == seen else live_part(found)


@blueprint.post("/items/<int:item_id>/start")
@allow(rules.may_lead_item, load=seats.item_seats)
def start_item(found: ItemSeats) -> Response:
    """The committee turns to the item."""
    items.start_item(item=_row(found), actor=current_user)
    return _done(found, None)


@blueprint.post("/items/<int:item_id>/position")
@allow(rules.may_take_position, load=seats.item_seats)
def take_position(found: ItemSeats) -> Answer:
    """Take a position, blind or after the talk."""
    form = PositionForm(prefix="position")
    if form.validate_on_submit():
        try:
            taken = positions.take_position(
                item=_row(found),
                outcome=Outcome(form.outcome.data),
                reasons=form.reasons.data or "",
                actor=current_user,
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            said = "Your position is recorded." if taken.is_blind else "Recorded as a position taken during the talk."
            return _done(found, said)
    return _again(found, Forms(position=form))


@blueprint.post("/items/<int:item_id>/positions/open")
@allow(rules.may_lead_item, load=seats.item_seats)
def open_positions(found: ItemSeats) -> Response:
    """Begin the talk before everybody has taken a position."""
    items.open_positions(item=_row(found), actor=current_user)
    return _done(found, None)


@blueprint.post("/items/<int:item_id>/adjustments")
@allow(rules.may_take_position, load=seats.item_seats)
def adjust(found: ItemSeats) -> Answer:
    """Count a score differently."""
    form = adjustment_form(found)
    if form.validate_on_submit():
        if not _may_adjust(found, form.chosen()[0]):
            raise NotFound("There is no such scorecard for you to adjust.")
        try:
            _adjust(found, form)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _done(found, "The adjustment is recorded. The scorecard stays as it was given.")
    return _again(found, Forms(adjustment=form))


def _adjust(found: ItemSeats, form: AdjustmentForm) -> None:
    scorecard_id, dimension_id, before = form.chosen()
    adjustments.adjust_score(
        item=_row(found),
        scorecard=db.session.get_one(Scorecard, scorecard_id),
        dimension=db.session.get_one(RubricDimension, dimension_id),
        after=form.score(),
        expected=before,
        reason=form.reason.data or "",
        actor=current_user,
    )


@blueprint.post("/adjustments/<int:adjustment_id>/withdraw")
@allow(rules.may_withdraw, load=seats.adjustment_seats)
def withdraw(found: tuple[ItemSeats, Adjustment]) -> Response:
    """Take an adjustment back."""
    adjustments.withdraw_adjustment(adjustment=found[1], actor=current_user)
    return _done(found[0], "The adjustment is withdrawn.")


@blueprint.post("/items/<int:item_id>/decision")
@allow(rules.may_decide_item, load=seats.item_seats)
def decide_in_session(found: ItemSeats) -> Answer:
    """Record what the committee decided."""
    form = CommitteeDecisionForm(prefix="decision")
    if form.validate_on_submit():
        try:
            decide_item(
                item=_row(found),
                outcome=Outcome(form.outcome.data),
                reasons=form.reasons.data or "",
                difference=form.difference.data or "",
                follow_up=form.follow_up.data or "",
                expected_number=int(form.number.data or 0),
                actor=current_user,
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _done(found, "The decision is recorded.")
    return _again(found, Forms(decision=form))


@blueprint.post("/items/<int:item_id>/again")
@allow(rules.may_lead_item, load=seats.item_seats)
def take_up_again(found: ItemSeats) -> Answer:
    """Talk about a decided item again."""
    form = ReasonForm(prefix="again")
    if form.validate_on_submit():
        try:
            items.reopen_item(item=_row(found), reason=form.reason.data or "", actor=current_user)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _done(found, "The item is open again. The decision taken stays in the history.")
    return _again(found, Forms(again=form))


@blueprint.post("/items/<int:item_id>/dissent")
@allow(rules.may_dissent, load=seats.item_seats)
def record_dissent(found: ItemSeats) -> Answer:
    """See the decision differently, on the record."""
    form = DissentForm(prefix="dissent")
    if form.validate_on_submit():
        try:
            positions.dissent(item=_row(found), text=form.text.data or "", actor=current_user)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            return _done(found, "Your dissent is recorded.")
    return _again(found, Forms(dissent=form))


@blueprint.post("/items/<int:item_id>/members/<int:account_id>/recuse")
@allow(rules.may_recuse, load=seats.item_member)
def recuse(found: tuple[ItemSeats, int]) -> Answer:
    """Take a member out of the item."""
    item, account_id = found
    form = ReasonForm(prefix="recusal")
    if not form.validate_on_submit():
        return _again(item, Forms(recusal=form, recused=account_id))
    items.recuse(
        item=_row(item),
        account=db.session.get_one(Account, account_id),
        reason=form.reason.data or "",
        actor=current_user,
    )
    db.session.commit()
    flash("The recusal is recorded.", "success")
    if account_id == current_user.id:
        return redirect(url_for("calibration.session", session_id=item.session.session_id))
    return redirect(url_for("calibration.item", item_id=item.item_id))


def _row(found: ItemSeats) -> AgendaItem:
    return db.session.get_one(AgendaItem, found.item_id)


def _may_adjust(found: ItemSeats, scorecard_id: int) -> bool:
    scorecard = seats.item_scorecard(found.item_id, scorecard_id)
    return scorecard is not None and rules.may_adjust(current_user, scorecard)


def _done(found: ItemSeats, message: str | None) -> Response:
    db.session.commit()
    if message:
        flash(message, "success")
    return redirect(url_for("calibration.item", item_id=found.item_id))


def _again(found: ItemSeats, forms: Forms) -> tuple[str, int]:
    """The page as it stands now with what was typed and what is wrong with it."""
    db.session.rollback()
    return whole_page(seats.item_seats(found.item_id) or found, replace(forms, failed=True)), 422
