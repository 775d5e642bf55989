"""Many packets at once: choosing them, seeing what they hide, watching them come, taking the zip."""

from __future__ import annotations

import tempfile
from itertools import chain
from typing import IO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from calibration import rules
from calibration.enums import BulkItemState, Profile
from calibration.forms import BulkForm
from calibration.models import CalibrationSession, PacketBulk
from calibration.operations import bulk as operations
from calibration.packet.bundle import write_bundle
from calibration.packet.labels import PROFILES
from calibration.packet.listing import NAME
from calibration.packet.preview import preview
from calibration.queries import bulk as queries
from calibration.queries import seats
from calibration.queries.packet_record import packet_record
from calibration.queries.packets import tells_singles
from calibration.queries.session_choices import plannable
from calibration.seating import SessionSeats
from calibration.views import blueprint
from core.clock import in_words, now
from core.database import db
from core.errors import Conflict, InvalidInput, NotFound
from core.permissions import allow
from core.storage import StoredFile, file_bytes
from scorecards.models import Application, Requisition
from scorecards.queries import access
from scorecards.queries.access import RequisitionAccess

Answer = str | Response | tuple[str, int]
IN_MEMORY = 16 * 1024 * 1024


@blueprint.get("/packets")
@allow(rules.may_see_calibration)
def bulks() -> str:
    """The viewer's own orders, and the openings they can order packets of."""
    rows = [(row, in_words(row.requested_at), PROFILES[row.profile]) for row in queries.own_bulks(current_user)]
    return render_template("calibration/bulks.html", rows=rows, openings=plannable(current_user))


@blueprint.get("/requisitions/<int:requisition_id>/packets")
@allow(rules.may_export_many, load=access.requisition)
def choose_packets(found: RequisitionAccess) -> str:
    """Choose among the opening's applications."""
    opening = db.session.get_one(Requisition, found.requisition_id)
    return _choose(opening, opening.title, queries.choices(requisition_id=opening.id, viewer=current_user))


@blueprint.get("/sessions/<int:session_id>/packets")
@allow(rules.may_change_session, load=seats.session_seats)
def choose_of_session(found: SessionSeats) -> str:
    """Choose among the session's applications, in its agenda's order."""
    session = db.session.get_one(CalibrationSession, found.session_id)
    offered = queries.choices(requisition_id=found.requisition_id, viewer=current_user, session_id=found.session_id)
    return _choose(session.requisition, session.title, offered, session_id=found.session_id, is_chosen=True)


def _choose(
    opening: Requisition,
    title: str,
    offered: object,
    *,
    session_id: int | None = None,
    is_chosen: bool = False,
    form: BulkForm | None = None,
) -> str:
    return render_template(
        "calibration/bulk_new.html",
        opening=opening,
        title=title,
        offered=offered,
        session_id=session_id,
        is_chosen=is_chosen,
        form=form or BulkForm(),
        most=operations.MOST,
    )


@blueprint.post("/requisitions/<int:requisition_id>/packets/review")
@allow(rules.may_export_many, load=access.requisition)
def review_packets(found: RequisitionAccess) -> Answer:
    """What the copies hide, before any is made."""
    form = BulkForm()
    opening = db.session.get_one(Requisition, found.requisition_id)
    wanted = _wanted(found)
    if not form.validate() or not wanted or len(wanted) > operations.MOST:
        few = f"Choose at most {operations.MOST} at once." if wanted else "Choose at least one application."
        form.form_errors.append(few)
        offered = queries.choices(requisition_id=opening.id, viewer=current_user)
        return _choose(opening, opening.title, offered, form=form), 422
    rows = []
    for application in wanted:
        record = packet_record(application=application, generated_at=now())
        singles = tells_singles(application.id, form.profile.data)
        rows.append((application, preview(record, form.profile.data, tells_singles=singles)))
    return render_template(
        "calibration/bulk_review.html",
        opening=opening,
        rows=rows,
        profile=form.profile.data,
        copy=PROFILES[form.profile.data],
        session_id=request.form.get("session", None, int),
    )


