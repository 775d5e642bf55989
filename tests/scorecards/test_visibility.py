"""The whole table of who may read what, walked through; the same in SQL is held against it in test_sight.py."""

from __future__ import annotations

from itertools import product

import pytest

from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.visibility import (
    Access,
    OwnWork,
    Part,
    Seat,
    Situation,
    Standing,
    is_known,
    reached,
    recruiter_packet_tells_singles,
    sees_contents,
    sees_identities,
    situation,
    standing,
    stricter,
)

POLICIES = list(Visibility)
STAGES = list(Stage)
OWN = list(OwnWork)
PARTS = [frozenset[Part](), *(frozenset({part}) for part in Part), frozenset({Part.CHAIR, Part.INTERVIEWER})]
EVERYTHING = list(product(PARTS, OWN, POLICIES, STAGES, (False, True)))


def opened_for(part: Part, own: OwnWork, stage: Stage, *, all_submitted: bool) -> set[Visibility]:
    """The policies under which somebody with one part reads."""
    viewer = Standing(parts=frozenset({part}), own=own)
    return {policy for policy in POLICIES if sees_contents(viewer, Situation(stage, all_submitted, policy))}


FROM = {step: {policy for policy in POLICIES if policy >= step} for step in POLICIES}
NOTHING: set[Visibility] = set()


@pytest.mark.parametrize(
    ("part", "own", "stage", "all_submitted", "policies"),
    [
        # while interviews run, one scorecard missing
        (Part.RECRUITER, OwnWork.NONE, Stage.INTERVIEWING, False, FROM[Visibility.ALWAYS]),
        (Part.HIRING_MANAGER, OwnWork.NONE, Stage.INTERVIEWING, False, FROM[Visibility.ALWAYS]),
        (Part.COMMITTEE, OwnWork.NONE, Stage.INTERVIEWING, False, FROM[Visibility.ALWAYS]),
        (Part.CHAIR, OwnWork.NONE, Stage.INTERVIEWING, False, FROM[Visibility.ALWAYS]),
        (Part.INTERVIEWER, OwnWork.OWED, Stage.INTERVIEWING, False, NOTHING),
        (Part.INTERVIEWER, OwnWork.SUBMITTED, Stage.INTERVIEWING, False, FROM[Visibility.AFTER_OWN_SUBMISSION]),
        (Part.RECRUITER, OwnWork.SUBMITTED, Stage.INTERVIEWING, False, FROM[Visibility.AFTER_OWN_SUBMISSION]),
        # every scorecard is in
        (Part.RECRUITER, OwnWork.NONE, Stage.INTERVIEWING, True, FROM[Visibility.AFTER_ALL_SUBMITTED]),
        (Part.HIRING_MANAGER, OwnWork.NONE, Stage.INTERVIEWING, True, FROM[Visibility.AFTER_ALL_SUBMITTED]),
        (Part.COMMITTEE, OwnWork.NONE, Stage.INTERVIEWING, True, FROM[Visibility.AFTER_ALL_SUBMITTED]),
        (Part.INTERVIEWER, OwnWork.SUBMITTED, Stage.INTERVIEWING, True, FROM[Visibility.AFTER_ALL_SUBMITTED]),
        (Part.INTERVIEWER, OwnWork.OWED, Stage.INTERVIEWING, True, NOTHING),  # a shadow who still owes theirs
        # the committee sits, one scorecard may be missing
        (Part.RECRUITER, OwnWork.NONE, Stage.CALIBRATION, False, FROM[Visibility.IN_CALIBRATION]),
        (Part.HIRING_MANAGER, OwnWork.NONE, Stage.CALIBRATION, False, FROM[Visibility.NEVER]),
        (Part.COMMITTEE, OwnWork.NONE, Stage.CALIBRATION, False, FROM[Visibility.NEVER]),
        (Part.CHAIR, OwnWork.NONE, Stage.CALIBRATION, False, FROM[Visibility.NEVER]),
        (Part.INTERVIEWER, OwnWork.SUBMITTED, Stage.CALIBRATION, False, FROM[Visibility.IN_CALIBRATION]),
        (Part.INTERVIEWER, OwnWork.OWED, Stage.CALIBRATION, False, NOTHING),
        # afterwards
        (Part.RECRUITER, OwnWork.NONE, Stage.DECIDED, True, FROM[Visibility.IN_CALIBRATION]),
        (Part.CHAIR, OwnWork.NONE, Stage.DECIDED, True, FROM[Visibility.NEVER]),
        (Part.INTERVIEWER, OwnWork.SUBMITTED, Stage.DECIDED, True, FROM[Visibility.IN_CALIBRATION]),
        (Part.INTERVIEWER, OwnWork.OWED, Stage.DECIDED, False, NOTHING),
        (Part.RECRUITER, OwnWork.NONE, Stage.WITHDRAWN, False, FROM[Visibility.ALWAYS]),
        (Part.COMMITTEE, OwnWork.NONE, Stage.WITHDRAWN, True, FROM[Visibility.AFTER_ALL_SUBMITTED]),
    ],
)
def test_scores_open_under_these_policies(
    part: Part, own: OwnWork, stage: Stage, all_submitted: bool, policies: set[Visibility]
) -> None:
    assert opened_for(part, own, stage, all_submitted=all_submitted) == policies


