"""Evidence notes put together from the parts of a theme."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from calibration.demo.evidence.craft import DELIVERY, RUNNING_IN_PRODUCTION, SOFTWARE_DESIGN
from calibration.demo.evidence.judgement import RISK_AND_TRADE_OFFS, UNDERSTANDING_THE_PROBLEM
from calibration.demo.evidence.people import COMMUNICATION, GROWING_OTHERS, INFLUENCE
from calibration.demo.evidence.reliability import DESIGN_FOR_FAILURE, INCIDENT_LEADERSHIP, OBSERVABILITY
from calibration.demo.evidence.theme import Theme

THEMES: dict[str, Theme] = {
    "Software design": SOFTWARE_DESIGN,
    "Delivery": DELIVERY,
    "Running in production": RUNNING_IN_PRODUCTION,
    "Understanding the problem": UNDERSTANDING_THE_PROBLEM,
    "Risk and trade-offs": RISK_AND_TRADE_OFFS,
    "Communication": COMMUNICATION,
    "Influence": INFLUENCE,
    "Growing others": GROWING_OTHERS,
    "Incident leadership": INCIDENT_LEADERSHIP,
    "Design for failure": DESIGN_FOR_FAILURE,
    "Observability": OBSERVABILITY,
}
"""The theme of each dimension of the demo's criteria, by the dimension's name."""

_OPENINGS = {
    1: ("What worried me: ", "Weakest point: ", "{minutes} minutes in: "),
    2: ("Main doubt: ", "First example: ", "{minutes} minutes in: "),
    3: ("First example: ", "Main example: ", "{minutes} minutes in: "),
    4: ("Best moment: ", "Main example: ", "{minutes} minutes in: "),
    5: ("Best moment: ", "To remember: ", "{minutes} minutes in: "),
}
_REMARKS = {
    1: (
        "I asked in three different ways.",
        "More time would not have helped.",
        "I looked for something to set against this and found nothing.",
        "I did not find a way to help.",
    ),
    2: (
        "There is something to build on.",
        "Another interviewer should look at this again.",
        "Closer to the level below.",
        "A helpful hint made a visible difference.",
        "I gave two hints.",
        "The idea is there, the practice is not yet.",
        "I had hoped for a second example.",
        "Good will, little method.",
    ),
    3: (
        "What I expect at this level.",
        "Solid, without a surprise in either direction.",
        "A follow-up question confirmed it.",
        "I would be content to work with this.",
        "No gap that would worry me.",
        "Enough for the level, with room to grow.",
        "Answered without help.",
        "The example was recent and complete.",
    ),
    4: (
        "Better than most people I have asked at this level.",
        "The follow-up questions made it stronger.",
        "Had the figures ready.",
        "I learned something myself.",
        "I would like others to hear this answer.",
        "The details fitted together.",
        "Asked me a good question back.",
        "Well prepared, and not rehearsed.",
    ),
    5: (
        "I would expect this two levels up.",
        "Hard to find a question that was not already answered.",
        "The clearest answer I have heard to this question.",
        "I stopped taking notes and listened.",
    ),
}
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass
class Notebook:
    """The notes on one candidate: no observation is used twice in it while others of the same score are left.

    `random` decides everything, so that equal generators give equal notebooks.
    """

    random: random.Random
    _decks: dict[tuple[str, int, str], list[str]] = field(default_factory=dict)

    def note(self, dimension: str, score: int) -> str:
        """Two to four sentences of evidence for `score` (1-5) on the dimension of that name.

        Raises KeyError for a dimension that has no theme.
        """
        first, after = self._draw(dimension, score, "seen"), self._draw(dimension, score, "after")
        opening = self.random.choice(_OPENINGS[score]) if self.random.random() < 0.6 else ""
        sentences = [_sentence(opening + first)]
        if self.random.random() < 0.5:
            sentences.append(_sentence("also " + self._draw(dimension, score, "seen")))
        sentences.append(after)
        if self.random.random() < 0.5:
            sentences.append(self.random.choice(_REMARKS[score]))
        return self._figures(" ".join(sentences))

    def _draw(self, dimension: str, score: int, part: str) -> str:
        deck = self._decks.setdefault((dimension, score, part), [])
        if not deck:
            theme = THEMES[dimension]
            deck.extend((theme.seen if part == "seen" else theme.after)[score])
            self.random.shuffle(deck)
        return deck.pop()

    def _figures(self, text: str) -> str:
        between = self.random.randint
        return text.format(
            minutes=5 * between(2, 9),
            weeks=_NUMBERS[between(1, 7)],
            teams=_NUMBERS[between(1, 4)],
            share=5 * between(3, 12),
            years=_NUMBERS[between(0, 3)],
        )


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
