"""Every kind of mail has the same words whatever hidden scores, and whatever a message to recruiters, say."""

from __future__ import annotations

import re
from datetime import timedelta
from email.message import EmailMessage

from time_machine import travel

from accounts.models import Account
from calibration.message_mails import notice_key
from calibration.models import RecruiterMessage
from core import jobs
from core.database import db
from scorecards.enums import NoticeKind, Visibility
from scorecards.models import Notice
from tests.scorecards.house import rewrite
from tests.scorecards.kinds import SignIn
from tests.scorecards.late import LATE, House, RunJobs
from tests.support.smtp import Sink

DUE = LATE - timedelta(hours=3)
GUEST = {"name": "Gus Guest", "email": "gus@firm.org", "days": "7", "by_mail": "y"}
OWN_OF_EACH = {"Message-ID", "Date", "Content-Type"}
"""What differs between two mails of the same words: number, moment, the boundary between the parts."""


def told(message: EmailMessage) -> list[str]:
    """All that a mail tells, headers and parts, without the token that opens a guest's interview."""
    headers = [f"{name}: {value}" for name, value in message.items() if name not in OWN_OF_EACH]
    return [
        *headers,
        *(re.sub(r"/guest#\S+?(?=[\s\"<])", "/guest#", part.get_content()) for part in message.iter_parts()),
    ]


def test_no_mail_of_any_kind_changes_when_only_scores_do(sign_in: SignIn, sink: Sink, run_jobs: RunJobs) -> None:
    """Not even under the policy that opens them to the recruiter: a mailbox has no policy."""
    house = House(visibility=Visibility.ALWAYS, identities=Visibility.NEVER)
    message = RecruiterMessage(application=house.target, text="", written_by_id=house.peer.id, written_at=DUE)
    db.session.add(message)
    db.session.commit()

    def addressee(kind: NoticeKind) -> Account:
        return house.recruiter if kind in {NoticeKind.DIGEST, NoticeKind.MESSAGE} else house.owes

    def mails() -> dict[str, list[str]]:
        found = {}
        for kind in NoticeKind:
            person = addressee(kind)
            notice = Notice(
                key=notice_key(message_id=message.id, account_id=person.id) if kind is NoticeKind.MESSAGE else kind,
                kind=kind,
                account_id=person.id,
                scorecard_id=None if person is house.recruiter else house.held.scorecard.id,
                asked_by="Rita Recruiter" if kind is NoticeKind.ASKED else None,
                created_at=DUE,
                queued_at=DUE,
            )
            db.session.add(notice)
            db.session.flush()
            with travel(DUE if kind is NoticeKind.BEFORE else LATE, tick=False):
                jobs.enqueue("send_notice", {"notice_id": notice.id}, None)
                run_jobs()
                found[kind.value] = told(sink.mails[-1][1])
        with travel(LATE, tick=False):
            sign_in(house.recruiter).post(f"/interviews/{house.held.id}/guest", data=GUEST)
            found["guest"] = told(sink.mails[-1][1])
        return found

    before = mails()
    db.session.execute(db.delete(Notice))
    house.held.interviewer = house.owes
    house.other.interviewer = house.peer
    rewrite(house.other.scorecard, score=1 if house.other.scorecard.ratings[0].score != 1 else 5)
    message.text = "Offer the 4.2 at the lower end."
    db.session.commit()
    assert mails() == before
    assert len(sink.mails) == 2 * len(before)
    assert set(before) == {*map(str, NoticeKind), "guest"}
