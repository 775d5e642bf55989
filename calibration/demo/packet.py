"""The decision packet that the demo prints: an application that was decided twice, so that all of a packet is in it."""

from __future__ import annotations

from sqlalchemy import select

from calibration.enums import Profile
from calibration.models import Decision, Packet
from calibration.operations.packets import freeze_packet, seal_packet
from calibration.packet.record import from_plain
from calibration.packet.render import render_packet
from calibration.queries.packets import packet_bytes
from core.database import db
from scorecards.models import Application


def printed_packet(*, base_url: str | None) -> tuple[Packet, bytes]:
    """The committee's packet of the demo's application and its PDF, rendered now unless an equal one was before."""
    again = select(Decision.application_id).where(Decision.number > 1).order_by(Decision.application_id).limit(1)
    application = db.session.get_one(Application, db.session.scalars(again).one())
    packet = freeze_packet(application=application, profile=Profile.COMMITTEE, actor=None)
    db.session.flush()
    if packet.file_sha256 is not None:
        return packet, packet_bytes(packet)
    pdf = render_packet(from_plain(packet.record), base_url=base_url)
    seal_packet(packet=packet, pdf=pdf)
    return packet, pdf
