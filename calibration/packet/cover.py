"""What the cover says beside the standings: the decision, how interviewers read the level, and what the packet rests on."""

from __future__ import annotations

from collections import Counter

from calibration.packet.labels import count_text, date_text, listed
from calibration.packet.reading import person_text
from calibration.packet.record import RECRUITER, Packet


def decided(record: Packet) -> str:
    """Who decided and when, or that nobody has."""
    if record.decision is None:
        return "The committee has not decided. What follows is the record as it stood when this packet was made."
    return f"Decided by {person_text(record.decision.decided_by)} on {date_text(record.decision.decided_at)}"


def best_fit(record: Packet) -> str:
    """How the interviewers read the level, most named first; shadows are left out."""
    reads = Counter(card.level_read for card in record.scorecards if card.level_read and not card.shadow)
    if not reads:
        return "No interviewer named a level"
    return ", ".join(f"{level} ({number} of {reads.total()})" for level, number in reads.most_common())


def cover_facts(record: Packet) -> tuple[tuple[str, str], ...]:
    """The list under the standings, as label and text."""
    counted = tuple(card for card in record.scorecards if not card.shadow)
    shadows = len(record.scorecards) - len(counted)
    application = record.application
    facts = [
        ("Application", f"{application.id}, candidate {application.candidate.code}")
        if application.id != application.candidate.code
        else ("Candidate", application.candidate.code),
        (
            "Evidence",
            count_text(len(counted), "scorecard") + (f" and {count_text(shadows, 'shadow')}" if shadows else ""),
        ),
        *([("Level read by interviewers", best_fit(record))] if record.profile != RECRUITER or record.singles else []),
        ("Rubric", f"{record.rubric.title}, version {record.rubric.version}"),
    ]
    session = record.calibration
    if session.session_title:
        held = (session.session_title, session.held_at and date_text(session.held_at))
        facts.append(("Calibration", ", ".join(part for part in held if part)))
    if session.members:
        facts.append(("Committee", listed(tuple(member.name for member in session.members))))
    open_flags = sum(not flag.answers for card in record.scorecards for flag in card.red_flags)
    raised = sum(len(card.red_flags) for card in record.scorecards)
    if raised:
        facts.append(("Red flags", f"{raised} raised, {open_flags or 'none'} unanswered"))
    return tuple(facts)
