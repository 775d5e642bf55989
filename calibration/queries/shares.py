"""Reads of links to packets. A link's token is signed, so that a guess is refused without asking the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, Signer
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts.queries import recent_failures, token_hash
from calibration.models import Packet, PacketShare
from calibration.queries.packets import packet_access
from calibration.sharing import MOST_GUESSES, LinkState, link_state
from core.database import db
from scorecards.visibility import Access

GUESS = "link to a packet"
"""Under this word guesses stand among the failed sign-ins."""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One link as the packet's page lists it."""

    id: int
    label: str
    created_by: str
    expires_at: datetime
    opens: int
    opened_at: datetime | None
    state: LinkState


def longest_share() -> int:
    """How many days a link may last here (SHARE_DAYS); 0 switches links off."""
    return int(current_app.config["SHARE_DAYS"])


def signer() -> Signer:
    """What signs tokens, and knows its own."""
    return Signer(current_app.secret_key or "", salt="packet share", digest_method=hashlib.sha256)


def share_of_token(token: str) -> PacketShare | None:
    """The link that the token opens, in whatever state it is; None for a token that was not made here, or is gone."""
    try:
        signer().unsign(token)
    except BadSignature:
        return None
    return db.session.scalar(select(PacketShare).where(PacketShare.token_sha256 == token_hash(token)))


def guesses_too_often(*, address: str, moment: datetime) -> bool:
    """Whether this network address tried so many links that do not exist that none opens to it for a while."""
    failures = recent_failures(email=GUESS, address=address, moment=moment)
    return sum(failure.email == GUESS and failure.address == address for failure in failures) >= MOST_GUESSES


def shares(packet_id: int, *, moment: datetime, maker_may: Callable[[PacketShare], bool]) -> list[ShareRow]:
    """The packet's links, the newest first; `maker_may`: whether whoever made it could make it now."""
    rows = db.session.scalars(
        select(PacketShare)
        .where(PacketShare.packet_id == packet_id)
        .options(joinedload(PacketShare.created_by))
        .order_by(PacketShare.id.desc())
    )
    return [
        ShareRow(
            id=row.id,
            label=row.label,
            created_by=row.created_by.name,
            expires_at=row.expires_at,
            opens=row.opens,
            opened_at=row.opened_at,
            state=share_state(row, moment=moment, maker_may=maker_may(row)),
        )
        for row in rows
    ]


def share_state(share: PacketShare, *, moment: datetime, maker_may: bool) -> LinkState:
    """Whether the link opens at the moment; `maker_may`: whether whoever made it could make it now."""
    return link_state(expires_at=share.expires_at, revoked_at=share.revoked_at, moment=moment, maker_may=maker_may)


def share_access(share_id: int) -> tuple[Access, Packet, PacketShare] | None:
    """The link with its packet and who is who in its application, or None."""
    share = db.session.get(PacketShare, share_id)
    found = packet_access(share.packet_id) if share else None
    return (*found, share) if share and found else None
