"""The plain page context of a packet: every word and figure that is printed, computed. Templates only place them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from calibration.packet.evidence import (
    SHORT_TEXT,
    Card,
    DimensionEvidence,
    Flag,
    Sourced,
    cards,
    dimension_facts,
    evidence_by_dimension,
    flags,
    sourced,
)
from calibration.packet.labels import (
    PROFILES,
    count_text,
    date_text,
    distance_text,
    listed,
    mean_text,
    moment_text,
    outcome_label,
    points,
    stamp_text,
    standing_label,
    words,
)
from calibration.packet.matrix import Matrix, matrices
from calibration.packet.reading import LEFT_OUT, Reading, person_text, read
from calibration.packet.record import ANONYMOUS, CANDIDATE, COMMITTEE, RECRUITER, Anchor, Figure, Packet, content_hash
from calibration.packet.seal import QrCode, qr_code, verify_address
from calibration.packet.strip_plot import StripDot, StripPlot, StripRow, strip_plot
from calibration.packet.timeline import Event, positions_sentence, timeline
from core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One dimension against its bar."""

    name: str
    group: str
    must_have: bool
    bar: str
    n: str
    mean: str
    spread: str
    span: str
    distance: str
    standing: str
    mark: str
    tone: str
    discuss: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How much of the plan one dimension got; `note` is empty when nothing is missing."""

    name: str
    planned: str
    observed: str
    note: str


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One score of one dimension of the rubric."""

    score: str
    label: str
    level: str
    is_bar: bool
    statements: tuple[Sourced, ...]


@dataclass(frozen=True, slots=True)
class RubricDimension:
    """One dimension of the rubric with its anchors, the highest score first."""

    name: str
    group: str
    facts: str
    description: str
    anchors: tuple[AnchorRow, ...]
    is_short: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One statistic as printed."""

    name: str
    value: str
    interval: str
    note: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One row of the audit trail as printed."""

    when: str
    who: str
    action: str
    what: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One section: its line in the contents and its heading."""

    anchor_id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class PacketContext:
    """Everything the packet's templates print."""

    language: str
    title: str
    author: str
    description: str
    keywords: str
    running_head: str
    footer: str
    subject: str
    role: str
    team: str
    target: str
    profile: str
    profile_label: str
    generated_at: str
    generated: str
    content_sha256: str
    verify_address: str
    qr: QrCode | None
    contents: dict[str, Entry]
    aim: str
    scale_text: str
    human_notice: str
    withheld: str
    no_scores: str
    no_flags: str
    headline: str
    decided: str
    reasons: str
    best_fit: str
    facts: tuple[tuple[str, str], ...]
    row_head: str
    standings: tuple[StandingRow, ...]
    plot: StripPlot | None
    matrices: tuple[Matrix, ...]
    discussed: tuple[StandingRow, ...]
    evidence: tuple[DimensionEvidence, ...]
    cards: tuple[Card, ...]
    flags: tuple[Flag, ...]
    coverage: tuple[CoverageRow, ...]
    uncertainty: tuple[str, ...]
    statistics_note: str
    figures: tuple[FigureRow, ...]
    positions: str
    events: tuple[Event, ...]
    rubric_title: str
    rubric_note: str
    rubric: tuple[RubricDimension, ...]
    rubric_flags: tuple[Sourced, ...]
    scale: tuple[tuple[str, str], ...]
    history: tuple[HistoryLine, ...]


SECTIONS = {
    "reading": "How to read this packet",
    "scores": "Scores against the bar",
    "evidence": "Evidence by dimension",
    "scorecards": "Scorecards",
    "red_flags": "Red flags and answers",
    "coverage": "Coverage and uncertainty",
    "timeline": "How the decision was reached",
    "rubric": "The rubric and its sources",
    "history": "History",
    "notice": "Human decision and verification",
}


WITHHELD = {
    COMMITTEE: "",
    RECRUITER: "This copy leaves out what single interviewers scored and wrote, what committee members held, and means of fewer than three scores.",
    CANDIDATE: "Everybody but the candidate is named by a letter in this copy.",
    ANONYMOUS: "Name, contact, pronouns, schools and employers are masked in this copy: marks in square brackets stand in their place.",
}


def anchor_of(section: str) -> str:
    """The id of a section's heading."""
    return section.replace("_", "-")


