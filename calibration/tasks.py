"""The jobs of calibration."""

from __future__ import annotations

from typing import Any

from flask import current_app

from accounts.enums import MailTopic
from accounts.mails import MailPerson
from accounts.models import Account
from calibration import insight, measurement
from calibration.enums import Profile
from calibration.message_mails import message_mail, message_of
from calibration.models import Packet, PacketBulk, PacketBulkItem, RecruiterMessage
from calibration.operations.bulk import finish_item, freeze_item, seal_bulk
from calibration.operations.packets import request_packet, seal_packet
from calibration.operations.retention import delete_due, plan_retention
from calibration.operations.runs import request_refits, store_run
from calibration.packet.index import render_index
from calibration.packet.record import from_plain
from calibration.packet.render import prepare_packet, render_packet
from calibration.queries.bulk import listing
from calibration.queries.messages import recruiters_of
from calibration.queries.packet_record import packet_record
from calibration.queries.retention import leaving, retention_policy
from calibration.queries.runs import Line, run_in_force, run_inputs, undecided
from calibration.releases import told_inputs, told_ratings
from calibration.retention import Kept
from calibration.run_inputs import MODEL_VERSION
from core import jobs
from core.clock import now
from core.content import content_sha256
from core.database import db, read_only
from core.errors import NotFound
from core.mail import Mail, page_url
from scorecards.enums import NoticeKind
from scorecards.models import Application, Notice
from scorecards.tasks import stop_url, write_with


@jobs.job("render_packet", timeout=300)
def render_packet_job(run: jobs.Run, *, packet_id: int) -> None:  # noqa: ARG001 - a packet is one step
    """Render a frozen packet and seal it."""
    with read_only():
        packet = db.session.get(Packet, packet_id)
        if packet is None:
            raise NotFound("The packet is gone: its application was deleted in the meantime.")
        frozen = from_plain(packet.record)
    pdf = render_packet(
        frozen, base_url=current_app.config["BASE_URL"]
    )  # before the row is asked for: that begins a transaction
    seal_packet(packet=db.session.get_one(Packet, packet_id), pdf=pdf)


@jobs.job("bulk_packet", timeout=300)
def bulk_packet_job(run: jobs.Run, *, item_id: int) -> None:
    """Freeze and render one packet of many; one that an earlier attempt or another order rendered is taken as it is."""
    item = db.session.get(PacketBulkItem, item_id)
    if item is None or item.bulk.cancelled_at is not None:
        return
    packet_id = freeze_item(item=item).id
    run.step(0, 1)
    with read_only():
        packet = db.session.get_one(Packet, packet_id)
        frozen = None if packet.file_sha256 else from_plain(packet.record)
    if frozen is not None:
        pdf = render_packet(
            frozen, base_url=current_app.config["BASE_URL"]
        )  # before the row is asked for: that begins a transaction
        seal_packet(packet=db.session.get_one(Packet, packet_id), pdf=pdf)
    finish_item(item=db.session.get_one(PacketBulkItem, item_id))


@jobs.job("bulk_index", timeout=300)
def bulk_index_job(run: jobs.Run, *, bulk_id: int) -> None:  # noqa: ARG001 - the list is one step
    """Make the list that lies beside the packets."""
    with read_only():
        found = listing(db.session.get_one(PacketBulk, bulk_id))
    seal_bulk(bulk=db.session.get_one(PacketBulk, bulk_id), index=render_index(found))


@jobs.job("packet_ahead")
def packet_ahead_job(run: jobs.Run, *, application_id: int, actor_id: int) -> None:  # noqa: ARG001 - it is one step
    """Have the committee's packet rendered before anybody asks for it; one that was asked for meanwhile is that packet."""
    request_packet(
        application=_application(application_id),
        profile=Profile.COMMITTEE,
        actor=db.session.get_one(Account, actor_id),
    )


@jobs.job("prepare_packet", timeout=300)
def prepare_packet_job(run: jobs.Run, *, application_id: int) -> None:  # noqa: ARG001 - it is one step
    """Lay out what a later packet will share with the record as it stands; kept by this worker's process alone."""
    with read_only():
        frozen = packet_record(application=_application(application_id), generated_at=now())
    prepare_packet(frozen)


@jobs.each_minute
def look_for_retention() -> None:
    """Have the day's deletions done, once a day, where anything has a time."""
    with read_only():
        is_wanted = bool(retention_policy().days)
    if is_wanted:
        plan_retention()


@jobs.job("apply_retention", timeout=3600)
def apply_retention_job(run: jobs.Run) -> None:
    """Delete what was kept for its time, one thing after the other; begun again, it goes on with what is left."""
    with read_only():
        rules, moment = retention_policy(), now()
        due = [thing for kind in Kept for thing in leaving(rules, kind, until=moment, most=None) if not thing.is_held]
    for done, thing in enumerate(due, 1):
        delete_due(thing=thing)
        run.step(done, len(due))


def _application(application_id: int) -> Application:
    found = db.session.get(Application, application_id)
    if found is None:
        raise NotFound("The application was deleted in the meantime.")
    return found


@jobs.job("fit_ratings", timeout=1200)
def fit_ratings_job(run: jobs.Run, *, rubric_id: int, target_code: str) -> None:
    """Fit a line's ratings twice, for committees and for Insights; what was fitted before is not fitted again.

    For Insights only when enough has changed that the difference tells no single candidate's scores (`releases.py`).
    """
    line = Line(rubric_id, target_code)
    for done, decided_only in enumerate((False, True), 1):
        _fit_line(line, decided_only=decided_only)
        run.step(done, 2)


def _fit_line(line: Line, *, decided_only: bool) -> None:
    with read_only():
        inputs = run_inputs(line, decided_only=decided_only)
        last = run_in_force(line, decided_only=decided_only)
        told: dict[str, Any] = {}
        if decided_only and inputs is not None:
            inputs = told_inputs(last.inputs if last else None, inputs)
            told = last.outputs["rating"] if last and last.model_version == MODEL_VERSION else {}
        is_known = last is not None and (last.inputs_sha256, last.model_version) == (
            content_sha256(inputs),
            MODEL_VERSION,
        )
        open_ones = undecided([int(application) for application in inputs["applications"]]) if inputs else set()
    if inputs is None or is_known:
        return
    found = measurement.fit(inputs)
    outputs = measurement.run_outputs(found)
    if decided_only:
        outputs |= insight.outputs(found, on=now().isoformat())
        outputs["rating"] = told_ratings(told, outputs["rating"])
    candidates = {} if decided_only else measurement.all_figures(found, undecided=open_ones)
    store_run(line=line, decided_only=decided_only, inputs=inputs, outputs=outputs, candidates=candidates)


@jobs.each_minute
def look_for_older_models() -> None:
    """Have lines fitted anew that an older version of the model has fitted."""
    request_refits()


def write_message_mail(notice: Notice, person: MailPerson) -> Mail | None:
    """The mail of a waiting message; None once somebody took note, or when the person may not know of it any more."""
    found = db.session.get(RecruiterMessage, message_of(notice.key))
    if found is None or found.noted_at is not None or MailTopic.MESSAGES not in person.topics:
        return None
    if person.account_id not in recruiters_of(found.application):
        return None
    return message_mail(
        person=person,
        requisition=found.application.requisition.title,
        url=page_url("calibration.messages", application_id=found.application_id),
        stop_url=stop_url(person, MailTopic.MESSAGES),
    )


write_with(NoticeKind.MESSAGE, write_message_mail)
