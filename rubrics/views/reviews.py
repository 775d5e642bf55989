"""The review panel's pages."""

from __future__ import annotations

from flask import flash, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3

from core.database import db
from core.errors import DomainError, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from rubrics import content as plain
from rubrics import rules
from rubrics.forms.reviews import ReviewForm
from rubrics.models import ReviewComment, RubricVersion
from rubrics.operations.reviewing import answer_comment, ask_for_review, end_review, review_version
from rubrics.queries import reviews as queries
from rubrics.queries import rubrics as versions
from rubrics.queries.contents import content
from rubrics.queries.version_page import version_page
from rubrics.views import rubrics
from rubrics.views.changing import back_to, changed

PANEL = "review"


@rubrics.post("/versions/<int:version_id>/review/ask")
@allow(rules.may_edit_version, load=versions.version)
def ask(version: RubricVersion) -> Response:
    """Put a draft before its review panel."""

    def put() -> str:
        ask_for_review(version=version, expected_lock=request.form.get("lock", 0, int), actor=current_user)
        return "The rubric is in review. Committee members, hiring managers and recruiters can score it now."

    return changed(version.id, put, PANEL)


@rubrics.post("/versions/<int:version_id>/review/end")
@allow(rules.may_edit_version, load=versions.version)
def end(version: RubricVersion) -> Response:
    """Take the version back from the panel."""

    def take() -> str:
        end_review(version=version, expected_lock=request.form.get("lock", 0, int), actor=current_user)
        return "The rubric is a draft again. What the reviewers wrote stays."

    return changed(version.id, take, PANEL)


@rubrics.route("/versions/<int:version_id>/review", methods=["GET", "POST"])
@allow(rules.may_review_version, load=versions.version)
def review(version: RubricVersion) -> str | Response | tuple[str, int]:
    """Score the five aspects and write a comment."""
    form = _review_form(version)
    if form.validate_on_submit():
        try:
            review_version(
                version=version,
                scores=form.scores(),
                comment=form.comment.data or "",
                about=form.about.data or "",
                seen_sha256=form.seen.data or "",
                actor=current_user,
            )
        except InvalidInput as error:
            show_problems(form, error)
        except DomainError as error:
            form.form_errors.append(str(error))
        else:
            db.session.commit()
            flash("Your review is stored.", "success")
            return back_to(version.id, PANEL)
    form.seen.data = plain.content_sha256(content(version))
    page = render_template("rubrics/review.html", form=form, page=version_page(version), version_id=version.id)
    return (page, 422) if form.is_submitted() else page


def _review_form(version: RubricVersion) -> ReviewForm:
    earlier = queries.review_of(version, current_user.id)
    scores = {aspect.value: str(score) for aspect, score in earlier.scores.items()} if earlier else {}
    form = ReviewForm(data=scores)
    names = [dimension.name for dimension in version.dimensions]
    form.about.choices = [SelectChoice("", "The whole rubric"), *(SelectChoice(name, name) for name in names)]
    return form


@rubrics.post("/comments/<int:comment_id>/answer")
@allow(rules.may_answer_comment, load=queries.comment)
def answer(comment: ReviewComment) -> Response:
    """Answer or accept what a reviewer asked for."""

    def close() -> str:
        accepted = request.form.get("accepted") == "1"
        said = request.form.get("answer", "")
        answer_comment(comment=comment, accepted=accepted, answer=said, actor=current_user)
        return "The comment is closed."

    return changed(comment.version_id, close, PANEL)
