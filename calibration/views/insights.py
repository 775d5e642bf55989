"""Insights: one's own figures as an interviewer; for people operations everybody's, and how rubrics work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Account
from calibration import rules
from calibration.coaching import Habits, OwnFigures
from calibration.operations.runs import request_fits
from calibration.queries import insights as queries
from calibration.queries.runs import last_fit
from calibration.releases import STEP
from calibration.waiting import fit_trouble
from core import navigation
from core.clock import in_words, now
from core.database import db
from core.permissions import allow
from rubrics.models import Rubric

blueprint = Blueprint("insights", __name__, url_prefix="/insights")

navigation.add(
    "Insights", "insights.index", rules.has_insights, order=60, blueprints={"insights", "benchmarks", "training"}
)


@blueprint.get("/")
@allow(rules.may_open_insights)
def index() -> str:
    """The viewer's own figures, and what people operations may open."""
    sees_all = rules.may_see_all_insights(current_user)
    last = last_fit() if sees_all else None
    return render_template(
        "calibration/insights.html",
        own=_person(current_user.id),
        sees_all=sees_all,
        interviewers=queries.interviewers() if sees_all else [],
        rubrics=queries.rubric_notes() if sees_all else [],
        is_fitting=last is not None and last.is_open,
        trouble=fit_trouble(last, now()),
        in_words=in_words,
    )


@blueprint.get("/interviewers/<int:account_id>")
@allow(rules.may_see_interviewer, load=queries.account)
def interviewer(person: Account) -> str:
    """How one person interviews."""
    return render_template(
        "calibration/insights_interviewer.html", person=person, own=_person(person.id), in_words=in_words
    )


@blueprint.get("/rubrics/<int:rubric_id>")
@allow(rules.may_see_rubric_insights, load=queries.rubric)
def rubric(found: Rubric) -> str:
    """How a rubric's dimensions work."""
    rows = [
        {
            "insights": row,
            "halo": None if row.halo_share is None else _percent(row.halo_share),
            "scores": [str(row.low + place) for place in range(10)],
            "dimensions": [
                {
                    "name": name,
                    "insight": insight,
                    "alpha": _ratio(insight.alpha, insight.interval),
                    "moves": _ratio(insight.item_rest, insight.item_rest_interval),
                    "between": None if insight.between is None else _percent(insight.between),
                }
                for name, insight in row.dimensions
            ],
        }
        for row in queries.rubric_insights(found.id)
    ]
    return render_template("calibration/insights_rubric.html", rubric=found, rows=rows, in_words=in_words)


@blueprint.post("/fits")
@allow(rules.may_see_all_insights)
def fit() -> Response:
    """Have every rubric's figures made anew."""
    count = len(request_fits(actor=current_user))
    db.session.commit()
    flash(
        f"The scores of {count} rubrics are looked through. Figures change where {STEP} candidates more are counted.",
        "success",
    )
    return redirect(url_for("insights.index"))


def _person(account_id: int) -> dict[str, Any]:
    """What the pages print of one person, in words."""
    lines = queries.interviewer_figures(account_id)
    return {
        "lines": [
            {"run": run, "figures": figures, **_origin(run, figures), **_words(figures)} for run, figures in lines
        ],
        "habits": _habits(queries.interviewer_habits(account_id)),
    }


def _origin(run: queries.RunNote, figures: OwnFigures) -> dict[str, Any]:
    """What the person's figures rest on and since when: they may be older than the run in force, see `releases.py`."""
    told = figures.told or {"ratings": run.ratings, "candidates": run.candidates, "on": run.fitted_at.isoformat()}
    return {
        "ratings": told["ratings"],
        "candidates": told["candidates"],
        "since": in_words(datetime.fromisoformat(told["on"])),
    }


def _words(figures: OwnFigures) -> dict[str, Any]:
    close = figures.close_share
    within = figures.spread_within
    return {
        "interval": f"{_points(figures.interval[1])} to {_points(figures.interval[0])}" if figures.interval else None,
        "severity": _points(figures.severity) if figures.severity is not None else None,
        "close": f"{_percent(close)} of {figures.pairs}" if close is not None else None,
        "use": ", ".join(f"{score}: {_percent(share)}" for score, share in enumerate(figures.category_use, 1)),
        "leanings": [
            (
                row.dimension,
                row.ratings,
                _points(row.bias),
                f"{_points(row.interval[1])} to {_points(row.interval[0])}",
            )
            for row in figures.leanings
        ],
        "windows": [
            (
                row.label,
                row.interviews,
                _points(row.severity),
                f"{_points(row.interval[1])} to {_points(row.interval[0])}",
            )
            for row in figures.windows
        ],
        "within": f"{within:.1f}" if within is not None else None,
        "within_others": None if figures.spread_within_others is None else f"{figures.spread_within_others:.1f}",
    }


def _habits(found: Habits) -> dict[str, Any]:
    return {
        "interviews": found.interviews,
        "hours": None if found.hours is None else f"{found.hours:.0f} hours",
        "evidenced": None if found.evidenced is None else f"{_percent(found.evidenced)} of scores",
        "thin": None if found.thin is None else f"{_percent(found.thin)} of {found.extremes}",
        "characters": None if found.characters is None else f"{found.characters:.0f} characters",
    }


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _points(value: float) -> str:
    """Points below peers as a signed number from the reader's side: −0.3 is 0.3 below."""
    return f"{round(-value, 1) + 0.0:+.1f}".replace("-", "−")


def _ratio(value: float | None, interval: tuple[float, float] | None) -> str | None:
    if value is None:
        return None
    words = f"{value:.2f}" + (f" ({interval[0]:.2f} to {interval[1]:.2f})" if interval else "")
    return words.replace("-", "−")


from calibration.views import selection_rates  # noqa: E402, F401 - it adds its routes to the blueprint
