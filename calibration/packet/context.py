"""The plain page context of a packet: every word and figure that is printed, computed. Templates only place them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from calibration.packet.cover import best_fit, cover_facts, decided
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
from calibration.packet.labels import PROFILES, listed, moment_text, outcome_label, stamp_text, words
from calibration.packet.matrix import Matrix, matrices
from calibration.packet.plot import record_plot
from calibration.packet.reading import LEFT_OUT, Reading, read
from calibration.packet.record import ANONYMOUS, CANDIDATE, COMMITTEE, RECRUITER, Packet, content_hash
from calibration.packet.rubric_pages import RubricDimension, rubric_dimensions, rubric_note
from calibration.packet.seal import QrCode, qr_code, verify_address
from calibration.packet.sections import Entry, contents
from calibration.packet.standing_rows import StandingRow, standing_row
from calibration.packet.strip_plot import StripPlot
from calibration.packet.timeline import Event, departure, positions_sentence, scores_alone, timeline
from core.errors import InvalidInput
from scorecards.labels import action_label


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One row of the audit trail as printed; `what` is empty where it would say the action again."""

    when: str
    who: str
    action: str
    what: str


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
    not_blind: str
    no_scores: str
    no_evidence: str
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


WITHHELD = {
    COMMITTEE: "",
    RECRUITER: "This copy leaves out what single interviewers scored and wrote, what committee members held, and means of fewer than three scores.",
    CANDIDATE: "Everybody but the candidate is named by a letter in this copy.",
    ANONYMOUS: "Name, contact, pronouns, schools and employers are masked in this copy: marks in square brackets stand in their place.",
}

WITH_SINGLES = (
    "This copy tells recruiters what single interviewers scored and wrote, as the opening allows. "
    "It leaves out what committee members held and what the scores alone said."
)


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
        contents=contents(),
        aim=f"This packet answers one question: does the evidence show that {subject} works at {target}?",
        scale_text=_scale_text(record),
        human_notice=_human_notice(record),
        withheld=WITH_SINGLES if record.singles else WITHHELD[record.profile],
        not_blind=_not_blind(reading),
        no_scores="No scorecard has been submitted, so there are no scores to show."
        if reading.tells_singles
        else "What single interviewers scored is left out of this copy.",
        no_evidence=_no_evidence(reading),
        no_flags="No interviewer raised a red flag." if reading.tells_singles else f"{LEFT_OUT}.",
        headline=outcome_label(record.decision.outcome, record.decision.level)
        if record.decision
        else "No decision yet",
        decided=decided(record),
        reasons=record.decision.reasons if record.decision else "",
        scores_alone=scores_alone(record.decision) if record.decision else "",
        difference=departure(record.decision) if record.decision else "",
        best_fit=best_fit(record),
        facts=cover_facts(record),
        row_head="th" if len(standings) > 1 else "td",  # beside a single row they would outnumber the figures
        standings=standings,
        plot=record_plot(reading),
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
                action=action_label(row.action),
                what="" if row.what in {words(row.action), action_label(row.action)} else row.what,
            )
            for row in record.history
        ),
    )


def _no_evidence(reading: Reading) -> str:
    """Why there is nothing to print by dimension; empty where there is."""
    if reading.ratings:
        return ""
    if reading.tells_singles:
        return "No scorecard has been submitted, so nothing was observed on any dimension."
    return "What interviewers observed is left out of this copy. How each dimension stands is told on the first page."


def _not_blind(reading: Reading) -> str:
    """Whose scorecards were not written blind, and what that means; empty where all were."""
    names = tuple(reading.named(card) for card in reading.record.scorecards if card.could_read)
    if not names:
        return ""
    return (
        f"Not blind: {listed(names)}. Others’ scores of this candidate were open to the interviewer "
        "when the interview became theirs, so these scores may lean on them."
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
