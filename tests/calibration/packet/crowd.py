"""Larger records: many interviewers on few dimensions, and the one that the benches measure."""

from __future__ import annotations

from dataclasses import replace

from calibration.packet.record import HistoryRow, Interview, Packet, Person, Rating, Scorecard
from tests.calibration.packet.people import MARA
from tests.calibration.packet.sample import sample_record
from tests.calibration.packet.scorecards import standings_of


def crowded_record(interviewers: int = 30, dimensions_scored: int = 5) -> Packet:
    """Thirty interviewers who each scored every dimension, of a rubric that has so many."""
    record = sample_record()
    dimensions = record.rubric.dimensions[:dimensions_scored]
    scorecards = tuple(
        Scorecard(
            id=f"n{number}",
            revision_id=f"r-n{number}-1",
            interview=f"i{number}",
            interviewer=Person(id=str(100 + number), name=f"Interviewer Number {number}"),
            submitted_at="2026-10-14T11:40:00+00:00",
            recommendation="yes" if number % 3 else "no",
            level_read="P5",
            ratings=tuple(
                Rating(
                    dimension=dimension.id,
                    score=1 + (number * 7 + place * 3) % 5,
                    evidence=f"Observation {number}.{place}: said what was asked and gave one example of it from the last year.",
                )
                for place, dimension in enumerate(dimensions)
            ),
        )
        for number in range(1, interviewers + 1)
    )
    return replace(
        record,
        rubric=replace(record.rubric, dimensions=dimensions),
        application=replace(
            record.application,
            interviews=tuple(
                Interview(
                    id=card.interview,
                    title=f"Conversation {card.interview[1:]}",
                    interviewer=card.interviewer,
                    focus=tuple(dimension.id for dimension in dimensions),
                )
                for card in scorecards
            ),
        ),
        scorecards=scorecards,
        calibration=replace(
            record.calibration, standings=standings_of(scorecards, dimensions), adjustments=(), gaps=()
        ),
    )


def bench_record() -> Packet:
    """About the content of the packet that `performance.md` measured: 8 scorecards on 5 dimensions, 64 rows of history."""
    record = crowded_record(8)
    return replace(
        record,
        history=tuple(
            HistoryRow(
                at=f"2026-10-{1 + number // 4:02d}T{8 + number % 4:02d}:00:00+00:00",
                action="scorecard.saved",
                what=f"Draft {number} of a scorecard saved",
                by=MARA,
            )
            for number in range(64)
        ),
    )
