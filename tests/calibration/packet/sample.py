"""Records to make packets of: one realistic application, and changes of it."""

from __future__ import annotations

from dataclasses import replace

from calibration.packet.record import (
    Adjustment,
    Application,
    Background,
    Calibration,
    Candidate,
    Composite,
    CoverageGap,
    Decision,
    Dissent,
    Figure,
    HistoryRow,
    Interview,
    Level,
    Packet,
    Position,
    Recusal,
    Requisition,
    Statistics,
)
from tests.calibration.packet.people import ADAEZE, DANIEL, HELENA, INES, JONAS, MARA, PRIYA, TOMASZ, YUKI
from tests.calibration.packet.rubric import sample_rubric
from tests.calibration.packet.scorecards import sample_scorecards, standings_of


def sample_record() -> Packet:
    """A decided application with everything a packet can hold."""
    rubric = sample_rubric()
    scorecards = sample_scorecards()
    adjustments = (
        Adjustment(
            scorecard="c4",
            dimension="design",
            before=2,
            after=3,
            by=JONAS,
            at="2026-10-20T14:15:00+00:00",
            reason="Mara\u2019s notes show the failure analysis that I did not get to. I asked for it in a narrower case.",
        ),
    )
    return Packet(
        application=Application(
            id="4711",
            candidate=Candidate(
                id="907",
                code="K-2093",
                name="Noor van den Berg",
                pronouns="she/her",
                email="noor@vandenberg.example",
                phone="+31 6 5550 0199",
                background=(
                    Background(kind="school", text="Delft University of Technology"),
                    Background(kind="employer", text="Harbour Freight Robotics"),
                ),
            ),
            requisition=Requisition(
                id="88", title="Staff Engineer, Storage", code="ENG-88", team="Storage platform", location="Rotterdam"
            ),
            target_level=Level(code="P5", name="Staff"),
            applied_at="2026-09-21",
            interviews=(
                Interview(
                    id="i1",
                    title="System design",
                    interviewer=MARA,
                    focus=("design", "delivery", "collaboration"),
                    exercise="Device telemetry, 60 minutes",
                    starts_at="2026-10-14T09:30:00+00:00",
                ),
                Interview(
                    id="i2",
                    title="Deep dive into past work",
                    interviewer=TOMASZ,
                    focus=("design", "incident", "delivery"),
                    starts_at="2026-10-14T13:00:00+00:00",
                ),
                Interview(
                    id="i3",
                    title="Working with others",
                    interviewer=ADAEZE,
                    focus=("collaboration", "mentoring", "delivery"),
                    starts_at="2026-10-15T08:30:00+00:00",
                ),
                Interview(
                    id="i4",
                    title="Operations",
                    interviewer=JONAS,
                    focus=("design", "incident", "mentoring"),
                    exercise="The outage that would not end, 45 minutes",
                    starts_at="2026-10-15T14:00:00+00:00",
                ),
            ),
        ),
        rubric=rubric,
        scorecards=scorecards,
        calibration=Calibration(
            session_id="s-19",
            session_title="Storage hiring, session 19",
            held_at="2026-10-20T14:00:00+00:00",
            chair=INES,
            members=(INES, DANIEL, YUKI),
            standings=standings_of(scorecards, rubric.dimensions, adjustments),
            gaps=(
                CoverageGap(
                    dimension="mentoring",
                    planned=2,
                    observed=1,
                    note="Jonas ran out of time. The chair accepts one score, since the dimension is no must-have.",
                ),
            ),
            positions=(
                Position(
                    by=INES,
                    at="2026-10-19T17:02:00+00:00",
                    outcome="hire",
                    level="P5",
                    reasons="Design and people are there.",
                ),
                Position(
                    by=DANIEL,
                    at="2026-10-19T18:40:00+00:00",
                    outcome="hire_one_level_down",
                    level="P4",
                    reasons="Operations read like P4.",
                ),
                Position(
                    by=YUKI, at="2026-10-20T08:11:00+00:00", outcome="hire", level="P5", reasons="Weight of evidence."
                ),
                Position(
                    by=YUKI,
                    at="2026-10-20T14:25:00+00:00",
                    outcome="hire",
                    level="P5",
                    blind=False,
                    reasons="Unchanged after the talk.",
                ),
            ),
            adjustments=adjustments,
            dissents=(
                Dissent(
                    by=DANIEL,
                    at="2026-10-20T14:48:00+00:00",
                    text="One strong interview carries collaboration, and operations stayed a level down in both conversations. I would have offered P4 "
                    "with a review after a year.",
                ),
            ),
            recusals=(
                Recusal(by=HELENA, at="2026-10-19T09:00:00+00:00", reason="Worked with the candidate until last year."),
            ),
            statistics=Statistics(
                run_id="run-204",
                method="Crossed mixed model of the requisition\u2019s scores (restricted maximum likelihood).",
                computed_at="2026-10-19T06:00:00+00:00",
                figures=(
                    Figure(name="Overall estimate, points", value=3.24, low=2.81, high=3.67, note="Interval of 90 %."),
                    Figure(name="Chance that the level meets the bar", value=0.82),
                    Figure(
                        name="Agreement in this loop (alpha, ordinal)", value=None, note="Too few scores per dimension."
                    ),
                ),
            ),
        ),
        decision=Decision(
            outcome="hire",
            level="P5",
            reasons="Evidence meets the bar on every must-have. Design is carried by two independent interviews and, after calibration, "
            "contradicted by none; collaboration is well above the bar. Running it in production lies half a point below the bar with two scores "
            "that agree: the committee accepts this because the team has two strong operators and the gap can be closed in the first year. "
            "The offer names it as the first goal.",
            decided_by=INES,
            decided_at="2026-10-20T14:40:00+00:00",
            composite=Composite(
                verdict="below",
                value=3.42,
                bar=3.0,
                must_haves_below=("Running it in production",),
                must_haves_unobserved=(),
            ),
            difference="Two operators of the team carry the pager until Noor has learned it.",
        ),
        earlier_decisions=(
            Decision(
                outcome="more_evidence",
                reasons="Jonas\u2019s scorecard had not been submitted when the session opened.",
                decided_by=INES,
                decided_at="2026-10-15T15:30:00+00:00",
            ),
        ),
        history=(
            HistoryRow(
                at="2026-09-21T07:55:00+00:00", action="application.opened", what="Application opened on ENG-88"
            ),
            HistoryRow(
                at="2026-09-28T10:12:00+00:00", action="loop.planned", what="Loop of four interviews planned", by=PRIYA
            ),
            HistoryRow(
                at="2026-10-14T11:40:00+00:00",
                action="scorecard.submitted",
                what="Revision r-c1-1, System design",
                by=MARA,
            ),
            HistoryRow(
                at="2026-10-14T15:05:00+00:00",
                action="scorecard.submitted",
                what="Revision r-c2-1, Deep dive into past work",
                by=TOMASZ,
            ),
            HistoryRow(
                at="2026-10-15T10:20:00+00:00",
                action="scorecard.submitted",
                what="Revision r-c3-1, Working with others",
                by=ADAEZE,
            ),
            HistoryRow(
                at="2026-10-15T16:55:00+00:00",
                action="scorecard.submitted",
                what="Revision r-c4-1, Operations",
                by=JONAS,
            ),
            HistoryRow(
                at="2026-10-20T14:15:00+00:00",
                action="score.adjusted",
                what="System design of r-c4-1 from 2 to 3",
                by=JONAS,
            ),
            HistoryRow(at="2026-10-20T14:40:00+00:00", action="decision.recorded", what="Hire at P5", by=INES),
            HistoryRow(
                at="2026-10-20T14:41:00+00:00", action="packet.sealed", what="Packet sealed from five revisions"
            ),
        ),
        generated_at="2026-10-20T14:41:00+00:00",
    )


def empty_record() -> Packet:
    """An application that nobody scored and nobody decided."""
    record = sample_record()
    return replace(
        record,
        scorecards=(),
        calibration=Calibration(standings=standings_of((), record.rubric.dimensions)),
        decision=None,
        earlier_decisions=(),
        history=(),
    )
