"""Generating a rubric: choose the sources, confirm what belongs together, keep the dimensions to rate."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import DomainError, InvalidInput, NotFound
from core.permissions import allow
from rubrics import rules
from rubrics.forms.generation import LINK, Choices, choices
from rubrics.generate import RubricDraft
from rubrics.models import Criteria, Ladder
from rubrics.operations.generating import generate_draft, preview_draft
from rubrics.queries import library
from rubrics.queries import rubrics as queries
from rubrics.views import rubrics
from rubrics.views.proposals import link_rows, piece_rows


@rubrics.get("/new")
@allow(rules.may_change_library)
def choose() -> str:
    """The first step: the target level, the criteria, or both."""
    return _choose_page()


def _choose_page(problem: str | None = None) -> str:
    return render_template(
        "rubrics/choose.html",
        ladders=queries.target_levels(),
        criteria=library.all_criteria(),
        chosen=request.args,
        problem=problem,
    )


@rubrics.get("/new/links")
@allow(rules.may_change_library)
def confirm_links() -> str | Response | tuple[str, int]:
    """The second step: which line of the criteria is which competency of the ladder."""
    chosen = choices(request.args)
    ladder, criteria = _sources(chosen)
    if ladder is None or criteria is None:
        if ladder is None and criteria is None:
            return _choose_page("Choose a target level, criteria, or both."), 422
        return redirect(f"{url_for('rubrics.keep_dimensions')}?{request.query_string.decode()}")
    try:
        draft = preview_draft(ladder=ladder, criteria=criteria, target_level=chosen.target_level)
    except InvalidInput as error:
        return _choose_page(str(error)), 422
    return render_template(
        "rubrics/confirm_links.html",
        ladder=ladder,
        criteria=criteria,
        target=draft.content.target,
        rows=link_rows(draft, ladder, criteria, dict(chosen.links)),
        carried=request.args,
        prefix=LINK,
    )


@rubrics.get("/new/dimensions")
@allow(rules.may_change_library)
def keep_dimensions() -> str | tuple[str, int]:
    """The third step: what else belongs where, and which dimensions are to be rated."""
    return _dimensions_page(choices(request.args))


def _dimensions_page(chosen: Choices, problem: str | None = None) -> str | tuple[str, int]:
    try:
        draft, ladder, criteria = _draft(chosen)
    except InvalidInput as error:
        return _choose_page(str(error)), 422
    page = render_template(
        "rubrics/keep_dimensions.html",
        draft=draft,
        focus=[(draft.content.dimension(entry.dimension), entry) for entry in draft.focus],
        pieces=piece_rows(draft, ladder, criteria),
        carried=request.values.items(multi=True),
        prefix=LINK,
        problem=problem,
    )
    return (page, 422) if problem else page


@rubrics.post("/new/draft")
@allow(rules.may_change_library)
def make_draft() -> str | Response | tuple[str, int]:
    """The last step: store the draft."""
    chosen = choices(request.form)
    ladder, criteria = _sources(chosen)
    try:
        proposed = _proposals(chosen, ladder, criteria)
        version = generate_draft(
            ladder=ladder,
            criteria=criteria,
            target_level=chosen.target_level,
            criteria_level=chosen.criteria_level,
            links=chosen.chosen_links(proposed.proposals),
            dimensions=chosen.kept,
            actor=current_user,
        )
    except DomainError as error:
        return _dimensions_page(chosen, str(error))
    db.session.commit()
    flash(
        "The draft is made. Every statement names its source; read it, write what is missing, then publish.", "success"
    )
    return redirect(url_for("rubrics.version", version_id=version.id))


def _draft(chosen: Choices) -> tuple[RubricDraft, Ladder | None, Criteria | None]:
    ladder, criteria = _sources(chosen)
    draft = preview_draft(
        ladder=ladder,
        criteria=criteria,
        target_level=chosen.target_level,
        criteria_level=chosen.criteria_level,
        links=chosen.chosen_links({}),
    )
    return draft, ladder, criteria


def _proposals(chosen: Choices, ladder: Ladder | None, criteria: Criteria | None) -> RubricDraft:
    """The draft without any link: it proposes for everything, so that what was proposed can be kept beside each choice."""
    return preview_draft(ladder=ladder, criteria=criteria, target_level=chosen.target_level)


def _sources(chosen: Choices) -> tuple[Ladder | None, Criteria | None]:
    ladder = library.ladder(chosen.ladder_id) if chosen.ladder_id else None
    criteria = library.criteria(chosen.criteria_id) if chosen.criteria_id else None
    if (chosen.ladder_id and ladder is None) or (chosen.criteria_id and criteria is None):
        raise NotFound(
            "That ladder or those criteria are no longer in the library. Start again from the list of rubrics."
        )
    return ladder, criteria
