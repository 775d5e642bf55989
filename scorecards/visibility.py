"""Who may read whose scores, and whose names: one ordered scale, one predicate for contents, one for identities.

A requisition's policy is a step of `Visibility`, from NEVER (strict) to ALWAYS (open). At any moment a viewer has
*reached* a step, the strictest whose condition holds for them:

| step | reached when |
| --- | --- |
| NEVER | the viewer decides (hiring manager, committee, chair) and the application is in calibration or decided |
| IN_CALIBRATION | the application is in calibration or decided |
| AFTER_ALL_SUBMITTED | every interview that counts (no shadow, not cancelled) has a submitted scorecard, at least one |
| AFTER_OWN_SUBMISSION | the viewer interviews in this loop and has submitted all their own scorecards |
| ALWAYS | in any case |

Scores are open when `reached <= policy`. Three rules stand above the scale, whatever the policy:

1. Someone in conflict, the candidate themselves, and anyone without a part in the application see nothing of it; they
   are told that it does not exist. Being an administrator is no part: admins who need to look join the hiring team,
   which is recorded.
2. Own first: whoever still owes a scorecard of this loop sees nobody else's, in every part they hold. A reopened
   scorecard is owed again. A shadow owes theirs as well.
3. Only submitted scorecards are ever shown to others; a draft and a reopened scorecard belong to their author alone.

So under AFTER_OWN_SUBMISSION a recruiter who does not interview reads when all are in, under ALWAYS as they come in,
and under NEVER not at all. The parts, as far as they differ:

| part | existence and progress | scores | names of interviewers |
| --- | --- | --- | --- |
| recruiter (by role, or of this team) | always | by the scale | always: they plan the loop |
| hiring manager, chair | always | by the scale; in calibration always | always |
| committee | always | by the scale; in calibration always | by the identity policy on the same scale |
| interviewer of this loop, shadow | always | by the scale, after their own | by the identity policy on the same scale |
| interviewer of another loop, admin, outsider | never | never | never |
| in conflict, the candidate | never | never | never |

A recruiter's packet is handed on, so it tells less than a recruiter's page: single scores only where the requisition and
the installation allow it, and never before the scale opens them to a recruiter (`recruiter_packet_tells_singles`).

`queries/sight.py` says the same in SQL, and a test holds both against each other over every combination.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scorecards.enums import Stage, TeamRole, Visibility

OPEN_STAGES = frozenset({Stage.CALIBRATION, Stage.DECIDED})
"""The stages in which the committee reads."""


class Part(StrEnum):
    """What somebody is in one application."""

    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"
    COMMITTEE = "committee"
    CHAIR = "chair"
    INTERVIEWER = "interviewer"


DECIDING = frozenset({Part.HIRING_MANAGER, Part.COMMITTEE, Part.CHAIR})
LEADING = frozenset({Part.RECRUITER, Part.HIRING_MANAGER, Part.CHAIR})
"""Those who plan the loop or run the session and so know its people."""

PART_OF_TEAM = {
    TeamRole.RECRUITER: Part.RECRUITER,
    TeamRole.HIRING_MANAGER: Part.HIRING_MANAGER,
    TeamRole.COMMITTEE: Part.COMMITTEE,
    TeamRole.CHAIR: Part.CHAIR,
}
"""A team's interviewer has a part only in the loops they are planned for."""


class OwnWork(StrEnum):
    """How the viewer's own scorecards of the loop stand."""

    NONE = "none"
    OWED = "owed"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the viewer is in one application; `is_excluded`: in conflict, or the candidate."""

    parts: frozenset[Part] = frozenset()
    own: OwnWork = OwnWork.NONE
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """Where the application stands and what its requisition permits."""

    stage: Stage
    all_submitted: bool
    policy: Visibility
    identities: Visibility = Visibility.ALWAYS
    recruiter_scores: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """One interview of the loop that was not cancelled."""

    interview_id: int
    interviewer_id: int
    is_shadow: bool
    is_submitted: bool


@dataclass(frozen=True, slots=True)
class Access:
    """All that decides who may see what of one application.

    `policy`, `identities` and `recruiter_scores` are already no looser than the installation's. `team` holds (account, role).
    """

    application_id: int
    requisition_id: int
    stage: Stage
    policy: Visibility
    identities: Visibility = Visibility.ALWAYS
    recruiter_scores: bool = False
    candidate_account_id: int | None = None
    conflicted: frozenset[int] = frozenset()
    team: frozenset[tuple[int, TeamRole]] = frozenset()
    seats: tuple[Seat, ...] = ()


def stricter(policy: Visibility, limit: Visibility) -> Visibility:
    """The stricter of a requisition's policy and the installation's limit."""
    return min(policy, limit)


def standing(access: Access, account_id: int, *, recruits: bool) -> Standing:
    """What the account is in the application; `recruits`: it holds the recruiter's role of the installation."""
    parts = {
        PART_OF_TEAM[role] for member, role in access.team if member == account_id and role is not TeamRole.INTERVIEWER
    }
    if recruits:
        parts.add(Part.RECRUITER)
    own = [seat for seat in access.seats if seat.interviewer_id == account_id]
    if own:
        parts.add(Part.INTERVIEWER)
    return Standing(
        parts=frozenset(parts),
        own=_own_work(own),
        is_excluded=account_id in access.conflicted or account_id == access.candidate_account_id,
    )


def _own_work(own: list[Seat]) -> OwnWork:
    if not own:
        return OwnWork.NONE
    return OwnWork.SUBMITTED if all(seat.is_submitted for seat in own) else OwnWork.OWED


def situation(access: Access) -> Situation:
    """Where the application stands."""
    counted = [seat for seat in access.seats if not seat.is_shadow]
    return Situation(
        stage=access.stage,
        all_submitted=bool(counted) and all(seat.is_submitted for seat in counted),
        policy=access.policy,
        identities=access.identities,
        recruiter_scores=access.recruiter_scores,
    )


def is_known(viewer: Standing) -> bool:
    """Whether the application exists for the viewer."""
    return bool(viewer.parts) and not viewer.is_excluded


def reached(viewer: Standing, now: Situation) -> Visibility:
    """The strictest step whose condition holds for the viewer: under this policy and any looser one scores are open."""
    if now.stage in OPEN_STAGES:
        return Visibility.IN_CALIBRATION if DECIDING.isdisjoint(viewer.parts) else Visibility.NEVER
    if now.all_submitted:
        return Visibility.AFTER_ALL_SUBMITTED
    if viewer.own is OwnWork.SUBMITTED:
        return Visibility.AFTER_OWN_SUBMISSION
    return Visibility.ALWAYS


def sees_contents(viewer: Standing, now: Situation) -> bool:
    """Whether the viewer may read the submitted scorecards of others, and anything computed from them."""
    return is_known(viewer) and viewer.own is not OwnWork.OWED and reached(viewer, now) <= now.policy


def sees_identities(viewer: Standing, now: Situation) -> bool:
    """Whether the viewer may know who the other interviewers are."""
    if not is_known(viewer):
        return False
    return not LEADING.isdisjoint(viewer.parts) or reached(viewer, now) <= now.identities


def recruiter_packet_tells_singles(now: Situation) -> bool:
    """Whether a recruiter's packet may hold what single interviewers scored and wrote.

    It may where the requisition allows it, once its policy opens the scores to a recruiter who does not interview.
    """
    return now.recruiter_scores and sees_contents(Standing(frozenset({Part.RECRUITER})), now)
