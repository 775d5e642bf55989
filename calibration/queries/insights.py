"""What Insights shows: how people interview and how rubrics work, from decided applications alone.

Scores of an application that is not decided are in no figure here, so that nobody who still writes or reads one can be
told anything of it, not even in sum.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, undefer

from accounts.models import Account
from calibration.coaching import (
    THIN,
    DimensionInsight,
    Habits,
    OwnFigures,
    Written,
    dimension_insight,
    habits,
    own_figures,
    team_words,
)
from calibration.models.decisions import Decision
from calibration.models.runs import CalibrationRun
from calibration.releases import STEP
from core.database import db
from rubrics.models import Rubric, RubricDimension, RubricVersion
from scorecards.enums import ScorecardState, Stage
from scorecards.models import Application, Interview, Rating, Requisition, Scorecard, ScorecardRevision


@dataclass(frozen=True)
class RunNote:
    """Where figures come from: a stored run over so many ratings of so many decided candidates."""

    run_id: int
    rubric_id: int
    title: str
    target_code: str
    ratings: int
    candidates: int
    fitted_at: datetime

    @property
    def name(self) -> str:
        """The rubric with its target level, which most titles hold already."""
        return self.title if self.target_code in self.title.split() else f"{self.title}, {self.target_code}"


@dataclass(frozen=True)
class InterviewerRow:
    """Somebody with figures, and on how many interviews they rest over all rubrics."""

    account_id: int
    name: str
    interviews: int


@dataclass(frozen=True)
class RubricInsights:
    """One rubric line: its dimensions by name, pairs of openings in words; `halo_share` of an interview's error that is one impression, 0 to 1."""

    run: RunNote
    low: int
    halo_share: float | None
    dimensions: Sequence[tuple[str, DimensionInsight]]
    teams: Sequence[tuple[str, str]] = ()


def account(account_id: int) -> Account | None:
    """The account, or None."""
    return db.session.get(Account, account_id)


def interviewers() -> list[InterviewerRow]:
    """Everybody with a counted interview of a decided application, by name; two queries."""
    counts: dict[int, int] = {}
    for run in _runs():
        for identity, row in run.outputs["rating"].items():
            counts[int(identity)] = counts.get(int(identity), 0) + row["interviews"]
    rows = db.session.execute(
        select(Account.id, Account.name).where(Account.id.in_(counts)).order_by(Account.name, Account.id)
    )
    return [InterviewerRow(identity, name, counts[identity]) for identity, name in rows]


def interviewer_figures(account_id: int) -> list[tuple[RunNote, OwnFigures]]:
    """The person's figures on each rubric line they have interviewed for; two queries."""
    runs = [run for run in _runs() if str(account_id) in run.outputs["rating"]]
    names = _names({run.rubric_id for run in runs})
    return [(_note(run), own_figures(run.outputs["rating"][str(account_id)], names.get(run.rubric_id))) for run in runs]


