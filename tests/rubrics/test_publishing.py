"""Publishing, the next version, retiring."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.enums import Role
from accounts.models import Account
from core.audit import AuditEvent
from core.database import db
from core.errors import Conflict, DomainError, InvalidInput
from rubrics import content as plain
from rubrics.enums import RubricState
from rubrics.models import Anchor, RubricDimension, RubricVersion
from rubrics.operations.drafts import AnchorEdit, edit_dimension, remove_dimension
from rubrics.operations.publishing import publish_version, retire_version, start_version
from rubrics.queries.contents import content
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.postgresql


@pytest.fixture
def recruiter(app: Flask) -> Account:
    return factories.account("Rose", Role.RECRUITER)


@pytest.fixture
def draft(recruiter: Account) -> RubricVersion:
    return stock.draft(recruiter)


def publish(version: RubricVersion, actor: Account) -> None:
    publish_version(version=version, expected_lock=version.lock, actor=actor)
    db.session.commit()


def test_the_hash_of_a_published_version_is_that_of_its_content(draft: RubricVersion, recruiter: Account) -> None:
    publish(draft, recruiter)
    db.session.expire_all()
    assert draft.content_sha256 == plain.content_sha256(content(draft))
    assert (draft.state, draft.published_by_id) == (RubricState.PUBLISHED, recruiter.id)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "publish_version")).one()
    assert (event.details["content_sha256"], event.about) == (draft.content_sha256, f"rubric:{draft.rubric_id}")


def test_the_hash_is_of_what_is_stored_even_right_after_an_edit(draft: RubricVersion, recruiter: Account) -> None:
    """Moved and removed statements, and a removed dimension, in the same transaction as the publishing."""
    watch = draft.dimensions[0]
    kept = {anchor.score: [(row.id, row.text) for row in anchor.statements] for anchor in watch.anchors}
    edit_dimension(
        dimension=watch,
        expected_lock=1,
        name="Watches",
        weight=2,
        must_have=True,
        bar=3,
        questions=["When did a plan fail?"],
        anchors=[AnchorEdit(3, [kept[4][0], *reversed(kept[3])]), AnchorEdit(4, kept[2]), AnchorEdit(2, [])],
        actor=recruiter,
    )
    remove_dimension(dimension=draft.dimensions[1], expected_lock=2, actor=recruiter)
    publish_version(version=draft, expected_lock=3, actor=recruiter)
    db.session.commit()
    db.session.expire_all()
    assert draft.content_sha256 == plain.content_sha256(content(draft))


def test_a_version_with_an_empty_dimension_is_not_published(draft: RubricVersion, recruiter: Account) -> None:
    draft.dimensions.append(
        RubricDimension(key="new", position=9, name="Empty", anchors=[Anchor(score=score) for score in range(1, 6)])
    )
    db.session.commit()
    with pytest.raises(InvalidInput, match=r"Not published yet\. “Empty” has no written anchor at all"):
        publish(draft, recruiter)
    db.session.rollback()
    assert (draft.state, draft.lock, draft.content_sha256) == (RubricState.DRAFT, 1, None)


def test_a_version_without_dimensions_is_not_published(recruiter: Account) -> None:
    version = factories.rubric(dimensions=[], must_have=[], state=RubricState.DRAFT)
    with pytest.raises(InvalidInput, match="without dimensions"):
        publish(version, recruiter)


def test_a_stale_draft_is_not_published(draft: RubricVersion, recruiter: Account) -> None:
    with pytest.raises(Conflict, match="Somebody saved this rubric"):
        publish_version(version=draft, expected_lock=7, actor=recruiter)


def test_publishing_twice_is_refused(draft: RubricVersion, recruiter: Account) -> None:
    publish(draft, recruiter)
    with pytest.raises(Conflict, match="never changes"):
        publish(draft, recruiter)


def test_what_people_confirmed_is_carried_into_the_next_version(draft: RubricVersion, recruiter: Account) -> None:
    def confirmed(version: RubricVersion) -> list[tuple[object, ...]]:
        rows = [(row.subject, row.target, row.score, row.reason, row.confirmed_by_id) for row in version.links]
        return sorted(rows, key=str)

    publish(draft, recruiter)
    following = start_version(version=draft, actor=factories.account("Rita", Role.RECRUITER))
    db.session.commit()
    assert len(draft.links) == len(stock.LINKS)
    assert confirmed(following) == confirmed(draft)
    assert {row.confirmed_by_id for row in following.links} == {recruiter.id}


def test_the_next_version_says_the_same_and_is_a_draft(draft: RubricVersion, recruiter: Account) -> None:
    publish(draft, recruiter)
    following = start_version(version=draft, actor=recruiter)
    db.session.commit()
    db.session.expire_all()
    assert content(following) == content(draft)
    assert (following.number, following.state, following.content_sha256) == (2, RubricState.DRAFT, None)
    assert [row.document_id for row in following.dimensions[0].anchors[2].statements] == [
        row.document_id for row in draft.dimensions[0].anchors[2].statements
    ]
    before = content(draft)
    following.dimensions[0].anchors[2].statements[0].text = "Changed in version 2."
    db.session.commit()
    assert content(draft) == before


def test_a_draft_has_no_next_version(draft: RubricVersion, recruiter: Account) -> None:
    with pytest.raises(Conflict, match="still a draft"):
        start_version(version=draft, actor=recruiter)


def test_there_is_one_draft_at_a_time(draft: RubricVersion, recruiter: Account) -> None:
    publish(draft, recruiter)
    start_version(version=draft, actor=recruiter)
    db.session.commit()
    with pytest.raises(Conflict, match="Version 2 of this rubric is a draft already"):
        start_version(version=draft, actor=recruiter)


def test_two_people_starting_the_next_version_at_once_make_one(
    app: Flask, draft: RubricVersion, recruiter: Account
) -> None:
    publish(draft, recruiter)
    version_id, account_id = draft.id, recruiter.id
    refused: list[str] = []

    def start() -> None:
        with app.app_context():
            try:
                found = db.session.get_one(RubricVersion, version_id)
                start_version(version=found, actor=db.session.get_one(Account, account_id))
                db.session.commit()
            except DomainError as error:
                refused.append(str(error))
                db.session.rollback()

    db.session.commit()
    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["Version 2 of this rubric is a draft already. Continue there."] * 2


def test_a_retired_version_keeps_its_content_and_can_be_continued(draft: RubricVersion, recruiter: Account) -> None:
    publish(draft, recruiter)
    before = content(draft)
    retire_version(version=draft, actor=recruiter)
    db.session.commit()
    assert (draft.state, content(draft)) == (RubricState.RETIRED, before)
    assert start_version(version=draft, actor=recruiter).number == 2


def test_only_a_published_version_is_retired(draft: RubricVersion, recruiter: Account) -> None:
    with pytest.raises(Conflict, match="Only a published version"):
        retire_version(version=draft, actor=recruiter)
