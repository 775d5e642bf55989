"""Pages of the library and the rubrics."""

from __future__ import annotations

from flask import Blueprint

from core import navigation, today
from rubrics import rules

library = Blueprint("library", __name__, url_prefix="/library")
rubrics = Blueprint("rubrics", __name__, url_prefix="/rubrics")

from rubrics.views import (  # noqa: E402, F401 - they add their routes to the blueprints
    comparing,
    corrections,
    crosswalk,
    dimensions,
    documents,
    exchange,
    exercises,
    findings,
    generation,
    ladders,
    moves,
    reviews,
    signals,
    versions,
    waiting,
)

navigation.add("Library", "library.index", rules.may_read_library, order=50, blueprints={"library"})
navigation.add("Rubrics", "rubrics.index", rules.may_read_library, order=40, blueprints={"rubrics"})
today.add(waiting.groups)
