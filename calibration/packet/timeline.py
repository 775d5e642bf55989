"""What the committee held and did, in the order in which it happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import itemgetter

from calibration.composite import Composite, in_words
from calibration.enums import Verdict
from calibration.packet.labels import count_text, listed, moment_text, outcome_label
from calibration.packet.reading import Reading, person_text
from calibration.packet.record import Adjustment, Decision, Dissent, Position, Recusal


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the timeline; `kind` is the short word in its margin."""

    when: str
    kind: str
    who: str
    headline: str
    text: str
    decisive: bool = False


def timeline(reading: Reading) -> tuple[Event, ...]:
    """Positions, adjustments, dissents, recusals and decisions by time; equal times in the order in which they are listed."""
    record = reading.record
    calibration = record.calibration
    dated = [
        *((recusal.at, _recusal(recusal)) for recusal in calibration.recusals),
        *((position.at, _position(position)) for position in calibration.positions),
        *((change.at, _adjustment(reading, change)) for change in calibration.adjustments),
        *((earlier.decided_at, _decision(earlier, "Earlier decision")) for earlier in record.earlier_decisions),
    ]
    if record.decision:
        dated.append((record.decision.decided_at, _decision(record.decision, "Decision")))
    dated += [(dissent.at, _dissent(dissent)) for dissent in calibration.dissents]
    return tuple(event for _, event in sorted(dated, key=itemgetter(0)))


def positions_sentence(positions: tuple[Position, ...]) -> str:
    """How the blind positions fell, `Before the talk, 3 held Hire at P5 and 1 No hire.`; empty when there are none."""
    counted = Counter(outcome_label(position.outcome, position.level) for position in positions if position.blind)
    if not counted:
        return ""
    parts = tuple(
        f"{number} held \N{LEFT DOUBLE QUOTATION MARK}{label}\N{RIGHT DOUBLE QUOTATION MARK}"
        for label, number in counted.most_common()
    )
    return f"Before the talk, of {count_text(counted.total(), 'member')}, {listed(parts)}."


def _recusal(recusal: Recusal) -> Event:
    return Event(
        when=moment_text(recusal.at),
        kind="Recusal",
        who=person_text(recusal.by),
        headline="Took no part",
        text=recusal.reason or "",
    )


def _dissent(dissent: Dissent) -> Event:
    return Event(
        when=moment_text(dissent.at),
        kind="Dissent",
        who=person_text(dissent.by),
        headline="Does not share the decision",
        text=dissent.text,
    )


def _position(position: Position) -> Event:
    return Event(
        when=moment_text(position.at),
        kind="Blind position" if position.blind else "Position",
        who=person_text(position.by),
        headline=outcome_label(position.outcome, position.level),
        text=position.reasons or "",
    )


def _adjustment(reading: Reading, change: Adjustment) -> Event:
    before, after = ("not observed" if score is None else str(score) for score in (change.before, change.after))
    card = next((card for card in reading.record.scorecards if card.id == change.scorecard), None)
    whose = f", {reading.named(card)}" if card else ""
    return Event(
        when=moment_text(change.at),
        kind="Adjustment",
        who=person_text(change.by),
        headline=f"{reading.dimension_name(change.dimension)}{whose}: {before} \N{RIGHTWARDS ARROW} {after}",
        text=change.reason,
    )


def scores_alone(decision: Decision) -> str:
    """What the scores alone said when it was decided, as a line; empty where the record has it not."""
    kept = decision.composite
    if kept is None:
        return ""
    found = Composite(Verdict(kept.verdict), kept.value, kept.bar, kept.must_haves_below, kept.must_haves_unobserved)
    return f"By the scores alone: {found.verdict.label}. {in_words(found)}"


def departure(decision: Decision) -> str:
    """Why it was decided otherwise, as a line; empty where it was not, or the record has it not."""
    return f"Decided otherwise because: {decision.difference}" if decision.difference else ""


def _decision(decision: Decision, kind: str) -> Event:
    return Event(
        when=moment_text(decision.decided_at),
        kind=kind,
        who=person_text(decision.decided_by),
        headline=outcome_label(decision.outcome, decision.level),
        text="\n".join(filter(None, (decision.reasons, scores_alone(decision), departure(decision)))),
        decisive=kind == "Decision",
    )
