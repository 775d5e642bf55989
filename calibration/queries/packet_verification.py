"""What this house can say about a packet's hash, or about a packet file: the same for the page and for the command."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select

from calibration.enums import Authenticity, Profile
from calibration.models import Packet
from calibration.packet.compare import file_differences
from calibration.packet.page_texts import PageTexts
from calibration.packet.profiles import redact
from calibration.packet.record import HASH_KEY, from_plain
from calibration.packet.verify import Integrity, Verdict, differences, verify
from calibration.queries.packet_record import packet_record
from calibration.queries.packets import packet_bytes, tells_singles
from core.clock import now
from core.database import db


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a file and this house say together.

    `kept` is the packet that the file claims to be and `later` the newest one that supersedes it; None: there is none.
    `compared` are the findings of holding the file against the kept packet: they tell what stands there, and are only for
    those who may open it. What the file tells by itself stands in `verdict`.
    """

    authenticity: Authenticity
    verdict: Verdict
    kept: Packet | None
    later: Packet | None
    compared: tuple[str, ...]


def judgement(pdf: bytes) -> Judgement:
    """Whether the file is genuine, altered (and where), unknown here, or no packet at all.

    Genuine is only what was sealed here, byte for byte: data and text can be left as they are while something is drawn
    over them. Where the kept packet has no bytes (it is not rendered yet), its data alone are compared.
    """
    texts = PageTexts()
    verdict = verify(pdf, made_here=_made_here(pdf), texts=texts)
    if verdict.integrity is Integrity.NOT_A_PACKET:
        return Judgement(Authenticity.NOT_A_PACKET, verdict, None, None, ())
    kept = packet_of_hash(verdict.stated) if verdict.stated else None
    compared = _compared(kept, verdict, pdf, texts) if kept is not None else ()
    if verdict.integrity is Integrity.ALTERED or compared:
        authenticity = Authenticity.ALTERED
    else:
        authenticity = Authenticity.GENUINE if kept is not None else Authenticity.UNKNOWN
    return Judgement(authenticity, verdict, kept, later_packet(kept) if kept is not None else None, compared)


def _made_here(pdf: bytes) -> bool:
    """Whether a packet of this house has these bytes."""
    digest = hashlib.sha256(pdf).hexdigest()
    return db.session.scalar(select(Packet.id).where(Packet.file_sha256 == digest).limit(1)) is not None


def packet_of_hash(content_sha256: str) -> Packet | None:
    """The packet whose data have this hash, or None."""
    return db.session.scalar(select(Packet).where(Packet.content_sha256 == content_sha256).order_by(Packet.id).limit(1))


def later_packet(packet: Packet) -> Packet | None:
    """The newest packet of the same application for the same readers that was made after this one, or None."""
    return db.session.scalar(
        select(Packet)
        .where(Packet.application_id == packet.application_id, Packet.profile == packet.profile, Packet.id > packet.id)
        .order_by(Packet.id.desc())
        .limit(1)
    )


def changed_since(packet: Packet) -> tuple[str, ...] | None:
    """Where the application's record says something else today than when the packet was frozen: paths with both texts.

    None where that cannot be told: what else an anonymous packet masks is kept nowhere.
    """
    if packet.profile is Profile.ANONYMOUS:
        return None
    whole = packet_record(application=packet.application, generated_at=now())
    singles = tells_singles(packet.application_id, packet.profile)
    today = redact(whole, packet.profile.value, tells_singles=singles)
    found = differences(from_plain(packet.record), today)
    return tuple(str(each) for each in found if each.path not in {"generated_at", HASH_KEY})


def _compared(kept: Packet, verdict: Verdict, pdf: bytes, texts: PageTexts) -> tuple[str, ...]:
    sealed = packet_bytes(kept) if kept.file_sha256 else None
    if sealed == pdf or verdict.record is None:
        return ()
    found = [str(difference) for difference in differences(from_plain(kept.record), verdict.record)]
    if sealed is not None:
        found += file_differences(sealed, pdf, texts=texts)
    return tuple(found)
