"""The house with everything in it that an address can name, and every secret of its hidden scorecard rewritten at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from calibration.enums import ItemState, Outcome, Profile
from calibration.models import (
    Adjustment,
    AgendaItem,
    Decision,
    Dissent,
    FollowUp,
    PacketBulk,
    PacketBulkItem,
    PacketShare,
    Position,
    RecruiterMessage,
    Recusal,
    RedFlagAnswer,
)
from calibration.operations.packets import freeze_packet
from core.audit import record
from core.clock import now
from core.database import Model, db
from core.jobs.enums import JobState
from core.jobs.models import Job
from core.storage import store_file
from rubrics.documents.reading.profile import ProfileReading
from rubrics.models import ReviewComment, RoleProfile
from scorecards.enums import ScorecardState, Stage, TrainingStep, Visibility
from scorecards.models import SavedPlan, Training
from scorecards.operations.attachments import add_attachments
from scorecards.operations.guests import assign_guest
from tests import factories
from tests.calibration import samples
from tests.rubrics import stock
from tests.scorecards.house import House, Numbers, rewrite

HASH = "5" * 64
Row = TypeVar("Row", bound=Model)


class Furnished(House):
    """The house once a committee has talked, decided, adjusted and frozen packets; with a guest, a library, a benchmark."""

    def __init__(self, policy: Visibility) -> None:
        super().__init__(policy, Stage.INTERVIEWING)
        who, version = self.people, self.opening.rubric_version
        factories.submitted(self.hidden, red_flag=True)
        self.own["guest"] = factories.interview(self.target, who["recruiter"], shadow=True)
        self.token = assign_guest(
            interview=self.own["guest"], name="Gus Guest", email="gus@example.org", days=60, actor=who["recruiter"]
        )
        self.people["guest"] = self.own["guest"].interviewer
        self.people["guest"].guest_of = self.own["guest"].id
        self.packet = freeze_packet(application=self.target, profile=Profile.COMMITTEE, actor=who["chair"])
        self._sit()
        self._hand_on()
        self._learn()
        self.ladder, self.criteria = stock.ladder(), stock.criteria()
        self.profile = self._keep(
            RoleProfile(document=self.criteria.document, title="Keeper", details=ProfileReading().to_json())
        )
        self.waiting = stock.waiting(stock.LADDER.replace("Keeper", "Guard"), "guards.md")
        self.exercise = samples.published(version, who["people"], [who["wrote"], who["owes"], who["stranger"]])
        samples.scored(self.exercise, who["wrote"], [3, 3, 3])
        self.draft = samples.draft(version, who["people"])
        db.session.commit()

    def _sit(self) -> None:
        who, moment = self.people, now()
        item, card = self.session.items[0], self.hidden.scorecard
        item.state, item.positions_opened_at = ItemState.DECIDED, moment
        item.follow_up = "The recruiter calls."
        self._keep(Recusal(item=item, account=who["recused"], reason="Shared a team.", recused_at=moment))
        self._keep(
            Position(
                item=item,
                account=who["chair"],
                number=1,
                outcome=Outcome.HIRE,
                reasons="Held.",
                is_blind=True,
                given_at=moment,
            )
        )
        self.adjustment = self._keep(
            Adjustment(
                item=item,
                scorecard=card,
                submission=card.submissions,
                dimension_id=self.hidden.focus[0].id,
                before=3,
                after=2,
                reason="Read anew.",
                adjusted_by=who["chair"],
                adjusted_at=moment,
            )
        )
        self.decision = self._keep(
            Decision(
                application=self.target,
                number=1,
                outcome=Outcome.HIRE,
                reasons="Decided.",
                decided_by=who["chair"],
                decided_at=moment,
                agenda_item_id=item.id,
            )
        )
        self.dissent = self._keep(
            Dissent(decision=self.decision, account=who["committee"], text="I differ.", given_at=moment)
        )
        self.flag = next(seen for seen in card.signals if seen.seen)
        self.answer = self._keep(
            RedFlagAnswer(signal_seen=self.flag, answer="Asked.", answered_by=who["chair"], answered_at=moment)
        )

    def _hand_on(self) -> None:
        who, moment = self.people, now()
        self.follow_up = self._keep(
            FollowUp(
                session=self.session,
                item=self.session.items[0],
                text="Call them",
                owner=who["chair"],
                added_by_id=who["chair"].id,
                added_at=moment,
            )
        )
        self.message = self._keep(
            RecruiterMessage(application=self.target, text="Tell them", written_by=who["chair"], written_at=moment)
        )
        self.bulks = [
            self._keep(
                PacketBulk(
                    title="All",
                    requisition_id=self.opening.id,
                    profile=Profile.COMMITTEE,
                    requested_by=who[name],
                    requested_at=moment,
                    items=[PacketBulkItem(application=self.target, position=1, packet=self.packet)],
                )
            )
            for name in ("recruiter", "chair", "manager")
        ]
        self.packet.file_sha256 = store_file(content=b"%PDF-1.7 sealed", media_type="application/pdf").sha256
        self.share = self._keep(
            PacketShare(
                packet=self.packet,
                token_sha256=HASH,
                created_by=who["chair"],
                created_at=moment,
                expires_at=moment,
                opens=0,
            )
        )
        files: Sequence[tuple[str, bytes]] = [("letter.txt", b"Dear all")]
        (self.attachment,) = add_attachments(
            application=self.target, files=files, for_interviewers=True, actor=who["recruiter"]
        )

    def _learn(self) -> None:
        version, moment = self.opening.rubric_version, now()
        self.training = self._keep(
            Training(account=self.people["shadow"], rubric=version.rubric, step=TrainingStep.SHADOW, since=moment)
        )
        self.saved = self._keep(
            SavedPlan(name="Two talks", content=[], saved_by_id=self.people["recruiter"].id, saved_at=moment)
        )
        self.comment = self._keep(
            ReviewComment(
                version=version,
                author_id=self.people["people"].id,
                author_name="People",
                text="Shorter",
                written_at=moment,
            )
        )
        self.job = self._keep(
            Job(
                kind="none",
                arguments={},
                state=JobState.FAILED,
                requested_by_name="Levelset",
                created_at=moment,
                due_at=moment,
            )
        )

    def _keep(self, row: Row) -> Row:
        db.session.add(row)
        db.session.flush()
        return row

    def numbers(self, viewer: str = "") -> Numbers:
        """As of the house, with all that is furnished; exercises are of a rubric and of benchmarks, as their pages take them."""
        version = self.opening.rubric_version
        return super().numbers(viewer) | {
            "exercise_id": [version.exercises[0].id, self.exercise.id, self.draft.id],
            "statement_id": [version.dimensions[0].anchors[0].statements[0].id],
            "comment_id": [self.comment.id],
            "training_id": [self.training.id],
            "saved_id": [self.saved.id],
            "job_id": [self.job.id],
            "packet_id": [self.packet.id],
            "share_id": [self.share.id],
            "bulk_id": [each.id for each in self.bulks],
            "content_sha256": [self.packet.content_sha256, HASH],
            "seen_id": [self.flag.id],
            "adjustment_id": [self.adjustment.id],
            "follow_up_id": [self.follow_up.id],
            "message_id": [self.message.id],
            "attachment_id": [self.attachment.id],
            "document_id": [self.ladder.document_id, self.waiting.id],
            "ladder_id": [self.ladder.id],
            "profile_id": [self.profile.id],
            "criteria_id": [self.criteria.id],
            "kind": ["levels"],
            "number": [self.ladder.levels[0].id],
        }

    def stand(self, stage: Stage, *, state: ScorecardState = ScorecardState.SUBMITTED) -> None:
        """The application in this stage, the hidden scorecard in this state."""
        self.target.stage, self.hidden.scorecard.state = stage, state
        db.session.commit()

    def policy(self, policy: Visibility) -> None:
        """The opening under this policy."""
        self.opening.visibility = policy
        db.session.commit()

    @property
    def card(self) -> str:
        """The address of the hidden scorecard."""
        return f"/scorecards/{self.hidden.scorecard.id}"

    def score(self, score: int, *, decided: bool = True) -> None:
        """Every secret of the hidden scorecard told anew: its own words, what it counts as, and what was `decided` on it."""
        rewrite(self.hidden.scorecard, score=score)
        self.adjustment.before, self.adjustment.after = score, 6 - score
        self.adjustment.reason = f"Counts as {6 - score}"
        if decided:
            self.answer.answer = f"Answered with {score}"
            self.decision.reasons, self.dissent.text = f"Because of the {score}", f"Against the {score}"
            self.decision.difference = f"The scores alone said {score}"
            self.packet.record = _scored(self.packet.record, score)
        db.session.commit()

    def change_everything(self) -> None:
        """Whatever can happen to an application: scored, decided, its loop longer, its interviews elsewhere, its name another.

        And one more like it appears, for which the same people are in conflict.
        """
        self.score(5)
        self.stand(Stage.DECIDED)
        self.own["owes"].scorecard.state = ScorecardState.SUBMITTED
        self.own["owes"].scheduled_at = self.hidden.scheduled_at = now() + timedelta(days=1)
        self.own["wrote"].cancelled_at = now()
        factories.interview(self.target, self.people["stranger"], cancelled=True)
        factories.interview(self.target, self.people["author"], title="One more", starts=now() + timedelta(hours=3))
        self.target.candidate.name, self.target.candidate.source = "Another Name", "Fair"
        item = self.session.items[0]
        item.state, item.opened_at = ItemState.WAITING, now()
        self.follow_up.done_at, self.follow_up.done_by_id = now(), self.people["chair"].id
        self.attachment.name = "another.txt"
        record("declare_conflict", actor=self.people["wrote"], subject=self.target, about=self.target)
        appeared = factories.application(self.opening, factories.candidate("Candidate Who Appeared"))
        for name in ("conflicted", "candidate"):
            factories.conflict(appeared, self.people[name])
        factories.submitted(factories.interview(appeared, self.people["author"], starts=now()))
        self.session.items.append(AgendaItem(application=appeared, position=2))
        db.session.commit()


def _scored(record: dict[str, Any], score: int) -> dict[str, Any]:
    """The packet's record with every score in it changed."""
    return dict(
        json.loads(json.dumps(record), object_hook=lambda row: row | ({"score": score} if "score" in row else {}))
    )
