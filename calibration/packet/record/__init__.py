"""The frozen record of an application: everything a packet says, as plain values.

`calibration/queries.py` fills it from the database once, when the packet is sealed; after that the record is the only
thing anyone reads. Ids are texts, times are ISO 8601 texts with an offset, levels are named by their code. The words of
closed sets (`hire`, `strong_yes`, …) are those of the packages' `enums.py`; `labels.py` says how they are printed.

Never in here: an interviewer's private notes, drafts, anything of another candidate.
"""

from __future__ import annotations

from calibration.packet.record.application import Application, Background, Candidate, Interview, Requisition
from calibration.packet.record.calibration import (
    Adjustment,
    Calibration,
    CoverageGap,
    Dissent,
    Figure,
    Position,
    Recusal,
    Standing,
    Statistics,
)
from calibration.packet.record.decision import Composite, Decision
from calibration.packet.record.packet import (
    ANONYMOUS,
    CANDIDATE,
    COMMITTEE,
    HASH_KEY,
    PROFILES,
    RECRUITER,
    VERSION,
    HistoryRow,
    Packet,
    content_hash,
    from_json,
    from_plain,
    to_json,
    to_plain,
)
from calibration.packet.record.people import Level, Person
from calibration.packet.record.rubric import Anchor, Dimension, Rubric, RubricFlag, Scale, ScaleStep, Statement
from calibration.packet.record.scorecards import Answer, Rating, RedFlag, Scorecard, Signal

__all__ = [
    "ANONYMOUS",
    "CANDIDATE",
    "COMMITTEE",
    "HASH_KEY",
    "PROFILES",
    "RECRUITER",
    "VERSION",
    "Adjustment",
    "Anchor",
    "Answer",
    "Application",
    "Background",
    "Calibration",
    "Candidate",
    "Composite",
    "CoverageGap",
    "Decision",
    "Dimension",
    "Dissent",
    "Figure",
    "HistoryRow",
    "Interview",
    "Level",
    "Packet",
    "Person",
    "Position",
    "Rating",
    "Recusal",
    "RedFlag",
    "Requisition",
    "Rubric",
    "RubricFlag",
    "Scale",
    "ScaleStep",
    "Scorecard",
    "Signal",
    "Standing",
    "Statement",
    "Statistics",
    "content_hash",
    "from_json",
    "from_plain",
    "to_json",
    "to_plain",
]
