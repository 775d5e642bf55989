"""What a person puts right in a reading before it is imported, applied to the reading as plain values.

Corrections are kept with the document and applied each time it is read, so that the file, its reading and what a person
changed stay three things. Positions are those of the reading (after turning, where the table was turned).
"""

from __future__ import annotations

from rubrics.corrections.applying import corrected_ladder, likely_twin, turned
from rubrics.corrections.carrying import Carried, carried, carried_scorecard
from rubrics.corrections.fields import LadderFields, ladder_fields
from rubrics.corrections.order import falls, moved, rising, usual_order
from rubrics.corrections.scorecard import SCORECARD, scorecard
from rubrics.corrections.turning import turned_correction
from rubrics.corrections.values import LadderCorrection, LevelCorrection, RowCorrection, ladder_correction
from rubrics.corrections.whole import corrected

__all__ = [
    "SCORECARD",
    "Carried",
    "LadderCorrection",
    "LadderFields",
    "LevelCorrection",
    "RowCorrection",
    "carried",
    "carried_scorecard",
    "corrected",
    "corrected_ladder",
    "falls",
    "ladder_correction",
    "ladder_fields",
    "likely_twin",
    "moved",
    "rising",
    "scorecard",
    "turned",
    "turned_correction",
    "usual_order",
]