@blueprint.post("/requisitions/<int:requisition_id>/packets")
@allow(rules.may_export_many, load=access.requisition)
def make_packets(found: RequisitionAccess) -> Response:
    """Ask for the packets chosen."""
    form = BulkForm()
    if not form.validate():
        raise InvalidInput("Choose for whom the packets are made.")
    opening = db.session.get_one(Requisition, found.requisition_id)
    order = operations.request_bulk(
        title=_title(opening),
        requisition=opening,
        applications=_wanted(found),
        profile=Profile(form.profile.data),
        actor=current_user,
    )
    db.session.commit()
    return redirect(url_for("calibration.bulk", bulk_id=order.id))


def _wanted(found: RequisitionAccess) -> list[Application]:
    """The applications that were chosen, in their order. One that is not the viewer's to export does not exist for them."""
    chosen = []
    for number in dict.fromkeys(request.form.getlist("application", int)):
        known = access.application(number)
        if known is None or known.requisition_id != found.requisition_id or not rules.may_export(current_user, known):
            raise NotFound("One of the applications is nothing that you can open. Go back and choose again.")
        chosen.append(db.session.get_one(Application, number))
    return chosen


def _title(opening: Requisition) -> str:
    """The session's title where they were chosen from a session of this opening that the viewer plans, else the opening's."""
    session_id = request.form.get("session", None, int)
    found = seats.session_seats(session_id) if session_id else None
    if found is None or found.requisition_id != opening.id or not rules.may_change_session(current_user, found):
        return opening.title
    return db.session.get_one(CalibrationSession, found.session_id).title


@blueprint.get("/packets/bulk/<int:bulk_id>")
@allow(rules.may_open_bulk, load=queries.bulk)
def bulk(found: PacketBulk) -> str:
    """How the packets come along, one by one; the page asks again by itself until they are there."""
    page = queries.bulk_page(found)
    return render_template(
        "calibration/bulk.html",
        page=page,
        copy=PROFILES[page.profile],
        done=page.count(BulkItemState.READY, BulkItemState.LEFT_OUT),
        failed=page.count(BulkItemState.FAILED),
        under_way=page.count(BulkItemState.WAITING, BulkItemState.RENDERING),
        ready=page.count(BulkItemState.READY),
    )


@blueprint.post("/packets/bulk/<int:bulk_id>/retry")
@allow(rules.may_open_bulk, load=queries.bulk)
def retry_bulk(found: PacketBulk) -> Response:
    """Try again what failed."""
    operations.retry_bulk(bulk=found, actor=current_user)
    return _back(found, "What failed is made again.")


@blueprint.post("/packets/bulk/<int:bulk_id>/without-failed")
@allow(rules.may_open_bulk, load=queries.bulk)
def leave_out_failed(found: PacketBulk) -> Response:
    """Take what is there."""
    operations.leave_out_failed(bulk=found, actor=current_user)
    return _back(found, "The zip will name what it does without.")


@blueprint.post("/packets/bulk/<int:bulk_id>/cancel")
@allow(rules.may_open_bulk, load=queries.bulk)
def cancel_bulk(found: PacketBulk) -> Response:
    """Make no more of them."""
    operations.cancel_bulk(bulk=found, actor=current_user)
    return _back(found, "No more packets are made. Those that are stay with their applications.")


@blueprint.post("/packets/bulk/<int:bulk_id>/download")
@allow(rules.may_open_bulk, load=queries.bulk)
def download_bulk(found: PacketBulk) -> Response:
    """The zip: the list, then the packets. The download leaves a trace at each application."""
    if found.index_sha256 is None:
        raise Conflict("These packets are not all made yet. Wait for them on their page, then download them.")
    operations.note_bulk_download(bulk=found, actor=current_user)
    zipped = _zip(found)
    db.session.commit()
    name = f"packets-{found.requested_at:%Y-%m-%d}-{found.profile.value}-{found.id}.zip"
    return send_file(zipped, mimetype="application/zip", as_attachment=True, download_name=name)


def _zip(found: PacketBulk) -> IO[bytes]:
    index = db.session.get_one(StoredFile, found.index_sha256)
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it when it is sent
    write_bundle(target, chain([(NAME, file_bytes(index))], queries.bundled_files(found)))
    target.seek(0)
    return target


def _back(found: PacketBulk, message: str) -> Response:
    db.session.commit()
    flash(message, "success")
    return redirect(url_for("calibration.bulk", bulk_id=found.id))
