"""Whether words speak of managers or of individuals."""

from __future__ import annotations

import re

from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Track

MANAGERS = pattern(
    r"\b(managers?|managerial|management|managing|people lead(?:er)?s?|directors?|head of|vp|vice president|cto|supervisor|m-?track)\b",
    re.IGNORECASE,
)
INDIVIDUALS = pattern(
    r"\b(individual contributors?|individual|ics?|ic track|professional track|makers?|technical track|engineers?|developers?|"
    r"programmers?|designers?|analysts?|scientists?|sres?|engineer track)\b",
    re.IGNORECASE,
)


def track_of(*texts: str | None) -> Track | None:
    """The track the first telling text names; managers are told from individuals, and `None` is neither or both."""
    for text in texts:
        if not text:
            continue
        manager, individual = bool(MANAGERS.search(text)), bool(INDIVIDUALS.search(text))
        if re.search(r"\b(individual contributors?|ic)\b", text, re.IGNORECASE) and not re.search(
            r"\bmanagers?\b", text, re.IGNORECASE
        ):
            return "individual"
        if (
            manager
            and not re.search(r"\b(individual|ic)\b", text, re.IGNORECASE)
            and not re.search(r"\b(product|project|program|programme|account|community) manag", text, re.IGNORECASE)
        ):
            return "manager"
        if individual and not manager:
            return "individual"
    return None
