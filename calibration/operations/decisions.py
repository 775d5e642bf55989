"""Recording what the committee decided, and what it says to red flags."""

from __future__ import annotations

from sqlalchemy import func, select

from calibration.composite import Composite, composite, fits, in_words, to_plain
from calibration.enums import ItemState, Outcome, SessionState
from calibration.models import AgendaItem, CalibrationSession, Decision, RedFlagAnswer
from calibration.queries.adjustments import adjustments_in_force, counted_scores
from calibration.queries.candidate_page import evidence_standings
from calibration.queries.seats import committee_rules
from core import jobs
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.enums import SignalKind
from rubrics.models import RubricSignal, RubricVersion
from scorecards.enums import ScorecardState, Stage
from scorecards.models import Application, Interview, Scorecard, SignalSeen
from scorecards.queries.evidence import Evidence, whole_evidence

SHORTEST_REASONS = 20
DECIDABLE = (Stage.INTERVIEWING, Stage.CALIBRATION, Stage.DECIDED)


def decide_application(
    *,
    application: Application,
    outcome: Outcome,
    reasons: str,
    expected_number: int,
    actor: Actor,
    item: AgendaItem | None = None,
    difference: str = "",
) -> Decision:
    """The decision, now in force; an earlier one stays in the history.

    `expected_number` is how many decisions the actor saw; `item` is where a session decides (`decide_item` asks for its
    quorum and majority); `difference` says why the decision departs from what the scores alone say; where it does not, it is
    kept at the end of the reasons, so that no word is lost. What the scores say is kept with every decision. Once it is
    committed, workers render the committee's packet ahead.

    Raises Conflict when another was recorded since then, the application is not being decided, or without a session where
    the installation demands one or one is at it; InvalidInput without reasons, for an offer without a submitted scorecard,
    for one level down where the ladder has none, or while a red flag that was seen has no answer.
    """
    latest = latest_number(application.id)
    if latest != expected_number:
        raise Conflict(
            "Somebody recorded a decision after you opened this page. Read it first, then decide again if needed."
        )
    if application.stage not in DECIDABLE:
        raise Conflict(f"This application is {application.stage.label.lower()}: there is nothing to decide.")
    if item is None:
        _refuse_outside_session(application)
    level = offered_level(application.requisition.rubric_version, outcome)
    problems: dict[str, list[str]] = {}
    if len(reasons.strip()) < SHORTEST_REASONS:
        problems["reasons"] = ["Give the reasons, in words that can be defended a year from now."]
    if refused := _outcome_problems(application, outcome, level):
        problems["outcome"] = refused
    mechanical = mechanical_composite(application)
    departs = not fits(outcome, mechanical.verdict)
    if departs and len(difference.strip()) < SHORTEST_REASONS:
        problems["difference"] = [
            f"{in_words(mechanical)} You decide otherwise: say why the scores alone do not settle it."
        ]
    if problems:
        raise InvalidInput("The decision was not recorded.", problems)
    decision = Decision(
        application=application,
        number=latest + 1,
        outcome=outcome,
        level_code=level,
        reasons=reasons.strip() if departs else _with_all_said(reasons.strip(), difference.strip()),
        decided_by_id=actor.id,
        decided_at=now(),
        agenda_item_id=item.id if item else None,
        composite=to_plain(mechanical),
        difference=difference.strip() if departs else None,
    )
    db.session.add(decision)
    application.stage = Stage.INTERVIEWING if outcome is Outcome.MORE_EVIDENCE else Stage.DECIDED
    record("decide_application", actor=actor, subject=decision, about=application, outcome=outcome.value, level=level)
    jobs.enqueue(
        "packet_ahead",
        {"application_id": application.id, "actor_id": actor.id},
        actor,
        key=f"packet_ahead:{application.id}:{decision.number}",
    )
    return decision


def _with_all_said(reasons: str, difference: str) -> str:
    return reasons if difference in reasons else f"{reasons}\n\n{difference}"


def _outcome_problems(application: Application, outcome: Outcome, level: str | None) -> list[str]:
    """What keeps the committee from this outcome, a sentence each; `level` is the one that it offers, None for none."""
    found = []
    if outcome is Outcome.HIRE_ONE_LEVEL_DOWN and level is None:
        target = application.requisition.rubric_version.target_code
        found.append(f"The ladder has no level below {target}, so nothing can be offered there.")
    if outcome in {Outcome.HIRE, Outcome.HIRE_ONE_LEVEL_DOWN} and not _has_evidence(application):
        found.append("No scorecard is submitted yet. An offer needs evidence.")
    if outcome is not Outcome.MORE_EVIDENCE and open_red_flags(application):
        found.append("A red flag is still unanswered. Answer it first, or ask for more evidence.")
    return found


def mechanical_composite(application: Application) -> Composite:
    """What the application's scores alone say about the bar, after adjustments."""
    evidence = whole_evidence(application_id=application.id) or Evidence(application.id, ())
    return composite(
        evidence_standings(
            application.requisition.rubric_version.dimensions,
            evidence,
            wanted=application.requisition.required_raters,
            raters=application.requisition.dimension_raters,
            counted=counted_scores(adjustments_in_force(application.id)),
        )
    )


def _refuse_outside_session(application: Application) -> None:
    """Raise Conflict where only a session may decide: by the installation's rule, or because one is at it now."""
    if committee_rules().session_required:
        raise Conflict(
            "Decisions are taken in calibration sessions here. Put the application on the agenda of one, and decide there."
        )
    sitting = db.session.scalar(
        select(CalibrationSession.title)
        .join(AgendaItem, AgendaItem.session_id == CalibrationSession.id)
        .where(
            AgendaItem.application_id == application.id,
            AgendaItem.state.in_((ItemState.VOTING, ItemState.TALKING)),
            CalibrationSession.state == SessionState.OPEN,
        )
    )
    if sitting is not None:
        raise Conflict(f"The session “{sitting}” is talking about this application now. Decide there.")


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
