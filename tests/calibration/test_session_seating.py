"""Who sees whose position: the predicate over every combination, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from calibration import seating
from calibration.enums import ItemState, SessionState
from calibration.seating import ItemSeats, SessionSeats
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.visibility import Access, Seat

CHAIR, MEMBER, OTHER, GUEST = 1, 2, 3, 4
"""Three who sit in the session, and the viewer of a combination where it is not one of them."""

WHO = ("member", "chair", "hiring manager", "recruiter", "recruiter by role", "interviewer", "nobody")
EXCLUSIONS = ("none", "recused", "conflict", "candidate")
WORK = ("none", "owed", "submitted")


def combination(
    who: str, exclusion: str, work: str, state: ItemState, *, has_voted: bool = False, stage: Stage = Stage.CALIBRATION
) -> tuple[ItemSeats, int, bool]:
    """The item, the viewer and whether they hold the recruiter's role of the installation."""
    viewer = {"member": MEMBER, "chair": CHAIR}.get(who, GUEST)
    team = {(CHAIR, TeamRole.CHAIR), (MEMBER, TeamRole.COMMITTEE), (OTHER, TeamRole.COMMITTEE)}
    role = {"hiring manager": TeamRole.HIRING_MANAGER, "recruiter": TeamRole.RECRUITER}.get(who)
    if role:
        team.add((GUEST, role))
    seats = [Seat(1, 9, is_shadow=False, is_submitted=True)]
    if work != "none" or who == "interviewer":
        seats.append(Seat(2, viewer, is_shadow=False, is_submitted=work != "owed"))
    access = Access(
        application_id=7,
        requisition_id=3,
        stage=stage,
        policy=Visibility.IN_CALIBRATION,
        candidate_account_id=viewer if exclusion == "candidate" else None,
        conflicted=frozenset({viewer} if exclusion == "conflict" else ()),
        team=frozenset(team),
        seats=tuple(seats),
    )
    session = SessionSeats(
        session_id=5,
        requisition_id=3,
        state=SessionState.OPEN,
        chair_id=CHAIR,
        members=(CHAIR, MEMBER, OTHER),
        present=frozenset({CHAIR, MEMBER, OTHER}),
        team=frozenset(team),
    )
    item = ItemSeats(
        item_id=11,
        session=session,
        access=access,
        state=state,
        recused=frozenset({viewer} if exclusion == "recused" else ()),
        voted=frozenset({OTHER, viewer} if has_voted else {OTHER}),
    )
    return item, viewer, who == "recruiter by role"


def expected(who: str, exclusion: str, work: str, state: ItemState, *, own: bool) -> bool:
    """The table in words, written down once more: nothing here is taken from the code it checks."""
    if exclusion != "none" or who in {"interviewer", "nobody"}:
        return False
    if own:
        return True
    if work == "owed":
        return False
    if who in {"member", "chair"}:
        return state in {ItemState.TALKING, ItemState.DECIDED}
    return state is ItemState.DECIDED


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("has_voted", [True, False])
def test_positions_are_open_to_exactly_those_of_the_table(own: bool, has_voted: bool) -> None:
    wrong = []
    for who, exclusion, work, state in product(WHO, EXCLUSIONS, WORK, ItemState):
        item, viewer, recruits = combination(who, exclusion, work, state, has_voted=has_voted)
        owner = viewer if own else (CHAIR if viewer == MEMBER else MEMBER)
        found = seating.sees_position(item, viewer, owner, recruits=recruits)
        if found is not expected(who, exclusion, work, state, own=own):
            wrong.append((who, exclusion, work, state, found))
    assert wrong == []


def test_the_item_exists_for_members_and_those_who_plan_unless_they_are_excluded() -> None:
    known = {
        (who, exclusion)
        for who, exclusion in product(WHO, EXCLUSIONS)
        if seating.sees_item(*_item_and_viewer(who, exclusion), recruits=who == "recruiter by role")
    }
    assert known == {(who, "none") for who in WHO if who not in {"interviewer", "nobody"}}


def _item_and_viewer(who: str, exclusion: str) -> tuple[ItemSeats, int]:
    item, viewer, _ = combination(who, exclusion, "none", ItemState.VOTING)
    return item, viewer


@pytest.mark.parametrize("exclusion", ["recused", "conflict", "candidate"])
def test_whoever_is_excluded_is_not_waited_for_and_does_not_lead(exclusion: str) -> None:
    item, _, _ = combination("chair", exclusion, "none", ItemState.VOTING)
    assert (seating.voters(item), seating.leader(item)) == ((MEMBER, OTHER), MEMBER)


def test_who_owes_a_scorecard_takes_part_but_is_not_waited_for_and_does_not_lead() -> None:
    item, _, _ = combination("chair", "none", "owed", ItemState.VOTING)
    assert seating.takes_part(item, CHAIR)
    assert (seating.voters(item), seating.leader(item)) == ((MEMBER, OTHER), MEMBER)


def test_members_who_left_the_hiring_team_take_no_part() -> None:
    item, _, _ = combination("member", "none", "none", ItemState.TALKING)
    gone = ItemSeats(
        item_id=item.item_id,
        session=item.session,
        access=Access(
            application_id=7,
            requisition_id=3,
            stage=Stage.CALIBRATION,
            policy=Visibility.ALWAYS,
            team=frozenset({(CHAIR, TeamRole.CHAIR)}),
        ),
        state=item.state,
        voted=item.voted,
    )
    assert [seating.takes_part(gone, account) for account in (CHAIR, MEMBER, OTHER)] == [True, False, False]
    assert not seating.sees_position(gone, MEMBER, CHAIR, recruits=False)


@pytest.mark.parametrize(
    ("voted", "complete"), [(set(), False), ({CHAIR, MEMBER}, False), ({CHAIR, MEMBER, OTHER}, True)]
)
def test_the_talk_waits_for_everybody_present(voted: set[int], complete: bool) -> None:
    item, _, _ = combination("member", "none", "none", ItemState.VOTING)
    item = ItemSeats(item.item_id, item.session, item.access, item.state, voted=frozenset(voted))
    assert seating.all_have_voted(item) is complete


def test_nobody_ends_the_blind_positions_of_the_others_by_being_there_first() -> None:
    item, _, _ = combination("member", "none", "none", ItemState.VOTING)
    alone = replace(item.session, present=frozenset({CHAIR}))
    assert not seating.all_have_voted(replace(item, session=alone, voted=frozenset({CHAIR})))


def test_an_empty_room_has_not_voted() -> None:
    item, _, _ = combination("member", "none", "none", ItemState.VOTING)
    empty = SessionSeats(5, 3, SessionState.OPEN, CHAIR, item.session.members, team=item.session.team)
    assert not seating.all_have_voted(ItemSeats(11, empty, item.access, item.state, voted=frozenset({CHAIR})))
