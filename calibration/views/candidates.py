"""The committee's pages: what waits, one candidate's evidence, the decision, answers to red flags."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from calibration import composite, rules
from calibration.enums import Outcome
from calibration.forms import DecisionForm, RedFlagForm
from calibration.operations.decisions import answer_red_flag, decide_application, latest_number
from calibration.queries.agenda import PAGE, agenda
from calibration.queries.candidate_page import CandidatePage, candidate_page
from calibration.queries.red_flags import flag_access
from calibration.queries.seats import committee_rules
from calibration.queries.sessions import items_of_application
from calibration.views import blueprint
from calibration.views.figures import against, figures_part, page_caveats
from calibration.views.matrix import adjustment_rows, evidence_rows, matrix_columns, matrix_rows, plot
from core.clock import in_words
from core.database import db
from core.errors import Conflict, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from scorecards.enums import Stage
from scorecards.models import Application, SignalSeen
from scorecards.queries import access
from scorecards.visibility import OPEN_STAGES, Access


@blueprint.get("/")
@allow(rules.may_see_calibration)
def index() -> str:
    """Applications in calibration, or decided ones with `?stage=decided`."""
    stage = Stage.DECIDED if request.args.get("stage") == Stage.DECIDED else Stage.CALIBRATION
    page = max(request.args.get("page", 1, int), 1)
    rows, total = agenda(viewer=current_user, stage=stage, page=page)
    return render_template(
        "calibration/agenda.html",
        rows=[(row, in_words(row.decided_at) if row.decided_at else None) for row in rows],
        is_decided=stage is Stage.DECIDED,
        page=page,
        pages=max(-(-total // PAGE), 1),
        total=total,
    )


@blueprint.get("/applications/<int:application_id>")
@allow(rules.may_read_candidate, load=access.application)
def candidate(access: Access) -> str:
    """What the evidence on one candidate says about the target level; `?against=` a level beside it."""
    return _candidate_page(access, DecisionForm(number=latest_number(access.application_id)), RedFlagForm())


def _candidate_page(access: Access, form: DecisionForm, flag_form: RedFlagForm, flag: int | None = None) -> str:
    reads = rules.reads_evidence(current_user, access)
    page = candidate_page(
        application_id=access.application_id,
        viewer=current_user,
        with_outcome=reads,
        against=request.args.get("against"),
        with_packets=True,
    )
    return render_template(
        "calibration/candidate.html",
        page=page,
        columns=matrix_columns(page),
        rows=matrix_rows(page),
        adjustments=adjustment_rows(page),
        agendas=items_of_application(application_id=page.application_id, viewer=current_user),
        decision_composite=_composite(page),
        composite_words=composite.in_words,
        session_required=committee_rules().session_required,
        evidence=evidence_rows(page),
        plot=plot(page),
        part=figures_part(page, access, reads=reads),
        target=page.rubric.target_label,
        against=against(page),
        caveats=page_caveats(page),
        may_compare=reads and page.stage in OPEN_STAGES,
        form=form,
        flag_form=flag_form,
        flag=flag,
        in_words=in_words,
        may_decide=rules.may_decide(current_user, access) and page.stage is not Stage.WITHDRAWN,
        may_answer=rules.may_answer(current_user, access),
        may_export=rules.may_export(current_user, access),
    )


def _composite(page: CandidatePage) -> composite.Composite | None:
    """What the scores alone said when the decision in force was taken; None where nothing was kept."""
    kept = page.decisions[0].composite if page.decisions else None
    return composite.from_plain(kept) if kept else None


@blueprint.post("/applications/<int:application_id>/decision")
@allow(rules.may_decide, load=access.application)
def decide(access: Access) -> Response | tuple[str, int]:
    """Record the decision."""
    form = DecisionForm()
    if form.validate_on_submit():
        try:
            _record(access, form)
        except InvalidInput as error:
            show_problems(form, error)
        except Conflict as error:
            _show_anew(access, form, error)
        else:
            db.session.commit()
            flash("The decision is recorded.", "success")
            return redirect(url_for("calibration.candidate", application_id=access.application_id))
    db.session.rollback()
    return _candidate_page(access, form, RedFlagForm()), 422


def _record(access: Access, form: DecisionForm) -> None:
    decide_application(
        application=db.session.get_one(Application, access.application_id),
        outcome=Outcome(form.outcome.data),
        reasons=form.reasons.data or "",
        difference=form.difference.data or "",
        expected_number=int(form.number.data or 0),
        actor=current_user,
    )


def _show_anew(access: Access, form: DecisionForm, error: Conflict) -> None:
    """Keep what was typed beside a decision that was recorded meanwhile; any other conflict gets a page of its own."""
    db.session.rollback()
    latest = latest_number(access.application_id)
    if str(latest) == form.number.data:
        raise error
    form.number.data = str(latest)
    form.form_errors.append(str(error))


@blueprint.post("/red-flags/<int:seen_id>")
@allow(rules.may_answer_flag, load=flag_access)
def answer_flag(found: tuple[Access, SignalSeen]) -> Response | tuple[str, int]:
    """Answer a red flag."""
    access, seen = found
    form = RedFlagForm()
    if not form.validate_on_submit():
        return _candidate_page(
            access, DecisionForm(formdata=None, number=latest_number(access.application_id)), form, seen.id
        ), 422
    answer_red_flag(seen=seen, answer=form.answer.data or "", actor=current_user)
    db.session.commit()
    flash("The answer is recorded.", "success")
    return redirect(url_for("calibration.candidate", application_id=access.application_id, _anchor="red-flags"))
