"""Having a packet made, watching it, downloading it."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from flask import current_app, flash, redirect, render_template, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3

from calibration import rules
from calibration.enums import Profile
from calibration.forms import BackgroundForm, PacketForm, ShareForm
from calibration.models import Packet, PacketShare
from calibration.operations import shares as shares_operations
from calibration.operations.packets import note_download, request_packet, send_packet
from calibration.packet.labels import PROFILES
from calibration.packet.preview import preview
from calibration.packet.profiles import masking_also
from calibration.queries.candidate_page import packets
from calibration.queries.packet_record import packet_record
from calibration.queries.packets import packet_access, packet_bytes, stored_file, tells_singles
from calibration.queries.shares import longest_share, share_access, shares
from calibration.sharing import offered_days
from calibration.views import blueprint
from core.clock import in_words, now
from core.database import db
from core.errors import Conflict, InvalidInput
from core.permissions import allow
from scorecards.models import Application
from scorecards.operations.candidates import set_background
from scorecards.queries import access
from scorecards.visibility import Access


@blueprint.route("/applications/<int:application_id>/packets/new", methods=["GET", "POST"])
@allow(rules.may_export, load=access.application)
def new_packet(access: Access) -> str | tuple[str, int]:
    """For whom the packet shall be, and what that hides: read before it is made. The POST only shows it anew."""
    form = PacketForm()
    application = db.session.get_one(Application, access.application_id)
    page = partial(
        render_template, "calibration/packet_new.html", form=form, application=application, background=BackgroundForm()
    )
    if form.is_submitted() and not form.validate():
        return page(), 422
    try:
        committee = packet_record(application=application, generated_at=now())
        singles = tells_singles(application.id, form.profile.data)
        hidden = preview(
            masking_also(committee, form.profile.data, form.words()), form.profile.data, tells_singles=singles
        )
    except InvalidInput as error:
        form.also_masked.errors = [str(error)]
        return page(), 422
    return page(hidden=hidden)


@blueprint.post("/applications/<int:application_id>/packets")
@allow(rules.may_export, load=access.application)
def make_packet(access: Access) -> Response:
    """Freeze the record and have it rendered."""
    form = PacketForm()
    if not form.validate_on_submit():
        raise InvalidInput("Choose for whom the packet is made.")
    application = db.session.get_one(Application, access.application_id)
    packet = request_packet(
        application=application, profile=Profile(form.profile.data), actor=current_user, also_masked=form.words()
    )
    db.session.commit()
    return redirect(url_for("calibration.packet", packet_id=packet.id))


@blueprint.post("/applications/<int:application_id>/background")
@allow(rules.may_export, load=access.application)
def background(access: Access) -> Response:
    """Keep where the candidate studied and worked, so that every anonymous packet masks it."""
    form = BackgroundForm()
    if not form.validate_on_submit():
        raise InvalidInput("Give at most 5,000 letters of schools, and as many of employers.")
    set_background(
        candidate=db.session.get_one(Application, access.application_id).candidate,
        schools=(form.schools.data or "").splitlines(),
        employers=(form.employers.data or "").splitlines(),
        actor=current_user,
    )
    db.session.commit()
    flash("Schools and employers are kept; anonymous packets mask them.", "success")
    return redirect(url_for("calibration.new_packet", application_id=access.application_id))


@blueprint.get("/packets/<int:packet_id>")
@allow(rules.may_download, load=packet_access)
def packet(found: tuple[Access, Packet]) -> str:
    """Where the packet stands; the page asks again by itself until it is ready."""
    return _page(found, _share_form())


def _page(found: tuple[Access, Packet], form: ShareForm, link: str = "") -> str:
    access, packet = found
    row = next(row for row in packets(access.application_id) if row.id == packet.id)
    return render_template(
        "calibration/packet.html",
        row=row,
        candidate=packet.application.candidate.name,
        role=packet.application.requisition.title,
        application_id=access.application_id,
        copy=PROFILES[packet.profile],
        requested=in_words(row.requested_at),
        size=stored_file(packet).size if row.is_rendered else None,
        form=form,
        link=link,
        shares=[
            (share, in_words(share.expires_at), in_words(share.opened_at) if share.opened_at else "")
            for share in shares(
                packet.id,
                moment=now(),
                maker_may=lambda made: rules.maker_may_share((access, packet, made)),
            )
        ],
    )


def _share_form() -> ShareForm:
    form = ShareForm()
    form.days.choices = [
        SelectChoice(days, "1 day" if days == 1 else f"{days} days") for days in offered_days(longest_share())
    ]
    return form


@blueprint.post("/packets/<int:packet_id>/shares")
@allow(rules.may_download, load=packet_access)
def share_packet(found: tuple[Access, Packet]) -> str | tuple[str, int]:
    """Make a link; its address stands on this answer and nowhere else."""
    form = _share_form()
    if not form.validate_on_submit():
        return _page(found, form), 422
    _, token = shares_operations.share_packet(
        packet=found[1], days=form.days.data, label=form.label.data or "", actor=current_user
    )
    db.session.commit()
    address = url_for("shares.share", token=token)
    return _page(found, form, link=f"{current_app.config['BASE_URL']}{address}")


@blueprint.post("/packets/shares/<int:share_id>/revoke")
@allow(rules.may_revoke_share, load=share_access)
def revoke_share(found: tuple[Access, Packet, PacketShare]) -> Response:
    """Close a link."""
    _, packet, share = found
    shares_operations.revoke_share(share=share, actor=current_user)
    db.session.commit()
    flash("The link is closed.", "success")
    return redirect(url_for("calibration.packet", packet_id=packet.id))


@blueprint.post("/packets/<int:packet_id>/download")
@allow(rules.may_download, load=packet_access)
def download_packet(found: tuple[Access, Packet]) -> Response:
    """The sealed bytes; the download leaves a trace."""
    _, packet = found
    if packet.file_sha256 is None:
        raise Conflict("This packet is not rendered yet. Wait for it on its page, then download it.")
    content = packet_bytes(packet)
    note_download(packet=packet, actor=current_user)
    db.session.commit()
    name = f"packet-{packet.application.candidate.code}-{packet.content_sha256[:8]}.pdf"
    return send_file(BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


@blueprint.post("/packets/<int:packet_id>/again")
@allow(rules.may_download, load=packet_access)
def render_again(found: tuple[Access, Packet]) -> Response:
    """Send a failed packet to the workers again."""
    _, packet = found
    send_packet(packet=packet, actor=current_user)
    db.session.commit()
    flash("It is being rendered again.", "success")
    return redirect(url_for("calibration.packet", packet_id=packet.id))
