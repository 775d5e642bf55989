"""The database's conditions say what the pure predicate says, over every combination."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select

from accounts.enums import Role
from accounts.models import Account
from core.clock import now
from core.database import Model, db
from scorecards import visibility
from scorecards.enums import ScorecardState, Stage, TeamRole, Visibility
from scorecards.models import Application, Candidate, Conflict, Interview, Requisition, Scorecard
from scorecards.queries import access, sight
from scorecards.queries.evidence import visible_evidence, visible_evidence_of, whole_evidence
from scorecards.queries.stages import stage_counts
from tests import factories

pytestmark = pytest.mark.postgresql


def people() -> dict[str, Account]:
    """One viewer of each kind."""
    admin = factories.account("Admin", Role.ADMIN)
    names = ("recruiter", "chair", "committee", "manager", "interviewer", "peer", "both", "shadow", "team only")
    return {
        "admin": admin,
        "by role": factories.account("By role", Role.RECRUITER),
        **{name: factories.account(name) for name in (*names, "conflicted", "candidate", "outsider")},
    }


def opening(who: dict[str, Account], policy: Visibility) -> Requisition:
    return factories.requisition(
        version=factories.rubric(),
        visibility=policy,
        identities=policy,
        team={
            TeamRole.RECRUITER: [who["recruiter"]],
            TeamRole.CHAIR: [who["chair"], who["both"], who["conflicted"], who["candidate"]],
            TeamRole.COMMITTEE: [who["committee"]],
            TeamRole.HIRING_MANAGER: [who["manager"]],
            TeamRole.INTERVIEWER: [who["team only"]],
        },
    )


LOOP = ("interviewer", "peer", "both", "conflicted", "shadow", "outsider")


def store_loops(opened: Requisition, who: dict[str, Account]) -> None:
    """One application per stage and set of submitted scorecards, with a conflict and the interviews of LOOP: the last but
    one a shadow's, the last one cancelled. Rows only: there are hundreds, and the conditions look at nothing else."""
    moment, cases = now(), list(product(Stage, SUBMITTED))
    person = {"created_at": moment, "account_id": who["candidate"].id, "schools": [], "employers": []}
    candidates = _insert(
        Candidate, [{**person, "name": "Applicant", "code": f"S-{opened.id}-{number}"} for number in range(len(cases))]
    )
    common = {"requisition_id": opened.id, "created_at": moment}
    applications = _insert(
        Application,
        [{**common, "candidate_id": held, "stage": stage} for held, (stage, _) in zip(candidates, cases, strict=True)],
    )
    _insert(Conflict, [{"application_id": target, "account_id": who["conflicted"].id} for target in applications])
    interviews = _insert(
        Interview,
        [
            {
                "application_id": target,
                "position": position,
                "title": name,
                "interviewer_id": who[name].id,
                "is_shadow": name == "shadow",
                "cancelled_at": moment if name == "outsider" else None,
            }
            for target in applications
            for position, name in enumerate(LOOP, 1)
        ],
    )
    states = [
        ScorecardState.SUBMITTED if name in submitted else ScorecardState.DRAFT
        for _, submitted in cases
        for name in LOOP
    ]
    dated = {"created_at": moment, "saved_at": moment}
    _insert(
        Scorecard,
        [{**dated, "interview_id": held, "state": state} for held, state in zip(interviews, states, strict=True)],
    )


def _insert(table: type[Model], rows: list[dict[str, Any]]) -> list[int]:
    """The numbers of the stored rows, in their order."""
    key = table.__table__.c.id
    return list(db.session.scalars(insert(table).returning(key, sort_by_parameter_order=True), rows))


SUBMITTED = [(), ("peer",), ("peer", "interviewer", "both"), ("peer", "interviewer", "both", "conflicted", "shadow")]


def test_sql_and_the_predicate_agree_for_everyone_everywhere(app: Flask) -> None:
    who = people()
    for policy in Visibility:
        store_loops(opening(who, policy), who)
    db.session.commit()
    for installation in (Visibility.ALWAYS, Visibility.AFTER_ALL_SUBMITTED):
        app.config["VISIBILITY_LIMIT"] = installation.name
        grants = {target: access.application(target) for target in db.session.scalars(select(Application.id))}
        for name, viewer in who.items():
            rows = db.session.execute(
                select(
                    Application.id,
                    sight.application_is_known(viewer),
                    sight.contents_are_open(viewer),
                    sight.identities_are_open(viewer),
                ).join(Requisition)
            ).all()
            assert len(rows) == len(grants) == len(Visibility) * len(Stage) * len(SUBMITTED)
            for target, *in_sql in rows:
                granted = grants[target]
                assert granted is not None
                viewed = visibility.standing(granted, viewer.id, recruits=viewer.has_role(Role.RECRUITER))
                situation = visibility.situation(granted)
                assert [bool(value) for value in in_sql] == [
                    visibility.is_known(viewed),
                    visibility.sees_contents(viewed, situation),
                    visibility.sees_identities(viewed, situation),
                ], f"{name} at {granted}"


