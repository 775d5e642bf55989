"""The crosswalk: levels of different ladders on one common scale."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow
from rubrics import rules
from rubrics.forms.placing import PlacementForm
from rubrics.models import Level, RoleProfile
from rubrics.operations.placing import place_level, reset_level
from rubrics.queries import crosswalk as queries
from rubrics.queries.adjacent import adjacent_to
from rubrics.queries.placement_page import SHOWN, PlacementPage, placement_page
from rubrics.rankwords import RANKS
from rubrics.views import library

Place = Level | RoleProfile
PAGE = "/crosswalk/<any(levels, profiles):kind>/<int:number>"


@library.get("/crosswalk")
@allow(rules.may_read_library)
def crosswalk() -> str:
    """Every ladder's levels by rank."""
    return render_template("rubrics/crosswalk.html", rows=queries.crosswalk_rows(), ranks=RANKS)


@library.get(PAGE)
@allow(rules.may_read_library, load=queries.placeable)
def placement(place: Place) -> str:
    """Where one level stands, and the words that led there."""
    page = placement_page(place)
    form = PlacementForm(rank=page.counts.rank, reason=page.placement.reason if page.placement else "")
    return _page(place, page, form)


def _page(place: Place, page: PlacementPage, form: PlacementForm) -> str:
    return render_template(
        "rubrics/placement.html",
        page=page,
        adjacent=adjacent_to(place) if isinstance(place, Level) else (),
        form=form,
        shown=SHOWN,
        ranks=RANKS,
        may_change=rules.may_change_library(current_user),
    )


@library.post(f"{PAGE}/place")
@allow(rules.may_change_library, load=queries.placeable)
def place(place: Place) -> Response | tuple[str, int]:
    """Put the level at another rank, with a reason."""
    form = PlacementForm()
    if form.validate_on_submit():
        try:
            place_level(place=place, rank=form.rank.data, reason=form.reason.data or "", actor=current_user)
            db.session.commit()
            flash("Placed. Your name and reason stand on this page.", "success")
            return _back(place)
        except InvalidInput as error:
            db.session.rollback()
            show_problems(form, error)
    return _page(place, placement_page(place), form), 422


@library.post(f"{PAGE}/reset")
@allow(rules.may_change_library, load=queries.placeable)
def reset_placement(place: Place) -> Response:
    """Let the texts decide again."""
    reset_level(place=place, actor=current_user)
    db.session.commit()
    flash("The level stands where its texts put it.", "success")
    return _back(place)


def _back(place: Place) -> Response:
    kind = "levels" if isinstance(place, Level) else "profiles"
    return redirect(url_for("library.placement", kind=kind, number=place.id))
