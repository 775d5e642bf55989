"""Who may read, decide and export in calibration: parts of one application, never a role of the installation alone."""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.rules import has_role, is_signed_in
from calibration.models import Packet
from scorecards.enums import ScorecardState
from scorecards.models import SignalSeen
from scorecards.visibility import (
    DECIDING,
    Access,
    OwnWork,
    Part,
    Standing,
    is_known,
    sees_contents,
    situation,
    standing,
)

CALIBRATORS = (Role.RECRUITER, Role.HIRING_MANAGER, Role.COMMITTEE)
READING = DECIDING | {Part.RECRUITER}
RECORDING = frozenset({Part.CHAIR, Part.HIRING_MANAGER})
EXPORTING = frozenset({Part.CHAIR, Part.HIRING_MANAGER, Part.RECRUITER})


def may_see_calibration(viewer: Any) -> bool:
    """Whether the viewer has a place in calibration at all; which applications they see is asked for each."""
    return has_role(viewer, *CALIBRATORS)


def may_read_candidate(viewer: Any, access: Access) -> bool:
    """Whether the viewer may open the application's calibration page; scores on it follow the visibility policy."""
    return _has_part(viewer, access, READING)


def reads_evidence(viewer: Any, access: Access) -> bool:
    """Whether the scores, and what was decided on them, are open to the viewer now."""
    seen = _standing(viewer, access)
    return seen.own is not OwnWork.OWED and sees_contents(seen, situation(access))


def may_decide(viewer: Any, access: Access) -> bool:
    """Whether the viewer may record the decision: chair or hiring manager, who has read the evidence and owes none."""
    return _has_part(viewer, access, RECORDING) and reads_evidence(viewer, access)


def may_answer(viewer: Any, access: Access) -> bool:
    """Whether the viewer may answer a red flag: whoever sits in the committee and reads the evidence."""
    return _has_part(viewer, access, DECIDING) and reads_evidence(viewer, access)


def may_export(viewer: Any, access: Access) -> bool:
    """Whether the viewer may have a packet made: only of evidence that is open to them."""
    return _has_part(viewer, access, EXPORTING) and reads_evidence(viewer, access)


def may_answer_flag(viewer: Any, found: tuple[Access, SignalSeen]) -> bool:
    """Whether the viewer may answer this red flag; only a submitted scorecard raises one."""
    access, seen = found
    return may_answer(viewer, access) and seen.scorecard.state is ScorecardState.SUBMITTED


def may_download(viewer: Any, found: tuple[Access, Packet]) -> bool:
    """Whether the viewer may open this packet: whoever could have it made now."""
    access, _ = found
    return may_export(viewer, access)


def _has_part(viewer: Any, access: Access, parts: frozenset[Part]) -> bool:
    if not is_signed_in(viewer):
        return False
    seen = _standing(viewer, access)
    return is_known(seen) and not parts.isdisjoint(seen.parts)


def _standing(viewer: Any, access: Access) -> Standing:
    return standing(access, viewer.id, recruits=viewer.has_role(Role.RECRUITER))
