"""What tests are made of: each function stores one thing with sensible values and commits.

    person = factories.account("Ada", Role.INTERVIEWER)
    opening = factories.requisition(team={TeamRole.RECRUITER: [recruiter]})       # with a published rubric
    application = factories.application(opening)                                  # with a candidate
    interview = factories.interview(application, person)                          # with an untouched scorecard
    factories.submitted(interview, scores=[4, 3, None])                           # None: not observed

    with factories.at_once():                                                    # many rows: one commit, at the end
        ...

They write rows directly, past the operations, so that a test of one operation does not lean on the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from accounts.enums import Role
from accounts.models import Account, AccountRole
from core.clock import now
from core.content import content_sha256
from core.database import db
from rubrics.enums import RubricState, SignalKind, StatementKind
from rubrics.models import (
    Anchor,
    Rubric,
    RubricDimension,
    RubricExercise,
    RubricSignal,
    RubricVersion,
    Statement,
)
from scorecards.answers import revision_content
from scorecards.enums import Recommendation, ScorecardState, Stage, TeamRole, Visibility
from scorecards.models import (
    Application,
    Candidate,
    Conflict,
    Interview,
    PlannedInterview,
    Rating,
    Requisition,
    Scorecard,
    ScorecardRevision,
    SignalSeen,
    TeamMember,
)
from scorecards.queries import sheets
from tests.support.databases import PASSWORD_HASH

DIMENSIONS = ("System design", "Delivery", "Collaboration")
LEVELS = ("P3", "P4", "P5", "P6", "P7")
Stored = TypeVar("Stored")
UNFINISHED = "more rows follow"
_numbers = count(1)


def account(name: str | None = None, *roles: Role, active: bool = True) -> Account:
    """Somebody who signs in with PASSWORD; an interviewer unless roles are given."""
    number = next(_numbers)
    made = Account(
        name=name or f"Person {number}",
        email=f"someone{number}@example.com",
        password_hash=PASSWORD_HASH,
        active=active,
        created_at=now(),
        role_rows=[AccountRole(role=role) for role in roles or (Role.INTERVIEWER,)],
    )
    return _stored(made)


def rubric(
    title: str = "Staff engineer",
    *,
    dimensions: Sequence[str] = DIMENSIONS,
    must_have: Sequence[str] = DIMENSIONS[:1],
    target: str = "P5",
    state: RubricState = RubricState.PUBLISHED,
) -> RubricVersion:
    """A rubric version written for `target`: an anchor with one statement per score, signals, a red flag, an exercise.

    The last dimension's anchor for 1 is unwritten.
    """
    published = now() if state is RubricState.PUBLISHED else None
    version = RubricVersion(
        rubric=Rubric(title=title, created_at=now()),
        number=1,
        state=state,
        target_code=target,
        target_label=f"{target} Staff",
        levels=[
            {"position": position, "code": code, "label": f"{code} level"} for position, code in enumerate(LEVELS, 1)
        ],
        content_sha256="0" * 64 if published else None,
        created_at=now(),
        published_at=published,
    )
    for position, name in enumerate(dimensions, 1):
        version.dimensions.append(
            _dimension(version, position, name, name in must_have, is_last=name == dimensions[-1])
        )
    version.signals = [
        RubricSignal(kind=SignalKind.STRONG, position=1, text="Names the trade-off before choosing"),
        RubricSignal(kind=SignalKind.WEAK, position=1, text="Answers only with the tool's name"),
        RubricSignal(kind=SignalKind.RED_FLAG, position=1, text="Blames a named colleague for an outage"),
    ]
    version.exercises = [
        RubricExercise(
            position=1,
            name="Design a ticket queue",
            minutes_low=45,
            minutes_high=60,
            task=["Sketch a queue that survives a lost node."],
            look_fors=["Asks about load first"],
            dimensions=version.dimensions[:1],
        )
    ]
    return _stored(version)


def _dimension(version: RubricVersion, position: int, name: str, must_have: bool, *, is_last: bool) -> RubricDimension:
    dimension = RubricDimension(
        key=f"dimension:{position}",
        position=position,
        name=name,
        must_have=must_have,
        bar=3,
        questions=[f"Tell me about a time when {name.lower()} was hard."],
    )
    for score, level in enumerate(LEVELS, 1):
        anchor = Anchor(score=score, meaning=f"{level} level", level_code=level)
        if score == 1 and is_last:
            anchor.unwritten_reason = "The ladder has no such level."
        else:
            anchor.statements = [
                Statement(
                    version=version,
                    position=1,
                    text=f"Shows {name.lower()} as expected of {level}",
                    kind=StatementKind.guideline,
                    document_name="ladder.md",
                    locator=f"table 1, row {position}",
                    level_code=level,
                )
            ]
        dimension.anchors.append(anchor)
    return dimension


def requisition(
    title: str = "Staff engineer, payments",
    *,
    version: RubricVersion | None = None,
    team: Mapping[TeamRole, Sequence[Account]] | None = None,
    visibility: Visibility = Visibility.AFTER_OWN_SUBMISSION,
    **columns: Any,
) -> Requisition:
    """An open requisition pinned to `version` (a new published rubric when None) with its team."""
    made = Requisition(
        title=title,
        rubric_version=version or rubric(),
        visibility=visibility,
        created_at=now(),
        team=[TeamMember(account=person, role=role) for role, people in (team or {}).items() for person in people],
        **columns,
    )
    return _stored(made)


def candidate(name: str | None = None, **columns: Any) -> Candidate:
    """Somebody who applies."""
    number = next(_numbers)
    values = {"email": f"candidate{number}@example.com", "code": f"C-{number:05d}", **columns}
    return _stored(Candidate(name=name or f"Candidate {number}", created_at=now(), **values))


def application(
    opening: Requisition | None = None, person: Candidate | None = None, *, stage: Stage = Stage.INTERVIEWING
) -> Application:
    """A candidate's application to the opening; both are made when not given."""
    made = Application(
        requisition=opening or requisition(), candidate=person or candidate(), stage=stage, created_at=now()
    )
    return _stored(made)


