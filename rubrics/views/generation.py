"""Generating a rubric: choose the sources, confirm what belongs together, keep the dimensions to rate."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from core.database import db
from core.errors import DomainError, InvalidInput, NotFound
from core.permissions import allow
from rubrics import rules
from rubrics.forms.generation import LINK, Choices, choices, proposed_links
from rubrics.generate import RubricDraft
from rubrics.generation.merging import MERGE_CHECKS
from rubrics.models import Criteria, Ladder
from rubrics.operations.drafts import ChosenLink
from rubrics.operations.generating import accepted_links, merged_input, preview_draft, store_draft
from rubrics.queries import library
from rubrics.queries import rubrics as queries
from rubrics.views import rubrics
from rubrics.views.proposals import SURE_ENOUGH, focus_rows, kept_anew, link_rows, piece_groups, written_for

CARRIED = ("target", "second", "criteria", "criteria_level")


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
        chosen=request.values,
        seconds=library.ladders(),
        first_of=request.values.get("ladder", ""),
        problem=problem,
    )


@rubrics.get("/new/links")
@allow(rules.may_change_library)
def confirm_links() -> str | Response | tuple[str, int]:
    """The second step: which line of the criteria is which competency of the ladder."""
    chosen = choices(request.args)
    ladder, criteria, second = _sources(chosen)
    if ladder is None or (criteria is None and second is None):
        if ladder is None and criteria is None:
            return _choose_page("Choose a target level, criteria, or both."), 422
        return redirect(f"{url_for('rubrics.keep_dimensions')}?{request.query_string.decode()}")
    try:
        draft = preview_draft(ladder=ladder, criteria=criteria, target_level=chosen.target_level, second=second)
        whole = merged_input(ladder, second)
    except InvalidInput as error:
        return _choose_page(str(error)), 422
    return render_template(
        "rubrics/confirm_links.html",
        ladder=ladder,
        criteria=criteria,
        target=draft.content.target,
        rows=link_rows(draft, whole, criteria, dict(chosen.links)),
        proposed=None if "criteria_level" in request.args else written_for(whole, criteria),
        second=second,
        merged=[entry for entry in draft.findings if entry.check in MERGE_CHECKS],
        carried=request.args,
    )


@rubrics.get("/new/dimensions")
@allow(rules.may_change_library)
def keep_dimensions() -> str | tuple[str, int]:
    """The third step: what else belongs where, and which dimensions are to be rated."""
    return _dimensions_page(choices(request.args))


def _dimensions_page(
    chosen: Choices, problem: str | None = None, placed: RubricDraft | None = None
) -> str | tuple[str, int]:
    """The third step; `placed` is the draft with the other pieces in their places, where that changed what is proposed."""
    ladder, criteria, second = _sources(chosen)
    try:
        draft = preview_draft(
            **_levels(chosen), ladder=ladder, criteria=criteria, links=proposed_links(chosen.links, {}), second=second
        )
        whole = merged_input(ladder, second) if ladder else None
    except InvalidInput as error:
        return _choose_page(str(error)), 422
    page = render_template(
        "rubrics/keep_dimensions.html",
        draft=draft,
        title=chosen.title or draft.content.title,
        focus=focus_rows(placed or draft, kept_anew(chosen, placed) if placed else chosen.kept),
        proposed=(placed or draft).proposed,
        is_anew=placed is not None,
        groups=piece_groups(draft, whole, criteria, chosen.places, chosen.accept),
        carried=[(name, value) for name, value in request.values.items() if name in CARRIED or name.startswith(LINK)],
        sources={name: request.values.get(name) for name in CARRIED},
        problem=problem,
    )
    return (page, 422) if problem else page


@rubrics.post("/new/draft")
@allow(rules.may_change_library)
def make_draft() -> str | Response | tuple[str, int]:
    """The last step: store the draft; or ask again, where placing the pieces changed which dimensions are proposed."""
    chosen = choices(request.form)
    ladder, criteria, second = _sources(chosen)
    held: dict[str, Any] = {"ladder": ladder, "criteria": criteria, "second": second}
    try:
        links = _confirmed(chosen, {**_levels(chosen), **held})
        draft = preview_draft(**_levels(chosen), **held, links=links, title=chosen.title)
        if chosen.proposed is not None and draft.proposed != set(chosen.proposed):
            return _dimensions_page(chosen, placed=draft)
        version = store_draft(**held, draft=draft, links=links, dimensions=chosen.kept, actor=current_user)
    except DomainError as error:
        db.session.rollback()
        return _dimensions_page(chosen, str(error))
    db.session.commit()
    flash(
        "The draft is made. Every statement names its source; read it, write what is missing, then publish.", "success"
    )
    return redirect(url_for("rubrics.version", version_id=version.id))


def _confirmed(chosen: Choices, sources: dict[str, Any]) -> list[ChosenLink]:
    """Every link of the second and the third step, with what had been proposed for it."""
    lines, places = chosen.links, chosen.places
    first = preview_draft(**{**sources, "criteria_level": None}).proposals if lines else {}
    links = proposed_links(lines, first)
    second = preview_draft(**sources, links=links).proposals if places else {}
    links += proposed_links(places, second)
    return accepted_links(**sources, links=links, threshold=SURE_ENOUGH, kinds=chosen.accept)


def _levels(chosen: Choices) -> dict[str, Any]:
    return {"target_level": chosen.target_level, "criteria_level": chosen.criteria_level}


def _sources(chosen: Choices) -> tuple[Ladder | None, Criteria | None, Ladder | None]:
    ladder = library.ladder(chosen.ladder_id) if chosen.ladder_id else None
    criteria = library.criteria(chosen.criteria_id) if chosen.criteria_id else None
    second = library.ladder(chosen.second_id) if chosen.second_id else None
    asked = (chosen.ladder_id, chosen.criteria_id, chosen.second_id)
    if any(number and found is None for number, found in zip(asked, (ladder, criteria, second), strict=True)):
        raise NotFound(
            "That ladder or those criteria are no longer in the library. Start again from the list of rubrics."
        )
    return ladder, criteria, second
