"""Having a packet made, watching it, downloading it."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from calibration import rules
from calibration.enums import Profile
from calibration.forms import PacketForm
from calibration.models import Packet
from calibration.operations.packets import note_download, request_packet
from calibration.queries.candidate_page import packets
from calibration.queries.packets import packet_access, stored_file
from calibration.views import blueprint
from core.clock import in_words
from core.database import db
from core.errors import Conflict
from core.permissions import allow
from scorecards.models import Application
from scorecards.queries import access
from scorecards.visibility import Access


@blueprint.post("/applications/<int:application_id>/packets")
@allow(rules.may_export, load=access.application)
def make_packet(access: Access) -> Response:
    """Freeze the record and have it rendered."""
    form = PacketForm()
    profile = Profile(form.profile.data) if form.validate_on_submit() else Profile.COMMITTEE
    application = db.session.get_one(Application, access.application_id)
    packet = request_packet(application=application, profile=profile, actor=current_user)
    db.session.commit()
    return redirect(url_for("calibration.packet", packet_id=packet.id))


@blueprint.get("/packets/<int:packet_id>")
@allow(rules.may_download, load=packet_access)
def packet(found: tuple[Access, Packet]) -> str:
    """Where the packet stands; the page asks again by itself until it is ready."""
    access, packet = found
    row = next(row for row in packets(access.application_id) if row.id == packet.id)
    return render_template(
        "calibration/packet.html",
        row=row,
        candidate=packet.application.candidate.name,
        role=packet.application.requisition.title,
        application_id=access.application_id,
        requested=in_words(row.requested_at),
        size=stored_file(packet).size if row.is_rendered else None,
    )


@blueprint.post("/packets/<int:packet_id>/download")
@allow(rules.may_download, load=packet_access)
def download_packet(found: tuple[Access, Packet]) -> Response:
    """The sealed bytes; the download leaves a trace."""
    _, packet = found
    if packet.file_sha256 is None:
        raise Conflict("This packet is not rendered yet. Wait for it on its page, then download it.")
    content = stored_file(packet).content
    note_download(packet=packet, actor=current_user)
    db.session.commit()
    name = f"packet-{packet.application.candidate.code}-{packet.content_sha256[:8]}.pdf"
    return send_file(BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


@blueprint.post("/packets/<int:packet_id>/again")
@allow(rules.may_download, load=packet_access)
def render_again(found: tuple[Access, Packet]) -> Response:
    """Send a failed packet to the workers again."""
    _, packet = found
    following = request_packet(application=packet.application, profile=packet.profile, actor=current_user)
    db.session.commit()
    flash("It is being rendered again.", "success")
    return redirect(url_for("calibration.packet", packet_id=following.id))
