"""What a profile would hide in a record, in words and grouped by place: what a person reads before they export."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from calibration.packet.labels import words
from calibration.packet.masking import PRONOUNS
from calibration.packet.profiles import Withheld, masks_for, withheld
from calibration.packet.record import RECRUITER, Packet

INDEX = re.compile(r"\[\d+\]")
SINGLES = {
    True: "It does hold what each interviewer scored and wrote: this opening allows it, in its settings.",
    False: "What each interviewer scored and wrote is left out. An opening can allow it in its settings; "
    "then it is told once the scores are open to recruiters.",
}


@dataclass(frozen=True, slots=True)
class Masked:
    """A text that is printed otherwise than it stands in the record."""

    place: str
    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A place from which everything is left out, and how many things that are."""

    place: str
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What readers of a profile will find changed (each text once) and missing, in the record's order.

    `singles` is a sentence on whether a recruiter's copy tells single scores, empty for other copies. `strings` are those masked in every free text, with what stands instead; the pronouns of the language are not listed.
    """

    masked: tuple[Masked, ...]
    left_out: tuple[LeftOut, ...]
    strings: tuple[tuple[str, str], ...] = ()
    singles: str = ""


def preview(record: Packet, profile: str, *, tells_singles: bool = False) -> Preview:
    """What the profile changes in the committee's record, and what it leaves out; raises what `redact` raises.

    The background is left aside: it only says what to mask. So are the numbers of people, which are replaced with them.
    """
    found = [item for item in withheld(record, profile, tells_singles=tells_singles) if "background" not in item.path]
    masked = dict.fromkeys(
        Masked(place=_place(item), text=item.text, shown=item.shown)
        for item in found
        if item.shown and not item.path.endswith(".id")
    )
    missing = Counter(_place(item) for item in found if not item.shown)
    strings = [
        (string, mask.mark) for mask in masks_for(record, profile) for string in mask.strings if string not in PRONOUNS
    ]
    return Preview(
        masked=tuple(masked),
        left_out=tuple(LeftOut(place, count) for place, count in missing.items()),
        strings=tuple(dict.fromkeys(pair for pair in strings if pair[0])),
        singles=SINGLES[tells_singles] if profile == RECRUITER else "",
    )


def _place(item: Withheld) -> str:
    """`scorecards[0].ratings[1].evidence` as `Scorecards: ratings: evidence`."""
    return words(INDEX.sub("", item.path).replace(".", ": "))
