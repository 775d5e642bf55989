"""Who takes part in which item of a session, who leads it, and to whom its positions are open.

One predicate, `sees_position`, says who may read whose position. In its order:

| viewer | own position | others' positions |
| --- | --- | --- |
| no part in the application, in conflict, the candidate, recused | nothing of the item at all | nothing |
| member who owes a scorecard of that loop | always | never |
| member | always | once the talk has begun |
| recruiter, hiring manager or chair of the opening who is no member | none | once it is decided, if the scores are open to them |

The talk begins when all who could take a position and are present have taken theirs, two at least, or when whoever leads the
item opens them. It does not end again: somebody who comes later reads what was opened, and their own position is then not blind.
"""

from __future__ import annotations

from dataclasses import dataclass

from calibration.enums import ItemState, SessionState
from scorecards.enums import TeamRole
from scorecards.visibility import (
    DECIDING,
    LEADING,
    Access,
    OwnWork,
    Standing,
    is_known,
    sees_contents,
    situation,
    standing,
)

TALK_HAS_BEGUN = frozenset({ItemState.TALKING, ItemState.DECIDED})
PLANNING = frozenset({TeamRole.RECRUITER, TeamRole.HIRING_MANAGER, TeamRole.CHAIR})
SITTING = frozenset({TeamRole.HIRING_MANAGER, TeamRole.COMMITTEE, TeamRole.CHAIR})
"""The parts of a hiring team that may sit in its sessions."""
FEWEST_TO_TALK = 2
"""Present for the talk to begin by itself. Else a chair who votes before marking who is here would end the blind positions
of everybody else; alone they can still open them on purpose."""


@dataclass(frozen=True, slots=True)
class SessionSeats:
    """Who is who in one session; `members` in the order in which they were named, `team` holds (account, role)."""

    session_id: int
    requisition_id: int
    state: SessionState
    chair_id: int
    members: tuple[int, ...] = ()
    present: frozenset[int] = frozenset()
    acknowledged: frozenset[int] = frozenset()
    team: frozenset[tuple[int, TeamRole]] = frozenset()


@dataclass(frozen=True, slots=True)
class ItemSeats:
    """Who is who in one item: `voted` holds those who have taken a position, never what they hold."""

    item_id: int
    session: SessionSeats
    access: Access
    state: ItemState
    recused: frozenset[int] = frozenset()
    voted: frozenset[int] = frozenset()


def takes_part(item: ItemSeats, account_id: int) -> bool:
    """Whether the account is a member who takes part in the item: not recused, in conflict or the candidate."""
    seen = standing(item.access, account_id, recruits=False)
    return (
        account_id in item.session.members
        and account_id not in item.recused
        and is_known(seen)
        and not DECIDING.isdisjoint(seen.parts)
    )


def may_vote(item: ItemSeats, account_id: int) -> bool:
    """Whether the account could take a position: they take part and owe no scorecard of the loop."""
    return takes_part(item, account_id) and _own(item, account_id) is not OwnWork.OWED


def voters(item: ItemSeats) -> tuple[int, ...]:
    """Those present who could take a position, in the members' order."""
    return tuple(member for member in item.session.members if member in item.session.present and may_vote(item, member))


def leader(item: ItemSeats) -> int | None:
    """Who leads the item: the chair; where the chair takes no part, the first member who does and is present.

    None when nobody can.
    """
    if may_vote(item, item.session.chair_id):
        return item.session.chair_id
    return next(iter(voters(item)), None)


def all_have_voted(item: ItemSeats) -> bool:
    """Whether everybody present who could take a position has taken one, and there are FEWEST_TO_TALK of them."""
    able = voters(item)
    return len(able) >= FEWEST_TO_TALK and item.voted.issuperset(able)


def positions_are_open(item: ItemSeats) -> bool:
    """Whether the talk has begun."""
    return item.state in TALK_HAS_BEGUN


def sees_item(item: ItemSeats, account_id: int, *, recruits: bool) -> bool:
    """Whether the item exists for the account; `recruits`: it holds the recruiter's role of the installation."""
    seen = standing(item.access, account_id, recruits=recruits)
    if not is_known(seen) or account_id in item.recused:
        return False
    return takes_part(item, account_id) or not LEADING.isdisjoint(seen.parts)


def sees_position(item: ItemSeats, viewer_id: int, owner_id: int, *, recruits: bool) -> bool:
    """Whether the viewer may read what the owner holds on the item, and anything said about it."""
    if not sees_item(item, viewer_id, recruits=recruits):
        return False
    if owner_id == viewer_id:
        return True
    if not positions_are_open(item) or _own(item, viewer_id) is OwnWork.OWED:
        return False
    if takes_part(item, viewer_id):
        return True
    seen: Standing = standing(item.access, viewer_id, recruits=recruits)
    return item.state is ItemState.DECIDED and sees_contents(seen, situation(item.access))


def plans(session: SessionSeats, account_id: int, *, recruits: bool) -> bool:
    """Whether the account plans sessions of the opening: recruiter, hiring manager, its chair, or this session's."""
    if recruits or account_id == session.chair_id:
        return True
    return any(member == account_id and role in PLANNING for member, role in session.team)


def agreed_owners(session: SessionSeats) -> frozenset[int]:
    """Who can be given a follow-up: the committee, and those of the hiring team who plan the opening."""
    return frozenset(session.members) | {member for member, role in session.team if role in PLANNING}


def may_own(item: ItemSeats, account_id: int) -> bool:
    """Whether a follow-up about the item may be given to the account: the item is open to them and they owe no scorecard."""
    seen = standing(item.access, account_id, recruits=False)
    return is_known(seen) and seen.own is not OwnWork.OWED and account_id not in item.recused


def _own(item: ItemSeats, account_id: int) -> OwnWork:
    return standing(item.access, account_id, recruits=False).own
