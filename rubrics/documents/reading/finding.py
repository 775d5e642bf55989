"""What a reader repaired, skipped, or found contradictory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rubrics.documents.reading.plain import Plain

FindingSeverity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding(Plain):
    """Something the reader repaired, skipped, or found to contradict itself."""

    severity: FindingSeverity
    locator: str
    message: str