def packet_context(record: Packet, base_url: str | None = None) -> PacketContext:
    """The page context of a record; the seal it prints is the hash of the record given.

    With the `base_url` of the installation the packet also says where it can be checked. Raises `InvalidInput` when
    that is no web address, or when the record's `generated_at` is no date.
    """
    reading = read(record)
    seal = content_hash(record)
    address = verify_address(base_url, seal) if base_url else ""
    application = record.application
    subject = application.candidate.name or application.candidate.code
    role = application.requisition.title
    level = application.target_level
    target = f"{level.code} {level.name}" if level.name else level.code
    standings = tuple(_standing_row(reading, dimension) for dimension in reading.dimensions)
    statistics = record.calibration.statistics
    return PacketContext(
        language="en",
        title=f"Decision packet: {subject}, {role}",
        author="Levelset",
        keywords=f"decision packet, {PROFILES[record.profile].lower()}, {record.rubric.title}",
        running_head=f"{subject} · {role} · {target}",
        footer=f"{PROFILES[record.profile]}, confidential · sealed {moment_text(record.generated_at)}",
        description=f"Frozen record of one application, {PROFILES[record.profile].lower()}, target level {target}.",
        subject=subject,
        role=role,
        team=application.requisition.team or "",
        target=target,
        profile=record.profile,
        profile_label=PROFILES[record.profile],
        generated_at=_sealed_at(record),
        generated=moment_text(record.generated_at),
        content_sha256=seal,
        verify_address=address,
        qr=qr_code(address) if address else None,
        contents={
            key: Entry(anchor_of(key), str(number), title)
            for number, (key, title) in enumerate(SECTIONS.items(), start=1)
        },
        aim=f"This packet answers one question: does the evidence show that {subject} works at {target}?",
        scale_text=_scale_text(record),
        human_notice=_human_notice(record),
        withheld=WITHHELD[record.profile],
        no_scores="No scorecard has been submitted, so there are no scores to show."
        if reading.tells_singles
        else "What single interviewers scored is left out of this copy.",
        no_flags="No interviewer raised a red flag." if reading.tells_singles else f"{LEFT_OUT}.",
        headline=outcome_label(record.decision.outcome, record.decision.level)
        if record.decision
        else "No decision yet",
        decided=_decided(record),
        reasons=record.decision.reasons if record.decision else "",
        best_fit=_best_fit(record),
        facts=_cover_facts(record),
        row_head="th" if len(standings) > 1 else "td",  # beside a single row they would outnumber the figures
        standings=standings,
        plot=_plot(reading),
        matrices=matrices(reading),
        discussed=tuple(row for row in standings if row.discuss),
        evidence=evidence_by_dimension(reading),
        cards=cards(reading),
        flags=flags(reading),
        coverage=_coverage(reading),
        uncertainty=_uncertainty(reading),
        statistics_note=f"{statistics.method} Run {statistics.run_id}, computed {moment_text(statistics.computed_at)}."
        if statistics
        else "",
        figures=tuple(_figure_row(figure) for figure in statistics.figures) if statistics else (),
        positions=positions_sentence(record.calibration.positions),
        events=timeline(reading),
        rubric_title=f"{record.rubric.title}, version {record.rubric.version}",
        rubric_note=_rubric_note(record),
        rubric=_rubric(record),
        rubric_flags=tuple(
            Sourced(text=flag.text, source=", ".join(part for part in (flag.document, flag.locator) if part))
            for flag in record.rubric.red_flags
        ),
        scale=tuple((str(step.score), step.label) for step in record.rubric.scale.steps),
        history=tuple(
            HistoryLine(
                when=stamp_text(row.at),
                who=row.by.name if row.by else "Levelset",
                action=words(row.action.replace(".", " ")),
                what=row.what,
            )
            for row in record.history
        ),
    )


def _sealed_at(record: Packet) -> str:
    """The moment of sealing as PDF metadata takes it: UTC, whole seconds."""
    try:
        moment = datetime.fromisoformat(record.generated_at)
    except ValueError as error:
        raise InvalidInput(
            f"generated_at is {record.generated_at!r}; it should be a date and time of ISO 8601."
        ) from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _scale_text(record: Packet) -> str:
    scale = record.rubric.scale
    return (
        f"Each interviewer gave every dimension they could observe a score from {scale.low} to {scale.high}, and a note of what they saw or heard. "
        "The rubric says in writing what each score looks like, and which document says so. The bar is the score that stands for the target level. "
        "A score therefore answers two questions: whether the evidence meets the target level, and which level it looks like."
    )


