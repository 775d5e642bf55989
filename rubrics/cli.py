"""Commands of the rubric room: `flask rubrics inspect`."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from core.cli import CommandGroup, print_json
from core.errors import UnreadableDocument
from rubrics.documents.reading import Kind

group = CommandGroup("rubrics", help="Ladders, role profiles, hiring criteria and the rubrics made of them.")


@group.command("inspect", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(get_args(Kind)), help="What to take the document for.")
def inspect_document(file: Path, kind: Kind | None) -> None:
    """Print what a document says as JSON; no database is touched."""
    from rubrics.documents import read

    try:
        content = file.read_bytes()
    except OSError as fault:
        reason = fault.strerror or "it cannot be opened"
        raise UnreadableDocument(f"{file}: {reason}; name a file that can be read") from None
    try:
        reading = read(content, file.name, kind)
    except UnreadableDocument as fault:
        place = f", {fault.locator}" if fault.locator else ""
        raise UnreadableDocument(f"{file}{place}: {fault.reason}") from None
    print_json(reading.to_json())
