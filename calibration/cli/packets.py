"""Commands on packets: make one, verify one, move them between the database and a folder."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from accounts.cli import account
from calibration.cli.applications import application
from calibration.enums import Authenticity, Profile
from calibration.operations.packets import freeze_packet, seal_packet
from calibration.packet.record import from_plain
from calibration.packet.render import render_packet
from calibration.queries.packet_verification import changed_since, judgement
from calibration.queries.packets import packet_bytes, stored_file
from core.cli import print_json
from core.database import db
from core.errors import InvalidInput
from core.storage import DATABASE, Moved, move_files, storage_setting

group = AppGroup("packets", help="Decision packets: make one, verify one, move the files.")


@group.command("make")
@click.argument("application_id", type=int, metavar="APPLICATION")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the PDF.")
@click.option(
    "--profile",
    type=click.Choice([profile.value for profile in Profile]),
    default=Profile.COMMITTEE.value,
    show_default=True,
    help="For whom: what those readers may not have is neither in the PDF nor in its data.",
)
@click.option(
    "--mask", "also_masked", multiple=True, metavar="TEXT", help="What else an anonymous packet masks; may be repeated."
)
@click.option("--as", "actor", metavar="EMAIL", help="Who asks for it; the installation itself when left out.")
def make_command(
    application_id: int, out: Path | None, profile: str, also_masked: tuple[str, ...], actor: str | None
) -> None:
    """Freeze the application as it stands, render its packet here and now, and print where it is."""
    packet = freeze_packet(
        application=application(application_id),
        profile=Profile(profile),
        actor=account(actor) if actor else None,
        also_masked=also_masked,
    )
    if packet.file_sha256 is None:
        pdf = render_packet(from_plain(packet.record), base_url=current_app.config["BASE_URL"])
        seal_packet(packet=packet, pdf=pdf)
    stored = stored_file(packet)
    if out is not None:
        _write(out, packet_bytes(packet))
    db.session.commit()
    print_json(
        {
            "version": 1,
            "packet": packet.id,
            "application": application_id,
            "profile": profile,
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
    found = judgement(content)
    if found.authenticity is Authenticity.NOT_A_PACKET:
        raise InvalidInput(f"{path}: {' '.join(found.verdict.findings)} Give the PDF of a packet.")
    print_json(
        {
            "version": 1,
            "file": path.name,
            "verdict": found.authenticity.value,
            "content_sha256": found.verdict.stated,
            "computed_sha256": found.verdict.computed,
            "known": found.kept is not None,
            "packet": found.kept.id if found.kept else None,
            "superseded_by": found.later.content_sha256 if found.later else None,
            "differences": [*found.verdict.findings, *found.compared],
            "changed_since": changed_since(found.kept) if found.kept else None,
        }
    )


@group.command("move")
@click.option("--to", "target", required=True, metavar="PLACE", help="`database`, or a folder.")
@click.option("--from", "source", metavar="PLACE", help="Where the files are now; PACKET_STORAGE when left out.")
def move_command(target: str, source: str | None) -> None:
    """Bring every stored file, packets and attachments, to the other place; then set PACKET_STORAGE to it.

    It can be stopped and begun again. Until PACKET_STORAGE is changed, what was moved out of the database is not found.
    """
    done = Moved(0, 0, ())
    places = [None if place == DATABASE else Path(place) for place in (source or storage_setting(), target)]
    for sums in move_files(source=places[0], target=places[1]):
        db.session.commit()
        done = sums
    print_json({"version": 1, "to": target, "moved": done.moved, "there": done.there, "faults": list(done.faults)})


def _write(path: Path, content: bytes) -> None:
    """The file under its final name, whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InvalidInput(f"{path}: cannot be written ({error.strerror}); choose another place.") from error
