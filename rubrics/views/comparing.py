"""Levels side by side, and what a job title may mean."""

from __future__ import annotations

from flask import render_template, request

from core.errors import InvalidInput
from core.permissions import allow
from rubrics import rules
from rubrics.comparison import MOST_LEVELS, compared
from rubrics.queries.comparing import compared_levels, known_titles, level_choices
from rubrics.titles import title_matches
from rubrics.views import library

LONGEST_TITLE = 200


@library.get("/compare")
@allow(rules.may_read_library)
def compare() -> str:
    """Up to four levels, of one ladder or of several, topic by topic."""
    asked = request.args.getlist("level", int)
    if len(asked) > MOST_LEVELS:
        raise InvalidInput(f"At most {MOST_LEVELS} levels stand side by side. Choose fewer.")
    levels = compared_levels(list(dict.fromkeys(asked)))
    return render_template(
        "rubrics/compare.html",
        ladders=level_choices(),
        chosen=[*asked, *[0] * (MOST_LEVELS - len(asked))],
        levels=levels,
        rows=compared(levels),
    )


@library.get("/titles")
@allow(rules.may_read_library)
def titles() -> str:
    """The levels and roles that a job title may mean."""
    title = request.args.get("title", "")[:LONGEST_TITLE]
    found = title_matches(title, known_titles()) if title.strip() else []
    return render_template("rubrics/titles.html", title=title, matches=found)
