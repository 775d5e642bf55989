"""Packets: freezing the record, rendering it outside the request, keeping the bytes under their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from calibration.enums import Profile
from calibration.models import Packet
from calibration.packet.profiles import masking_also, redact
from calibration.packet.record import to_plain
from calibration.queries.packet_record import packet_record
from calibration.queries.packets import tells_singles
from core import jobs
from core.audit import Actor, record
from core.clock import now
from core.content import content_sha256
from core.database import db
from core.errors import Conflict
from core.storage import StoredFile, store_file
from scorecards.models import Application

PDF = "application/pdf"
MOMENTS = ("generated_at", "content_sha256")


def request_packet(
    *, application: Application, profile: Profile, actor: Actor | None, also_masked: Sequence[str] = ()
) -> Packet:
    """The packet of the application as it stands now, sent to the workers unless it is rendered already.

    Nothing changed since the last one: that one is returned, and nothing is rendered again. An earlier packet stays as
    it is, whatever changes later. Raises what freeze_packet raises.
    """
    packet = freeze_packet(application=application, profile=profile, actor=actor, also_masked=also_masked)
    send_packet(packet=packet, actor=actor)
    return packet


def send_packet(*, packet: Packet, actor: Actor | None) -> None:
    """Have the frozen packet rendered by the workers; one that is rendered, or under way, stays as it is."""
    if packet.file_sha256 is None:
        packet.job_id = jobs.enqueue("render_packet", {"packet_id": packet.id}, actor, key=f"packet:{packet.id}").id


def freeze_packet(
    *, application: Application, profile: Profile, actor: Actor | None, also_masked: Sequence[str] = ()
) -> Packet:
    """The packet with its record frozen as the profile's readers may have it, not rendered yet unless an equal one was.

    What the profile hides is not stored with the packet either. Raises InvalidInput when `also_masked` names words to
    mask in a packet that is not anonymous.
    """
    moment = now()
    whole = packet_record(application=application, generated_at=moment)
    whole = masking_also(whole, profile.value, also_masked)
    plain = to_plain(redact(whole, profile.value, tells_singles=tells_singles(application.id, profile)))
    inputs = content_sha256({key: value for key, value in plain.items() if key not in MOMENTS})
    packet = _equal_packet(application, profile, inputs)
    if packet is None:
        packet = Packet(
            application=application,
            profile=profile,
            record=plain,
            content_sha256=plain["content_sha256"],
            inputs_sha256=inputs,
            requested_by_id=actor.id if actor else None,
            requested_at=moment,
        )
        try:
            with db.session.begin_nested():
                db.session.add(packet)
        except IntegrityError:  # somebody else froze the same state in this moment; theirs is the packet
            packet = _equal_packet(application, profile, inputs)
            if packet is None:
                raise
    record(
        "request_packet",
        actor=actor,
        subject=packet,
        about=application,
        profile=profile.value,
        content_sha256=packet.content_sha256,
    )
    return packet


def _equal_packet(application: Application, profile: Profile, inputs_sha256: str) -> Packet | None:
    return db.session.scalar(
        select(Packet).where(
            Packet.application_id == application.id,
            Packet.profile == profile,
            Packet.inputs_sha256 == inputs_sha256,
        )
    )


def seal_packet(*, packet: Packet, pdf: bytes) -> StoredFile:
    """The rendered packet's bytes, kept under their hash; sealing the same bytes again changes nothing.

    Raises Conflict when other bytes are sealed already (a packet is rendered once), StorageFault when they cannot be kept.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    if packet.file_sha256 not in {None, sha256}:
        raise Conflict("This packet is sealed already, with other bytes.")
    stored = store_file(content=pdf, media_type=PDF)
    if packet.file_sha256 is None:
        packet.file_sha256, packet.ready_at = sha256, now()
    return stored


def note_download(*, packet: Packet, actor: Actor) -> None:
    """The trace that somebody took the packet out of the house."""
    record("download_packet", actor=actor, subject=packet, about=packet.application)
