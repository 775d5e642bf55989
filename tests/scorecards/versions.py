"""An opening on a rubric of which a newer version is published."""

from __future__ import annotations

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from rubrics.enums import RubricState, StatementKind
from rubrics.models import RubricVersion, Statement
from rubrics.operations.publishing import start_version
from scorecards.enums import TeamRole
from scorecards.models import Application, Interview, Requisition
from scorecards.operations.moving import move_requisition
from scorecards.queries import moving
from tests import factories


class House:
    """An opening on version 1; version 2 words *Delivery* otherwise and has no *Collaboration*, no red flag."""

    def __init__(self) -> None:
        self.rose = factories.account("Rose", Role.RECRUITER)
        self.ian = factories.account("Ian")
        self.opening: Requisition = factories.requisition(
            team={TeamRole.RECRUITER: [self.rose], TeamRole.CHAIR: [self.ian]}
        )
        self.first: RubricVersion = self.opening.rubric_version
        self.loop: Application = factories.application(self.opening)
        self.begun: Interview = factories.interview(self.loop, self.ian, exercise=self.first.exercises[0])
        factories.drafted(self.begun, scores=[4, 2, 5], evidence="Drew it.", private_notes="Mine.", red_flag=True)
        self.untouched: Interview = factories.interview(self.loop, factories.account("Una"), focus=(0, 2))
        self.second = start_version(version=self.first, actor=self.rose)
        self.second.dimensions[1].anchors[2].statements.append(
            Statement(
                version=self.second, position=2, text="Ships weekly.", kind=StatementKind.written, author_name="Rose"
            )
        )
        db.session.delete(self.second.dimensions[2])
        self.second.signals = [signal for signal in self.second.signals if signal.kind != "red_flag"]
        self.second.state = RubricState.PUBLISHED
        db.session.commit()

    def shown(self, viewer: Account | None = None) -> moving.Move:
        return moving.move(self.opening, self.second.id, viewer=viewer or self.rose)

    def move(self, actor: Account | None = None) -> None:
        self.begin_to_move(actor)
        db.session.commit()
        db.session.expire_all()

    def begin_to_move(self, actor: Account | None = None) -> None:
        """Move in a transaction that is still open."""
        who = actor or self.rose
        move_requisition(requisition=self.opening, version=self.second, shown=self.shown(who).shown, actor=who)
        db.session.flush()
