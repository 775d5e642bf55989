"""Publishing a rubric version, starting the next one, retiring an old one."""

from __future__ import annotations

from sqlalchemy import func, select

from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics import checks
from rubrics import content as plain
from rubrics.checks import Severity
from rubrics.enums import EDITABLE, RubricState
from rubrics.models import ConfirmedLink, Rubric, RubricVersion
from rubrics.operations.drafts import claim_draft, reread, write_content
from rubrics.queries.contents import content
from rubrics.queries.reviews import panel_verdict, quorum


def publish_version(*, version: RubricVersion, expected_lock: int, actor: Actor | None) -> None:
    """The version as published: from now on it never changes, and `content_sha256` proves it.

    Earlier published versions stay published, since openings may be pinned to them. Raises Conflict when it is stale or
    already published, InvalidInput when a check finds an error (nothing could be scored with it, or nobody says so) or
    its review panel has not passed it.
    """
    claim_draft(version, expected_lock)
    reread(version)
    if not version.dimensions:
        raise InvalidInput(
            "A rubric without dimensions cannot be published. Generate it again from a ladder or criteria."
        )
    whole = content(version)
    errors = [finding for finding in checks.findings(whole) if finding.severity is Severity.error]
    if errors:
        raise InvalidInput(
            "Not published yet. " + " ".join(f"{error.message} {error.suggestion or ''}".strip() for error in errors)
        )
    if version.state is RubricState.IN_REVIEW or quorum():
        panel = panel_verdict(version)
        if not panel.passes:
            raise InvalidInput("Not published yet: the review panel has not passed it. " + " ".join(panel.problems))
    version.state = RubricState.PUBLISHED
    version.published_at = now()
    version.published_by_id = actor.id if actor else None
    version.content_sha256 = plain.content_sha256(whole)
    record(
        "publish_version",
        actor=actor,
        subject=version,
        about=version.rubric,
        number=version.number,
        content_sha256=version.content_sha256,
    )


def start_version(*, version: RubricVersion, actor: Actor) -> RubricVersion:
    """The next version of the rubric: a draft with the same content and the links that people confirmed for it.

    Raises Conflict when `version` is itself a draft, or when a draft of this rubric exists already.
    """
    if version.state in EDITABLE:
        raise Conflict("This version is still a draft. Edit it, or publish it first.")
    rubric = db.session.get_one(Rubric, version.rubric_id, with_for_update=True)  # two at once would take one number
    waiting = db.session.scalar(
        select(RubricVersion.number).where(RubricVersion.rubric_id == rubric.id, RubricVersion.state.in_(EDITABLE))
    )
    if waiting is not None:
        raise Conflict(f"Version {waiting} of this rubric is a draft already. Continue there.")
    latest = db.session.scalar(select(func.max(RubricVersion.number)).where(RubricVersion.rubric_id == rubric.id)) or 0
    # Both are read before the new row is in the session: reading would store it half made.
    same, links = content(version), [_again(link) for link in version.links]
    following = RubricVersion(
        rubric=rubric,
        number=latest + 1,
        state=RubricState.DRAFT,
        ladder_id=version.ladder_id,
        criteria_id=version.criteria_id,
        second_ladder_id=version.second_ladder_id,
        levels=version.levels,
        findings=[dict(finding) for finding in version.findings],
        created_by_id=actor.id,
        created_at=now(),
        links=links,
    )
    db.session.add(following)
    write_content(following, same)
    record("start_version", actor=actor, subject=following, about=rubric, number=following.number)
    return following


def _again(link: ConfirmedLink) -> ConfirmedLink:
    return ConfirmedLink(
        subject=link.subject,
        target=link.target,
        score=link.score,
        reason=link.reason,
        confirmed_by_id=link.confirmed_by_id,
    )


def retire_version(*, version: RubricVersion, actor: Actor) -> None:
    """The version as retired: no new opening can be pinned to it; those that are stay as they are.

    Raises Conflict when it is not published.
    """
    if version.state is not RubricState.PUBLISHED:
        raise Conflict("Only a published version can be retired.")
    version.state = RubricState.RETIRED
    record("retire_version", actor=actor, subject=version, about=version.rubric, number=version.number)
