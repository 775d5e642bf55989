"""Links by which a sealed packet leaves the house: made, counted, revoked. The trace holds no token and no label."""

from __future__ import annotations

import secrets

from accounts.models import FailedSignIn
from accounts.queries import token_hash
from calibration import rules
from calibration.models import PacketShare
from calibration.models.packets import Packet
from calibration.queries.shares import GUESS, longest_share, share_access, share_state, signer
from calibration.sharing import LinkState, expiry
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import Conflict

TOKEN_BYTES = 32


def share_packet(*, packet: Packet, days: int, label: str, actor: Actor) -> tuple[PacketShare, str]:
    """The new link and its token, which is told now and never again.

    Raises Conflict for a packet that is not sealed yet, InvalidInput for a length that the installation does not permit.
    """
    if packet.file_sha256 is None:
        raise Conflict("This packet is not rendered yet. Wait for it, then share it.")
    moment = now()
    token = signer().sign(secrets.token_urlsafe(TOKEN_BYTES)).decode()
    made = PacketShare(
        packet=packet,
        token_sha256=token_hash(token),
        label=label.strip()[:200],
        created_by_id=actor.id,
        created_at=moment,
        expires_at=expiry(days=days, most=longest_share(), moment=moment),
        opens=0,
    )
    db.session.add(made)
    record("share_packet", actor=actor, subject=made, about=packet.application, packet=packet.id, days=days)
    return made, token


def revoke_share(*, share: PacketShare, actor: Actor) -> None:
    """The link closed at once. Raises Conflict when it was revoked already."""
    if share.revoked_at is not None:
        raise Conflict("This link was revoked already.")
    share.revoked_at = now()
    record("revoke_share", actor=actor, subject=share, about=share.packet.application, packet=share.packet_id)


def open_share(*, share: PacketShare) -> None:
    """One open counted, and traced. Raises Conflict when the link has expired, was revoked or has lost its maker."""
    moment, found = now(), share_access(share.id)
    maker_may = found is not None and rules.maker_may_share(found)
    if share_state(share, moment=moment, maker_may=maker_may) is not LinkState.OPEN:
        raise Conflict("This link does not open any more.")
    share.opens, share.opened_at = PacketShare.opens + 1, moment
    record("open_share", actor=None, subject=share, about=share.packet.application, packet=share.packet_id)


def note_guess(*, address: str) -> None:
    """One try of a link that does not exist, from this network address."""
    db.session.add(FailedSignIn(email=GUESS, address=address[:64], at=now()))
