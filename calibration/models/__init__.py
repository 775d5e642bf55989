"""Tables of decisions, sessions and packets."""

from calibration.models.after_session import FollowUp, RecruiterMessage
from calibration.models.benchmarks import (
    BenchmarkExercise,
    BenchmarkKey,
    BenchmarkKeyHolder,
    BenchmarkRating,
    BenchmarkSeat,
)
from calibration.models.bulk import PacketBulk, PacketBulkItem
from calibration.models.decisions import Decision, RedFlagAnswer
from calibration.models.holds import LegalHold
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
from calibration.models.shares import PacketShare
from core.storage import StoredFile

__all__ = [
    "Adjustment",
    "AdjustmentSwitch",
    "AgendaItem",
    "BenchmarkExercise",
    "BenchmarkKey",
    "BenchmarkKeyHolder",
    "BenchmarkRating",
    "BenchmarkSeat",
    "CalibrationRun",
    "CalibrationSession",
    "Decision",
    "Dissent",
    "FollowUp",
    "LegalHold",
    "Packet",
    "PacketBulk",
    "PacketBulkItem",
    "PacketShare",
    "Position",
    "RecruiterMessage",
    "Recusal",
    "RedFlagAnswer",
    "RunCandidate",
    "SessionMember",
    "StoredFile",
]
