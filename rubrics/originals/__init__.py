"""What a person reads beside a reading: the original as numbered lines, and where each place of the reading stands in it.

A text has its own lines, a workbook a line for each row of its visible sheets, an archive those of each file. Records are found
by their paths, a page inside a record is shown as that page.
"""

from __future__ import annotations

from rubrics.originals.anchors import anchor, places_in
from rubrics.originals.showing import Original, OriginalFile, OriginalLine, original

__all__ = ["Original", "OriginalFile", "OriginalLine", "anchor", "original", "places_in"]
