"""Commands on packets: `flask packets make` and `flask packets verify`."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from calibration.cli.applications import account, application
from calibration.enums import Profile
from calibration.models import Packet
from calibration.operations.packets import freeze_packet, seal_packet
from calibration.packet.record import from_plain
from calibration.packet.render import render_packet
from calibration.packet.verify import Integrity, Verdict, differences, verify
from calibration.queries.packets import stored_file
from core.cli import print_json
from core.database import db
from core.errors import InvalidInput

group = AppGroup("packets", help="Decision packets: make one, verify one.")


@group.command("make")
@click.argument("application_id", type=int, metavar="APPLICATION")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the PDF.")
@click.option("--as", "actor", metavar="EMAIL", help="Who asks for it; the installation itself when left out.")
def make_command(application_id: int, out: Path | None, actor: str | None) -> None:
    """Freeze the application as it stands, render its packet here and now, and print where it is."""
    packet = freeze_packet(
        application=application(application_id),
        profile=Profile.COMMITTEE,
        actor=account(actor) if actor else None,
    )
    if packet.file_sha256 is None:
        pdf = render_packet(from_plain(packet.record), base_url=current_app.config["BASE_URL"])
        seal_packet(packet=packet, pdf=pdf)
    stored = stored_file(packet)
    if out is not None:
        _write(out, stored.content)
    db.session.commit()
    print_json(
        {
            "version": 1,
            "packet": packet.id,
            "application": application_id,
            "content_sha256": packet.content_sha256,
            "file_sha256": packet.file_sha256,
            "bytes": stored.size,
            "file": str(out) if out else None,
        }
    )


@group.command("verify")
@click.argument("path", metavar="FILE.pdf", type=click.Path(path_type=Path))
def verify_command(path: Path) -> None:
    """Say whether a packet file is genuine, altered (and where), or superseded by a later one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{path}: cannot be read ({error.strerror}); give the path of a packet's PDF.") from error
    verdict = verify(content)
    if verdict.integrity is Integrity.NOT_A_PACKET:
        raise InvalidInput(f"{path}: {' '.join(verdict.findings)} Give the PDF of a packet.")
    print_json({"version": 1, "file": path.name, **_judgement(verdict)})


def _judgement(verdict: Verdict) -> dict[str, object]:
    """What the file and the database say together; only what the database knows makes a packet genuine."""
    kept = _kept(verdict)
    found = list(verdict.findings)
    if kept is not None and verdict.record is not None:
        found += [str(difference) for difference in differences(from_plain(kept.record), verdict.record)]
    if verdict.integrity is Integrity.ALTERED or found:
        state = "altered"
    else:
        state = "genuine" if kept is not None else "unknown"
    later = _later(kept) if kept is not None else None
    return {
        "verdict": state,
        "content_sha256": verdict.stated,
        "computed_sha256": verdict.computed,
        "known": kept is not None,
        "packet": kept.id if kept else None,
        "superseded_by": later.content_sha256 if later else None,
        "differences": found,
    }


def _kept(verdict: Verdict) -> Packet | None:
    """The packet of the database that the file claims to be, by its stated hash."""
    if verdict.stated is None:
        return None
    return db.session.scalar(select(Packet).where(Packet.content_sha256 == verdict.stated))


def _later(packet: Packet) -> Packet | None:
    return db.session.scalar(
        select(Packet)
        .where(Packet.application_id == packet.application_id, Packet.profile == packet.profile, Packet.id > packet.id)
        .order_by(Packet.id.desc())
        .limit(1)
    )


def _write(path: Path, content: bytes) -> None:
    """The file under its final name, whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InvalidInput(f"{path}: cannot be written ({error.strerror}); choose another place.") from error
