"""Two to four candidates of one opening side by side, in the order in which they were chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user

from calibration import rules
from calibration.comparison import FEWEST, MOST, RULE, Measure, in_words
from calibration.measured import Level, Measured
from calibration.queries.bulk import Choice
from calibration.queries.candidate_page import CandidatePage, candidate_pages
from calibration.queries.comparable import MOST_LISTED, comparable, offered
from calibration.queries.figures import Asked, FiguresState, OpenFigures, open_figures_of
from calibration.views import blueprint
from calibration.views.figure_rows import (
    FigureRow,
    Mark,
    dimension_row,
    given_scores,
    mark,
    overall_row,
    raw_row,
    share,
)
from calibration.views.figures import against, measured_of, origin_of, page_caveats
from core.database import db
from core.permissions import allow
from scorecards.links import PageLink
from scorecards.models import Requisition
from scorecards.queries import access
from scorecards.queries.access import RequisitionAccess

WITHOUT = {
    FiguresState.OFF: "The model is switched off for this opening.",
    FiguresState.WAITING: "Estimates are being made.",
    FiguresState.WITHHELD: "Estimates also rest on an application that is closed to you for now.",
}


@dataclass(frozen=True)
class Column:
    """One candidate; `without` says why there is no estimate, None where there is one."""

    name: str
    url: str
    page: CandidatePage
    found: OpenFigures
    shown: Measured | None
    overall: FigureRow | None
    without: str | None
    must_haves: Mark | None
    must_chance: str | None
    figures_url: str

    @property
    def unanswered(self) -> int:
        """How many red flags wait for an answer."""
        return sum(row.answer is None for row in self.page.red_flags)


@dataclass(frozen=True)
class Scale:
    """One dimension, or the overall level: a row per candidate on one scale, and in words who ties with whom."""

    id: str
    name: str
    must_have: bool
    rows: tuple[FigureRow, ...]
    ties: str


def opening_link(viewer: Any, requisition: RequisitionAccess) -> list[PageLink]:
    """The way from an opening's applications to the comparison, for whoever may compare."""
    if not rules.may_compare(viewer, requisition):
        return []
    url = url_for("calibration.compare", requisition_id=requisition.requisition_id)
    return [PageLink("Compare two to four candidates", url)]


@blueprint.get("/requisitions/<int:requisition_id>/compare")
@allow(rules.may_compare, load=access.requisition)
def compare(found: RequisitionAccess) -> str:
    """The candidates named by `?application=`; the list to choose from while they are not two to four.

    A number that is not open to the viewer is left out like one that does not exist.
    """
    named = list(dict.fromkeys(request.args.getlist("application", int)))[:MOST_LISTED]
    known = comparable(requisition_id=found.requisition_id, viewer=current_user, chosen=named)
    chosen = [row.application_id for row in known]
    if not FEWEST <= len(chosen) <= MOST:
        return _choice(found.requisition_id, known)
    pages = candidate_pages(
        application_ids=chosen, viewer=current_user, with_outcome=True, against=request.args.get("against")
    )
    asked = [Asked(page.evidence, page.stage, page.rubric.id, reads=True) for page in pages]
    figures = open_figures_of(asked, requisition_id=found.requisition_id, viewer=current_user)
    names = _names(pages)
    columns = [_column(name, page, figures[page.application_id]) for name, page in zip(names, pages, strict=True)]
    return render_template(
        "calibration/compare.html",
        first=pages[0],
        columns=columns,
        scales=_scales(columns),
        caveats=page_caveats(pages[0]),
        chosen=chosen,
        rule=RULE,
    )


def _choice(requisition_id: int, chosen: Sequence[Choice]) -> str:
    listed, is_cut = offered(requisition_id=requisition_id, viewer=current_user, chosen=chosen)
    return render_template(
        "calibration/compare_choice.html",
        opening=db.session.get_one(Requisition, requisition_id),
        offered=listed,
        most_listed=MOST_LISTED if is_cut else None,
        chosen=[row.application_id for row in chosen],
        is_too_many=len(chosen) > MOST,
        most=MOST,
        against=request.args.get("against"),
    )


def _names(pages: Sequence[CandidatePage]) -> list[str]:
    """The candidates' names; two of the same name are told apart by the number of their application."""
    count = Counter(page.candidate for page in pages)
    return [
        page.candidate if count[page.candidate] == 1 else f"{page.candidate} (application {page.application_id})"
        for page in pages
    ]


def _column(name: str, page: CandidatePage, found: OpenFigures) -> Column:
    shown = measured_of(page, found.run) if found.run else None
    joint = shown.must_haves if shown else None
    url = url_for("calibration.candidate", application_id=page.application_id, against=against(page))
    origin = origin_of(page, evidence=url)
    return Column(
        name=name,
        url=url,
        page=page,
        found=found,
        shown=shown,
        overall=overall_row(shown, origin, name=name) if shown else None,
        without=shown.insufficient if shown else WITHOUT.get(found.state, "No score is open to you."),
        must_haves=mark(joint.standing) if joint else None,
        must_chance=share(joint.probability) if joint and joint.probability is not None else None,
        figures_url=origin.figures,
    )


def _scales(columns: Sequence[Column]) -> list[Scale]:
    """The overall level first, then the dimensions in the rubric's order."""
    levels = [column.shown.level if column.shown else None for column in columns]
    overall = tuple(column.overall for column in columns if column.overall)
    found = (
        [Scale("overall", "Overall, each dimension the same", False, overall, _ties(columns, levels))]
        if overall
        else []
    )
    for place, dimension in enumerate(columns[0].page.rubric.dimensions):
        levels = [_level(column, dimension.id) for column in columns]
        rows = tuple(_row(column, place, dimension.id) for column in columns)
        key = f"dimension-{dimension.id}"
        found.append(Scale(key, dimension.name, dimension.must_have, rows, _ties(columns, levels)))
    return found


def _level(column: Column, dimension_id: int) -> Level | None:
    row = (column.shown.dimensions or {}).get(dimension_id) if column.shown else None
    return row.level if row else None


def _row(column: Column, place: int, dimension_id: int) -> FigureRow:
    origin = origin_of(column.page, evidence=column.url)
    row = (column.shown.dimensions or {}).get(dimension_id) if column.shown else None
    if row is not None:
        scores = given_scores(column.page.evidence).get(dimension_id, ())
        return dimension_row(row, origin, name=column.name, scores=scores)
    spread = column.page.given[place].spread
    return raw_row(origin, name=column.name, dimension_id=dimension_id, raw=spread.mean, count=spread.count)


def _ties(columns: Sequence[Column], levels: Sequence[Level | None]) -> str:
    return in_words(
        [
            Measure(
                column.name,
                level.low if level else None,
                level.high if level else None,
                (column.found.run.run_id, column.found.run.figures["subset"]) if column.found.run else (),
            )
            for column, level in zip(columns, levels, strict=True)
        ]
    )
