"""Reads of packets and their bytes."""

from __future__ import annotations

from calibration.enums import Profile
from calibration.models import Packet
from core.database import db
from core.storage import StoredFile, file_bytes
from scorecards.queries import access
from scorecards.visibility import Access, recruiter_packet_tells_singles, situation


def packet_access(packet_id: int) -> tuple[Access, Packet] | None:
    """The packet with who is who in its application, or None."""
    packet = db.session.get(Packet, packet_id)
    found = access.application(packet.application_id) if packet else None
    return (found, packet) if packet and found else None


def tells_singles(application_id: int, profile: str) -> bool:
    """Whether a copy made now may tell what single interviewers scored: a recruiter's only where that is allowed."""
    if profile != Profile.RECRUITER:
        return True
    found = access.application(application_id)
    return found is not None and recruiter_packet_tells_singles(situation(found))


def stored_file(packet: Packet) -> StoredFile:
    """The file of a rendered packet. Raises NoResultFound when it is not rendered."""
    return db.session.get_one(StoredFile, packet.file_sha256)


def packet_bytes(packet: Packet) -> bytes:
    """The bytes of a rendered packet, held against their hash.

    Raises NoResultFound when it is not rendered, StorageFault when its file is missing or was altered.
    """
    return file_bytes(stored_file(packet))
