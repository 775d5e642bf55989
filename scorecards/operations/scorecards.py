"""Writing, submitting and reopening a scorecard."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from core.audit import Actor, record
from core.clock import now
from core.content import content_sha256
from core.database import db
from core.errors import Conflict, InvalidInput, NotAllowed
from scorecards.answers import EMPTY_RATING, EMPTY_SIGNAL, Answers, RatingAnswer, SignalAnswer, revision_content
from scorecards.completeness import problems
from scorecards.enums import ScorecardState, Stage
from scorecards.models import Rating, Scorecard, ScorecardRevision, SignalSeen
from scorecards.queries import sheets
from scorecards.sheet import Sheet

CLOSED = frozenset({Stage.DECIDED, Stage.WITHDRAWN})


class StaleScorecard(Conflict):
    """The scorecard was saved elsewhere in the meantime; nothing was overwritten.

    `stored` is what stands there now, under `version`; the caller still holds what was typed, so both texts are kept.
    """

    def __init__(self, stored: Answers, version: int) -> None:
        super().__init__(
            "This scorecard was saved in another window or on another device in the meantime. Choose which text to keep."
        )
        self.stored = stored
        self.version = version


def save_draft(*, card: Scorecard, answers: Answers, actor: Actor, expected_version: int) -> int:
    """The scorecard's version with the answers stored, also half-filled ones.

    Sending what is stored already changes nothing, whatever version was expected: a repeated request is no conflict.
    Raises StaleScorecard when somebody saved something else since `expected_version`, Conflict when it is submitted,
    InvalidInput when an answer is about another rubric or off the scale. The first save is recorded; recording every
    pause in typing would bury the history.
    """
    _refuse_foreign_hand(card, actor)
    if card.state is ScorecardState.SUBMITTED:
        raise Conflict("This scorecard is submitted. Reopen it, saying why, to change it.")
    sheet = sheets.sheet(card.interview_id, with_anchors=False)
    answers = _cleaned(sheet, answers)
    return _store(card, answers, actor, expected_version)


def submit_scorecard(*, card: Scorecard, answers: Answers, actor: Actor, expected_version: int) -> ScorecardRevision:
    """The new revision, with the scorecard submitted.

    Submitting the same text a second time gives the revision that is there already. Raises InvalidInput with the problems
    by field when it is incomplete, StaleScorecard as save_draft does, Conflict when another text was submitted already.
    """
    _refuse_foreign_hand(card, actor)
    sheet = sheets.sheet(card.interview_id, with_anchors=False)
    answers = _cleaned(sheet, answers)
    content = revision_content(sheet, answers)
    digest = content_sha256(content)
    if card.state is ScorecardState.SUBMITTED:
        latest = _latest_revision(card)
        if latest.content_sha256 == digest:
            return latest
        raise Conflict("This scorecard was submitted already, with another text. Reopen it, saying why, to change it.")
    if found := problems(sheet, answers):
        raise InvalidInput("The scorecard is not complete yet.", found)
    try:
        _store(card, answers, actor, expected_version, submits=True)
    except StaleScorecard:
        if _is_submitted(card) and (latest := _latest_revision(card)).content_sha256 == digest:
            return latest  # the same form, sent twice at once: the other one came first
        raise
    moment = now()
    card.state, card.submitted_at, card.submissions = ScorecardState.SUBMITTED, moment, card.submissions + 1
    revision = ScorecardRevision(
        scorecard=card,
        number=card.submissions,
        content=content,
        content_sha256=digest,
        submitted_by_id=actor.id,
        submitted_at=moment,
        reason=card.reopened_reason,
    )
    card.reopened_reason = ""
    db.session.add(revision)
    record("submit_scorecard", actor=actor, subject=card, about=card.interview.application, revision=card.submissions)
    return revision


def reopen_scorecard(*, card: Scorecard, reason: str, actor: Actor) -> None:
    """The scorecard, to be changed and submitted again; the submitted text stays as a revision.

    Raises InvalidInput without a reason, Conflict when it is not submitted or the application is decided or withdrawn.
    """
    reason = reason.strip()
    if not reason:
        sentence = "Say why it must be changed: its readers see that."
        raise InvalidInput(f"The scorecard was not reopened. {sentence} Go back and try again.", {"reason": [sentence]})
    if card.state is ScorecardState.REOPENED:
        raise Conflict(
            "This scorecard is reopened already; its interviewer finds it on Today, under scorecards to write."
        )
    if card.state is not ScorecardState.SUBMITTED:
        raise Conflict("Only a submitted scorecard can be reopened.")
    if card.interview.application.stage in CLOSED:
        raise Conflict("The application is closed; its scorecards stay as they are.")
    card.state, card.reopened_reason, card.version = ScorecardState.REOPENED, reason, card.version + 1
    card.reopened_at = now()
    record("reopen_scorecard", actor=actor, subject=card, about=card.interview.application, reason=reason)


def _refuse_foreign_hand(card: Scorecard, actor: Actor) -> None:
    if actor.id != card.interview.interviewer_id:
        raise NotAllowed("A scorecard is written by its interviewer alone.")
    if card.interview.cancelled_at is not None:
        raise Conflict("This interview was cancelled, so no scorecard is expected any more.")
    if card.interview.application.stage is Stage.WITHDRAWN:
        raise Conflict("The candidate has withdrawn, so no scorecard is expected any more.")


def _cleaned(sheet: Sheet, answers: Answers) -> Answers:
    """The answers with stray space removed and empty ones left out; refused when they are not about this sheet."""
    dimensions = {dimension.id for dimension in sheet.dimensions}
    signals = {signal.id for signal in sheet.signals}
    if not dimensions.issuperset(answers.ratings) or not signals.issuperset(answers.signals):
        raise InvalidInput("This form belongs to another rubric. Open the scorecard again; nothing was stored.")
    scale = range(sheet.scale_low, sheet.scale_high + 1)
    if any(answer.score is not None and answer.score not in scale for answer in answers.ratings.values()):
        raise InvalidInput(f"A score lies between {sheet.scale_low} and {sheet.scale_high}; nothing was stored.")
    ratings = {
        dimension_id: RatingAnswer(
            score=None if answer.not_observed else answer.score,
            not_observed=answer.not_observed,
            reason=_text(answer.reason),
            evidence=_text(answer.evidence),
        )
        for dimension_id, answer in answers.ratings.items()
    }
    return Answers(
        ratings={key: answer for key, answer in ratings.items() if answer != EMPTY_RATING},
        signals={
            key: cleaned
            for key, answer in answers.signals.items()
            if (cleaned := SignalAnswer(answer.seen, _text(answer.evidence))) != EMPTY_SIGNAL
        },
        recommendation=answers.recommendation,
        level_read=answers.level_read or None,
        minutes_used=answers.minutes_used,
        summary=_text(answers.summary),
        private_notes=_text(answers.private_notes),
    )


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _store(card: Scorecard, answers: Answers, actor: Actor, expected_version: int, *, submits: bool = False) -> int:
    """Claim the version with one conditional update, so that of two writers at once only one gets through."""
    stored = sheets.answers(card.id)
    if stored == answers and not submits:
        return card.version
    if stored == answers and card.version != expected_version:
        expected_version = card.version  # the text is the same on both sides: there is nothing to choose between
    moment = now()
    claimed = db.session.scalar(
        update(Scorecard)
        .where(
            Scorecard.id == card.id,
            Scorecard.version == expected_version,
            Scorecard.state != ScorecardState.SUBMITTED,
        )
        .values(
            version=expected_version + 1,
            recommendation=answers.recommendation,
            level_read=answers.level_read,
            minutes_used=answers.minutes_used,
            summary=answers.summary,
            private_notes=answers.private_notes,
            saved_at=moment,
        )
        .returning(Scorecard.version)
        .execution_options(synchronize_session=False)
    )
    if claimed is None:
        db.session.expire(card)
        raise StaleScorecard(sheets.answers(card.id), card.version)
    _store_ratings(card.id, stored, answers)
    _store_signals(card.id, stored, answers)
    db.session.expire(card)
    if expected_version == 1:
        record("begin_scorecard", actor=actor, subject=card, about=card.interview.application)
    return claimed


def _store_ratings(card_id: int, stored: Answers, answers: Answers) -> None:
    """Rows are changed in place and not replaced: others may refer to them."""
    if gone := stored.ratings.keys() - answers.ratings.keys():
        db.session.execute(delete(Rating).where(Rating.scorecard_id == card_id, Rating.dimension_id.in_(gone)))
    for dimension_id, answer in answers.ratings.items():
        values = {
            "score": answer.score,
            "not_observed": answer.not_observed,
            "not_observed_reason": answer.reason,
            "evidence": answer.evidence,
        }
        if dimension_id not in stored.ratings:
            db.session.add(Rating(scorecard_id=card_id, dimension_id=dimension_id, **values))
        elif stored.ratings[dimension_id] != answer:
            db.session.execute(
                update(Rating)
                .where(Rating.scorecard_id == card_id, Rating.dimension_id == dimension_id)
                .values(**values)
                .execution_options(synchronize_session=False)
            )


def _store_signals(card_id: int, stored: Answers, answers: Answers) -> None:
    if gone := stored.signals.keys() - answers.signals.keys():
        db.session.execute(delete(SignalSeen).where(SignalSeen.scorecard_id == card_id, SignalSeen.signal_id.in_(gone)))
    for signal_id, answer in answers.signals.items():
        if signal_id not in stored.signals:
            db.session.add(
                SignalSeen(scorecard_id=card_id, signal_id=signal_id, seen=answer.seen, evidence=answer.evidence)
            )
        elif stored.signals[signal_id] != answer:
            db.session.execute(
                update(SignalSeen)
                .where(SignalSeen.scorecard_id == card_id, SignalSeen.signal_id == signal_id)
                .values(seen=answer.seen, evidence=answer.evidence)
                .execution_options(synchronize_session=False)
            )


def _is_submitted(card: Scorecard) -> bool:
    """Whether it is submitted now; a function, because a failed store reads the row again behind the type checker's back."""
    return card.state is ScorecardState.SUBMITTED


def _latest_revision(card: Scorecard) -> ScorecardRevision:
    return db.session.scalars(
        select(ScorecardRevision).where(
            ScorecardRevision.scorecard_id == card.id, ScorecardRevision.number == card.submissions
        )
    ).one()
