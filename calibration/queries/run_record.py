"""What a packet keeps of the model: the figures of the frozen run, the same whoever makes the packet."""

from __future__ import annotations

from sqlalchemy import or_, select

from accounts.enums import Role
from accounts.models import Account, AccountRole
from calibration.measured import Measured, measured
from calibration.packet import record as plain
from calibration.queries.figures import FiguresState, hides_some, open_figures
from core.database import db
from scorecards.enums import TeamRole
from scorecards.models import Application, Requisition, TeamMember
from scorecards.queries.evidence import Evidence
from scorecards.queries.sight import contents_are_open

METHOD = (
    "Crossed mixed model of the scores as submitted (restricted maximum likelihood; candidate, profile, interviewer severity, "
    "halo, chance), version {version}, on {ratings} ratings of {candidates} candidates. 90 % intervals."
)


EXPORTING = (TeamRole.RECRUITER, TeamRole.HIRING_MANAGER, TeamRole.CHAIR)


def statistics_record(application: Application, evidence: Evidence) -> plain.Statistics | None:
    """The figures, or None where nothing is fitted, or a page would withhold them from somebody who may open the packet.

    A packet outlives its making and is opened by others than its maker. So its figures do not depend on who makes it:
    they are left out when the run counts another undecided application that is closed to any of those who could open
    it.
    """
    found = open_figures(
        evidence=evidence,
        requisition_id=application.requisition_id,
        stage=application.stage,
        rubric_version_id=application.requisition.rubric_version_id,
        reads=True,
        viewer=_Nobody(),
    )
    if found.state is not FiguresState.READY or found.run is None:
        return None
    run = found.run
    readers = (reader for reader in _exporters(application) if _reads(reader, application))
    if any(hides_some(run.run_id, reader) for reader in readers):
        return None
    names = {row.id: row.name for row in application.requisition.rubric_version.dimensions}
    shown = measured(run.figures, run.run_outputs, {})
    outputs = run.run_outputs
    return plain.Statistics(
        run_id=f"{run.run_id} ({run.inputs_sha256[:12]})",
        method=METHOD.format(version=run.model_version, ratings=outputs["ratings"], candidates=outputs["candidates"]),
        computed_at=run.fitted_at.isoformat(timespec="seconds"),
        figures=tuple(_figures(shown, names)),
    )


def _exporters(application: Application) -> list[Account]:
    """Everybody whose part lets them make and open packets of the application."""
    recruits = select(AccountRole.account_id).where(AccountRole.role == Role.RECRUITER)
    leads = select(TeamMember.account_id).where(
        TeamMember.requisition_id == application.requisition_id, TeamMember.role.in_(EXPORTING)
    )
    rows = select(Account).where(Account.active, or_(Account.id.in_(recruits), Account.id.in_(leads)))
    return list(db.session.scalars(rows.order_by(Account.id)))


def _reads(reader: Account, application: Application) -> bool:
    """Whether the evidence is open to them, without which no packet of it is."""
    opened = select(Application.id).join(Requisition, Requisition.id == Application.requisition_id)
    return db.session.scalar(opened.where(Application.id == application.id, contents_are_open(reader))) is not None


class _Nobody:
    """Nobody in particular: somebody without a part in any application, from whom no other candidate is hidden."""

    id = 0

    def has_role(self, *_roles: object) -> bool:
        return False


def _figures(shown: Measured, names: dict[int, str]) -> list[plain.Figure]:
    if shown.insufficient is not None or shown.level is None:
        return [plain.Figure(name="Overall level", note=shown.insufficient)]
    note = " ".join((f"{shown.standing.value.capitalize()} against the bar of {shown.bar:.1f}.", *shown.warnings))
    rows = [
        plain.Figure(name="Raw mean", value=shown.raw, note=f"{shown.interviewers} interviewers"),
        plain.Figure(
            name="Overall level",
            value=shown.level.estimate,
            low=shown.level.low,
            high=shown.level.high,
            note=f"{note} The adjustment crosses the bar." if shown.crosses else note,
        ),
        plain.Figure(name="Chance to meet the bar", value=shown.probability),
    ]
    for key, row in (shown.dimensions or {}).items():
        words = f"{row.standing.value.capitalize()}; raw mean {_mean(row.raw)} of {row.count}, bar {row.bar:g}"
        rows.append(
            plain.Figure(
                name=names.get(key, str(key)),
                value=row.level.estimate if row.level else None,
                low=row.level.low if row.level else None,
                high=row.level.high if row.level else None,
                note=f"{words}. The adjustment crosses the bar." if row.crosses else f"{words}.",
            )
        )
    if shown.must_haves is not None:
        missing = ", ".join(shown.must_haves.uncovered)
        rows.append(
            plain.Figure(
                name="All must-haves together",
                value=None if missing else shown.must_haves.probability,
                note=f"Insufficient evidence on {missing}."
                if missing
                else shown.must_haves.standing.value.capitalize(),
            )
        )
    if shown.fit_in_words:
        rows.append(plain.Figure(name="Best-fitting level", note=shown.fit_in_words))
    return rows


def _mean(value: float | None) -> str:
    return "none" if value is None else f"{value:.1f}"
