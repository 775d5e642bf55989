"""Records to make packets of: one realistic application, and changes of it."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean, stdev

from calibration.packet.record import (
    Adjustment,
    Anchor,
    Answer,
    Application,
    Background,
    Calibration,
    Candidate,
    Composite,
    CoverageGap,
    Decision,
    Dimension,
    Dissent,
    Figure,
    HistoryRow,
    Interview,
    Level,
    Packet,
    Person,
    Position,
    Rating,
    Recusal,
    RedFlag,
    Requisition,
    Rubric,
    RubricFlag,
    Scale,
    ScaleStep,
    Scorecard,
    Signal,
    Standing,
    Statement,
    Statistics,
)

MARA = Person(id="11", name="Mara Lindgren", role="interviewer")
TOMASZ = Person(id="12", name="Tomasz Wieczorek", role="interviewer")
ADAEZE = Person(id="13", name="Adaeze Nwosu", role="interviewer")
JONAS = Person(id="14", name="Jonas Falk", role="interviewer")
PRIYA = Person(id="15", name="Priya Raman", role="interviewer")
INES = Person(id="21", name="Ines Carvalho", role="chair")
DANIEL = Person(id="22", name="Daniel Ortega", role="committee")
YUKI = Person(id="23", name="Yuki Tanabe", role="committee")
HELENA = Person(id="24", name="Helena Brandt", role="committee")

LADDER = "engineering-ladder.md"
CRITERIA = "storage-hiring.yml"

# name, group, weight, must have, description, five anchors from 1 to 5 (an empty one was never written)
DIMENSIONS = (
    (
        "design",
        "System design",
        "Craft",
        2.0,
        True,
        "Shapes a system that others can run, change and afford.",
        (
            ("Draws boxes and arrows but cannot say what happens when one of them stops.",),
            ("Designs a single service well and leaves its neighbours to somebody else.",),
            (
                "Designs a system of several services, names the trade-offs and picks one with reasons.",
                "Says which failure the design accepts, and who will notice it first.",
            ),
            ("Sets the direction for a whole product area and leaves room for teams to differ.",),
            ("Changes how the company builds systems, and shows the numbers that made people follow.",),
        ),
    ),
    (
        "delivery",
        "Delivery under uncertainty",
        "Craft",
        1.5,
        True,
        "Gets something useful into use while the question is still moving.",
        (
            ("Waits for a complete specification.",),
            ("Delivers planned work and reports a slip after it has happened.",),
            (
                "Cuts work into slices that each teach something, and moves the date before it is missed.",
                "Finds the one risk that decides the plan and tries it first.",
            ),
            ("Keeps several teams moving when their plans collide.",),
            ("Makes bets that span years and knows early when to end one.",),
        ),
    ),
    (
        "incident",
        "Running it in production",
        "Craft",
        1.0,
        False,
        "Owns what was shipped, by day and by night.",
        (
            ("Hands a broken service over and goes home.",),
            ("Follows the run book and asks for help when it ends.",),
            ("Leads an incident calmly, writes down what was learned and closes the follow-ups.",),
            ("Lowers the number of incidents of a whole area by changing how it is built.",),
            (),
        ),
    ),
    (
        "collaboration",
        "Working across teams",
        "People",
        1.0,
        False,
        "Gets a result that needs people who owe them nothing.",
        (
            ("Works alone and is surprised by objections.",),
            ("Works well inside one team.",),
            ("Brings two teams to one plan and says plainly what each of them gives up.",),
            ("Settles a lasting quarrel between groups so that it stays settled.",),
            ("Is asked for by other parts of the company before a decision is taken.",),
        ),
    ),
    (
        "mentoring",
        "Growing others",
        "People",
        0.5,
        False,
        "Leaves people more able than they were.",
        (
            ("Keeps knowledge to themselves.",),
            ("Answers questions when asked.",),
            ("Has two or three people who grew visibly because of them, and can say how.",),
            ("Builds a way of learning that works without them.",),
            ("Raises senior people who now raise others.",),
        ),
    ),
)

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


def sample_rubric() -> Rubric:
    """Five dimensions with anchors of two documents and one written by hand."""
    dimensions = tuple(
        Dimension(
            id=key,
            name=name,
            group=group,
            description=description,
            weight=weight,
            must_have=must_have,
            bar=3.0,
            anchors=tuple(
                Anchor(
                    score=score,
                    level=f"P{score + 2}",
                    statements=tuple(
                        Statement(
                            text=text,
                            document=LADDER if order == 0 else CRITERIA,
                            locator=f"line {40 * place + 7 * score + order}",
                            level=f"P{score + 2}",
                        )
                        if (key, score) != ("mentoring", 4)
                        else Statement(text=text, author=INES)
                        for order, text in enumerate(texts)
                    ),
                )
                for score, texts in enumerate(anchors, start=1)
            ),
        )
        for place, (key, name, group, weight, must_have, description, anchors) in enumerate(DIMENSIONS, start=1)
    )
    return Rubric(
        id="31",
        title="Staff engineer, storage",
        version=3,
        content_sha256="5b1f0c2f9a64c1a7d3d5a8a0b0d6c4f1e2938475665748392a1b0c9d8e7f6a5b",
        target_level=Level(code="P5", name="Staff"),
        scale=Scale(
            steps=(
                ScaleStep(score=1, label="Two levels down"),
                ScaleStep(score=2, label="One level down"),
                ScaleStep(score=3, label="At level"),
                ScaleStep(score=4, label="One level up"),
                ScaleStep(score=5, label="Two levels up"),
            )
        ),
        dimensions=dimensions,
        red_flags=(
            RubricFlag(
                id="f1", text="Speaks of a former colleague with contempt.", document=CRITERIA, locator="red_flags[0]"
            ),
            RubricFlag(
                id="f2", text="Claims a result that others clearly own.", document=CRITERIA, locator="red_flags[1]"
            ),
        ),
        published_at="2026-08-03T08:00:00+00:00",
    )


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
