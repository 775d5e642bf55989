"""Rubrics: the list, a version with its sources, publishing, the next version."""

from __future__ import annotations

from flask import flash, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.enums import Role
from core.database import db
from core.errors import Conflict
from core.permissions import allow
from rubrics import rules
from rubrics.enums import EDITABLE, RubricState
from rubrics.models import RubricVersion
from rubrics.operations.publishing import publish_version, retire_version, start_version
from rubrics.pins import pins
from rubrics.queries import rubrics as queries
from rubrics.queries.reviews import review_page
from rubrics.queries.version_page import version_page
from rubrics.views import rubrics
from rubrics.views.changing import back_to, changed


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
    others = readable_others(version)
    newer = [row for row in others if row.number > version.number and row.state is RubricState.PUBLISHED]
    return render_template(
        "rubrics/version.html",
        page=version_page(version, has_others=bool(others)),
        newer=newer[-1] if newer else None,
        version_id=version.id,
        pins=pins(current_user, [version.id]),
        review=review_page(version) if version.state in EDITABLE else None,
        may_edit=rules.may_edit_version(current_user, version),
        may_review=rules.may_review_version(current_user, version),
        may_read_library=rules.may_read_library(current_user),
    )


def readable_others(version: RubricVersion) -> list[queries.VersionNumber]:
    """The other versions of the rubric that the viewer may read, the first one first."""
    rows = queries.numbers(version.rubric_id)
    return [row for row in rows if row.id != version.id and rules.may_read_version(current_user, row)]


@rubrics.post("/versions/<int:version_id>/publish")
@allow(rules.may_edit_version, load=queries.version)
def publish(version: RubricVersion) -> Response:
    """Publish a draft."""

    def put() -> str:
        publish_version(version=version, expected_lock=request.form.get("lock", 0, int), actor=current_user)
        return "Published. This version never changes; its hash proves it."

    return changed(version.id, put)


@rubrics.post("/versions/<int:version_id>/next")
@allow(rules.may_edit_version, load=queries.version)
def start_next(version: RubricVersion) -> Response:
    """Start the next version as a draft; to the one that is a draft already, where there is one."""
    waiting = next((row.id for row in queries.numbers(version.rubric_id) if row.state in EDITABLE), version.id)
    try:
        following = start_version(version=version, actor=current_user)
    except Conflict as error:
        db.session.rollback()
        flash(str(error), "warning")
        return back_to(waiting)
    db.session.commit()
    flash(
        f"Version {following.number} is a draft now. Openings stay with the version they were opened with.", "success"
    )
    return back_to(following.id)


@rubrics.post("/versions/<int:version_id>/retire")
@allow(rules.may_edit_version, load=queries.version)
def retire(version: RubricVersion) -> Response:
    """Retire a published version."""

    def put() -> str:
        retire_version(version=version, actor=current_user)
        return "Retired. No new opening can use it."

    return changed(version.id, put)
