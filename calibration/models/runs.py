"""Calibration runs: a model fitted to the ratings of one rubric line, frozen with what went in and what came out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from core.database import JsonValue, Keyed, Model, UtcDateTime
from rubrics.models import Rubric
from scorecards.models import Application, Requisition


class CalibrationRun(Keyed, Model):
    """One fit. The same inputs and model version are fitted once; fitting them again gives the same figures."""

    __tablename__ = "calibration_run"
    __table_args__ = (
        UniqueConstraint("rubric_id", "decided_only", "inputs_sha256", "model_version"),
        Index(None, "rubric_id", "target_code", "decided_only", "in_force_at"),
    )

    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id", ondelete="CASCADE"))
    target_code: Mapped[str] = mapped_column(String(200), comment="the level that the pooled versions are written for")
    decided_only: Mapped[bool] = mapped_column(
        comment="true: of decided applications, for Insights; false: of those in calibration too, for committees"
    )
    inputs_sha256: Mapped[str] = mapped_column(String(64), comment="of the canonical inputs")
    model_version: Mapped[str] = mapped_column(String(40))
    inputs: Mapped[dict[str, Any]] = mapped_column(JsonValue, deferred=True, comment="everything the fit was made from")
    outputs: Mapped[dict[str, Any]] = mapped_column(
        JsonValue, deferred=True, comment="components, interviewers, dimensions, notes; those of candidates beside it"
    )
    fitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    in_force_at: Mapped[datetime] = mapped_column(
        UtcDateTime, comment="since when these inputs were the present ones; the latest of a line is in force"
    )

    rubric: Mapped[Rubric] = relationship()


class RunCandidate(Keyed, Model):
    """What a run says about one application: its scorecards as they were then, and the figures."""

    __tablename__ = "run_candidate"
    __table_args__ = (UniqueConstraint("run_id", "application_id"), Index(None, "application_id"))

    run_id: Mapped[int] = mapped_column(ForeignKey("calibration_run.id", ondelete="CASCADE"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"))
    rubric_version_id: Mapped[int] = mapped_column(comment="whose bars and must-haves were applied")
    revisions: Mapped[list[int]] = mapped_column(JsonValue, comment="scorecard revisions that were counted, in order")
    figures: Mapped[dict[str, Any]] = mapped_column(JsonValue)

    run: Mapped[CalibrationRun] = relationship()
    application: Mapped[Application] = relationship()


class AdjustmentSwitch(Model):
    """A requisition whose committee reads scores without the model; no row: the model's figures are shown."""

    __tablename__ = "adjustment_switch"

    requisition_id: Mapped[int] = mapped_column(ForeignKey("requisition.id", ondelete="CASCADE"), primary_key=True)
    is_off: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)
    set_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)

    requisition: Mapped[Requisition] = relationship()
    set_by: Mapped[Account] = relationship()
