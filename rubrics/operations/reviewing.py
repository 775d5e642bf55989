"""The review panel: asking for it, scoring, commenting, answering, taking the rubric back."""

from __future__ import annotations

from collections.abc import Mapping

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput, NotAllowed
from rubrics import content as plain
from rubrics.enums import Aspect, RubricState
from rubrics.models import RubricVersion
from rubrics.models.reviews import ReviewComment, RubricReview
from rubrics.operations.drafts import claim_draft
from rubrics.queries.contents import content
from rubrics.queries.reviews import review_of
from rubrics.review import SCORES


def ask_for_review(*, version: RubricVersion, expected_lock: int, actor: Actor) -> None:
    """The draft before its review panel; it may still be edited, and reviews count for the text they were given to.

    Raises Conflict when it is stale, no draft, or in review already.
    """
    claim_draft(version, expected_lock)
    if version.state is RubricState.IN_REVIEW:
        raise Conflict("This version is in review already.")
    version.state = RubricState.IN_REVIEW
    record("ask_for_review", actor=actor, subject=version, about=version.rubric, number=version.number)


def end_review(*, version: RubricVersion, expected_lock: int, actor: Actor) -> None:
    """The version as a draft again; what reviewers wrote stays. Raises Conflict when it is stale or not in review."""
    claim_draft(version, expected_lock)
    if version.state is not RubricState.IN_REVIEW:
        raise Conflict("This version is not in review.")
    version.state = RubricState.DRAFT
    record("end_review", actor=actor, subject=version, about=version.rubric, number=version.number)


def review_version(
    *,
    version: RubricVersion,
    scores: Mapping[Aspect, int | None],
    comment: str,
    about: str,
    seen_sha256: str,
    actor: Actor,
) -> RubricReview:
    """The reviewer's scores of the present text, in place of earlier ones, and a comment where one is written.

    Raises Conflict when it is not in review or the text is not the one the reviewer saw, NotAllowed for the person who made
    the draft, InvalidInput where an aspect has no score from 1 to 5.
    """
    if version.state is not RubricState.IN_REVIEW:
        raise Conflict("This version is not in review.")
    if version.created_by_id == actor.id:
        raise NotAllowed("You made this draft. Somebody else has to review it.")
    present = plain.content_sha256(content(version))
    if seen_sha256 != present:
        raise Conflict("The rubric was edited after you opened it. Read the changes, then send your review again.")
    _check_scores(scores)
    review = review_of(version, actor.id) or RubricReview(version_id=version.id, reviewer_id=actor.id)
    review.reviewer_name, review.content_sha256, review.reviewed_at = actor.name, present, now()
    for aspect in Aspect:
        setattr(review, aspect.value, scores[aspect])
    db.session.add(review)
    if comment.strip():
        db.session.add(
            ReviewComment(
                version_id=version.id,
                author_id=actor.id,
                author_name=actor.name,
                about=about[:300],
                text=comment.strip(),
                written_at=now(),
            )
        )
    record("review_version", actor=actor, subject=version, about=version.rubric)
    return review


def _check_scores(scores: Mapping[Aspect, int | None]) -> None:
    problems = {
        aspect.value: [f"{aspect.label}: choose a score from 1 to 5."]
        for aspect in Aspect
        if scores.get(aspect) not in SCORES
    }
    if problems:
        raise InvalidInput("Not stored yet: score every aspect.", problems)


def answer_comment(*, comment: ReviewComment, accepted: bool, answer: str, actor: Actor) -> None:
    """The comment as accepted (done as asked) or answered with a reason.

    Raises Conflict when it is closed already or its version is published, InvalidInput for an answer without words.
    """
    if comment.accepted is not None or comment.version.state not in {RubricState.DRAFT, RubricState.IN_REVIEW}:
        raise Conflict("This comment is closed already.")
    if not accepted and not answer.strip():
        raise InvalidInput("Say why it is not done, or accept the comment.")
    comment.accepted, comment.answer = accepted, answer.strip()
    comment.answered_by_id, comment.answered_by_name, comment.answered_at = actor.id, actor.name, now()
    record("answer_comment", actor=actor, subject=comment, about=comment.version.rubric, accepted=accepted)
