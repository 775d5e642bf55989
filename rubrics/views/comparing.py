"""Levels and roles side by side, and what a job title may mean."""

from __future__ import annotations

from flask import render_template, request

from core.errors import InvalidInput
from core.permissions import allow
from rubrics import rules
from rubrics.comparison import MOST_SIDES, compared
from rubrics.queries.comparing import Asked, compared_sides, distances_from_first, side_choices
from rubrics.queries.titles import title_rows
from rubrics.titles import title_parts
from rubrics.views import library

LONGEST_TITLE = 200
LONGEST_NUMBER = 9


@library.get("/compare")
@allow(rules.may_read_library)
def compare() -> str:
    """Up to four levels and role profiles, also of different ladders, topic by topic."""
    asked = [value for value in request.args.getlist("side") if value]
    if len(asked) > MOST_SIDES:
        raise InvalidInput(f"At most {MOST_SIDES} stand side by side. Choose fewer.")
    wanted = list(dict.fromkeys(_side(value) for value in asked))
    sides = compared_sides(wanted)
    rows = compared(sides)
    only = request.args.get("only") == "differences"
    return render_template(
        "rubrics/compare.html",
        groups=side_choices(),
        chosen=[*asked, *[""] * (MOST_SIDES - len(asked))],
        sides=sides,
        twice=len(asked) - len(wanted),
        gone=len(wanted) - len(sides),
        distances=distances_from_first(sides) if len(sides) > 1 else [],
        rows=[row for row in rows if not (only and row.is_same)],
        only=only,
        same=sum(row.is_same for row in rows),
    )


def _side(value: str) -> Asked:
    kind, _, number = value.partition(":")
    if kind not in {"levels", "profiles"} or not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise InvalidInput("This address was changed by hand. Choose what to compare from the lists.")
    return kind, int(number)


@library.get("/titles")
@allow(rules.may_read_library)
def titles() -> str:
    """The levels and roles that a job title may mean."""
    whole = request.args.get("title", "").strip()
    title = whole[:LONGEST_TITLE]
    return render_template(
        "rubrics/titles.html",
        title=title,
        is_cut=len(whole) > LONGEST_TITLE,
        longest=LONGEST_TITLE,
        understood=str(title_parts(title)),
        rows=title_rows(title) if title else [],
    )
