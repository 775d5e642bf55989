"""Tables of decisions, sessions and packets."""

from calibration.models.decisions import Decision, RedFlagAnswer
from calibration.models.packets import Packet
from calibration.models.runs import AdjustmentSwitch, CalibrationRun, RunCandidate
from calibration.models.sessions import (
    Adjustment,
    AgendaItem,
    CalibrationSession,
    Dissent,
    Position,
    Recusal,
    SessionMember,
)
from core.storage import StoredFile

__all__ = [
    "Adjustment",
    "AdjustmentSwitch",
    "AgendaItem",
    "CalibrationRun",
    "CalibrationSession",
    "Decision",
    "Dissent",
    "Packet",
    "Position",
    "Recusal",
    "RedFlagAnswer",
    "RunCandidate",
    "SessionMember",
    "StoredFile",
]
