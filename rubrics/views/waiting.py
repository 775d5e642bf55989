"""What rubrics want of a person today: reviews to give, comments to answer."""

from __future__ import annotations

from typing import Any

from flask import url_for

from core.today import Group, Task
from rubrics import rules
from rubrics.queries.reviews import PanelTask, comments_to_answer, reviews_to_give


def groups(viewer: Any) -> list[Group]:
    """Rubrics in review that the viewer may score and has not; the viewer's own drafts with open comments."""
    found = []
    if rules.may_sit_on_panels(viewer):
        found.append(Group("Rubrics to review", tuple(_review(row) for row in reviews_to_give(viewer.id)), 34))
    if rules.may_change_library(viewer):
        found.append(
            Group("Comments on your rubrics", tuple(_answer(row) for row in comments_to_answer(viewer.id)), 36)
        )
    return found


def _review(row: PanelTask) -> Task:
    url = url_for("rubrics.review", version_id=row.version_id)
    context = f"version {row.number}" + (", changed since your review" if row.is_again else "")
    return Task(row.title, url, context=context, action="Review")


def _answer(row: PanelTask) -> Task:
    url = url_for("rubrics.version", version_id=row.version_id, _anchor="review")
    count = "1 comment is open" if row.comments == 1 else f"{row.comments} comments are open"
    return Task(row.title, url, context=f"version {row.number}, {count}", action="Answer")