def test_applications_are_counted_by_stage_as_the_predicate_knows_them(app: Flask) -> None:
    who = people()
    openings = [opening(who, Visibility.NEVER), opening(who, Visibility.ALWAYS)]
    for each in openings:
        store_loops(each, who)
    apart = db.session.scalars(select(Application.id).where(Application.requisition_id == openings[1].id)).first()
    db.session.add(Conflict(application_id=apart, account_id=who["chair"].id))
    db.session.commit()
    grants = [access.application(target) for target in db.session.scalars(select(Application.id))]
    for name, viewer in who.items():
        tally: dict[int, dict[Stage, int]] = {each.id: {} for each in openings}
        for granted in grants:
            assert granted is not None
            if visibility.is_known(visibility.standing(granted, viewer.id, recruits=viewer.has_role(Role.RECRUITER))):
                counts = tally[granted.requisition_id]
                counts[granted.stage] = counts.get(granted.stage, 0) + 1
        assert stage_counts(list(tally), viewer=viewer) == tally, name


def test_evidence_holds_ones_own_and_the_open_scorecards_only(app: Flask) -> None:
    ada, ben, cleo = (factories.account(name) for name in ("Ada", "Ben", "Cleo"))
    target = factories.application(factories.requisition())
    own, peers, late = (factories.interview(target, person) for person in (ada, ben, cleo))
    factories.submitted(own, scores=[4, 3, None])
    factories.submitted(peers, scores=[2, 2, 2], red_flag=True)
    factories.drafted(late, scores=[5, 5, 5])

    seen_by_ada = visible_evidence(application_id=target.id, viewer=ada)
    assert seen_by_ada is not None
    assert [[rating.score for rating in card.ratings] for card in seen_by_ada.cards] == [[4, 3, None], [2, 2, 2]]
    assert [row.is_own for row in seen_by_ada.interviews] == [True, False, False]
    assert [signal.seen for signal in seen_by_ada.cards[1].signals] == [True]
    assert seen_by_ada.hidden == 0

    seen_by_cleo = visible_evidence(application_id=target.id, viewer=cleo)
    assert seen_by_cleo is not None
    assert seen_by_cleo.cards == ()
    assert seen_by_cleo.hidden == 2
    assert [row.state for row in seen_by_cleo.interviews] == [
        ScorecardState.SUBMITTED,
        ScorecardState.SUBMITTED,
        ScorecardState.DRAFT,
    ]

    whole = whole_evidence(application_id=target.id)
    assert whole is not None
    assert [card.revision for card in whole.cards] == [1, 1]
    assert whole.interviews[0].focus == tuple(dimension.id for dimension in own.focus)


def test_evidence_of_an_application_one_has_no_part_in_does_not_exist(app: Flask) -> None:
    target = factories.application()
    assert visible_evidence(application_id=target.id, viewer=factories.account("Stranger")) is None
    assert whole_evidence(application_id=target.id + 1) is None


def test_names_are_replaced_where_identities_are_hidden(app: Flask) -> None:
    ada, ben = factories.account("Ada"), factories.account("Ben")
    target = factories.application(factories.requisition(identities=Visibility.NEVER))
    factories.submitted(factories.interview(target, ada))
    factories.submitted(factories.interview(target, ben))
    seen = visible_evidence(application_id=target.id, viewer=ada)
    assert seen is not None
    assert [(row.interviewer_id, row.interviewer) for row in seen.interviews] == [
        (ada.id, "Ada"),
        (None, "Interviewer 2"),
    ]
    assert len(seen.cards) == 2


def test_a_shadow_is_listed_and_not_counted(app: Flask) -> None:
    chair, ada, learner = (factories.account(name) for name in ("Chair", "Ada", "Learner"))
    target = factories.application(factories.requisition(team={TeamRole.CHAIR: [chair]}), stage=Stage.CALIBRATION)
    factories.submitted(factories.interview(target, ada))
    factories.submitted(factories.interview(target, learner, shadow=True), scores=[1, 1, 1])
    seen = visible_evidence(application_id=target.id, viewer=chair)
    assert seen is not None
    assert [row.is_shadow for row in seen.interviews if row.card is not None] == [False, True]
    assert [rating.score for card in seen.cards for rating in card.ratings] == [3, 3, 3]


def test_evidence_takes_as_many_queries_for_three_applications_as_for_one(
    app: Flask, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    chair = factories.account("Chair")
    target = factories.requisition(team={TeamRole.CHAIR: [chair]})
    numbers, taken = [], []
    for _ in range(3):
        candidate = factories.application(target, stage=Stage.CALIBRATION)
        numbers.append(candidate.id)
        factories.submitted(factories.interview(candidate, factories.account()))
        db.session.expire_all()
        assert chair.name == "Chair"
        with count_queries() as seen:
            found = visible_evidence_of(application_ids=numbers, viewer=chair)
        taken.append((len(found), len(seen)))
    assert taken == [(1, taken[0][1]), (2, taken[0][1]), (3, taken[0][1])]
