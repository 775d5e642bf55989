"""Publishing a rubric version, starting the next one, retiring an old one."""

from __future__ import annotations

from sqlalchemy import func, select

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics import content as plain
from rubrics.enums import RubricState
from rubrics.models import RubricVersion
from rubrics.operations.drafts import EDITABLE, claim_draft, write_content
from rubrics.queries.contents import content


def publish_version(*, version: RubricVersion, expected_lock: int, actor: Actor | None) -> None:
    """The version as published: from now on it never changes, and `content_sha256` proves it.

    Earlier published versions stay published, since openings may be pinned to them. Raises Conflict when it is stale or
    already published, InvalidInput when nothing could be scored with it.
    """
    claim_draft(version, expected_lock)
    empty = [dimension.name for dimension in version.dimensions if not any(a.statements for a in dimension.anchors)]
    if not version.dimensions:
        raise InvalidInput(
            "A rubric without dimensions cannot be published. Generate it again from a ladder or criteria."
        )
    if empty:
        raise InvalidInput(
            f"Every dimension needs at least one written anchor. Write one, or remove the dimension: {', '.join(empty)}."
        )
    version.state = RubricState.PUBLISHED
    version.published_at = now()
    version.published_by_id = actor.id if actor else None
    version.content_sha256 = plain.content_sha256(content(version))
    record(
        "publish_version",
        actor=actor,
        subject=version,
        about=version.rubric,
        number=version.number,
        content_sha256=version.content_sha256,
    )


def start_version(*, version: RubricVersion, actor: Actor) -> RubricVersion:
    """The next version of the rubric: a draft with the same content.

    Raises Conflict when `version` is itself a draft, or when a draft of this rubric exists already.
    """
    if version.state in EDITABLE:
        raise Conflict("This version is still a draft. Edit it, or publish it first.")
    rubric = version.rubric
    waiting = db.session.scalar(
        select(RubricVersion.number).where(RubricVersion.rubric_id == rubric.id, RubricVersion.state.in_(EDITABLE))
    )
    if waiting is not None:
        raise Conflict(f"Version {waiting} of this rubric is a draft already. Continue there.")
    latest = db.session.scalar(select(func.max(RubricVersion.number)).where(RubricVersion.rubric_id == rubric.id)) or 0
    following = RubricVersion(
        rubric=rubric,
        number=latest + 1,
        state=RubricState.DRAFT,
        ladder_id=version.ladder_id,
        criteria_id=version.criteria_id,
        levels=version.levels,
        created_by_id=actor.id,
        created_at=now(),
    )
    db.session.add(following)
    write_content(following, content(version))
    record("start_version", actor=actor, subject=following, about=rubric, number=following.number)
    return following


def retire_version(*, version: RubricVersion, actor: Actor) -> None:
    """The version as retired: no new opening can be pinned to it; those that are stay as they are.

    Raises Conflict when it is not published.
    """
    if version.state is not RubricState.PUBLISHED:
        raise Conflict("Only a published version can be retired.")
    version.state = RubricState.RETIRED
    record("retire_version", actor=actor, subject=version, about=version.rubric, number=version.number)
