"""The scorecard: its form, its autosave, its reading view and its revisions."""

from __future__ import annotations

from datetime import datetime

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.clock import in_words, now
from core.database import db
from core.errors import Conflict, DomainError, InvalidInput
from core.permissions import allow
from core.zones import shown_zone, zone_letters
from scorecards import rules
from scorecards.answers import Answers, differences, merged
from scorecards.enums import ScorecardState
from scorecards.forms import scorecards as forms
from scorecards.forms.requisitions import ReasonForm
from scorecards.hints import hints
from scorecards.models import Scorecard
from scorecards.operations.scorecards import StaleScorecard, reopen_scorecard, save_draft, submit_scorecard
from scorecards.queries import access, kits, sheets
from scorecards.queries.access import InterviewAccess
from scorecards.queries.evidence import visible_evidence
from scorecards.queries.moving import placed_answers
from scorecards.views import blueprint
from scorecards.views.applications import Answer
from scorecards.views.sheets import form_page, revision_rows


@blueprint.get("/scorecards/<int:scorecard_id>/edit")
@allow(rules.may_write_scorecard, load=access.scorecard)
def edit_scorecard(found: InterviewAccess) -> Answer:
    """The form with what is stored; a submitted scorecard is read instead."""
    if found.state is ScorecardState.SUBMITTED:
        return redirect(url_for("scorecards.scorecard", scorecard_id=found.scorecard_id))
    return _form(found, sheets.answers(found.scorecard_id), found.version)


@blueprint.post("/scorecards/<int:scorecard_id>/edit")
@allow(rules.may_write_scorecard, load=access.scorecard)
def save_scorecard(found: InterviewAccess) -> Answer:
    """Save or submit. Whatever happens, what was typed is on the page that answers."""
    card = _held(found)
    typed = placed_answers(found.interview_id, forms.read_answers(request.form))
    if problems := forms.field_problems(request.form):
        return _form(found, typed, forms.version(request.form), problems), 422
    if taken := forms.taken_places(request.form):
        typed = merged(sheets.sheet(found.interview_id), typed, sheets.answers(found.scorecard_id), taken)
    try:
        return _submit(found, card, typed) if request.form.get("action") == "submit" else _save(card, typed)
    except StaleScorecard as error:
        db.session.rollback()
        return _form(found, typed, error.version, stored=error.stored), 409
    except Conflict as error:
        db.session.rollback()
        return _form(found, typed, forms.version(request.form), {"": [str(error)]}), 409


def _held(found: InterviewAccess) -> Scorecard:
    """The scorecard, held until the transaction ends.

    Whoever moves its opening to other words holds it too: that move is over before what was typed is read, or begins after.
    """
    return db.session.get_one(Scorecard, found.scorecard_id, with_for_update=True)


def _save(card: Scorecard, typed: Answers) -> Response:
    save_draft(card=card, answers=typed, actor=current_user, expected_version=forms.version(request.form))
    db.session.commit()
    flash("The draft is saved.", "success")
    return redirect(url_for("scorecards.edit_scorecard", scorecard_id=card.id, saved=1))


def _submit(found: InterviewAccess, card: Scorecard, typed: Answers) -> Answer:
    version = forms.version(request.form)
    try:
        submit_scorecard(card=card, answers=typed, actor=current_user, expected_version=version)
    except InvalidInput as error:
        if not error.problems:
            raise
        version = save_draft(card=card, answers=typed, actor=current_user, expected_version=version)
        db.session.commit()
        return _form(found, typed, version, error.problems, is_saved=True), 422
    db.session.commit()
    flash("The scorecard is submitted. Thank you.", "success")
    return redirect(url_for("scorecards.scorecard", scorecard_id=found.scorecard_id))


def _form(
    found: InterviewAccess,
    typed: Answers,
    version: int,
    problems: dict[str, list[str]] | None = None,
    stored: Answers | None = None,
    *,
    is_saved: bool = False,
) -> str:
    sheet = sheets.sheet(found.interview_id)
    head = kits.interview_head(found.interview_id)
    return render_template(
        "scorecards/scorecard_form.html",
        head=head,
        version=version,
        is_saved=is_saved,
        saved=_at(head.saved_at) if head.version > 1 else None,
        conflict=differences(sheet, stored, typed) if stored is not None else (),
        minutes=request.form.get("minutes_used") if "minutes_used" in (problems or {}) else typed.minutes_used,
        **form_page(sheet, typed, problems or {}, hints(sheet, typed)),
    )


def _at(moment: datetime) -> str:
    """The moment as the narrow line beside the buttons has room for: "15:05 CET", with the day when it is not today."""
    zone = shown_zone()
    local = moment.astimezone(zone)
    day = "" if local.date() == now().astimezone(zone).date() else f"{local.day} {local:%b}, "
    return f"{day}{local:%H:%M} {zone_letters(moment, zone)}"


@blueprint.post("/scorecards/<int:scorecard_id>/autosave")
@allow(rules.may_write_scorecard, load=access.scorecard)
def autosave(found: InterviewAccess) -> Response | tuple[Response, int]:
    """Save between two pauses: JSON with the new version, or with the reason why nothing was stored."""
    try:
        card = _held(found)
        typed = placed_answers(found.interview_id, forms.read_answers(request.form))
        if problems := forms.field_problems(request.form):
            return jsonify(state="refused", problems=problems), 422
        version = save_draft(card=card, answers=typed, actor=current_user, expected_version=forms.version(request.form))
    except DomainError as error:
        db.session.rollback()
        state = "conflict" if isinstance(error, Conflict) else "refused"
        return jsonify(state=state, message=str(error)), error.http_status
    remarks = hints(sheets.sheet(found.interview_id), typed)
    db.session.commit()
    return jsonify(state="saved", version=version, at=_at(now()), hints=remarks)


@blueprint.get("/scorecards/<int:scorecard_id>")
@allow(rules.may_read_scorecard, load=access.scorecard)
def scorecard(found: InterviewAccess) -> str:
    """A submitted scorecard, as its author and those whom the policy lets read it see it."""
    evidence = visible_evidence(application_id=found.access.application_id, viewer=current_user)
    row = next(each for each in evidence.interviews if each.id == found.interview_id) if evidence else None
    sheet, revisions = sheets.sheet(found.interview_id), list(sheets.revisions(found.scorecard_id))
    return render_template(
        "scorecards/scorecard.html",
        head=kits.interview_head(found.interview_id),
        row=row,
        sheet={dimension.id: dimension for dimension in sheet.dimensions},
        levels=dict(sheet.levels),
        submitted=in_words(row.card.submitted_at) if row and row.card else None,
        revisions=revision_rows(sheet, revisions),
        private_notes=sheets.answers(found.scorecard_id).private_notes if row and row.is_own else "",
        may_reopen=rules.may_reopen_scorecard(current_user, found),
    )


@blueprint.post("/scorecards/<int:scorecard_id>/reopen")
@allow(rules.may_reopen_scorecard, load=access.scorecard)
def reopen(found: InterviewAccess) -> Answer:
    """Open a submitted scorecard again, saying why."""
    form = ReasonForm()
    reason = (form.reason.data or "") if form.validate_on_submit() else ""
    card = db.session.get_one(Scorecard, found.scorecard_id)
    reopen_scorecard(card=card, reason=reason, actor=current_user)
    db.session.commit()
    flash("The scorecard is reopened. The submitted text is kept as a revision.", "success")
    if found.interviewer_id == current_user.id:
        return redirect(url_for("scorecards.edit_scorecard", scorecard_id=found.scorecard_id))
    return redirect(url_for("scorecards.application", application_id=found.access.application_id))
