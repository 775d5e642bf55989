"""Pages of calibration, sessions, decisions and packets."""

from __future__ import annotations

from flask import Blueprint

from calibration import rules
from core import navigation, today
from scorecards import links

blueprint = Blueprint("calibration", __name__, url_prefix="/calibration")

from calibration.views import bulk, candidates, comparisons, follow_ups, items, messages, packets, sessions, waiting  # noqa: E402, F401 - they add their routes to the blueprint

navigation.add(
    "Calibration", "calibration.index", rules.may_see_calibration, order=30, blueprints={"calibration", "packets"}
)
today.add(sessions.groups)
today.add(waiting.groups)
today.add(messages.groups)
today.add(follow_ups.groups)
links.add(waiting.evidence)
links.add_to_opening(comparisons.opening_link)
links.add(messages.link)
links.add(waiting.hold)
links.add_notes(messages.notes)
