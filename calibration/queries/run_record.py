"""What a packet keeps of the model: the figures of the frozen run that its maker was shown."""

from __future__ import annotations

from accounts.models import Account
from calibration.measured import Measured, measured
from calibration.packet import record as plain
from calibration.queries.runs import FiguresState, open_figures
from core.database import db
from scorecards.models import Application
from scorecards.queries.evidence import Evidence

METHOD = (
    "Crossed mixed model of the scores as submitted (restricted maximum likelihood; candidate, profile, interviewer severity, "
    "halo, chance), version {version}, on {ratings} ratings of {candidates} candidates. 90 % intervals."
)


def statistics_record(application: Application, evidence: Evidence, *, maker_id: int | None) -> plain.Statistics | None:
    """The figures, or None where a page would show the maker none; the command line is shown what the evidence allows."""
    maker = db.session.get(Account, maker_id) if maker_id is not None else None
    found = open_figures(
        evidence=evidence,
        requisition_id=application.requisition_id,
        stage=application.stage,
        rubric_version_id=application.requisition.rubric_version_id,
        reads=True,
        viewer=maker or _Nobody(),
    )
    if found.state is not FiguresState.READY or found.run is None:
        return None
    run = found.run
    names = {row.id: row.name for row in application.requisition.rubric_version.dimensions}
    shown = measured(run.figures, run.run_outputs, {})
    outputs = run.run_outputs
    return plain.Statistics(
        run_id=f"{run.run_id} ({run.inputs_sha256[:12]})",
        method=METHOD.format(version=run.model_version, ratings=outputs["ratings"], candidates=outputs["candidates"]),
        computed_at=run.fitted_at.isoformat(timespec="seconds"),
        figures=tuple(_figures(shown, names)),
    )


class _Nobody:
    """The command line: it has no part in any application, and whoever runs it reads the database itself."""

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
