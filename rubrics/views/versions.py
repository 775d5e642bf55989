"""Rubrics: the list, a version with its sources, editing, publishing, the next version."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from accounts.enums import Role
from core.database import db
from core.errors import Conflict, DomainError, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from rubrics import rules
from rubrics.enums import EDITABLE
from rubrics.forms.dimensions import DimensionForm, anchor_edits
from rubrics.models import RubricDimension, RubricVersion
from rubrics.operations.drafts import edit_dimension, remove_dimension
from rubrics.operations.publishing import publish_version, retire_version, start_version
from rubrics.queries import rubrics as queries
from rubrics.queries.reviews import review_page
from rubrics.queries.version_page import version_page
from rubrics.views import rubrics
from rubrics.views.edits import edit_rows, waiting_rows


@rubrics.get("/")
@allow(rules.may_read_library)
def index() -> str:
    """Every rubric version the viewer may read."""
    rows = queries.versions(with_drafts=current_user.has_role(*rules.WRITERS, Role.COMMITTEE))
    return render_template("rubrics/rubrics.html", rows=rows, may_change=rules.may_change_library(current_user))


@rubrics.get("/versions/<int:version_id>")
@allow(rules.may_read_version, load=queries.version)
def version(version: RubricVersion) -> str:
    """The whole rubric: what each score looks like on each dimension, and who says so."""
    return render_template(
        "rubrics/version.html",
        page=version_page(version, has_others=bool(readable_others(version))),
        version_id=version.id,
        review=review_page(version) if version.state in EDITABLE else None,
        may_edit=rules.may_edit_version(current_user, version),
        may_review=rules.may_review_version(current_user, version),
    )


def readable_others(version: RubricVersion) -> list[queries.VersionNumber]:
    """The other versions of the rubric that the viewer may read, the first one first."""
    rows = queries.numbers(version.rubric_id)
    return [row for row in rows if row.id != version.id and rules.may_read_version(current_user, row)]


@rubrics.route("/dimensions/<int:dimension_id>", methods=["GET", "POST"])
@allow(rules.may_edit_dimension, load=queries.dimension)
def dimension(dimension: RubricDimension) -> str | Response | tuple[str, int]:
    """Edit one dimension of a draft."""
    if dimension.version.state not in EDITABLE:
        raise Conflict("This version is published and never changes. Start a new version to edit it.")
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
            form.form_errors.append(str(error))
        else:
            db.session.commit()
            flash(f"{dimension.name} is saved.", "success")
            return redirect(url_for("rubrics.version", version_id=dimension.version_id))
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
        anchors=anchor_edits(request.form, range(version.scale_low, version.scale_high + 1)),
        actor=current_user,
    )


def _dimension_page(dimension: RubricDimension, form: DimensionForm) -> str | tuple[str, int]:
    typed: MultiDict[str, str] = request.form if form.is_submitted() else MultiDict()
    db.session.rollback()
    version = dimension.version
    form.lock.data = str(version.lock)
    page = render_template(
        "rubrics/dimension.html",
        dimension=dimension,
        version=version,
        anchors=edit_rows(dimension, typed),
        waiting=waiting_rows(dimension, typed),
        scores=range(version.scale_high, version.scale_low - 1, -1),
        form=form,
    )
    return (page, 422) if form.is_submitted() else page  # also when it was stale: the words typed are still here


@rubrics.post("/dimensions/<int:dimension_id>/remove")
@allow(rules.may_edit_dimension, load=queries.dimension)
def remove(dimension: RubricDimension) -> Response:
    """Take a dimension out of a draft."""
    version, name = dimension.version, dimension.name
    remove_dimension(dimension=dimension, expected_lock=request.form.get("lock", 0, int), actor=current_user)
    db.session.commit()
    flash(f"{name} is removed.", "success")
    return redirect(url_for("rubrics.version", version_id=version.id))


@rubrics.post("/versions/<int:version_id>/publish")
@allow(rules.may_edit_version, load=queries.version)
def publish(version: RubricVersion) -> Response:
    """Publish a draft."""
    try:
        publish_version(version=version, expected_lock=request.form.get("lock", 0, int), actor=current_user)
    except DomainError as error:
        db.session.rollback()
        flash(str(error), "error")
    else:
        db.session.commit()
        flash("Published. This version never changes; its hash proves it.", "success")
    return redirect(url_for("rubrics.version", version_id=version.id))


@rubrics.post("/versions/<int:version_id>/next")
@allow(rules.may_edit_version, load=queries.version)
def start_next(version: RubricVersion) -> Response:
    """Start the next version as a draft."""
    following = start_version(version=version, actor=current_user)
    db.session.commit()
    flash(
        f"Version {following.number} is a draft now. Openings stay with the version they were opened with.", "success"
    )
    return redirect(url_for("rubrics.version", version_id=following.id))


@rubrics.post("/versions/<int:version_id>/retire")
@allow(rules.may_edit_version, load=queries.version)
def retire(version: RubricVersion) -> Response:
    """Retire a published version."""
    retire_version(version=version, actor=current_user)
    db.session.commit()
    flash("Retired. No new opening can use it.", "success")
    return redirect(url_for("rubrics.version", version_id=version.id))