def _human_notice(record: Packet) -> str:
    """That people decided, in sentences that fit whether or not there is a decision yet."""
    decided = (
        f"The decision in this packet was taken by people: {record.decision.decided_by.name} recorded it, with reasons, after the committee had read the evidence. "
        if record.decision
        else "No decision has been taken. When there is one, people will take it and give their reasons. "
    )
    return (
        f"{decided}No score, mean or model decided anything by itself, ranked candidates or ruled anyone out. "
        "Figures are here so that people could ask better questions of the evidence, and every figure can be traced to the scorecards it came from."
    )


def _decided(record: Packet) -> str:
    if record.decision is None:
        return "The committee has not decided. What follows is the record as it stood when this packet was made."
    return f"Decided by {person_text(record.decision.decided_by)} on {date_text(record.decision.decided_at)}"


def _best_fit(record: Packet) -> str:
    """How the interviewers read the level, most named first; shadows are left out."""
    reads = Counter(card.level_read for card in record.scorecards if card.level_read and not card.shadow)
    if not reads:
        return "No interviewer named a level"
    return ", ".join(f"{level} ({number} of {reads.total()})" for level, number in reads.most_common())


def _cover_facts(record: Packet) -> tuple[tuple[str, str], ...]:
    counted = tuple(card for card in record.scorecards if not card.shadow)
    shadows = len(record.scorecards) - len(counted)
    application = record.application
    facts = [
        ("Application", f"{application.id}, candidate {application.candidate.code}"),
        (
            "Evidence",
            count_text(len(counted), "scorecard") + (f" and {count_text(shadows, 'shadow')}" if shadows else ""),
        ),
        *([("Level read by interviewers", _best_fit(record))] if record.profile != RECRUITER else []),
        ("Rubric", f"{record.rubric.title}, version {record.rubric.version}"),
    ]
    session = record.calibration
    if session.session_title:
        facts.append(
            (
                "Calibration",
                ", ".join(
                    part for part in (session.session_title, session.held_at and date_text(session.held_at)) if part
                ),
            )
        )
    if session.members:
        facts.append(("Committee", listed(tuple(member.name for member in session.members))))
    open_flags = sum(not flag.answers for card in record.scorecards for flag in card.red_flags)
    raised = sum(len(card.red_flags) for card in record.scorecards)
    if raised:
        facts.append(("Red flags", f"{raised} raised, {open_flags or 'none'} unanswered"))
    return tuple(facts)


def _standing_row(reading: Reading, dimension_id: str) -> StandingRow:
    dimension = reading.dimensions[dimension_id]
    standing = reading.standings.get(dimension_id)
    mean, distance = (standing.mean, standing.distance) if standing else (None, None)
    return StandingRow(
        name=dimension.name,
        group=dimension.group or "",
        must_have=dimension.must_have,
        bar=points(dimension.bar),
        n=str(standing.n if standing else 0),
        mean=mean_text(mean),
        spread=mean_text(standing.spread if standing else None),
        span=_span(standing.low, standing.high) if standing else mean_text(None),
        distance=distance_text(distance),
        standing=LEFT_OUT if standing and standing.n and mean is None else standing_label(distance),
        mark=_mark(distance),
        tone="" if not distance else "above" if distance > 0 else "below",
        discuss=(standing.discuss_reason or "Marked for discussion.") if standing and standing.discuss else "",
    )


def _span(low: float | None, high: float | None) -> str:
    """The range of scores, `2–4`, or one number when all are equal."""
    if low is None or high is None:
        return mean_text(None)
    return points(low) if low == high else f"{points(low)}\N{EN DASH}{points(high)}"


def _mark(distance: float | None) -> str:
    if distance is None:
        return ""
    if distance > 0:
        return "\N{BLACK UP-POINTING TRIANGLE}"
    return "\N{BLACK DOWN-POINTING TRIANGLE}" if distance < 0 else "\N{BLACK CIRCLE}"


def _plot(reading: Reading) -> StripPlot | None:
    """The strip plot; `None` when there is no rating to draw."""
    if not reading.ratings:
        return None
    scale = reading.record.rubric.scale
    rows = []
    for dimension in reading.dimensions.values():
        standing = reading.standings.get(dimension.id)
        rows.append(
            StripRow(
                name=dimension.name,
                bar=dimension.bar,
                dots=_dots(reading, dimension.id),
                mean=standing.mean if standing else None,
                spread=standing.spread if standing else None,
                distance=standing.distance if standing else None,
                must_have=dimension.must_have,
            )
        )
    return strip_plot(rows, scale.low, scale.high)