def test_the_rules_above_the_scale_hold_everywhere() -> None:
    for parts, own, policy, stage, all_submitted in EVERYTHING:
        _hold_the_rules(parts, own, policy, stage, all_submitted)


def _hold_the_rules(
    parts: frozenset[Part], own: OwnWork, policy: Visibility, stage: Stage, all_submitted: bool
) -> None:
    now = Situation(stage, all_submitted, policy, policy)
    excluded = Standing(parts, own, is_excluded=True)
    assert (is_known(excluded), sees_contents(excluded, now), sees_identities(excluded, now)) == (False, False, False)
    viewer = Standing(parts, own)
    if not parts:
        assert (is_known(viewer), sees_contents(viewer, now), sees_identities(viewer, now)) == (False, False, False)
    if own is OwnWork.OWED:
        assert sees_contents(viewer, now) is False
    if policy is Visibility.NEVER and parts.isdisjoint({Part.HIRING_MANAGER, Part.COMMITTEE, Part.CHAIR}):
        assert sees_contents(viewer, now) is False


def test_a_looser_policy_never_hides_and_progress_never_closes() -> None:
    opened = 0
    for parts, own, policy, stage, all_submitted in EVERYTHING:
        viewer = Standing(parts, own)
        if sees_contents(viewer, Situation(stage, all_submitted, policy)):
            opened += 1
            assert all(sees_contents(viewer, Situation(stage, all_submitted, looser)) for looser in FROM[policy])
            assert sees_contents(viewer, Situation(stage, all_submitted=True, policy=policy))
            assert sees_contents(viewer, Situation(Stage.CALIBRATION, all_submitted, policy))
    assert opened > len(EVERYTHING) // 4


def test_names_are_known_to_those_who_lead_and_by_policy_to_the_others() -> None:
    now = Situation(Stage.INTERVIEWING, all_submitted=False, policy=Visibility.ALWAYS, identities=Visibility.NEVER)
    seen_by = {
        part: sees_identities(Standing(frozenset({part}), OwnWork.NONE), now)
        for part in (Part.RECRUITER, Part.HIRING_MANAGER, Part.CHAIR, Part.COMMITTEE, Part.INTERVIEWER)
    }
    assert seen_by == {
        Part.RECRUITER: True,
        Part.HIRING_MANAGER: True,
        Part.CHAIR: True,
        Part.COMMITTEE: False,
        Part.INTERVIEWER: False,
    }


def test_names_may_be_known_before_ones_own_scorecard_is_in() -> None:
    now = Situation(Stage.INTERVIEWING, all_submitted=False, policy=Visibility.ALWAYS, identities=Visibility.ALWAYS)
    assert sees_identities(Standing(frozenset({Part.INTERVIEWER}), OwnWork.OWED), now) is True


