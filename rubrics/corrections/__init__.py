"""What a person puts right in a reading before it is imported, applied to the reading as plain values.

Corrections are kept with the document and applied each time it is read, so that the file, its reading and what a person
changed stay three things. Positions are those of the reading (after turning, where the table was turned).
"""

from __future__ import annotations

from rubrics.corrections.applying import corrected, corrected_ladder, likely_twin, turned
from rubrics.corrections.carrying import Carried, carried
from rubrics.corrections.order import falls, moved, rising, usual_order
from rubrics.corrections.values import LadderCorrection, LevelCorrection, RowCorrection, ladder_correction

__all__ = [
    "Carried",
    "LadderCorrection",
    "LevelCorrection",
    "RowCorrection",
    "carried",
    "corrected",
    "corrected_ladder",
    "falls",
    "ladder_correction",
    "likely_twin",
    "moved",
    "rising",
    "turned",
    "usual_order",
]
