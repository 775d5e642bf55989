"""The parts that a packet is laid out in, each a document of its own that a later packet can use again.

What changes together stands in one part: the scores with the evidence behind them, each sheet of scorecards, what the
committee did, the rubric, the trace. A part begins a page, so a copy without scores, which has little to say in each of
its sections, has fewer parts.
"""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.context import PacketContext
from calibration.packet.evidence import Card
from calibration.packet.sheets import sheets

FRONT = "front"


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its kind, the sections that stand in it, those of them that begin in it, and the scorecards it prints."""

    kind: str
    sections: tuple[str, ...]
    begins: tuple[str, ...]
    cards: tuple[Card, ...] = ()


PASSING = frozenset({"decision", "closing"})
"""Kinds of parts that a decision changes, or that print the packet's own seal: laid out ahead, they would be for nothing."""
FRONT_PART = Part(FRONT, ("reading",), ("reading",))
DECISION = ("red_flags", "coverage", "timeline")


def parts_of(packet: PacketContext, paper: str) -> tuple[Part, ...]:
    """The parts after the front, in the order of the packet, for `A4` or `letter`."""
    closing = (_whole("rubric", "rubric"), _whole("closing", "history", "notice"))
    if packet.plot is None:
        return (_whole("record", "scores", "evidence", "scorecards", *DECISION, cards=packet.cards), *closing)
    return (
        _whole("scores", "scores", "evidence"),
        *(
            Part("scorecards", ("scorecards",), ("scorecards",) if number == 0 else (), cards)
            for number, cards in enumerate(sheets(packet.cards, paper))
        ),
        _whole("decision", *DECISION),
        *closing,
    )


def _whole(kind: str, *sections: str, cards: tuple[Card, ...] = ()) -> Part:
    return Part(kind, sections, sections, cards)
