"""Where a source contradicts itself or was hard to read, for the pages of what was imported from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rubrics.places import Place, place_of

DOUBTFUL = ("warning", "error")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A remark on the source; `place` is where it stands in its document, None where it is about the whole."""

    message: str
    place: Place | None = None


def doubts_of(reading: Mapping[str, Any], remarks: Iterable[str] = ()) -> tuple[Doubt, ...]:
    """The warnings of the document's reading, then the crosswalk's remarks on the level.

    The crosswalk's word on years that disagree is left out where the reading has said so, with the place.
    """
    found = tuple(
        Doubt(entry["message"], place_of(entry["locator"]))
        for entry in reading.get("findings", ())
        if entry["severity"] in DOUBTFUL
    )
    knows_years = any(entry.message.startswith("Years disagree") for entry in found)
    return (*found, *(Doubt(said) for said in remarks if not (knows_years and said.startswith("The source gives"))))
