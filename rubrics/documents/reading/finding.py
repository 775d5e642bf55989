"""What a reader repaired, skipped, or found contradictory."""

from __future__ import annotations

from typing import Literal

from rubrics.documents.reading.plain import Plain, value

FindingSeverity = Literal["info", "warning", "error"]


@value
class Finding(Plain):
    """Something the reader repaired, skipped, or found to contradict itself."""

    severity: FindingSeverity
    locator: str
    message: str
