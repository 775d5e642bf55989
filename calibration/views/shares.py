"""Links to a packet: made and revoked by those who may export it, opened by whoever holds one.

Looking at a link counts nothing and tells nobody's name, because mail scanners and previews look too; the button's POST
takes the file and is counted. It carries no CSRF token: its page tells no other site its address (no-referrer), so the
browser names no origin, and whoever can send it holds the link anyway.
"""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, current_app, render_template, request, send_file
from werkzeug.wrappers import Response

from calibration import rules
from calibration.models import PacketShare
from calibration.operations.shares import note_guess, open_share
from calibration.packet.labels import PROFILES
from calibration.queries.packet_verification import later_packet
from calibration.queries.packets import packet_bytes, stored_file
from calibration.queries.shares import guesses_too_often, share_access, share_of_token, share_state
from calibration.sharing import LinkState
from core.clock import in_words, now
from core.database import db, state_intent
from core.permissions import public

blueprint = Blueprint("shares", __name__, url_prefix="/share")
Answer = str | Response | tuple[str, int]
STATUS = {LinkState.OPEN: 200, LinkState.EXPIRED: 410, LinkState.REVOKED: 410}


@blueprint.after_request
def _keep_to_itself(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/<token>")
@public
def share(token: str) -> Answer:
    """What the link holds, and the button that takes it."""
    found = _found(token)
    return _page(found) if isinstance(found, PacketShare) else found


@blueprint.post("/<token>")
@public
def take(token: str) -> Answer:
    """The sealed file; this is an open."""
    found = _found(token)
    if not isinstance(found, PacketShare):
        return found
    if _state(found) is not LinkState.OPEN:
        return _page(found)
    content = packet_bytes(found.packet)
    open_share(share=found)
    db.session.commit()
    name = f"packet-{found.packet.application.candidate.code}-{found.packet.content_sha256[:8]}.pdf"
    return send_file(BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


def _found(token: str) -> PacketShare | tuple[str, int]:
    """The link, or the page that says that there is none: a guess, which is counted."""
    address, moment = request.remote_addr or "", now()
    if guesses_too_often(address=address, moment=moment):
        return render_template("calibration/share.html", state="closed"), 429
    found = share_of_token(token)
    if found is not None and found.packet.file_sha256 is not None:
        return found
    db.session.rollback()
    state_intent(reads_only=False)
    note_guess(address=address)
    db.session.commit()
    return render_template("calibration/share.html", state="unknown"), 404


def _state(found: PacketShare) -> LinkState:
    access = share_access(found.id)
    return share_state(found, moment=now(), maker_may=access is not None and rules.maker_may_share(access))


def _page(found: PacketShare) -> tuple[str, int]:
    state, packet = _state(found), found.packet
    return render_template(
        "calibration/share.html",
        state=state.value,
        organisation=current_app.config["ORGANISATION"],
        copy=PROFILES[packet.profile],
        sealed=in_words(packet.requested_at),
        expires=in_words(found.expires_at),
        size=stored_file(packet).size // 1024,
        content_sha256=packet.content_sha256,
        is_superseded=later_packet(packet) is not None,
    ), STATUS[state]
