"""Everything the committee's page about one application shows, as the viewer may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from accounts.models import Account
from calibration.enums import PacketState, Profile
from calibration.models import Packet
from calibration.queries.adjustments import AdjustmentRow, Cell, adjustments_of, counted_scores
from calibration.queries.decisions import DecisionRow, decisions_of
from calibration.queries.pinned_rubric import PinnedDimension, PinnedRubric, pinned_rubric
from calibration.queries.red_flags import RaisedFlag, raised_flags_of
from calibration.rereading import BarAnchor, Reading, readings
from calibration.standings import DimensionFacts, DimensionStanding, standings
from core.database import db
from core.errors import NotFound
from core.jobs.enums import OPEN, JobState
from core.jobs.models import Job
from rubrics.models import RubricDimension
from scorecards.enums import Stage
from scorecards.models import Application, Candidate, Requisition
from scorecards.queries.evidence import Evidence, visible_evidence_of
from scorecards.queries.sight import Viewer


@dataclass(frozen=True)
class PacketRow:
    """One packet of the application."""

    id: int
    profile: Profile
    requested_at: datetime
    requested_by: str | None
    content_sha256: str
    is_rendered: bool
    job_state: JobState | None
    failure: str | None

    @property
    def state(self) -> PacketState:
        """Whether it can be downloaded."""
        if self.is_rendered:
            return PacketState.READY
        return PacketState.BUILDING if self.job_state in OPEN else PacketState.FAILED


@dataclass(frozen=True)
class CandidatePage:
    """The application, its rubric, the evidence open to the viewer and what follows from it.

    `standings` count scores after adjustments, `given` as they were given; without adjustments both are equal. `readings`
    are the levels that the evidence can be held against, `reading` the one that bars and standings on this page are of.
    """

    application_id: int
    requisition_id: int
    candidate: str
    role: str
    stage: Stage
    rubric: PinnedRubric
    evidence: Evidence
    standings: Sequence[DimensionStanding]
    given: Sequence[DimensionStanding]
    adjustments: Sequence[AdjustmentRow]
    red_flags: Sequence[RaisedFlag]
    decisions: Sequence[DecisionRow]
    packets: Sequence[PacketRow]
    readings: Sequence[Reading]
    reading: Reading

    @property
    def bars(self) -> list[BarAnchor]:
        """What each dimension's bar rests on, as the evidence is read here."""
        found = []
        for dimension in self.rubric.dimensions:
            score = dimension.bar + self.reading.shift
            is_written = any(anchor.statements for anchor in dimension.anchors if anchor.score == score)
            found.append(BarAnchor(dimension.name, score, is_written))
        return found


_APPLICATIONS = (
    select(
        Application.id,
        Application.stage,
        Candidate.name.label("candidate"),
        Application.requisition_id,
        Requisition.title,
        Requisition.rubric_version_id,
        Requisition.required_raters,
        Requisition.dimension_raters,
    )
    .join(Candidate, Candidate.id == Application.candidate_id)
    .join(Requisition, Requisition.id == Application.requisition_id)
    .where(Application.id.in_(bindparam("applications", expanding=True)))
)


def candidate_page(
    *,
    application_id: int,
    viewer: Viewer,
    with_outcome: bool,
    against: str | None = None,
    with_packets: bool = False,
) -> CandidatePage:
    """The page; adjustments and decisions, and packets `with_packets`, only `with_outcome`: where the evidence is open.

    `against`: the code of a level beside the target to hold the evidence against. Raises NotFound when the application does
    not exist for the viewer, or the rubric cannot be read against that level.
    """
    found = candidate_pages(
        application_ids=[application_id],
        viewer=viewer,
        with_outcome=with_outcome,
        against=against,
        with_packets=with_packets,
    )
    if not found:
        raise NotFound("There is no such application for you.")
    return found[0]


