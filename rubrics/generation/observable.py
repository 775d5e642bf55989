"""What can be observed comes first: statements of what a person does before those of what they are, know or could do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rubrics.content import Statement

_STATE = re.compile(
    r"\W*(?:(?:you|they|is|are|fully|very|highly)\s+)*"
    r"(?:able|abilit(?:y|ies)|aware(?:ness)?|capable|comfortable|competen(?:t|ce)|confiden(?:t|ce)|curious|deep|experienced?"
    r"|expert(?:ise)?|familiar(?:ity)?|fluent|good|has|have|hungry|in-depth|know|knows|knowledge|knowledgeable|mastery|passionate"
    r"|proficien(?:t|cy)|proven|skilled|solid|sound|strong|(?:demonstrated )?willing(?:ness)?|subject matter|understand(?:s|ing)?)\b",
    re.IGNORECASE,
)


def observable_first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements with those that open with an ability, a trait or knowledge put last; else the sources' order stays."""
    return tuple(sorted(statements, key=lambda statement: is_state(statement.text)))


def is_state(text: str) -> bool:
    """Whether the text opens with what a person is, knows or could do ("Able to …", "Expert in …"), which nobody sees."""
    return bool(_STATE.match(text))
