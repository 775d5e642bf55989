"""What the model says about a candidate: the part of the candidate page, where it comes from, and its switch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from calibration import rules
from calibration.forms import AdjustmentSwitchForm
from calibration.measured import Measured, enough_in_words, measured, severity_in_words
from calibration.operations.runs import switch_adjustment
from calibration.queries.candidate_page import CandidatePage, candidate_page
from calibration.queries.figures import FiguresState, OpenFigures, RunFigures, adjustment_switch, open_figures
from calibration.queries.runs import last_fit
from calibration.rereading import caveats, reread
from calibration.statistics.standing import FEWEST_INTERVIEWERS
from calibration.views import blueprint
from calibration.views.figure_rows import FigureRow, Mark, Origin, dimension_row, given_scores, mark, overall_row, share
from calibration.views.matrix import letter
from calibration.waiting import fit_trouble
from core.clock import in_words, now
from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow
from scorecards.models import Requisition
from scorecards.queries import access
from scorecards.queries.access import RequisitionAccess
from scorecards.visibility import Access


@dataclass(frozen=True)
class FiguresPart:
    """What the template draws; `shown` is None unless `open` is READY."""

    open: OpenFigures
    shown: Measured | None = None
    overall: FigureRow | None = None
    rows: tuple[FigureRow, ...] = ()
    must_haves: Mark | None = None
    must_chance: str | None = None
    levels: tuple[tuple[str, str, Mark, bool], ...] = ()
    without: tuple[dict[str, Any], ...] = ()
    severities: tuple[dict[str, Any], ...] = ()
    components: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    enough: str | None = None
    may_switch: bool = False
    trouble: str | None = None
    silence: str | None = None


def figures_part(page: CandidatePage, granted: Access, *, reads: bool) -> FiguresPart:
    """The model's figures as the viewer may see them now, held against the page's level."""
    found = open_figures(
        evidence=page.evidence,
        requisition_id=page.requisition_id,
        stage=page.stage,
        rubric_version_id=page.rubric.id,
        reads=reads,
        viewer=current_user,
    )
    opening = RequisitionAccess(granted.requisition_id, granted.team)
    may_switch = rules.may_switch_adjustment(current_user, opening)
    if found.run is None:
        is_waiting = found.state is FiguresState.WAITING
        trouble = fit_trouble(last_fit(page.rubric.rubric_id), now()) if is_waiting else None
        return FiguresPart(found, may_switch=may_switch, trouble=trouble)
    shown = measured_of(page, found.run)
    joint = shown.must_haves
    return FiguresPart(
        open=found,
        shown=shown,
        silence="Insufficient evidence" if shown.interviewers < FEWEST_INTERVIEWERS else "No estimate",
        overall=overall_row(shown, origin_of(page), name="Overall, each dimension the same"),
        rows=_dimension_rows(page, shown),
        must_haves=mark(joint.standing) if joint else None,
        must_chance=share(joint.probability) if joint and joint.probability is not None else None,
        levels=tuple((row.code, share(row.mass), mark(row.standing), row.is_best) for row in shown.levels),
        without=tuple(
            {
                "letter": row.letter,
                "raw": _points(row.raw),
                "estimate": _points(row.estimate),
                "crosses": row.crosses,
            }
            for row in shown.without
        ),
        severities=tuple(
            {"letter": row.letter, "interviews": row.interviews, "words": severity_in_words(row)}
            for row in shown.severities
        ),
        components=_components(found.run),
        parts=_parts(found.run, shown),
        enough=enough_in_words(shown),
        may_switch=may_switch,
    )


def measured_of(page: CandidatePage, run: RunFigures) -> Measured:
    """What may be shown of the run's figures on the candidate, held against the page's level."""
    shown_interviews = [row for row in page.evidence.interviews if not row.is_cancelled]
    letters = {row.id: letter(place) for place, row in enumerate(shown_interviews)}
    low, high = page.rubric.scale_low, page.rubric.scale_high
    return measured(reread(run.figures, page.reading.shift, low=low, high=high), run.run_outputs, letters)


def _components(run: RunFigures) -> tuple[tuple[str, str], ...]:
    names = {
        "candidate": "Candidates' levels",
        "profile": "Candidates' profiles over the dimensions",
        "interviewer": "Interviewers' severity",
        "halo": "One interviewer's overall impression (halo)",
        "residual": "Chance",
    }
    found = run.run_outputs["deviations"]
    return tuple((word, _points(found[name], digits=2)) for name, word in names.items())


def _parts(run: RunFigures, shown: Measured) -> tuple[tuple[str, str], ...]:
    """How the raw mean becomes the estimate, so that the parts add up; empty without an estimate."""
    if shown.level is None or shown.raw is None:
        return ()
    parts = run.figures["overall"]["parts"]
    return (
        ("Raw mean", f"{shown.raw:.2f}"),
        ("Interviewers' severity", _signed(parts["severity"])),
        ("Which dimensions were rated", _signed(parts["dimensions"])),
        ("Weighed against what is usual", _signed(parts["shrinkage"])),
        ("Estimate", f"{shown.level.estimate:.2f}, 90 % interval {shown.level.low:.2f} to {shown.level.high:.2f}"),
    )


def _signed(value: float) -> str:
    return f"{round(value, 2) + 0.0:+.2f}".replace("-", "−")


def _points(value: float | None, *, digits: int = 1) -> str:
    return "cannot be told" if value is None else f"{value:.{digits}f}"


def origin_of(page: CandidatePage, *, evidence: str = "") -> Origin:
    """Where the numbers on the candidate lead, read against the same level; `evidence`: the address of their page."""
    return Origin(evidence, _source(page), (page.rubric.scale_low, page.rubric.scale_high))


def _dimension_rows(page: CandidatePage, shown: Measured) -> tuple[FigureRow, ...]:
    rows, scores = shown.dimensions or {}, given_scores(page.evidence)
    return tuple(
        dimension_row(row, origin_of(page), name=dimension.name, scores=scores.get(dimension.id, ()))
        for dimension in page.rubric.dimensions
        if (row := rows.get(dimension.id)) is not None
    )


def _source(page: CandidatePage) -> str:
    return url_for("calibration.figures", application_id=page.application_id, against=against(page))


def page_caveats(page: CandidatePage) -> tuple[str, ...]:
    """What is assumed and unknown where the page is not read against the target; empty otherwise."""
    low, high = page.rubric.scale_low, page.rubric.scale_high
    return caveats(page.reading, page.rubric.target_code, page.bars, low=low, high=high)


def against(page: CandidatePage) -> str | None:
    """The level's code for addresses of pages that are read as this one; None for the target."""
    return page.reading.code if page.reading.shift else None