def _dots(reading: Reading, dimension: str) -> tuple[StripDot, ...]:
    dots = []
    for card in reading.record.scorecards:
        score = reading.score(card, dimension)
        letter = reading.key_letters[card.id]
        changes = reading.adjustments.get((card.id, dimension), ())
        if changes and changes[0].before is not None and changes[0].before != score:
            dots.append(StripDot(letter=letter, score=changes[0].before, kind="before"))
        if score is not None:
            kind = "shadow" if card.shadow else "adjusted" if changes else "counted"
            dots.append(StripDot(letter=letter, score=score, kind=kind))
    return tuple(dots)


def _coverage(reading: Reading) -> tuple[CoverageRow, ...]:
    """Every dimension: interviews that had it in focus, scores that counted, and the gap the committee saw."""
    gaps = {gap.dimension: gap for gap in reading.record.calibration.gaps}
    rows = []
    for dimension in reading.dimensions.values():
        gap = gaps.get(dimension.id)
        standing = reading.standings.get(dimension.id)
        planned = sum(
            dimension.id in interview.focus and not interview.shadow and interview.status != "cancelled"
            for interview in reading.record.application.interviews
        )
        rows.append(
            CoverageRow(
                name=dimension.name,
                planned=str(gap.planned if gap else planned),
                observed=str(gap.observed if gap else standing.n if standing else 0),
                note=(gap.note or "Less evidence than planned.") if gap else "",
            )
        )
    return tuple(rows)


def _uncertainty(reading: Reading) -> tuple[str, ...]:
    """What a reader should bear in mind about this evidence, in sentences."""
    record = reading.record
    names = [(dimension.name, reading.standings.get(dimension.id)) for dimension in reading.dimensions.values()]
    unseen = tuple(name for name, standing in names if standing is None or standing.n == 0)
    single = tuple(name for name, standing in names if standing is not None and standing.n == 1)
    split = tuple(
        name
        for name, standing in names
        if standing is not None
        and standing.low is not None
        and standing.high is not None
        and standing.high - standing.low >= 2
    )
    sentences = []
    if not record.scorecards:
        sentences.append("No scorecard was submitted: nothing in this packet rests on observed evidence.")
    if unseen:
        sentences.append(f"Nobody observed {listed(unseen)}. No score means no evidence, never a low score.")
    if single:
        sentences.append(
            f"{listed(single)} rest on a single score each."
            if len(single) > 1
            else f"{single[0]} rests on a single score."
        )
    if split:
        sentences.append(
            f"Interviewers lie two points or more apart on {listed(split)}; read the notes before the mean."
        )
    carded = {card.interview for card in record.scorecards}
    silent = tuple(
        f"{interview.title} ({interview.interviewer.name}, {interview.status})"
        for interview in record.application.interviews
        if interview.id not in carded
    )
    if silent:
        sentences.append(f"Without a submitted scorecard: {listed(silent)}.")
    sentences.append(
        "Scores by one interviewer are not independent of each other: six ratings from one conversation are one view, not six."
    )
    return tuple(sentences)


def _figure_row(figure: Figure) -> FigureRow:
    interval = (
        f"{points(figure.low)} to {points(figure.high)}" if figure.low is not None and figure.high is not None else ""
    )
    return FigureRow(name=figure.name, value=points(figure.value), interval=interval, note=figure.note or "")


def _rubric_note(record: Packet) -> str:
    level = record.rubric.target_level
    published = f", published {date_text(record.rubric.published_at)}" if record.rubric.published_at else ""
    return (
        f"Written for {level.code}{f' {level.name}' if level.name else ''}{published}. "
        f"Content hash {record.rubric.content_sha256}."
    )


def _rubric(record: Packet) -> tuple[RubricDimension, ...]:
    labels = {step.score: step.label for step in record.rubric.scale.steps}
    return tuple(
        RubricDimension(
            name=dimension.name,
            group=dimension.group or "",
            facts=dimension_facts(dimension),
            description=dimension.description or "",
            anchors=tuple(
                _anchor_row(anchor, dimension.bar, labels)
                for anchor in sorted(dimension.anchors, key=lambda anchor: -anchor.score)
            ),
            is_short=sum(len(statement.text) for anchor in dimension.anchors for statement in anchor.statements)
            <= 2 * SHORT_TEXT,
        )
        for dimension in record.rubric.dimensions
    )


def _anchor_row(anchor: Anchor, bar: float, labels: dict[int, str]) -> AnchorRow:
    return AnchorRow(
        score=str(anchor.score),
        label=labels.get(anchor.score, ""),
        level=anchor.level or "",
        is_bar=anchor.score == bar,
        statements=tuple(sourced(statement) for statement in anchor.statements),
    )
