"""Recording what the committee decided, and what it says to red flags."""

from __future__ import annotations

from sqlalchemy import func, select

from calibration.enums import Outcome
from calibration.models import Decision, RedFlagAnswer
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.enums import SignalKind
from rubrics.models import RubricSignal, RubricVersion
from scorecards.enums import ScorecardState, Stage
from scorecards.models import Application, Interview, Scorecard, SignalSeen

SHORTEST_REASONS = 20
DECIDABLE = (Stage.INTERVIEWING, Stage.CALIBRATION, Stage.DECIDED)


def decide_application(
    *, application: Application, outcome: Outcome, reasons: str, expected_number: int, actor: Actor
) -> Decision:
    """The decision, now in force; an earlier one stays in the history.

    `expected_number` is how many decisions the actor saw. Raises Conflict when another was recorded since then or the
    application is not being decided; InvalidInput without reasons, for an offer without a submitted scorecard, for one
    level down where the ladder has none, or while a red flag that was seen has no answer.
    """
    latest = latest_number(application.id)
    if latest != expected_number:
        raise Conflict(
            "Somebody recorded a decision after you opened this page. Read it first, then decide again if needed."
        )
    if application.stage not in DECIDABLE:
        raise Conflict(f"This application is {application.stage.label.lower()}: there is nothing to decide.")
    version = application.requisition.rubric_version
    problems: dict[str, list[str]] = {}
    if len(reasons.strip()) < SHORTEST_REASONS:
        problems["reasons"] = ["Give the reasons, in words that can be defended a year from now."]
    level = offered_level(version, outcome)
    if outcome is Outcome.HIRE_ONE_LEVEL_DOWN and level is None:
        problems["outcome"] = [f"The ladder has no level below {version.target_code}, so nothing can be offered there."]
    if outcome in {Outcome.HIRE, Outcome.HIRE_ONE_LEVEL_DOWN} and not _has_evidence(application):
        problems.setdefault("outcome", []).append("No scorecard is submitted yet. An offer needs evidence.")
    if outcome is not Outcome.MORE_EVIDENCE and open_red_flags(application):
        problems.setdefault("outcome", []).append(
            "A red flag is still unanswered. Answer it first, or ask for more evidence."
        )
    if problems:
        raise InvalidInput("The decision was not recorded.", problems)
    decision = Decision(
        application=application,
        number=latest + 1,
        outcome=outcome,
        level_code=level,
        reasons=reasons.strip(),
        decided_by_id=actor.id,
        decided_at=now(),
    )
    db.session.add(decision)
    application.stage = Stage.INTERVIEWING if outcome is Outcome.MORE_EVIDENCE else Stage.DECIDED
    record("decide_application", actor=actor, subject=decision, about=application, outcome=outcome.value, level=level)
    return decision


def offered_level(version: RubricVersion, outcome: Outcome) -> str | None:
    """The code of the level that the outcome offers; None for no offer, or where the ladder has no such level."""
    if outcome is Outcome.HIRE:
        return version.target_code
    if outcome is not Outcome.HIRE_ONE_LEVEL_DOWN:
        return None
    codes = [level["code"] for level in sorted(version.levels, key=lambda level: level["position"])]
    place = codes.index(version.target_code) if version.target_code in codes else 0
    return codes[place - 1] if place > 0 else None


def latest_number(application_id: int) -> int:
    """The number of the decision in force; 0 when there is none."""
    return db.session.scalar(select(func.max(Decision.number)).where(Decision.application_id == application_id)) or 0


def _has_evidence(application: Application) -> bool:
    submitted = (
        select(Scorecard.id)
        .join(Interview)
        .where(
            Interview.application_id == application.id,
            Interview.is_shadow.is_(False),
            Scorecard.state == ScorecardState.SUBMITTED,
        )
    )
    return db.session.scalar(submitted.limit(1)) is not None


def open_red_flags(application: Application) -> list[int]:
    """The numbers of the red flags seen in submitted scorecards that nobody has answered yet."""
    rows = db.session.scalars(
        select(SignalSeen.id)
        .join(Scorecard)
        .join(Interview)
        .join(RubricSignal, RubricSignal.id == SignalSeen.signal_id)
        .outerjoin(RedFlagAnswer, RedFlagAnswer.signal_seen_id == SignalSeen.id)
        .where(
            Interview.application_id == application.id,
            Scorecard.state == ScorecardState.SUBMITTED,
            RubricSignal.kind == SignalKind.RED_FLAG,
            SignalSeen.seen.is_(True),
            RedFlagAnswer.id.is_(None),
        )
    )
    return list(rows)


def answer_red_flag(*, seen: SignalSeen, answer: str, actor: Actor) -> RedFlagAnswer:
    """The committee's answer to a red flag; a later answer replaces the text and leaves its trace in the audit.

    Raises InvalidInput for an empty answer, Conflict when the flag was not seen after all.
    """
    if not answer.strip():
        raise InvalidInput("Say what the committee found out about this red flag.", {"answer": ["Write the answer."]})
    if not seen.seen or seen.signal.kind is not SignalKind.RED_FLAG:
        raise Conflict("The interviewer has taken this red flag back. Reload the page.")
    row = db.session.scalar(select(RedFlagAnswer).where(RedFlagAnswer.signal_seen_id == seen.id))
    before = row.answer if row else None
    row = row or RedFlagAnswer(signal_seen=seen)
    row.answer, row.answered_by_id, row.answered_at = answer.strip(), actor.id, now()
    db.session.add(row)
    record(
        "answer_red_flag",
        actor=actor,
        subject=row,
        about=seen.scorecard.interview.application,
        before=before,
        after=row.answer,
    )
    return row
