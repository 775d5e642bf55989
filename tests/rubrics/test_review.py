"""The review panel before publishing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from core.errors import Conflict, InvalidInput, NotAllowed
from rubrics import content as plain
from rubrics.enums import Aspect, RubricState
from rubrics.models import ReviewComment, RubricReview, RubricVersion
from rubrics.operations.drafts.dimensions import move_dimension
from rubrics.operations.publishing import publish_version
from rubrics.operations.reviewing import answer_comment, ask_for_review, end_review, review_version
from rubrics.queries.contents import content
from rubrics.review import verdict
from tests import factories
from tests.rubrics import stock

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
on_both = pytest.mark.postgresql
FIVES = dict.fromkeys(Aspect, 5)


def scored(**lower: int) -> dict[Aspect, int]:
    return {**FIVES, **{Aspect(name): score for name, score in lower.items()}}


@pytest.mark.parametrize(
    ("reviews", "quorum", "open_comments", "problems"),
    [
        ([FIVES], 1, 0, ()),
        ([scored(concreteness=4)], 1, 0, ()),
        ([scored(concreteness=3), scored(concreteness=5)], 2, 0, ()),
        ([], 1, 0, ("0 of 1 reviewers have scored the present text.",)),
        ([FIVES], 2, 0, ("1 of 2 reviewers have scored the present text.",)),
        ([scored(concreteness=3)], 1, 0, ("Concreteness has a mean of 3.0; it passes at 4.",)),
        (
            [scored(concreteness=3, factual_accuracy=1), FIVES],
            1,
            1,
            ("Factual accuracy has a mean of 3.0; it passes at 4.", "1 comment is open."),
        ),
        ([FIVES], 1, 2, ("2 comments are open.",)),
    ],
)
def test_the_panel_passes_at_four_on_the_lowest_aspect_with_enough_reviewers_and_no_open_comment(
    reviews: list[dict[Aspect, int]], quorum: int, open_comments: int, problems: tuple[str, ...]
) -> None:
    found = verdict(reviews, quorum=quorum, open_comments=open_comments)
    assert (found.problems, found.passes) == (problems, not problems)


def test_the_verdict_gives_mean_and_lowest_of_each_aspect() -> None:
    found = verdict([scored(concreteness=2), FIVES], quorum=1, open_comments=0)
    assert [(result.aspect, result.mean, result.lowest) for result in found.results] == [
        (Aspect.LEVEL_DIFFERENTIATION, 5.0, 5),
        (Aspect.FOCUS_SPECIFICITY, 5.0, 5),
        (Aspect.CONCRETENESS, 3.5, 2),
        (Aspect.FACTUAL_ACCURACY, 5.0, 5),
        (Aspect.REAL_WORLD_COVERAGE, 5.0, 5),
    ]
    assert [result.mean for result in verdict([], quorum=1, open_comments=0).results] == [None] * 5


@pytest.fixture
def rose(app: Flask) -> Account:
    return factories.account("Rose", Role.RECRUITER)


@pytest.fixture
def cora(app: Flask) -> Account:
    return factories.account("Cora", Role.COMMITTEE)


@pytest.fixture
def asked(rose: Account) -> RubricVersion:
    version = stock.draft(rose)
    ask_for_review(version=version, expected_lock=1, actor=rose)
    db.session.commit()
    return version


def review(version: RubricVersion, reviewer: Account, comment: str = "", **lower: int) -> RubricReview:
    found = review_version(
        version=version,
        scores=scored(**lower),
        comment=comment,
        about="Watch planning" if comment else "",
        seen_sha256=plain.content_sha256(content(version)),
        actor=reviewer,
    )
    db.session.commit()
    return found


def publish(version: RubricVersion, actor: Account) -> None:
    publish_version(version=version, expected_lock=version.lock, actor=actor)
    db.session.commit()


@on_both
def test_a_version_in_review_is_published_once_its_panel_passes(
    rose: Account, cora: Account, asked: RubricVersion
) -> None:
    with pytest.raises(InvalidInput, match="0 of 1 reviewers"):
        publish(asked, rose)
    db.session.rollback()
    review(asked, cora, concreteness=3)
    with pytest.raises(InvalidInput, match=r"Concreteness has a mean of 3\.0"):
        publish(asked, rose)
    db.session.rollback()
    review(asked, cora)
    assert db.session.scalars(select(RubricReview)).one().scores == FIVES
    publish(asked, rose)
    assert asked.state is RubricState.PUBLISHED


@on_both
def test_an_open_comment_holds_publishing_until_it_is_accepted_or_answered(
    rose: Account, cora: Account, asked: RubricVersion
) -> None:
    review(asked, cora, comment="Say how many nights.")
    comment = db.session.scalars(select(ReviewComment)).one()
    assert (comment.author_name, comment.about, comment.accepted) == ("Cora", "Watch planning", None)
    with pytest.raises(InvalidInput, match="1 comment is open"):
        publish(asked, rose)
    db.session.rollback()
    with pytest.raises(InvalidInput, match="Say why it is not done"):
        answer_comment(comment=comment, accepted=False, answer=" ", actor=rose)
    answer_comment(comment=comment, accepted=False, answer="The ladder does not say.", actor=rose)
    db.session.commit()
    with pytest.raises(Conflict, match="closed already"):
        answer_comment(comment=comment, accepted=True, answer="", actor=rose)
    publish(asked, rose)
    assert (comment.accepted, comment.answered_by_name) == (False, "Rose")


@on_both
def test_a_review_counts_only_for_the_text_it_was_given_to(rose: Account, cora: Account, asked: RubricVersion) -> None:
    review(asked, cora)
    before = plain.content_sha256(content(asked))
    asked.dimensions[0].anchors[2].statements[0].text = "Edited since."
    db.session.commit()
    with pytest.raises(InvalidInput, match="0 of 1 reviewers have scored the present text"):
        publish(asked, rose)
    db.session.rollback()
    with pytest.raises(Conflict, match="edited after you opened it"):
        review_version(version=asked, scores=FIVES, comment="", about="", seen_sha256=before, actor=cora)


@on_both
def test_nobody_reviews_their_own_draft_a_draft_not_in_review_or_with_half_the_scores(
    rose: Account, cora: Account, asked: RubricVersion
) -> None:
    with pytest.raises(NotAllowed, match="Somebody else"):
        review(asked, rose)
    half = {aspect: None if aspect is Aspect.CONCRETENESS else 5 for aspect in Aspect}
    seen = plain.content_sha256(content(asked))
    with pytest.raises(InvalidInput) as raised:
        review_version(version=asked, scores=half, comment="Kept?", about="", seen_sha256=seen, actor=cora)
    assert raised.value.problems == {"concreteness": ["Concreteness: choose a score from 1 to 5."]}
    end_review(version=asked, expected_lock=asked.lock, actor=rose)
    with pytest.raises(Conflict, match="not in review"):
        review(asked, cora)
    assert db.session.scalars(select(ReviewComment)).all() == []


def test_without_a_demanded_panel_a_draft_is_published_directly(rose: Account) -> None:
    version = stock.draft(rose)
    publish(version, rose)
    assert version.state is RubricState.PUBLISHED


def test_an_installation_that_demands_two_reviewers_publishes_nothing_without_them(
    app: Flask, rose: Account, cora: Account
) -> None:
    app.config["REVIEW_QUORUM"] = 2
    version = stock.draft(rose)
    with pytest.raises(InvalidInput, match="0 of 2 reviewers"):
        publish(version, rose)
    db.session.rollback()
    ask_for_review(version=version, expected_lock=1, actor=rose)
    review(version, cora)
    with pytest.raises(InvalidInput, match="1 of 2 reviewers"):
        publish(version, rose)
    db.session.rollback()
    review(version, factories.account("Hugo", Role.HIRING_MANAGER))
    publish(version, rose)
    assert version.state is RubricState.PUBLISHED


@pytest.mark.parametrize("role", list(Role))
def test_who_may_review(sign_in: SignIn, asked: RubricVersion, role: Role) -> None:
    client = sign_in(factories.account("Ada", role))
    expected = 200 if role in {Role.COMMITTEE, Role.HIRING_MANAGER, Role.RECRUITER} else 404
    assert client.get(f"/rubrics/versions/{asked.id}/review").status_code == expected


def test_the_author_sees_the_panel_and_no_way_to_review(
    sign_in: SignIn, rose: Account, asked: RubricVersion, markup: Markup
) -> None:
    client = sign_in(rose)
    assert client.get(f"/rubrics/versions/{asked.id}/review").status_code == 404
    page = markup(client.get(f"/rubrics/versions/{asked.id}"))
    assert len(page.css("#aspect-table tbody tr")) == 5
    assert "Review this rubric" not in page.css_first("#review").text()


def test_a_committee_member_does_not_steer_the_panel(sign_in: SignIn, cora: Account, asked: RubricVersion) -> None:
    review(asked, cora, comment="More.")
    comment = db.session.scalars(select(ReviewComment.id)).one()
    client = sign_in(cora)
    paths = [f"versions/{asked.id}/review/ask", f"versions/{asked.id}/review/end", f"comments/{comment}/answer"]
    assert [client.post(f"/rubrics/{path}").status_code for path in paths] == [404, 404, 404]


@pytest.mark.browser
def test_an_author_answers_their_panel(
    browse: Callable[..., Page],
    page_problems: Callable[[Page], list[str]],
    rose: Account,
    cora: Account,
    asked: RubricVersion,
) -> None:
    review(asked, cora, comment="Say how many nights.")
    path = f"/rubrics/versions/{asked.id}"
    author = browse(rose)
    db.session.commit()  # while the browser works, the test holds no transaction open
    author.goto(path)
    author.get_by_text("1 comment is open.").wait_for()
    author.get_by_label("Answer to this comment").fill("The ladder does not say.")
    author.get_by_role("button", name="Answer", exact=True).click()
    author.get_by_text("The panel passes this text").wait_for()
    assert page_problems(author) == []


@on_both
def test_today_asks_reviewers_for_their_review_and_the_author_for_answers(
    rose: Account, sign_in: SignIn, markup: Markup
) -> None:
    cora = factories.account("Cora", Role.COMMITTEE)
    version = stock.draft(rose)

    def waits(account: Account) -> list[list[str]]:
        page = markup(sign_in(account).get("/"))
        tasks = [section for section in page.css("section") if "ubrics" in section.css_first("h2").text()]
        return [[node.text().strip() for node in section.css("h2, .task-title, .task-context")] for section in tasks]

    assert [waits(rose), waits(cora)] == [[], []]
    ask_for_review(version=version, expected_lock=version.lock, actor=rose)
    title = version.rubric.title
    assert [waits(rose), waits(cora)] == [[], [["Rubrics to review", title, "version 1"]]]
    seen = plain.content_sha256(content(version))
    review_version(version=version, scores=FIVES, comment="Say which tide.", about="", seen_sha256=seen, actor=cora)
    assert [waits(rose), waits(cora)] == [[["Comments on your rubrics", title, "version 1, 1 comment is open"]], []]
    move_dimension(dimension=version.dimensions[0], expected_lock=version.lock, place=2, actor=rose)
    assert waits(cora) == [["Rubrics to review", title, "version 1, changed since your review"]]
    move_dimension(dimension=version.dimensions[0], expected_lock=version.lock, place=2, actor=rose)
    assert waits(cora) == []
