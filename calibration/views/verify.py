"""Checking a packet: by the hash that is printed on it, or by the file itself.

Its address is the one that packets print, so it stands outside `/calibration`.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask_login import current_user

from accounts.rules import is_signed_in
from calibration import rules
from calibration.forms import VerifyForm
from calibration.models import Packet
from calibration.packet.labels import PROFILES
from calibration.queries.packet_verification import Judgement, judgement, later_packet, packet_of_hash
from calibration.queries.packets import packet_access
from core.clock import in_words
from core.permissions import allow

blueprint = Blueprint("packets", __name__, url_prefix="/packets")


@dataclass(frozen=True)
class KnownPacket:
    """What a signed-in person who holds the hash learns: that it is ours, and since when.

    The rest is empty for those who may not open the packet: what it is about, where it is, and whether another followed.
    """

    made: str
    subject: str = ""
    copy: str = ""
    url: str = ""
    later_url: str = ""
    later_made: str = ""


@blueprint.get("/verify")
@allow(is_signed_in)
def verify() -> str:
    """Where a packet's file is checked."""
    return render_template("calibration/verify.html", form=VerifyForm())


@blueprint.get("/verify/<content_sha256>")
@allow(is_signed_in)
def verify_hash(content_sha256: str) -> str:
    """What the hash printed on a packet stands for; the address in its QR code."""
    asked = content_sha256.lower()
    found = packet_of_hash(asked)
    return render_template(
        "calibration/verify.html",
        form=VerifyForm(),
        asked=asked,
        known=_known(found, later_packet(found)) if found else None,
    )


@blueprint.post("/verify")
@allow(is_signed_in)
def verify_file() -> str | tuple[str, int]:
    """Whether the file that was dropped is genuine."""
    form = VerifyForm()
    if not form.validate_on_submit():
        return render_template("calibration/verify.html", form=form), 422
    found = judgement(form.file.data.read())
    known = _known(found.kept, found.later) if found.kept else None
    return render_template(
        "calibration/verify.html",
        form=form,
        name=form.file.data.filename,
        authenticity=found.authenticity.value,
        hash=found.verdict.stated,
        known=known,
        findings=_findings(found, is_open=known is not None and bool(known.url)),
    )


def _known(packet: Packet, later: Packet | None) -> KnownPacket:
    made = in_words(packet.requested_at)
    found = packet_access(packet.id)
    if found is None or not rules.may_download(current_user, found):
        return KnownPacket(made=made)
    application = packet.application
    return KnownPacket(
        made=made,
        subject=f"{application.candidate.name}, {application.requisition.title}",
        copy=PROFILES[packet.profile],
        url=url_for("calibration.packet", packet_id=packet.id),
        later_url=url_for("calibration.packet", packet_id=later.id) if later else "",
        later_made=in_words(later.requested_at) if later else "",
    )


def _findings(found: Judgement, *, is_open: bool) -> list[str]:
    """What does not fit; what the kept packet says instead is only for those who may open it."""
    if is_open or not found.compared:
        return [*found.verdict.findings, *found.compared]
    hidden = "It differs from the packet sealed here. Where it does is shown to those who may open that packet."
    return [*found.verdict.findings, hidden]
