"""A rubric line with enough ratings to measure: interviewers of known severity, candidates of known level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import insert, inspect

from accounts.enums import Role
from accounts.models import Account
from core.content import content_sha256
from core.database import db
from rubrics.models import RubricVersion
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application, InterviewFocus, Requisition
from tests import factories

SEVERITY = (0.9, 0.0, -0.7, 0.2, -0.2, 0.0)
"""How many points each interviewer rates below their peers."""


Seat = tuple[Application, int, Account, list[int]]
"""Whose interview it is, its place among theirs, who holds it, and the scores."""


class Round:
    """Six interviewers, `candidates` applications in calibration, `panel` interviews each; the scores are always the same."""

    def __init__(
        self,
        *,
        candidates: int = 12,
        panel: int = 4,
        stage: Stage = Stage.CALIBRATION,
        visibility: Visibility = Visibility.IN_CALIBRATION,
        version: RubricVersion | None = None,
        interviewers: Sequence[Account] = (),
        severity: Sequence[float] = SEVERITY,
        seed: int = 5,
    ) -> None:
        self.chair = factories.account("Chidi", Role.COMMITTEE)
        self.recruiter = factories.account("Rosa", Role.RECRUITER)
        self.member = factories.account("Mira", Role.COMMITTEE)
        self.interviewers = list(interviewers) or [factories.account(f"Interviewer {letter}") for letter in "ABCDEF"]
        team = {TeamRole.CHAIR: [self.chair], TeamRole.COMMITTEE: [self.member]}
        self.opening: Requisition = factories.requisition(version=version, team=team, visibility=visibility)
        self.applications: list[Application] = []
        chance = np.random.default_rng(seed)
        seats: list[Seat] = []
        with factories.at_once():
            for place in range(candidates):
                application = factories.application(self.opening, stage=stage)
                level = 3.2 + 0.7 * chance.standard_normal()
                profile = 0.3 * chance.standard_normal(3)
                for seat in range(panel):
                    who = (place + seat) % len(self.interviewers)
                    halo = 0.3 * chance.standard_normal()
                    noise = 0.5 * chance.standard_normal(3)
                    scores = np.clip(np.rint(level + profile + halo - severity[who] + noise), 1, 5).astype(int).tolist()
                    seats.append((application, seat + 1, self.interviewers[who], scores))
                self.applications.append(application)
            _held(seats)


def _held(seats: Sequence[Seat]) -> None:
    """Stores an interview with its submitted scorecard per seat: the first as ever, the others as rows like its rows."""
    (application, _, who, scores), *others = seats
    first = factories.submitted(factories.interview(application, who), scores=scores)
    interviews = _like(
        first.interview,
        [
            {
                "application_id": row.id,
                "position": position,
                "title": f"Interview {position}",
                "interviewer_id": person.id,
            }
            for row, position, person, _ in others
        ],
    )
    db.session.execute(
        insert(InterviewFocus),
        [
            {"interview_id": number, "dimension_id": dimension.id}
            for number in interviews
            for dimension in first.interview.focus
        ],
    )
    cards = _like(first, [{"interview_id": number} for number in interviews])
    scored = list(zip(cards, others, strict=True))
    given = [
        {"scorecard_id": card, "dimension_id": rating.dimension_id, "score": score}
        for card, seat in scored
        for rating, score in zip(first.ratings, seat[3], strict=True)
    ]
    _like(first.ratings[0], given)
    for signal in first.signals:
        _like(signal, [{"scorecard_id": card} for card in cards])
    (revision,) = first.revisions
    contents = [
        {
            **revision.content,
            "ratings": [
                {**row, "score": score} for row, score in zip(revision.content["ratings"], seat[3], strict=True)
            ],
        }
        for seat in others
    ]
    _like(
        revision,
        [
            {
                "scorecard_id": card,
                "content": content,
                "content_sha256": content_sha256(content),
                "submitted_by_id": seat[2].id,
            }
            for (card, seat), content in zip(scored, contents, strict=True)
        ],
    )


def _like(row: Any, changes: Sequence[dict[str, Any]]) -> Sequence[int]:
    """Stores rows that are the row but for these columns; their numbers, in the same order."""
    if not changes:
        return []
    mapper = inspect(type(row))
    same = {column.key: getattr(row, column.key) for column in mapper.column_attrs if column.key != "id"}
    same = {key: value for key, value in same.items() if value is not None}  # an empty JSON column is not a JSON null
    numbered = insert(type(row)).returning(mapper.c.id, sort_by_parameter_order=True)
    return db.session.scalars(numbered, [{**same, **change} for change in changes]).all()
