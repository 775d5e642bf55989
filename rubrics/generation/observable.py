"""What can be observed comes first: statements of what a person does before those of what they are, know or could do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rubrics.content import Statement

_QUALITY = (
    r"abilit(?:y|ies)|aptitude|awareness|capacity|competence|comprehension|confidence|curiosity|expertise|familiarity|fluency"
    r"|grasp|intuition|knowledge|mastery|passion|potential|proficiency|understanding|willingness"
)
_STATE = re.compile(
    # "You", "fully", "not just": what may stand before the word that decides.
    r"\W*(?:(?:you|they|also|always|clearly|deeply|even|fully|generally|highly|just|merely|not|only|quite|really|thoroughly|very)\s+)*(?:"
    # What a person is, unless others are seen to come to them.
    r"(?:is|are|was|were)(?!\s+(?:often\s+|regularly\s+)?(?:asked|called|consulted|invited|sought)\b)"
    # What they could do.
    r"|able|can|capable|could|may|might"
    # What they have, unless it is something they have done: "has led", but "has advanced knowledge".
    r"|(?:has|have)(?!\s+(?:(?!advanced|detailed|established|experienced|limited|proven|related|varied)\w+ed"
    r"|begun|brought|built|cut|done|drawn|driven|found|given|grown|held|kept|led|made|put|run|seen|set|shown|spoken|stood|taken|taught|won|written)\b)"
    # What they know, and how they are.
    r"|accountable|active|aware|comfortable|competent|confident|curious|deep|eager|experienced?|expert|familiar|fluent|good|hungry"
    r"|in-depth|keen|key|know|knowledgeable|known|knows|leader|outstanding|passionate|persistent|productive|proficient|proven"
    r"|recogni[sz]ed|regarded|respected|responsible|self-\w+ed|skilled|solid|sound|strong|subject matter"
    rf"|trusted|understands?|willing|{_QUALITY}"
    # The same shown rather than said: "demonstrates an understanding of".
    rf"|(?:demonstrat|display|exhibit|possess|show)\w*\s+(?:an?\s+|the\s+|their\s+)?(?:[\w-]+\s+){{0,2}}(?:{_QUALITY})"
    r")\b",
    re.IGNORECASE,
)


def observable_first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements with those that open with an ability, a trait or knowledge put last; else the sources' order stays."""
    return tuple(sorted(statements, key=lambda statement: is_state(statement.text)))


def is_state(text: str) -> bool:
    """Whether the text opens with what a person is, knows or could do ("Able to …", "Expert in …"), which nobody sees."""
    return bool(_STATE.match(text))
