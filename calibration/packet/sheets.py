"""Scorecards on sheets: each begins a page of its own, and short ones share it.

A sheet is laid out by itself, when its last scorecard is submitted, and is the same pages in every later packet: so which
scorecards share one depends on nothing but their text and the paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from calibration.packet.evidence import Card, CardRating

# Lines of text, 4.6 mm each, that a page holds between its margins. Too small a guess costs a page with a few lines on it,
# too large a one leaves some room: so the guess is on the large side.
LINES_ON_A_PAGE = {"A4": 54.0, "letter": 50.0}
SECTION_HEADING = 3.5
CARD_HEADING = 5.2  # name, two lines of facts, and the table's head
TABLE_END = 0.6
PADDING = 0.7
SUMMARY_CHARACTERS = 94
EVIDENCE_CHARACTERS = 74
DIMENSION_CHARACTERS = 20
SMALL_CHARACTERS = 120


def sheets(cards: Sequence[Card], paper: str) -> tuple[tuple[Card, ...], ...]:
    """The scorecards in their order, those of one sheet together. A long one has a sheet, of some pages, to itself.

    `paper` is the name of a size in LINES_ON_A_PAGE.
    """
    found: list[list[Card]] = []
    room = 0.0
    for card in cards:
        needed = card_lines(card)
        if not found or needed > room:
            room = LINES_ON_A_PAGE[paper] - (0 if found else SECTION_HEADING)
            found.append([])
        found[-1].append(card)
        room -= needed
    return tuple(map(tuple, found))


def card_lines(card: Card) -> float:
    """How high a scorecard is about, in lines."""
    notes = (*card.red_flags, *(["note"] * (card.shadow + card.could_read)))
    return (
        CARD_HEADING
        + (_lines(card.summary, SUMMARY_CHARACTERS) + PADDING if card.summary else 0)
        + sum(map(_rating_lines, card.ratings))
        + (TABLE_END if card.ratings else 0)
        + sum(_lines(f"{signal.text} {signal.where}", SMALL_CHARACTERS) for signal in card.signals)
        + (PADDING if card.signals else 0)
        + sum(_lines(note, SMALL_CHARACTERS) + 1 for note in notes)
    )


def _rating_lines(rating: CardRating) -> float:
    evidence = _lines(rating.evidence, EVIDENCE_CHARACTERS) + sum(
        _lines(change, SMALL_CHARACTERS) for change in rating.adjustments
    )
    return max(evidence, _lines(rating.dimension, DIMENSION_CHARACTERS)) + PADDING


def _lines(text: str, characters: int) -> int:
    return sum(-(-len(line) // characters) or 1 for line in text.split("\n"))
