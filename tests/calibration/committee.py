"""A committee of five on one opening, for the tests of sessions."""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from accounts.models import Account
from calibration.enums import Outcome
from calibration.models import Adjustment, AgendaItem, CalibrationSession, Decision, Position
from calibration.operations import adjustments, items, positions, sessions
from calibration.operations.session_decisions import decide_item
from core.database import db
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application, Scorecard
from tests import factories

REASONS = "Two interviewers saw designs at the level asked for, with evidence."
HELD = "The failover design carries it."


class Committee:
    """An opening with a team, an application in calibration with three scorecards, and a session about it.

    The chair is Chidi; Mira, Noor and Olu sit in the committee, Hugo is the hiring manager. Mira has interviewed too.
    Scores: System design 4, 3, 2; Delivery 3, 3, 4; Collaboration not observed, 4, 3.
    """

    def __init__(self, *, visibility: Visibility = Visibility.IN_CALIBRATION, candidate: str = "Imani Okafor") -> None:
        with factories.at_once():
            self.chair = factories.account("Chidi", Role.COMMITTEE)
            self.mira, self.noor, self.olu = (
                factories.account(name, Role.COMMITTEE) for name in ("Mira", "Noor", "Olu")
            )
            self.hugo = factories.account("Hugo", Role.HIRING_MANAGER)
            self.rosa = factories.account("Rosa", Role.RECRUITER)
            self.ada, self.bo = factories.account("Ada"), factories.account("Bo")
            self.members = [self.chair, self.mira, self.noor, self.olu, self.hugo]
            self.opening = factories.requisition(
                visibility=visibility,
                team={
                    TeamRole.CHAIR: [self.chair],
                    TeamRole.COMMITTEE: [self.mira, self.noor, self.olu],
                    TeamRole.HIRING_MANAGER: [self.hugo],
                },
            )
            self.cards: list[Scorecard] = []
            self.application = self.apply(candidate)
        self.session: CalibrationSession = sessions.plan_session(
            requisition=self.opening,
            title="Thursday",
            chair_id=self.chair.id,
            members=[person.id for person in self.members],
            scheduled_at=None,
            actor=self.rosa,
        )
        self.put_on_agenda(self.application)

    def apply(self, name: str, *, account: Account | None = None) -> Application:
        """Another application in calibration, with the same scores."""
        person = factories.candidate(name, account_id=account.id if account else None)
        found: Application = factories.application(self.opening, person, stage=Stage.CALIBRATION)
        scored = ((self.ada, [4, 3, None]), (self.bo, [3, 3, 4]), (self.mira, [2, 4, 3]))
        self.cards = [factories.submitted(factories.interview(found, who), scores=scores) for who, scores in scored]
        return found

    def put_on_agenda(self, *applications: Application) -> None:
        """The agenda in this order."""
        wanted = [row.id for row in applications]
        sessions.set_agenda(session=self.session, applications=wanted, among=wanted, actor=self.rosa)
        db.session.commit()

    @property
    def item(self) -> AgendaItem:
        """The item of the application."""
        return db.session.query(AgendaItem).filter_by(application_id=self.application.id).one()

    def sit(self, *present: Account) -> None:
        """The session is open, everybody has read, and those named (all when nobody is) are present."""
        sessions.open_session(session=self.session, actor=self.chair)
        for person in self.members:
            sessions.acknowledge_pre_read(session=self.session, actor=person)
        for person in present or self.members:
            sessions.mark_present(session=self.session, account_id=person.id, present=True, actor=self.chair)
        db.session.commit()

    def turn(self) -> None:
        """The committee turns to the item."""
        items.start_item(item=self.item, actor=self.chair)
        db.session.commit()

    def hold(self, person: Account, outcome: Outcome = Outcome.HIRE, reasons: str = HELD) -> Position:
        """The person takes a position."""
        taken = positions.take_position(item=self.item, outcome=outcome, reasons=reasons, actor=person)
        db.session.commit()
        return taken

    def talk(self, *present: Account) -> None:
        """From the beginning to the talk, everybody present holding *hire*."""
        self.sit(*present)
        self.turn()
        for person in present or self.members:
            self.hold(person)

    def decide(self, outcome: Outcome = Outcome.HIRE, **changes: Any) -> Decision:
        """The chair records the committee's decision."""
        values = {
            "reasons": REASONS,
            "difference": "",
            "follow_up": "",
            "expected_number": 0,
            "actor": self.chair,
            **changes,
        }
        decision = decide_item(item=self.item, outcome=outcome, **values)
        db.session.commit()
        return decision

    def adjust(self, card: int = 2, dimension: int = 0, **changes: Any) -> Adjustment:
        """The chair counts Mira's 2 for System design as a 3."""
        values = {
            "after": 3,
            "expected": 2,
            "reason": "Ada's notes show the analysis.",
            "actor": self.chair,
            **changes,
        }
        made = adjustments.adjust_score(
            item=self.item,
            scorecard=self.cards[card],
            dimension=self.opening.rubric_version.dimensions[dimension],
            **values,
        )
        db.session.commit()
        return made


def session_url(house: Committee) -> str:
    """The session's page."""
    return f"/calibration/sessions/{house.session.id}"


def item_url(house: Committee) -> str:
    """The item's page."""
    return f"/calibration/items/{house.item.id}"