def interviewer_habits(account_id: int) -> Habits:
    """How the person writes scorecards, over counted interviews of decided applications, in steps of STEP; one query.

    In the order in which they were first decided on: a step never loses an interview that an earlier one told.
    """
    first = select(ScorecardRevision.scorecard_id, ScorecardRevision.submitted_at).where(ScorecardRevision.number == 1)
    submitted = first.subquery()
    decided = (
        select(Decision.application_id, func.min(Decision.decided_at).label("first"))
        .group_by(Decision.application_id)
        .subquery()
    )
    length = func.length(func.trim(Rating.evidence))
    is_extreme = or_(Rating.score == RubricVersion.scale_low, Rating.score == RubricVersion.scale_high)
    written = (
        select(
            Rating.scorecard_id,
            func.avg(length).label("characters"),
            func.count().label("scores"),
            func.sum(case((length > 0, 1), else_=0)).label("evidenced"),
            func.sum(case((is_extreme, 1), else_=0)).label("extremes"),
            func.sum(case((and_(is_extreme, length < THIN), 1), else_=0)).label("thin"),
        )
        .join(RubricDimension, RubricDimension.id == Rating.dimension_id)
        .join(RubricVersion, RubricVersion.id == RubricDimension.version_id)
        .where(Rating.score.is_not(None))
        .group_by(Rating.scorecard_id)
        .subquery()
    )
    rows = db.session.execute(
        select(
            Interview.scheduled_at,
            Interview.minutes,
            submitted.c.submitted_at,
            written.c.characters,
            written.c.scores,
            written.c.evidenced,
            written.c.extremes,
            written.c.thin,
        )
        .join(Application, Application.id == Interview.application_id)
        .join(Scorecard, Scorecard.interview_id == Interview.id)
        .join(submitted, submitted.c.scorecard_id == Scorecard.id)
        .outerjoin(written, written.c.scorecard_id == Scorecard.id)
        .outerjoin(decided, decided.c.application_id == Application.id)
        .where(
            Interview.interviewer_id == account_id,
            Interview.is_shadow.is_(False),
            Interview.cancelled_at.is_(None),
            Scorecard.state == ScorecardState.SUBMITTED,
            Application.stage == Stage.DECIDED,
        )
        .order_by(func.coalesce(decided.c.first, submitted.c.submitted_at), Interview.id)
    ).all()
    told = rows[: len(rows) // STEP * STEP] or rows
    return habits(
        [
            Written(_hours(start, minutes, end), _number(characters), *(int(count or 0) for count in counts))
            for start, minutes, end, characters, *counts in told
        ]
    )


def _hours(start: datetime | None, minutes: int, end: datetime) -> float | None:
    """Hours from the interview's end to the submission; 0 for one written before it ended, None for one without a time."""
    return None if start is None else max((end - start - timedelta(minutes=minutes)).total_seconds() / 3600, 0.0)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def rubric_notes() -> list[RunNote]:
    """The rubric lines with figures, by title; one query."""
    return [_note(run) for run in _runs()]


def rubric_insights(rubric_id: int) -> list[RubricInsights]:
    """How each line of the rubric works; two queries, and one more for each line that compares teams. Dimensions bear the name of their newest version."""
    names = _names({rubric_id}).get(rubric_id, {})
    return [
        RubricInsights(
            run=_note(run),
            low=run.inputs["low"],
            halo_share=run.outputs["halo_share"],
            teams=_teams(run.outputs.get("teams", ())),
            dimensions=[
                (names.get(key, key), dimension_insight(run.outputs["rubric"][key], low=run.inputs["low"]))
                for key in sorted(
                    run.outputs["rubric"], key=lambda key: list(names).index(key) if key in names else 999
                )
            ],
        )
        for run in _runs(rubric_id=rubric_id)
    ]


def _teams(rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """(the two openings, what may be said of their interviewers); an opening that is gone is left out."""
    numbers = {row[side] for row in rows for side in ("a", "b")}
    titles = {
        row.id: row.title
        for row in db.session.execute(select(Requisition.id, Requisition.title).where(Requisition.id.in_(numbers)))
    }
    return [
        (
            f"{titles[row['a']]} ({row['interviewers'][0]}), {titles[row['b']]} ({row['interviewers'][1]})",
            team_words(row, titles[row["a"]], titles[row["b"]]),
        )
        for row in rows
        if {row["a"], row["b"]} <= set(titles)
    ]


def rubric(rubric_id: int) -> Rubric | None:
    """The rubric, or None."""
    return db.session.get(Rubric, rubric_id)


def _names(rubric_ids: Collection[int]) -> Mapping[int, Mapping[str, str]]:
    """The names of each rubric's dimensions by key, the newest version's."""
    names: dict[int, dict[str, str]] = {}
    for rubric_id, key, name in db.session.execute(
        select(RubricVersion.rubric_id, RubricDimension.key, RubricDimension.name)
        .join(RubricVersion, RubricVersion.id == RubricDimension.version_id)
        .where(RubricVersion.rubric_id.in_(rubric_ids))
        .order_by(RubricVersion.rubric_id, RubricVersion.number, RubricDimension.position)
    ):
        names.setdefault(rubric_id, {})[key] = name
    return names


def _runs(*, rubric_id: int | None = None) -> list[CalibrationRun]:
    """The runs over decided applications, one for each line: superseded ones of them are not kept."""
    query = (
        select(CalibrationRun)
        .join(Rubric, Rubric.id == CalibrationRun.rubric_id)
        .where(CalibrationRun.decided_only)
        .order_by(Rubric.title, CalibrationRun.target_code, CalibrationRun.in_force_at)
        .options(undefer(CalibrationRun.outputs), contains_eager(CalibrationRun.rubric))
    )
    if rubric_id is not None:
        query = query.where(CalibrationRun.rubric_id == rubric_id).options(undefer(CalibrationRun.inputs))
    return list(db.session.scalars(query))


def _note(run: CalibrationRun) -> RunNote:
    return RunNote(
        run_id=run.id,
        rubric_id=run.rubric_id,
        title=run.rubric.title,
        target_code=run.target_code,
        ratings=run.outputs["ratings"],
        candidates=run.outputs["candidates"],
        fitted_at=run.fitted_at,
    )
