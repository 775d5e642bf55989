"""What is written besides the evidence notes: summaries, red flags, reasons."""

from __future__ import annotations

from calibration.enums import Outcome
from scorecards.enums import Recommendation

SUMMARIES: dict[Recommendation, tuple[str, ...]] = {
    Recommendation.STRONG_YES: (
        "Clearly above what we ask for. Strongest on {best}; I found no serious gap.",
        "One of the best conversations of this year. {best} stood out, and even {worst} was at the level.",
        "I would want this person on my own team. The evidence on {best} would do for the next level too.",
    ),
    Recommendation.YES: (
        "Meets the level. Strongest on {best}, and {worst} would grow with the work.",
        "A yes from me, carried by {best}. I would ask a colleague to look at {worst} again.",
        "Did what the level asks, steadily. More on {best} than on {worst}.",
    ),
    Recommendation.NO: (
        "Not at this level yet. {best} is in place; {worst} is not.",
        "Close, and I would talk again in a year. The gap is on {worst}.",
        "I would be glad to work with this person one level down: good on {best}, too thin on {worst}.",
    ),
    Recommendation.STRONG_NO: (
        "Far from the level in what I could see, above all on {worst}.",
        "I found too little evidence of their own work, and least of all on {worst}.",
    ),
    Recommendation.NO_DECISION: (
        "I saw too little to say yes or no: what I have on {best} is not enough.",
        "The exercise did not reach the parts that I was to judge. Please look elsewhere for them.",
    ),
}
"""An interviewer's summary; `{best}` and `{worst}` are dimensions in lower case."""

NOT_OBSERVED: tuple[str, ...] = (
    "The exercise ran over, and we did not get to it.",
    "The conversation never came near it, and I did not want to guess.",
    "The candidate had no example to hand and I moved on.",
    "The connection failed for the last quarter of an hour.",
)

PRIVATE_NOTES: tuple[str, ...] = (
    "Next time start with the second question; the first one took too long.",
    "I had read the application just before. Check that this did not colour the first rating.",
    "Tired after two interviews in a row. Ask for a break between them.",
)

REOPENED: tuple[str, ...] = (
    "One rating was entered on the wrong dimension.",
    "The candidate sent the work sample afterwards, and it belongs to the evidence.",
    "The note on one dimension described another candidate's exercise.",
)

RED_FLAGS: dict[str, dict[str, tuple[str, str]]] = {
    "senior-product-engineer-criteria.md": {
        "Claims work that follow-up questions show was done by someone else.": (
            "Described the payment move as their own work. Asked for the first week of it, could not say who had chosen the supplier and then said that a colleague had led it.",
            "Two references from that employer were asked, with the candidate's consent. Both say the candidate led the second half of the move. We read it as a careless answer and set the claim to the first half aside.",
        ),
        "Speaks of users or colleagues with contempt.": (
            "Called the ticket-office staff hopeless twice, once after I had asked what they needed.",
            "Taken up in the next conversation. The candidate apologised unasked and explained the story behind it. One member remains unconvinced, and the reasons of the decision say so.",
        ),
        "Would hide a fault in live software from the people it affects.": (
            "Asked when to tell the line about double charges, answered: when they notice.",
            "The question was put again by the chair in a follow-up call. The answer was the same. This weighed in the decision.",
        ),
        "Suggests copying real passenger records to a laptop for testing.": (
            "Proposed to test the refund change with last month's passengers on a laptop, because invented data never shows the real problems.",
            "Asked about it afterwards, the candidate named three safer ways at once and the law that applies. We take it as a thought spoken too early.",
        ),
    },
    "staff-reliability-engineer-criteria.md": {
        "Blames a named colleague for an incident and shows no interest in the conditions behind it.": (
            "Told the outage as the fault of one colleague, by name, and came back to the name when I asked about the missing check.",
            "The hiring manager asked for a second incident. In that one the conditions came first. We keep a doubt and have noted it for the first months.",
        ),
        "Proposes automatic repairs with no limit, no trial and no way to stop them.": (
            "Wanted every failed gate restarted automatically, as often as needed. When asked how to stop it, answered that nobody would want to.",
            "Discussed at length. The proposal came under time pressure, and in the design review the same candidate set limits without being asked.",
        ),
        "Would delay telling a ferry line about a fault that endangers a sailing.": (
            "In the storm exercise wanted to be sure of the cause before calling the line, and let twenty minutes pass.",
            "The exercise text did not say that the line was still boarding. We corrected the text and do not hold the delay against the candidate.",
        ),
        "Dismisses security or passenger data as someone else's concern.": (
            "Asked who may read the passenger list at the gate, answered that the security team will see to that.",
            "Asked again in writing. The answer was better and still short. It is one of the reasons for the outcome.",
        ),
    },
}
"""Criteria file → red flag → the interviewer's evidence and the committee's answer."""

DECISIONS: dict[Outcome, tuple[str, ...]] = {
    Outcome.HIRE: (
        "The evidence meets {level} on every must-have dimension, from more than one interviewer. It is strongest on {best}. {worst} sits nearer to the bar and will be the first subject of the plan for the first half-year.",
        "Interviewers who score differently agree on the substance: the work described is work at {level}. {best} carried the decision. The committee discussed {worst} and found the evidence sufficient.",
        "Read against the anchors, most of the notes match {level}, and some the level above. No dimension is below the bar once {worst} is read with its context.",
    ),
    Outcome.HIRE_ONE_LEVEL_DOWN: (
        "The evidence is good and it is evidence of {level}. {best} is in place; on {worst} the examples are those of somebody who takes part rather than leads. The candidate has been told why and what would change it.",
        "Nobody doubts the person, and nobody saw enough at the target level on {worst}. The committee offers {level}, where {best} is already a strength.",
    ),
    Outcome.NO_HIRE: (
        "The evidence is below the bar on {worst}, from more than one interviewer, and it does not support the level below either. {best} was recognised and will be named in the answer to the candidate.",
        "Two interviewers looked for evidence on {worst} and found little. The committee checked whether severe scoring explains it; it does not.",
    ),
    Outcome.MORE_EVIDENCE: (
        "The interviewers disagree on {worst}, and their notes describe different situations. One more interview on that dimension, with another interviewer, will be held before the committee meets again.",
        "There is too little independent evidence on {worst} to decide either way. The committee asks for one more exercise and decides afterwards.",
    ),
}
"""Reasons of a decision; `{level}` is the level of the offer, or the target level where none is made."""
