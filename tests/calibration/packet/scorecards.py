"""What the interviewers of the sample saw, and how it stands."""

from __future__ import annotations

from statistics import fmean, stdev

from calibration.packet.record import (
    Adjustment,
    Answer,
    Dimension,
    Rating,
    RedFlag,
    Scorecard,
    Signal,
    Standing,
)
from tests.calibration.packet.people import ADAEZE, INES, JONAS, MARA, PRIYA, TOMASZ

EVIDENCE = {
    ("c1", "design"): (
        4,
        (
            "Started from the read pattern, not from the database. Worked out that 40,000 devices polling every minute is only 670 requests "
            "a second and dropped the queue that most people add here. Named the cost of that choice (a slow consumer blocks the writer) and "
            "put a limit on it before I asked."
        ),
    ),
    ("c1", "delivery"): (
        3,
        "Would ship ingestion for one customer first and measure the gap between device time and arrival time for two weeks.",
    ),
    ("c1", "collaboration"): (3, "Asked twice who owns the device firmware, and what they would refuse."),
    ("c2", "design"): (
        3,
        (
            "Clean split between the index and the store. Needed a hint to see that the compaction job and the backup want the same disk "
            "at the same hour; afterwards moved one of them and explained why that one."
        ),
    ),
    ("c2", "incident"): (
        2,
        (
            "Told the story of the lost partition well, but the follow-up was \u201cwe added an alert\u201d. When I asked what would have to "
            "be true for it not to happen again, the answer stayed with the alert."
        ),
    ),
    ("c2", "delivery"): (
        4,
        "Moved the date six weeks ahead of time, with a list of what would be left out and who had agreed.",
    ),
    ("c3", "collaboration"): (
        5,
        (
            "The pricing migration: three teams, two of them in the middle of a reorganisation. Wrote one page with what each gives up, read "
            "it aloud to both leads in the same room, and had it signed that day. The finance lead I called confirmed it unasked."
        ),
    ),
    ("c3", "mentoring"): (
        3,
        "Two named people, one of them now leads the on-call rota. Could say what they did differently for each of the two.",
    ),
    ("c3", "delivery"): (3, "Slices are real: each of the four had its own users."),
    ("c4", "design"): (
        2,
        (
            "Stayed with one service. I asked for the neighbouring billing system three times and got its interface, never its failure. This "
            "is what our ladder describes one level down."
        ),
    ),
    ("c4", "incident"): (
        3,
        "Led the November outage, kept the channel quiet and handed over in writing after five hours.",
    ),
    ("c4", "mentoring"): (None, "We ran out of time after the incident story."),
    ("c5", "design"): (3, "Shadowing: I would have scored the same as Jonas until the last ten minutes."),
    ("c5", "incident"): (3, "Shadowing: agrees with the notes above."),
}

CARDS = (
    ("c1", "i1", MARA, "2026-10-14T11:40:00+00:00", "yes", "P5", False),
    ("c2", "i2", TOMASZ, "2026-10-14T15:05:00+00:00", "yes", "P5", False),
    ("c3", "i3", ADAEZE, "2026-10-15T10:20:00+00:00", "strong_yes", "P5", False),
    ("c4", "i4", JONAS, "2026-10-15T16:55:00+00:00", "no", "P4", False),
    ("c5", "i4", PRIYA, "2026-10-15T17:30:00+00:00", "no_decision", None, True),
)

SUMMARIES = {
    "c1": "Thinks in quantities first. I would be glad to have this person in a design review.",
    "c3": "The clearest account of a negotiation that I have heard in this loop.",
    "c4": "Good operator. I did not see the breadth that we ask for at this level.",
}


def standings_of(
    scorecards: tuple[Scorecard, ...], dimensions: tuple[Dimension, ...], adjustments: tuple[Adjustment, ...] = ()
) -> tuple[Standing, ...]:
    """Standings worked out anew, as the queries would hand them over."""
    after = {(change.scorecard, change.dimension): change.after for change in adjustments}
    rows = []
    for dimension in dimensions:
        scores = [
            score
            for card in scorecards
            if not card.shadow
            for rating in card.ratings
            if rating.dimension == dimension.id
            and (score := after.get((card.id, dimension.id), rating.score)) is not None
        ]
        wide = bool(scores) and max(scores) - min(scores) >= 2
        rows.append(
            Standing(
                dimension=dimension.id,
                n=len(scores),
                mean=fmean(scores) if scores else None,
                low=min(scores, default=None),
                high=max(scores, default=None),
                spread=stdev(scores) if len(scores) > 1 else None,
                distance=fmean(scores) - dimension.bar if scores else None,
                discuss=wide,
                discuss_reason=f"Scores run from {min(scores)} to {max(scores)}." if wide else None,
            )
        )
    return tuple(rows)


def sample_scorecards() -> tuple[Scorecard, ...]:
    """Four counted scorecards and a shadow."""
    return tuple(
        Scorecard(
            id=card,
            revision_id=f"r-{card}-1",
            interview=interview,
            interviewer=person,
            submitted_at=submitted,
            recommendation=recommendation,
            level_read=level,
            shadow=shadow,
            summary=SUMMARIES.get(card),
            ratings=tuple(
                Rating(
                    dimension=dimension, score=score, evidence=text if score else None, reason=None if score else text
                )
                for (owner, dimension), (score, text) in EVIDENCE.items()
                if owner == card
            ),
            signals=(
                (
                    Signal(kind="strong", text="Puts a number on a claim before being asked.", dimension="design"),
                    Signal(kind="weak", text="Little interest in what the service costs to run."),
                )
                if card == "c1"
                else ()
            ),
            red_flags=(
                (
                    RedFlag(
                        id="f2",
                        text="Claims a result that others clearly own.",
                        evidence="Spoke of \u201cmy migration\u201d; a reference in the notes names a second lead.",
                        severity="medium",
                        answers=(
                            Answer(
                                text="The second lead joined for the last month only; the reference confirms the plan was the candidate\u2019s.",
                                by=INES,
                                at="2026-10-20T14:22:00+00:00",
                            ),
                        ),
                    ),
                )
                if card == "c4"
                else ()
            ),
        )
        for card, interview, person, submitted, recommendation, level, shadow in CARDS
    )
