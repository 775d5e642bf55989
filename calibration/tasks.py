"""The jobs of calibration."""

from __future__ import annotations

from flask import current_app

from calibration.models import Packet
from calibration.operations.packets import seal_packet
from calibration.packet.record import from_plain
from calibration.packet.render import render_packet
from core import jobs
from core.database import db, read_only
from core.errors import NotFound


@jobs.job("render_packet", timeout=300)
def render_packet_job(run: jobs.Run, *, packet_id: int) -> None:  # noqa: ARG001 - a packet is one step
    """Render a frozen packet and seal it."""
    with read_only():
        packet = db.session.get(Packet, packet_id)
        if packet is None:
            raise NotFound("The packet is gone: its application was deleted in the meantime.")
        frozen = from_plain(packet.record)
    pdf = render_packet(frozen, base_url=current_app.config["BASE_URL"])
    seal_packet(packet=db.session.get_one(Packet, packet_id), pdf=pdf)