@blueprint.get("/applications/<int:application_id>/figures")
@allow(rules.may_read_candidate, load=access.application)
def figures(access: Access) -> str:
    """Where the model's figures on a candidate come from."""
    reads = rules.reads_evidence(current_user, access)
    page = candidate_page(
        application_id=access.application_id,
        viewer=current_user,
        with_outcome=reads,
        against=request.args.get("against"),
    )
    return render_template(
        "calibration/figures.html",
        page=page,
        part=figures_part(page, access, reads=reads),
        against=against(page),
        in_words=in_words,
    )


@blueprint.route("/requisitions/<int:requisition_id>/adjustment", methods=["GET", "POST"])
@allow(rules.may_switch_adjustment, load=access.requisition)
def adjustment(found: RequisitionAccess) -> str | Response | tuple[str, int]:
    """Switch the model's figures off or on for an opening."""
    requisition = db.session.get_one(Requisition, found.requisition_id)
    switch = adjustment_switch(requisition.id)
    is_off = switch is not None and switch.is_off
    form = AdjustmentSwitchForm(turn="on" if is_off else "off")
    if form.validate_on_submit():
        off = form.turn.data == "off"
        try:
            switch_adjustment(requisition=requisition, is_off=off, reason=form.reason.data or "", actor=current_user)
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash(f"The model's figures are switched {form.turn.data}.", "success")
            return redirect(url_for("scorecards.requisition", requisition_id=requisition.id))
    return render_template(
        "calibration/adjustment.html",
        requisition=requisition,
        switch=switch,
        is_off=is_off,
        form=form,
        in_words=in_words,
    ), 422 if form.errors else 200
