"""The plain page context of a packet: every word and figure that is printed, computed. Templates only place them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from calibration.packet.coverage import CoverageRow, FigureRow, coverage_rows, figure_row, uncertainty
from calibration.packet.evidence import (
    Card,
    DimensionEvidence,
    Flag,
    Sourced,
    cards,
    evidence_by_dimension,
    flags,
)
from calibration.packet.labels import (
    PROFILES,
    count_text,
    date_text,
    listed,
    moment_text,
    outcome_label,
    stamp_text,
    words,
)
from calibration.packet.matrix import Matrix, matrices
from calibration.packet.reading import LEFT_OUT, Reading, person_text, read
from calibration.packet.record import ANONYMOUS, CANDIDATE, COMMITTEE, RECRUITER, Packet, content_hash
from calibration.packet.rubric_pages import RubricDimension, rubric_dimensions, rubric_note
from calibration.packet.seal import QrCode, qr_code, verify_address
from calibration.packet.standing_rows import StandingRow, standing_row
from calibration.packet.strip_plot import StripDot, StripPlot, StripRow, strip_plot
from calibration.packet.timeline import Event, departure, positions_sentence, scores_alone, timeline
from core.errors import InvalidInput


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
    scores_alone: str
    difference: str
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
    standings = tuple(standing_row(reading, dimension) for dimension in reading.dimensions)
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
        scores_alone=scores_alone(record.decision) if record.decision else "",
        difference=departure(record.decision) if record.decision else "",
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
        coverage=coverage_rows(reading),
        uncertainty=uncertainty(reading),
        statistics_note=f"{statistics.method} Run {statistics.run_id}, computed {moment_text(statistics.computed_at)}."
        if statistics
        else "",
        figures=tuple(figure_row(figure) for figure in statistics.figures) if statistics else (),
        positions=positions_sentence(record.calibration.positions),
        events=timeline(reading),
        rubric_title=f"{record.rubric.title}, version {record.rubric.version}",
        rubric_note=rubric_note(record.rubric),
        rubric=rubric_dimensions(record.rubric),
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