def conflict(target: Application, person: Account, reason: str = "Former manager") -> Conflict:
    """A declared conflict of interest."""
    return _stored(Conflict(application_id=target.id, account=person, reason=reason))


def interview(
    target: Application,
    interviewer: Account,
    *,
    focus: Sequence[int] = (0, 1, 2),
    starts: datetime | None = None,
    shadow: bool = False,
    cancelled: bool = False,
    **columns: Any,
) -> Interview:
    """An interview with an untouched scorecard; `focus` counts the rubric's dimensions from 0, `starts`: two days ago."""
    version = target.requisition.rubric_version
    position = db.session.query(Interview).filter_by(application_id=target.id).count() + 1
    made = Interview(
        application=target,
        position=position,
        title=columns.pop("title", f"Interview {position}"),
        interviewer=interviewer,
        scheduled_at=starts or now() - timedelta(days=2),
        minutes=columns.pop("minutes", 60),
        is_shadow=shadow,
        cancelled_at=now() if cancelled else None,
        focus=[version.dimensions[index] for index in focus],
        scorecard=Scorecard(created_at=now(), saved_at=now()),
        **columns,
    )
    return _stored(made)


def planned(opening: Requisition, title: str, *, focus: Sequence[int] = (0,), **columns: Any) -> PlannedInterview:
    """One more interview of the opening's plan; `focus` counts the rubric's dimensions from 0."""
    dimensions = opening.rubric_version.dimensions
    return _stored(
        PlannedInterview(
            requisition_id=opening.id,
            position=db.session.query(PlannedInterview).filter_by(requisition_id=opening.id).count() + 1,
            title=title,
            focus=[dimensions[index].key for index in focus],
            **columns,
        )
    )


def drafted(held: Interview, **values: Any) -> Scorecard:
    """The interview's scorecard as a draft, filled as by `submitted` and not submitted."""
    card = held.scorecard
    _fill(card, **values)
    return _stored(card)


def submitted(held: Interview, **values: Any) -> Scorecard:
    """The interview's scorecard, submitted with its first revision.

    `scores`: one per focus dimension in order, 1 to 5 or None for not observed; or a dict by dimension id. Left out:
    3 everywhere. Also `evidence` (one text for all), `recommendation`, `level_read`, `summary`, `private_notes`,
    `red_flag` (True: the red flag was seen, with evidence).
    """
    card = held.scorecard
    _fill(card, **values)
    card.state, card.submitted_at, card.submissions = ScorecardState.SUBMITTED, now(), card.submissions + 1
    db.session.flush()
    content = revision_content(sheets.sheet(held.id), sheets.answers(card.id))
    card.revisions.append(
        ScorecardRevision(
            number=card.submissions,
            content=content,
            content_sha256=content_sha256(content),
            submitted_by_id=held.interviewer_id,
            submitted_at=now(),
        )
    )
    return _stored(card)


def _fill(
    card: Scorecard,
    *,
    scores: Sequence[int | None] | Mapping[int, int | None] | None = None,
    evidence: str = "Drew the queue, then named what breaks first.",
    recommendation: Recommendation = Recommendation.YES,
    level_read: str | None = "P5",
    summary: str = "",
    private_notes: str = "",
    red_flag: bool = False,
) -> None:
    focus = card.interview.focus
    if scores is None:
        scores = [3] * len(focus)
    if not isinstance(scores, Mapping):
        scores = {dimension.id: score for dimension, score in zip(focus, scores, strict=True)}
    known = {dimension.id: dimension for dimension in card.interview.application.requisition.rubric_version.dimensions}
    card.ratings = [
        Rating(
            dimension=known[dimension_id],
            score=score,
            not_observed=score is None,
            not_observed_reason="We ran out of time." if score is None else "",
            evidence="" if score is None else evidence,
        )
        for dimension_id, score in scores.items()
    ]
    card.signals = [
        SignalSeen(signal=signal, seen=red_flag, evidence="Said so twice, unprompted." if red_flag else "")
        for signal in card.interview.application.requisition.rubric_version.signals
        if signal.kind is SignalKind.RED_FLAG
    ]
    card.recommendation, card.level_read = recommendation, level_read
    card.summary, card.private_notes = summary, private_notes
    card.version, card.saved_at = card.version + 1, now()


@contextmanager
def at_once() -> Iterator[None]:
    """What is stored inside is committed when the block ends: after each commit everything would be read anew."""
    db.session.info[UNFINISHED] = True
    try:
        yield
    finally:
        del db.session.info[UNFINISHED]
    db.session.commit()


def _stored(thing: Stored) -> Stored:
    db.session.add(thing)
    if UNFINISHED in db.session.info:
        db.session.flush()
    else:
        db.session.commit()
    return thing
