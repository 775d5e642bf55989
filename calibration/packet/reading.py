"""A record with its cross-references resolved: who scored what, and what counts after calibration."""

from __future__ import annotations

from dataclasses import dataclass

from calibration.packet.labels import letters
from calibration.packet.record import (
    RECRUITER,
    Adjustment,
    Dimension,
    Interview,
    Packet,
    Person,
    Rating,
    Scorecard,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Look-ups over one record. Anything a record refers to but does not hold is answered by `None` or its bare id."""

    record: Packet
    dimensions: dict[str, Dimension]
    interviews: dict[str, Interview]
    standings: dict[str, Standing]
    ratings: dict[tuple[str, str], Rating]
    adjustments: dict[tuple[str, str], tuple[Adjustment, ...]]
    key_letters: dict[str, str]

    @property
    def tells_singles(self) -> bool:
        """Whether this copy tells what single interviewers scored and wrote."""
        return self.record.profile != RECRUITER or bool(self.record.singles)

    def dimension_name(self, dimension: str) -> str:
        """The dimension's name, or its id when the rubric does not hold it."""
        found = self.dimensions.get(dimension)
        return found.name if found else dimension

    def score(self, card: Scorecard, dimension: str) -> int | None:
        """The score that counts, after adjustments; `None` when not observed or not rated."""
        changes = self.adjustments.get((card.id, dimension), ())
        if changes:
            return changes[-1].after
        rating = self.ratings.get((card.id, dimension))
        return rating.score if rating else None

    def named(self, card: Scorecard) -> str:
        """The interviewer with the key letter that stands for their scorecard: `A · Mara Lind`."""
        return f"{self.key_letters[card.id]} · {card.interviewer.name}"

    def interview_of(self, card: Scorecard) -> str:
        """The interview's title with what sets its scores apart: `Storage design, shadow: not counted, not blind`."""
        interview = self.interviews.get(card.interview)
        parts = (
            interview.title if interview else "",
            "shadow: not counted" if card.shadow else "",
            "not blind" if card.could_read else "",
        )
        return ", ".join(filter(None, parts))


def read(record: Packet) -> Reading:
    """The look-ups of a record; adjustments of one score in the order they were made."""
    adjustments: dict[tuple[str, str], tuple[Adjustment, ...]] = {}
    for change in sorted(record.calibration.adjustments, key=lambda change: change.at):
        place = (change.scorecard, change.dimension)
        adjustments[place] = (*adjustments.get(place, ()), change)
    return Reading(
        record=record,
        dimensions={dimension.id: dimension for dimension in record.rubric.dimensions},
        interviews={interview.id: interview for interview in record.application.interviews},
        standings={standing.dimension: standing for standing in record.calibration.standings},
        ratings={(card.id, rating.dimension): rating for card in record.scorecards for rating in card.ratings},
        adjustments=adjustments,
        key_letters={card.id: letters(index) for index, card in enumerate(record.scorecards)},
    )


LEFT_OUT = "Left out of this copy"


def person_text(person: Person | None) -> str:
    """A person with their role, `Ines Okoro (chair)`; `Levelset` for what the program did by itself."""
    if person is None:
        return "Levelset"
    return f"{person.name} ({person.role})" if person.role else person.name
