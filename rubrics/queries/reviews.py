"""Reads about reviews of rubrics."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import BindParameter, String, and_, bindparam, cast, exists, func, literal, not_, select

from core.audit import AuditEvent
from core.clock import in_words
from core.database import db
from rubrics import content as plain
from rubrics.enums import EDITABLE, RubricState
from rubrics.models import Rubric, RubricVersion
from rubrics.models.reviews import ReviewComment, RubricReview
from rubrics.queries.contents import content
from rubrics.queries.rubrics import whole_version
from rubrics.review import Verdict, verdict

LEAVING_THE_TEXT = ("review_version", "answer_comment", "ask_for_review", "end_review")
"""What is done to a version without changing what it says; every change of its text records another event."""


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """One reviewer; `is_present` says whether the text they scored is the present one."""

    name: str
    when: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment; `state` is open, accepted or answered."""

    id: int
    author: str
    about: str
    text: str
    when: str
    state: str
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class AspectRow:
    """One aspect as the page shows it; None while nobody has scored."""

    label: str
    mean: str | None
    lowest: int | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Where the panel stands."""

    aspects: tuple[AspectRow, ...]
    reviewers: tuple[ReviewerRow, ...]
    comments: tuple[CommentRow, ...]
    quorum: int
    passes: bool
    problems: tuple[str, ...]


def quorum() -> int:
    """How many reviewers the installation wants before a rubric is published; 0: a review is a free choice."""
    return int(current_app.config.get("REVIEW_QUORUM", 0))


def comment(comment_id: int) -> ReviewComment | None:
    """The comment, or None."""
    return db.session.get(ReviewComment, comment_id)


def review_of(version: RubricVersion, reviewer_id: int) -> RubricReview | None:
    """The reviewer's scores of the version, or None."""
    return db.session.scalar(
        select(RubricReview).where(RubricReview.version_id == version.id, RubricReview.reviewer_id == reviewer_id)
    )


def panel_verdict(version: RubricVersion) -> Verdict:
    """What the reviews of the version's present text amount to; a review once asked for wants one reviewer at least."""
    present = plain.content_sha256(content(version))
    reviews = db.session.scalars(
        select(RubricReview).where(RubricReview.version_id == version.id, RubricReview.content_sha256 == present)
    )
    still_open = db.session.scalar(
        select(func.count())
        .select_from(ReviewComment)
        .where(ReviewComment.version_id == version.id, ReviewComment.accepted.is_(None))
    )
    return verdict([review.scores for review in reviews], quorum=max(1, quorum()), open_comments=still_open or 0)


def review_page(version: RubricVersion) -> ReviewPage | None:
    """The panel of the version; None for a draft that nobody has put before a panel where none is demanded."""
    reviews = db.session.scalars(
        select(RubricReview).where(RubricReview.version_id == version.id).order_by(RubricReview.id)
    ).all()
    comments = db.session.scalars(
        select(ReviewComment).where(ReviewComment.version_id == version.id).order_by(ReviewComment.id)
    ).all()
    if version.state is not RubricState.IN_REVIEW and not (reviews or comments or quorum()):
        return None
    present = plain.content_sha256(content(version))
    found = panel_verdict(version)
    return ReviewPage(
        aspects=tuple(
            AspectRow(result.aspect.label, None if result.mean is None else f"{result.mean:.1f}", result.lowest)
            for result in found.results
        ),
        reviewers=tuple(
            ReviewerRow(row.reviewer_name, in_words(row.reviewed_at), row.content_sha256 == present) for row in reviews
        ),
        comments=tuple(_comment(row) for row in comments),
        quorum=max(1, quorum()),
        passes=found.passes,
        problems=found.problems,
    )


@dataclass(frozen=True, slots=True)
class PanelTask:
    """A rubric version that waits for the viewer; `comments` are the open ones, where that is what waits.

    `is_again`: the viewer has reviewed an earlier text of it.
    """

    version_id: int
    title: str
    number: int
    comments: int = 0
    is_again: bool = False


_REVIEWER: BindParameter[int] = bindparam("viewer_id")
_REVIEWED_LAST = (
    select(func.max(AuditEvent.id))
    .where(
        AuditEvent.subject == literal(f"{RubricVersion.__tablename__}:").concat(cast(RubricVersion.id, String)),
        AuditEvent.action == "review_version",
        AuditEvent.actor_id == _REVIEWER,
    )
    .correlate(RubricVersion)
    .scalar_subquery()
)
_TOUCHED_SINCE = exists().where(
    AuditEvent.about == literal(f"{Rubric.__tablename__}:").concat(cast(Rubric.id, String)),
    AuditEvent.id > _REVIEWED_LAST,
    AuditEvent.action.not_in(LEAVING_THE_TEXT),
)
_IN_REVIEW = (
    select(
        RubricVersion.id,
        Rubric.title,
        RubricVersion.number,
        RubricReview.content_sha256,
        and_(
            RubricReview.id.is_not(None),
            _REVIEWED_LAST.is_not(None),
            not_(_TOUCHED_SINCE.correlate(Rubric, RubricVersion)),
        ),
    )
    .join(Rubric)
    .outerjoin(RubricReview, and_(RubricReview.version_id == RubricVersion.id, RubricReview.reviewer_id == _REVIEWER))
    .where(RubricVersion.state == RubricState.IN_REVIEW, RubricVersion.created_by_id.is_distinct_from(_REVIEWER))
    .order_by(Rubric.title, RubricVersion.id)
)


def reviews_to_give(viewer_id: int) -> list[PanelTask]:
    """The versions in review that somebody else made and whose present text the viewer has not reviewed, by title."""
    # Only what was touched since the viewer reviewed it is read whole, to see whether it still says the same.
    return [
        PanelTask(version_id, title, number, is_again=seen is not None)
        for version_id, title, number, seen, is_untouched in db.session.execute(_IN_REVIEW, {"viewer_id": viewer_id})
        if not is_untouched and (seen is None or seen != plain.content_sha256(content(whole_version(version_id))))
    ]


def comments_to_answer(viewer_id: int) -> list[PanelTask]:
    """The viewer's own drafts with open comments, by title."""
    rows = db.session.execute(
        select(RubricVersion.id, Rubric.title, RubricVersion.number, func.count(ReviewComment.id))
        .join(Rubric)
        .join(ReviewComment, ReviewComment.version_id == RubricVersion.id)
        .where(
            RubricVersion.created_by_id == viewer_id,
            RubricVersion.state.in_(EDITABLE),
            ReviewComment.accepted.is_(None),
        )
        .group_by(RubricVersion.id, Rubric.title, RubricVersion.number)
        .order_by(Rubric.title, RubricVersion.id)
    )
    return [PanelTask(*row) for row in rows]


def _comment(row: ReviewComment) -> CommentRow:
    state = {None: "open", True: "accepted", False: "answered"}[row.accepted]
    return CommentRow(
        row.id, row.author_name, row.about, row.text, in_words(row.written_at), state, row.answer, row.answered_by_name
    )
