"""Pages of today, requisitions, applications, interview kits and scorecards."""

from __future__ import annotations

from flask import Blueprint

from core import navigation, today
from rubrics import pins
from scorecards import rules

home = Blueprint("today", __name__)
blueprint = Blueprint("scorecards", __name__)
training_home = Blueprint("training", __name__)
blueprints = (home, blueprint, training_home)

from scorecards.views import (  # noqa: E402 - they add their routes to the blueprints
    applications,  # noqa: F401 - as above
    attachments,  # noqa: F401 - as above
    candidate_lists,  # noqa: F401 - as above
    due,  # noqa: F401 - as above
    guests,  # noqa: F401 - as above
    kept_plans,  # noqa: F401 - as above
    kits,  # noqa: F401 - as above
    loops,  # noqa: F401 - as above
    moving,
    plan_sources,  # noqa: F401 - as above
    planning,  # noqa: F401 - as above
    plans,  # noqa: F401 - as above
    requisitions,  # noqa: F401 - as above
    scorecards,  # noqa: F401 - as above
    teams,  # noqa: F401 - as above
    trainings,  # noqa: F401 - as above
    waiting,
)

navigation.add("Today", "today.index", rules.may_use_the_house, order=10, blueprints={"today"})
navigation.add("Requisitions", "scorecards.requisitions", rules.may_use_the_house, order=20, blueprints={"scorecards"})
today.add(waiting.groups)
pins.add(moving.pinned)
