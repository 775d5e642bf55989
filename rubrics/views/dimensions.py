"""Dimensions of a draft: added, edited, removed, and checked while they are typed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from core.database import db
from core.errors import Conflict, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from rubrics import rules
from rubrics.forms.dimensions import ABOUT, DimensionForm, anchor_edits, description_edits
from rubrics.forms.opened import opened, touched
from rubrics.models import RubricDimension, RubricVersion
from rubrics.operations.drafts import add_dimension, edit_dimension, remove_dimension
from rubrics.queries import rubrics as queries
from rubrics.views import rubrics
from rubrics.views.changing import LEFT_ALONE, back_to, changed, show_stored, turned_away
from rubrics.views.edits import about_rows, edit_rows, stored_fields, waiting_rows
from rubrics.views.findings import found_in, stored_edits


@rubrics.route("/dimensions/<int:dimension_id>", methods=["GET", "POST"])
@allow(rules.may_edit_dimension, load=queries.dimension)
def dimension(dimension: RubricDimension) -> str | Response | tuple[str, int]:
    """Edit one dimension of a draft."""
    if away := turned_away(dimension.version):
        return away
    form = DimensionForm(
        lock=dimension.version.lock,
        name=dimension.name,
        weight=dimension.weight,
        must_have=dimension.must_have,
        bar=dimension.bar,
        questions="\n".join(dimension.questions),
    )
    if form.validate_on_submit():
        try:
            _save(dimension, form)
        except InvalidInput as error:
            show_problems(form, error)
        except Conflict as error:
            form.form_errors.append(f"{error} {LEFT_ALONE}")
            show_stored(form, request.form)
        else:
            db.session.commit()
            flash(f"{dimension.name} is saved.", "success")
            return back_to(dimension.version_id)
    return _dimension_page(dimension, form)


def _save(dimension: RubricDimension, form: DimensionForm) -> None:
    version = dimension.version
    edit_dimension(
        dimension=dimension,
        expected_lock=request.form.get("lock", 0, int),
        name=form.name.data or "",
        weight=form.weight.data or 0.0,
        must_have=form.must_have.data,
        bar=form.bar.data or 0,
        questions=(form.questions.data or "").splitlines(),
        description=description_edits(request.form),
        anchors=anchor_edits(request.form, range(version.scale_low, version.scale_high + 1)),
        actor=current_user,
    )


def _dimension_page(dimension: RubricDimension, form: DimensionForm) -> str | tuple[str, int]:
    """The form; one that comes too late holds what the person changed, and what is stored everywhere else."""
    sent: MultiDict[str, str] = request.form if form.is_submitted() else MultiDict()
    typed = touched(sent)
    db.session.rollback()
    version = dimension.version
    form.lock.data = str(version.lock)
    stored = stored_fields(dimension)
    page = render_template(
        "rubrics/dimension.html",
        dimension=dimension,
        version=version,
        about=about_rows(dimension, typed),
        about_new=typed.get(f"{ABOUT}new", ""),
        anchors=edit_rows(dimension, typed, sent),
        waiting=waiting_rows(dimension, typed),
        scores=range(version.scale_high, version.scale_low - 1, -1),
        found=found_in(dimension, stored_edits(dimension), dimension.questions),
        opened=opened(stored),
        form=form,
    )
    return (page, 422) if form.is_submitted() else page


@rubrics.post("/dimensions/<int:dimension_id>/remove")
@allow(rules.may_edit_dimension, load=queries.dimension)
def remove(dimension: RubricDimension) -> Response:
    """Take a dimension out of a draft."""

    def drop() -> str:
        name = dimension.name
        remove_dimension(dimension=dimension, expected_lock=request.form.get("lock", 0, int), actor=current_user)
        return f"{name} is removed."

    return changed(dimension.version_id, drop)


@rubrics.post("/versions/<int:version_id>/dimensions/new")
@allow(rules.may_edit_version, load=queries.version)
def new_dimension(version: RubricVersion) -> Response:
    """Add a dimension to a draft, then write it."""
    try:
        added = add_dimension(
            version=version,
            expected_lock=request.form.get("lock", 0, int),
            name=request.form.get("name", ""),
            actor=current_user,
        )
    except (Conflict, InvalidInput) as error:
        db.session.rollback()
        flash(str(error), "error")
        return back_to(version.id, "dimensions")
    db.session.commit()
    return redirect(url_for("rubrics.dimension", dimension_id=added.id))
