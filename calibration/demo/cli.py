"""`flask demo`: an invented company that shows every feature."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from calibration.demo.candidates import LARGEST_COUNT
from calibration.demo.load import load_demo
from calibration.demo.plots import SMALLEST_COUNT
from core.cli import print_json
from core.clock import now
from core.database import db
from core.errors import InvalidInput


@click.command("demo")
@click.option(
    "--candidates",
    default=SMALLEST_COUNT,
    show_default=True,
    type=click.IntRange(SMALLEST_COUNT, LARGEST_COUNT),
    help="How many candidates applied.",
)
@click.option("--seed", default=1, show_default=True, help="Another number, other candidates and scores.")
@click.option("--packet", "file", metavar="FILE", help="Print one decision packet to this PDF file.")
@with_appcontext
def demo(candidates: int, seed: int, file: str | None) -> None:
    """Fill an empty database with the demo company and print what is in it and who can sign in."""
    if file:
        _refuse_no_place(Path(file))
    summary = load_demo(candidates=candidates, seed=seed, today=now().date())
    packet = _write_packet(file) if file else None
    db.session.commit()
    print_json(summary.to_json() | {"packet": packet})


def _refuse_no_place(file: Path) -> None:
    """Say at once, not after a minute of work, that no file can stand there."""
    if file.is_dir() or not file.parent.is_dir():
        reason = "it is a folder itself" if file.is_dir() else f"there is no folder {file.parent}"
        raise InvalidInput(f"{file}: the packet cannot be written ({reason}). Nothing was loaded.")


def _write_packet(file: str) -> dict[str, Any]:
    """Where the packet went and what it is about."""
    from calibration.demo.packet import printed_packet

    packet, pdf = printed_packet(base_url=current_app.config["BASE_URL"])
    try:
        Path(file).write_bytes(pdf)
    except OSError as error:
        raise InvalidInput(f"{file}: the packet cannot be written ({error.strerror}). Nothing was loaded.") from error
    return {
        "file": file,
        "bytes": len(pdf),
        "application": packet.application_id,
        "candidate": packet.application.candidate.name,
        "content_sha256": packet.content_sha256,
    }
