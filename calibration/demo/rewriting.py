"""What became of the demo's rubrics later: one has a newer version than its opening, one draft is before its panel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import func, select, update

from accounts.models import Account
from calibration.demo.days import moment, workday
from calibration.demo.people import CHAIR, COMMITTEE, RECRUITER, Person
from core.audit import Actor, AuditEvent
from core.database import db
from rubrics.content import content_sha256
from rubrics.enums import Aspect
from rubrics.models import Criteria, Ladder, ReviewComment, RubricDimension, RubricReview, RubricVersion
from rubrics.operations.drafts import AnchorEdit, edit_dimension
from rubrics.operations.generating import accepted_links, generate_draft
from rubrics.operations.publishing import publish_version, start_version
from rubrics.operations.reviewing import answer_comment, ask_for_review, review_version
from rubrics.queries.contents import content

REWRITTEN = "Running in production"
PLAINER = "Resolves an unfamiliar fault of the team's services within the shift and posts an update every half hour."
ADDED = "Names the last lasting fix that came out of a review, and who uses it now."
ASKED = "Tell me about the last fault you had never seen before. What did you look at first?"
TARGET, WRITTEN_FOR = "E5", "E4"
SURE_ENOUGH = 0.5


def publish_next_version(version: RubricVersion, accounts: Mapping[Person, Account], *, today: date) -> RubricVersion:
    """Version 2, published the working day before `today`: a statement edited and one added, a question, a weight."""
    recruiter = accounts[RECRUITER]
    begun, published = (moment(workday(today, days), 10) for days in (-2, -1))
    with _at(begun):
        following = start_version(version=version, actor=recruiter)
        dimension = next(row for row in following.dimensions if row.name == REWRITTEN)
        edit_dimension(
            dimension=dimension,
            expected_lock=following.lock,
            name=dimension.name,
            weight=dimension.weight * 2,
            must_have=dimension.must_have,
            bar=dimension.bar,
            questions=[*dimension.questions, ASKED],
            anchors=_rewritten(dimension),
            actor=recruiter,
        )
    with _at(published):
        publish_version(version=following, expected_lock=following.lock, actor=recruiter)
    following.created_at, following.published_at = begun, published
    return following


def _rewritten(dimension: RubricDimension) -> list[AnchorEdit]:
    """The anchors with the first statement of the bar in plainer words, and one more below it."""
    edits = []
    for anchor in dimension.anchors:
        texts: list[tuple[int | None, str]] = [(statement.id, statement.text) for statement in anchor.statements]
        if anchor.score == dimension.bar:
            texts = [(texts[0][0], PLAINER), *texts[1:], (None, ADDED)]
        edits.append(AnchorEdit(anchor.score, texts))
    return edits


def ask_the_panel(
    ladder: Ladder, second: Ladder, criteria: Criteria | None, accounts: Mapping[Person, Account], *, today: date
) -> RubricVersion:
    """A draft of two merged ladders and criteria in review: two reviewers have scored it, one comment waits for an answer."""
    recruiter = accounts[RECRUITER]
    made, asked, first, last = (moment(workday(today, days), 14) for days in (-6, -5, -3, -2))
    with _at(made):
        version = _merged_draft(ladder, second, criteria, recruiter)
    with _at(asked):
        ask_for_review(version=version, expected_lock=version.lock, actor=recruiter)
    name = version.dimensions[0].name
    with _at(first):
        told = "Our own incidents are missing: add what the loss of the pier cable asked of people."
        _review(version, accounts[CHAIR], (4, 5, 4, 5, 3), told, "")
    with _at(last):
        told = "Scores 4 and 5 read alike to me. What does the highest level do that the one below does not?"
        _review(version, accounts[COMMITTEE[2]], (3, 4, 4, 5, 4), told, name)
        comments = select(ReviewComment).where(ReviewComment.version_id == version.id).order_by(ReviewComment.id)
        comment = db.session.scalars(comments).first()
        assert comment is not None  # noqa: S101 - tells the type checker that the first review left one
        said = "That incident was at another company's pier. It will be an exercise instead."
        answer_comment(comment=comment, accepted=False, answer=said, actor=recruiter)
    version.rubric.created_at = version.created_at = made
    _date_reviews(version, first, last)
    comment.answered_at = last
    return version


def _merged_draft(ladder: Ladder, second: Ladder, criteria: Criteria | None, actor: Actor) -> RubricVersion:
    links = accepted_links(
        ladder=ladder,
        criteria=criteria,
        target_level=TARGET,
        criteria_level=WRITTEN_FOR,
        second=second,
        threshold=SURE_ENOUGH,
    )
    return generate_draft(
        ladder=ladder,
        criteria=criteria,
        target_level=TARGET,
        criteria_level=WRITTEN_FOR,
        links=links,
        second=second,
        actor=actor,
    )


def _review(version: RubricVersion, reviewer: Account, scores: tuple[int, ...], comment: str, about: str) -> None:
    review_version(
        version=version,
        scores=dict(zip(Aspect, scores, strict=True)),
        comment=comment,
        about=about,
        seen_sha256=content_sha256(content(version)),
        actor=reviewer,
    )


def _date_reviews(version: RubricVersion, *moments: datetime) -> None:
    """Let the reviews and the comments of the version have been given at these moments, in turn."""
    for model, column in ((RubricReview, "reviewed_at"), (ReviewComment, "written_at")):
        rows = db.session.scalars(select(model).where(model.version_id == version.id).order_by(model.id))
        for row, at in zip(rows, moments, strict=True):
            setattr(row, column, at)


@contextmanager
def _at(when: datetime) -> Iterator[None]:
    """What the history tells of the changes inside happened at that moment."""
    before = db.session.scalar(select(func.max(AuditEvent.id))) or 0
    yield
    db.session.flush()
    db.session.execute(update(AuditEvent).where(AuditEvent.id > before).values(at=when))
