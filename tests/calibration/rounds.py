"""A rubric line with enough ratings to measure: interviewers of known severity, candidates of known level."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from accounts.enums import Role
from accounts.models import Account
from rubrics.models import RubricVersion
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application, Requisition
from tests import factories

SEVERITY = (0.9, 0.0, -0.7, 0.2, -0.2, 0.0)
"""How many points each interviewer rates below their peers."""


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
                    factories.submitted(factories.interview(application, self.interviewers[who]), scores=scores)
                self.applications.append(application)