ACCESS = Access(
    application_id=1,
    requisition_id=1,
    stage=Stage.INTERVIEWING,
    policy=Visibility.AFTER_OWN_SUBMISSION,
    candidate_account_id=9,
    conflicted=frozenset({8}),
    team=frozenset({(1, TeamRole.CHAIR), (2, TeamRole.INTERVIEWER), (3, TeamRole.INTERVIEWER), (8, TeamRole.CHAIR)}),
    seats=(Seat(1, 2, is_shadow=False, is_submitted=True), Seat(2, 4, is_shadow=True, is_submitted=False)),
)


@pytest.mark.parametrize(
    ("account", "recruits", "expected"),
    [
        (1, False, Standing(frozenset({Part.CHAIR}))),
        (2, False, Standing(frozenset({Part.INTERVIEWER}), OwnWork.SUBMITTED)),
        (3, False, Standing()),  # a team's interviewer of other loops
        (4, False, Standing(frozenset({Part.INTERVIEWER}), OwnWork.OWED)),
        (4, True, Standing(frozenset({Part.INTERVIEWER, Part.RECRUITER}), OwnWork.OWED)),
        (5, True, Standing(frozenset({Part.RECRUITER}))),
        (5, False, Standing()),
        (8, False, Standing(frozenset({Part.CHAIR}), is_excluded=True)),
        (9, True, Standing(frozenset({Part.RECRUITER}), is_excluded=True)),
    ],
)
def test_standing_of(account: int, recruits: bool, expected: Standing) -> None:
    assert standing(ACCESS, account, recruits=recruits) == expected


def test_a_missing_shadow_keeps_nobody_waiting() -> None:
    assert situation(ACCESS).all_submitted is True


def test_a_loop_without_interviews_that_count_is_never_complete() -> None:
    only_shadow = Access(1, 1, Stage.APPLIED, Visibility.ALWAYS, seats=(Seat(1, 2, is_shadow=True, is_submitted=True),))
    assert situation(only_shadow).all_submitted is False


def test_one_of_two_own_scorecards_is_not_enough() -> None:
    seats = (Seat(1, 2, is_shadow=False, is_submitted=True), Seat(2, 2, is_shadow=False, is_submitted=False))
    twice = Access(1, 1, Stage.INTERVIEWING, Visibility.ALWAYS, seats=seats)
    assert standing(twice, 2, recruits=False).own is OwnWork.OWED


def test_the_installation_only_makes_it_stricter() -> None:
    assert stricter(Visibility.ALWAYS, Visibility.IN_CALIBRATION) is Visibility.IN_CALIBRATION
    assert stricter(Visibility.NEVER, Visibility.ALWAYS) is Visibility.NEVER


def test_reached_is_the_strictest_step() -> None:
    chair = Standing(frozenset({Part.CHAIR}))
    assert reached(chair, Situation(Stage.CALIBRATION, True, Visibility.ALWAYS)) is Visibility.NEVER


def test_a_recruiter_s_packet_tells_single_scores_only_where_allowed_and_open_to_a_recruiter() -> None:
    stages = [(Stage.INTERVIEWING, False), (Stage.INTERVIEWING, True), (Stage.CALIBRATION, True)]
    told = {
        policy: [
            recruiter_packet_tells_singles(Situation(stage, ready, policy, recruiter_scores=True))
            for stage, ready in stages
        ]
        for policy in Visibility
    }
    assert told == {
        Visibility.NEVER: [False, False, False],
        Visibility.IN_CALIBRATION: [False, False, True],
        Visibility.AFTER_ALL_SUBMITTED: [False, True, True],
        Visibility.AFTER_OWN_SUBMISSION: [False, True, True],
        Visibility.ALWAYS: [True, True, True],
    }
    assert not any(
        recruiter_packet_tells_singles(Situation(stage, ready, policy)) for stage, ready in stages for policy in told
    )
