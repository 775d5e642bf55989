"""Pages of today, requisitions, applications, interview kits and scorecards."""

from __future__ import annotations

from flask import Blueprint

from core import navigation, today
from scorecards import rules

home = Blueprint("today", __name__)
blueprint = Blueprint("scorecards", __name__)
blueprints = (home, blueprint)

from scorecards.views import applications, loops, requisitions, scorecards, teams, waiting  # noqa: E402, F401 - they add their routes to the blueprints

navigation.add("Today", "today.index", rules.may_use_the_house, order=10, blueprints={"today"})
navigation.add("Requisitions", "scorecards.requisitions", rules.may_use_the_house, order=20, blueprints={"scorecards"})
today.add(waiting.groups)
