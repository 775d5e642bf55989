"""What the model says about a candidate: the part of the candidate page, where it comes from, and its switch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from calibration import rules
from calibration.forms import AdjustmentSwitchForm
from calibration.measured import Level, Measured, enough_in_words, measured, severity_in_words
from calibration.operations.runs import switch_adjustment
from calibration.queries.candidate_page import CandidatePage, candidate_page
from calibration.queries.runs import OpenFigures, RunFigures, adjustment_switch, open_figures
from calibration.statistics.standing import Standing, standing
from calibration.views import blueprint
from calibration.views.matrix import letter
from core.clock import in_words
from core.database import db
from core.errors import InvalidInput, NotFound
from core.forms import show_problems
from core.permissions import allow
from scorecards.models import Requisition
from scorecards.queries import access
from scorecards.queries.access import RequisitionAccess
from scorecards.visibility import Access

TONES = {
    Standing.CLEAR: ("good", "double-check"),
    Standing.LIKELY: ("good", "check"),
    Standing.BORDERLINE: ("caution", "level"),
    Standing.UNLIKELY: ("danger", "down"),
    Standing.CLEARLY_BELOW: ("danger", "cross"),
    Standing.INSUFFICIENT: ("neutral", "question"),
}
WIDTH, EDGE, MIDDLE = 220, 12, 15


@dataclass(frozen=True)
class Mark:
    """A standing as a badge."""

    word: str
    tone: str
    icon: str


@dataclass(frozen=True)
class IntervalDrawing:
    """One interval on the scale, in pixels of a drawing WIDTH wide: raw mean, estimate, interval, bar."""

    title: str
    bar_x: float
    raw_x: float
    estimate_x: float
    low_x: float
    high_x: float
    ticks: tuple[float, ...]


@dataclass(frozen=True)
class FigureRow:
    """One line of the table: a dimension or the overall level. Words are ready to print; `drawing` None: no estimate."""

    name: str
    url: str
    raw: str
    raw_url: str
    count: str
    adjusted: str | None
    interval: str | None
    chance: str | None
    mark: Mark
    crosses: str | None
    drawing: IntervalDrawing | None


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


def figures_part(page: CandidatePage, *, reads: bool) -> FiguresPart:
    """The model's figures as the viewer may see them now."""
    found = open_figures(
        evidence=page.evidence,
        requisition_id=page.requisition_id,
        stage=page.stage,
        rubric_version_id=page.rubric.id,
        reads=reads,
        viewer=current_user,
    )
    seats = access.requisition(page.requisition_id)
    may_switch = seats is not None and rules.may_switch_adjustment(current_user, seats)
    if found.run is None:
        return FiguresPart(found, may_switch=may_switch)
    shown_interviews = [row for row in page.evidence.interviews if not row.is_cancelled]
    letters = {row.id: letter(place) for place, row in enumerate(shown_interviews)}
    shown = measured(found.run.figures, found.run.run_outputs, letters)
    return FiguresPart(
        open=found,
        shown=shown,
        overall=_overall_row(page, shown),
        rows=_dimension_rows(page, shown),
        must_haves=_mark(shown.must_haves.standing) if shown.must_haves else None,
        must_chance=_share(shown.must_haves.probability)
        if shown.must_haves and shown.must_haves.probability is not None
        else None,
        levels=tuple((row.code, _share(row.mass), _mark(row.standing), row.is_best) for row in shown.levels),
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


def _overall_row(page: CandidatePage, shown: Measured) -> FigureRow | None:
    if shown.level is None or shown.raw is None or shown.bar is None:
        return None
    return _row(
        page,
        name="Overall, each dimension the same",
        url=f"{_source(page)}#overall",
        raw=shown.raw,
        raw_url="#scores",
        count=f"{shown.interviewers} interviewers",
        bar=shown.bar,
        level=shown.level,
        probability=shown.probability,
        stands=shown.standing,
        crosses=shown.crosses,
    )


def _dimension_rows(page: CandidatePage, shown: Measured) -> tuple[FigureRow, ...]:
    rows = shown.dimensions or {}
    return tuple(
        _row(
            page,
            name=dimension.name,
            url=f"{_source(page)}#figure-{dimension.id}",
            raw=row.raw,
            raw_url=f"#dimension-{dimension.id}",
            count=f"{row.count} {'interviewer' if row.count == 1 else 'interviewers'}",
            bar=row.bar,
            level=row.level,
            probability=row.probability,
            stands=row.standing,
            crosses=row.crosses,
        )
        for dimension in page.rubric.dimensions
        if (row := rows.get(dimension.id)) is not None
    )


def _source(page: CandidatePage) -> str:
    return url_for("calibration.figures", application_id=page.application_id)


def _row(
    page: CandidatePage,
    *,
    name: str,
    url: str,
    raw: float | None,
    raw_url: str,
    count: str,
    bar: float,
    level: Level | None,
    probability: float | None,
    stands: Standing,
    crosses: bool,
) -> FigureRow:
    direction = "over" if level is not None and level.estimate >= bar else "under"
    return FigureRow(
        name=name,
        url=url,
        raw="none" if raw is None else f"{raw:.1f}",
        raw_url=raw_url,
        count=count,
        adjusted=f"{level.estimate:.1f}" if level else None,
        interval=f"{level.low:.1f} to {level.high:.1f}" if level else None,
        chance=_share(probability) if probability is not None else None,
        mark=_mark(stands),
        crosses=f"The adjustment crosses the bar: {direction} {bar:.1f}." if crosses else None,
        drawing=_drawing(page, name, raw, level, bar) if level is not None and raw is not None else None,
    )


def _drawing(page: CandidatePage, name: str, raw: float, level: Level, bar: float) -> IntervalDrawing:
    low, high = page.rubric.scale_low, page.rubric.scale_high

    def place(value: float) -> float:
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return round(EDGE + share * (WIDTH - 2 * EDGE), 1)

    return IntervalDrawing(
        title=f"{name}: raw {raw:.1f}, adjusted {level.estimate:.1f}, 90 % interval {level.low:.1f} to {level.high:.1f}, bar {bar:.1f}",
        bar_x=place(bar),
        raw_x=place(raw),
        estimate_x=place(level.estimate),
        low_x=place(level.low),
        high_x=place(level.high),
        ticks=tuple(place(score) for score in range(low, high + 1)),
    )


def _mark(stands: Standing) -> Mark:
    tone, icon = TONES[stands]
    return Mark(stands.value.capitalize(), tone, icon)


def _share(probability: float) -> str:
    """A probability in whole per cent, rounded so that it does not contradict its standing; never certain."""
    percent = round(probability * 100)
    if standing(percent / 100) is not standing(probability):
        percent = int(probability * 100) + (percent == int(probability * 100))
    return "under 1 %" if percent < 1 else "over 99 %" if percent > 99 else f"{percent} %"


@blueprint.get("/applications/<int:application_id>/figures")
@allow(rules.may_read_candidate, load=access.application)
def figures(access: Access) -> str:
    """Where the model's figures on a candidate come from."""
    reads = rules.reads_evidence(current_user, access)
    page = candidate_page(application_id=access.application_id, viewer=current_user, with_outcome=reads)
    return render_template("calibration/figures.html", page=page, part=figures_part(page, reads=reads), **_words())


@blueprint.route("/requisitions/<int:requisition_id>/adjustment", methods=["GET", "POST"])
@allow(rules.may_switch_adjustment, load=access.requisition)
def adjustment(found: RequisitionAccess) -> str | Response | tuple[str, int]:
    """Switch the model's figures off or on for an opening."""
    requisition = db.session.get(Requisition, found.requisition_id)
    if requisition is None:
        raise NotFound("There is no such opening.")
    switch = adjustment_switch(requisition.id)
    is_off = switch is not None and switch.is_off
    form = AdjustmentSwitchForm(turn="on" if is_off else "off")
    if form.validate_on_submit():
        try:
            off = form.turn.data == "off"
            switch_adjustment(requisition=requisition, is_off=off, reason=form.reason.data or "", actor=current_user)
            db.session.commit()
            flash(f"The model's figures are switched {form.turn.data}.", "success")
            return redirect(url_for("scorecards.requisition", requisition_id=requisition.id))
        except InvalidInput as error:
            show_problems(form, error)
    return render_template(
        "calibration/adjustment.html", requisition=requisition, switch=switch, is_off=is_off, form=form, **_words()
    ), 422 if form.errors else 200


def _words() -> dict[str, Any]:
    return {"in_words": in_words}