def candidate_pages(
    *,
    application_ids: Sequence[int],
    viewer: Viewer,
    with_outcome: bool,
    against: str | None = None,
    with_packets: bool = False,
) -> list[CandidatePage]:
    """The pages of applications of one opening in the order given, without those that do not exist for the viewer.

    As many queries for many as for one. Packets only `with_packets`.
    """
    evidences = visible_evidence_of(application_ids=application_ids, viewer=viewer)
    known = [application_id for application_id in application_ids if application_id in evidences]
    if not known:
        return []
    applications = {row.id: row for row in db.session.execute(_APPLICATIONS, {"applications": known})}
    opening = applications[known[0]]
    rubric = pinned_rubric(opening.rubric_version_id)
    offered = rubric_readings(rubric)
    reading = chosen_reading(offered, against)
    adjustments = adjustments_of(known, viewer=viewer) if with_outcome else {}
    flags = raised_flags_of(evidences.values())
    taken = decisions_of(known) if with_outcome else {}
    made = packets_of(known) if with_outcome and with_packets else {}
    wanted, raters, shift = opening.required_raters, opening.dimension_raters, reading.shift
    return [
        CandidatePage(
            application_id=key,
            requisition_id=opening.requisition_id,
            candidate=applications[key].candidate,
            role=opening.title,
            stage=applications[key].stage,
            rubric=rubric,
            evidence=evidences[key],
            standings=evidence_standings(
                rubric.dimensions,
                evidences[key],
                wanted=wanted,
                raters=raters,
                counted=counted_scores(adjustments.get(key, ())),
                shift=shift,
            ),
            given=evidence_standings(rubric.dimensions, evidences[key], wanted=wanted, raters=raters, shift=shift),
            adjustments=adjustments.get(key, []),
            red_flags=flags[key],
            decisions=taken.get(key, []),
            packets=made.get(key, []),
            readings=offered,
            reading=reading,
        )
        for key in known
    ]


def rubric_readings(rubric: PinnedRubric) -> tuple[Reading, ...]:
    """The levels that evidence gathered with the rubric can be held against, lowest first; the target is among them."""
    anchors = [(row.score, row.level_code) for dimension in rubric.dimensions for row in dimension.anchors]
    labels = {level["code"]: level["label"] for level in rubric.levels}
    return readings((rubric.target_code, rubric.target_label), anchors, labels)


def chosen_reading(offered: Sequence[Reading], against: str | None) -> Reading:
    """The reading of that level's code; without one, the target's. Raises NotFound for a level that is not offered."""
    wanted = [row for row in offered if (row.code == against if against else not row.shift)]
    if not wanted:
        raise NotFound("The evidence cannot be read against this level: the rubric has no anchors for it.")
    return wanted[0]


def evidence_standings(
    dimensions: Sequence[RubricDimension | PinnedDimension],
    evidence: Evidence,
    *,
    wanted: int,
    raters: Mapping[str, int] | None = None,
    counted: Mapping[Cell, int | None] | None = None,
    shift: int = 0,
) -> list[DimensionStanding]:
    """Each dimension of the rubric against its bar, from the interviews that count.

    `wanted` raters are required, another number where `raters` has one by the dimension's key. `counted` holds the
    scores that a committee adjusted (None: not observed after all), by scorecard and dimension. Every bar is moved by
    `shift` points.
    """
    adjusted = counted or {}
    scores: dict[int, list[int]] = {}
    planned: dict[int, int] = {}
    for interview in evidence.counted:
        for dimension_id in interview.focus:
            planned[dimension_id] = planned.get(dimension_id, 0) + 1
        for rating in interview.card.ratings if interview.card else ():
            score = adjusted.get((rating.scorecard_id, rating.dimension_id), rating.score)
            if score is not None:
                scores.setdefault(rating.dimension_id, []).append(score)
    facts = [
        DimensionFacts(row.id, row.name, row.bar + shift, row.must_have, row.weight, (raters or {}).get(row.key))
        for row in dimensions
    ]
    return standings(facts, scores, planned, wanted=wanted)


_PACKETS = (
    select(
        Packet.application_id,
        Packet.id,
        Packet.profile,
        Packet.requested_at,
        Account.name,
        Packet.content_sha256,
        Packet.file_sha256.is_not(None),
        Job.state,
        Job.error,
    )
    .outerjoin(Account, Account.id == Packet.requested_by_id)
    .outerjoin(Job, Job.id == Packet.job_id)
    .where(Packet.application_id.in_(bindparam("applications", expanding=True)))
    .order_by(Packet.id.desc())
)


def packets(application_id: int) -> list[PacketRow]:
    """The packets of the application, the newest first."""
    return packets_of([application_id]).get(application_id, [])


def packets_of(application_ids: Sequence[int]) -> dict[int, list[PacketRow]]:
    """The packets of each application, the newest first; one query."""
    found: dict[int, list[PacketRow]] = {}
    for row in db.session.execute(_PACKETS, {"applications": list(application_ids)}):
        found.setdefault(row[0], []).append(PacketRow(*row[1:]))
    return found
