"""The decision packet that the demo prints: of an application decided before and after one more interview, to hold all there is.

Beside it stands what becomes of packets: two links to it, an order of several, and an application that is held.
"""

from __future__ import annotations

from sqlalchemy import select

from accounts.models import Account
from calibration.demo.people import RECRUITER
from calibration.enums import Profile
from calibration.models import Decision, Packet
from calibration.operations.bulk import request_bulk
from calibration.operations.packets import freeze_packet, seal_packet
from calibration.operations.retention import place_hold
from calibration.operations.shares import open_share, share_packet
from calibration.packet.record import from_plain
from calibration.packet.render import render_packet
from calibration.queries.packets import packet_bytes
from core.database import db
from scorecards.enums import Stage
from scorecards.models import Application

ORDERED = 3
SHARED_DAYS = 7
HELD_FOR = "The candidate asked the works council how the decision came about; keep everything until it has answered."


def printed_packet(*, base_url: str | None) -> tuple[Packet, bytes]:
    """The committee's packet of the demo's application and its PDF, rendered now unless an equal one was before."""
    again = select(Decision.application_id).where(Decision.number > 1, Decision.agenda_item_id.is_(None))
    application = db.session.get_one(Application, db.session.scalars(again.order_by(Decision.application_id)).first())
    packet = freeze_packet(application=application, profile=Profile.COMMITTEE, actor=None)
    db.session.flush()
    if packet.file_sha256 is not None:
        return packet, packet_bytes(packet)
    pdf = render_packet(from_plain(packet.record), base_url=base_url)
    seal_packet(packet=packet, pdf=pdf)
    _hand_out(packet)
    return packet, pdf


def _hand_out(packet: Packet) -> None:
    """Links to the packet, an order for those decided for the same opening, which the workers make, and a hold."""
    recruiter = db.session.scalars(select(Account).where(Account.email == RECRUITER.email)).one()
    opening = packet.application.requisition
    decided = db.session.scalars(
        select(Application)
        .where(Application.requisition_id == opening.id, Application.stage == Stage.DECIDED)
        .order_by(Application.id)
        .limit(ORDERED)
    ).all()
    for label in ("The works council's copy", "For the audit"):
        made, _ = share_packet(packet=packet, days=SHARED_DAYS, label=label, actor=recruiter)
    open_share(share=made)
    request_bulk(
        title=opening.title, requisition=opening, applications=decided, profile=Profile.RECRUITER, actor=recruiter
    )
    place_hold(application=decided[0], reason=HELD_FOR, actor=recruiter)
