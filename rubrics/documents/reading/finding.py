"""What a reader repaired, skipped, or found contradictory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FindingSeverity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the reader repaired, skipped, or found to contradict itself."""

    severity: FindingSeverity
    locator: str
    message: str

    def to_json(self) -> dict[str, Any]:
        return {"severity": self.severity, "locator": self.locator, "message": self.message}
