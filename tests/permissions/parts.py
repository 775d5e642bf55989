"""Roles x states x routes: who reaches what in which stage under which policy, asked of the permissions themselves.

python -m tests.permissions.routes   writes tests/permissions/parts.txt anew (the same as `make permissions`)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from flask import Flask
from flask_login import AnonymousUserMixin
from werkzeug.routing import Rule

from accounts.enums import Role
from accounts.models import Account
from calibration.models import SessionMember
from core.database import db
from core.permissions import Permission, Verdict
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import TeamMember
from tests import factories
from tests.scorecards.furnished import Furnished
from tests.scorecards.house import filled

PARTS = Path(__file__).with_name("parts.txt")
HEADING = """\
# Who reaches what, of one application in every stage under every policy. Written by `make permissions`.
#
# anonymous, guest (of another interview of the loop); by role alone, without a place on the team: any-recruiter,
# any-interviewer, any-committee, any-manager, admin, people (people operations); on the opening's team: recruiter,
# team-recruiter (without the role), chair, manager, committee, recused (of the committee, from the item), stranger
# (interviews others for the opening); in the loop: author (of the scorecard asked about, submitted), wrote (submitted),
# shadow (submitted), owes, judge-owes (sits in the committee and owes one); conflicted (a chair in conflict), candidate
# (an employee).
#
# After `|` who is let in; `[stages; policies]` where not always. A second line tells of one's own interview, scorecard or
# account. Everybody else is asked to sign in, or answered 404 where the rule is asked about a thing, else 403.
"""
State = tuple[Stage, Visibility]
STATES: list[State] = list(product(Stage, Visibility))
OWNED = ("interview_id", "scorecard_id", "account_id")


class Anonymous(AnonymousUserMixin):
    """Nobody who is signed in."""


def people(house: Furnished) -> dict[str, Any]:
    """One viewer of each part."""
    team_recruiter, judge = factories.account("Team recruiter"), factories.account("Judge", Role.COMMITTEE)
    house.opening.team.append(TeamMember(account=team_recruiter, role=TeamRole.RECRUITER))
    house.opening.team.append(TeamMember(account=judge, role=TeamRole.COMMITTEE))
    house.session.members.append(SessionMember(account=judge))
    house.own["judge-owes"] = factories.interview(house.target, judge)
    db.session.commit()
    alone = {
        "any-recruiter": Role.RECRUITER,
        "any-interviewer": Role.INTERVIEWER,
        "any-committee": Role.COMMITTEE,
        "any-manager": Role.HIRING_MANAGER,
    }
    return {
        "anonymous": Anonymous(),
        **{name: factories.account(name, role) for name, role in alone.items()},
        "team-recruiter": team_recruiter,
        "judge-owes": judge,
        **house.people,
    }


def table(app: Flask) -> str:
    """The table as text, in the order of the addresses."""
    house = Furnished(Visibility.ALWAYS)
    who = people(house)
    routes = sorted((each for each in app.url_map.iter_rules() if each.endpoint != "static"), key=_order)
    let_in: dict[tuple[str, str, bool], dict[str, set[State]]] = {}
    for state in STATES:
        house.policy(state[1])
        house.stand(state[0])
        for route, own, name in _received(app, routes, house, who):
            let_in.setdefault((*_order(route), own), {}).setdefault(name, set()).add(state)
    width = max(len(route.rule) for route in routes)
    lines = []
    for route in routes:
        methods = "/".join(sorted((route.methods or set()) - {"HEAD", "OPTIONS"}))
        lines.append(
            f"{route.rule:{width}}  {methods:8} | {_words(let_in.get((*_order(route), False), {}), who)}".rstrip()
        )
        if (*_order(route), True) in let_in:
            lines.append(f"{'':{width}}  {'own':8} | {_words(let_in[*_order(route), True], who)}".rstrip())
    return HEADING + "\n".join(lines) + "\n"


def _order(route: Rule) -> tuple[str, str]:
    return route.rule, route.endpoint


def _received(
    app: Flask, routes: Iterable[Rule], house: Furnished, who: dict[str, Any]
) -> Iterator[tuple[Rule, bool, str]]:
    """Each route, whether it is asked with what is the viewer's own, and who is let in."""
    fetched: dict[Any, Any] = {}
    common = house.numbers() | {"token": ["x"], "filename": ["x"]}
    for route in routes:
        permission: Permission = app.view_functions[route.endpoint].permission  # type: ignore[attr-defined]  # each view has one
        for name, viewer in who.items():
            own = _own(house, name, viewer)
            for is_own, numbers in ((False, common), (True, common | own)):
                if is_own and route.arguments.isdisjoint(own):
                    continue
                if any(
                    permission.verdict(viewer, _thing(permission, words, fetched)) is Verdict.OPEN
                    for words in filled(route, numbers)
                ):
                    yield route, is_own, name


def _own(house: Furnished, name: str, viewer: Any) -> dict[str, list[int | str]]:
    """What of OWNED is the viewer's own, beyond what the table asks everybody about."""
    own: dict[str, list[int | str]] = {"account_id": [viewer.id]} if isinstance(viewer, Account) else {}
    if name in house.own:
        own |= {"interview_id": [house.own[name].id], "scorecard_id": [house.own[name].scorecard.id]}
    return own


def _thing(permission: Permission, words: dict[str, int | str], fetched: dict[Any, Any]) -> Any:
    key = (permission.fetches, *sorted(words.items()))
    if key not in fetched:
        fetched[key] = permission.thing(**words)
    return fetched[key]


def _words(let_in: dict[str, set[State]], who: dict[str, Any]) -> str:
    always = [name for name in who if len(let_in.get(name, ())) == len(STATES)]
    said = [_crowd(always, who)] if always else []
    sometimes: dict[frozenset[State], list[str]] = {}
    for name in who:
        if name in let_in and name not in always:
            sometimes.setdefault(frozenset(let_in[name]), []).append(name)
    said += [f"{' '.join(names)} [{_when(states)}]" for states, names in sometimes.items()]
    return "; ".join(said) or "nobody"


def _crowd(names: list[str], who: dict[str, Any]) -> str:
    if len(names) == len(who):
        return "anybody"
    accounts = [name for name in who if name not in {"anonymous", "guest"}]
    missing = [name for name in accounts if name not in names]
    if not missing:
        return " ".join(["every account", *(name for name in names if name not in accounts)])
    if len(missing) <= len(accounts) // 4:
        return " ".join([f"every account but {' '.join(missing)}", *(name for name in names if name not in accounts)])
    return " ".join(names)


def _when(states: frozenset[State]) -> str:
    by_stage = {stage: frozenset(policy for each, policy in states if each is stage) for stage in Stage}
    by_policies: dict[frozenset[Visibility], list[str]] = {}
    for stage, policies in by_stage.items():
        if policies:
            by_policies.setdefault(policies, []).append(stage.value)
    return ", ".join(
        " ".join(stages) + ("" if len(policies) == len(Visibility) else f"; {_range(policies)}")
        for policies, stages in by_policies.items()
    )


def _range(policies: frozenset[Visibility]) -> str:
    strictest = min(policies)
    if policies == {each for each in Visibility if each >= strictest}:
        return strictest.name.lower() + ("" if strictest is Visibility.ALWAYS else " or looser")
    return " ".join(each.name.lower() for each in sorted(policies))
