"""Commands of the rubric room: `flask rubrics inspect`, `import`, `generate`, `list`, `export` and `import-rubric`.

What needs the database is imported inside the commands, so that `inspect` starts without any table.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, get_args

import click

from core.cli import CommandGroup, leave, print_json, uncollected
from core.errors import InvalidInput, UnreadableDocument
from rubrics.documents.reading import Kind, Reading

if TYPE_CHECKING:
    from rubrics.models import Ladder, SourceDocument
    from rubrics.operations.drafts import ChosenLink

group = CommandGroup("rubrics", help="Ladders, role profiles, hiring criteria and the rubrics made of them.")


@group.command("inspect", with_appcontext=False)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(get_args(Kind)), help="What to take the document for.")
def inspect_document(file: Path, kind: Kind | None) -> None:
    """Print what a document says as JSON; no database is touched."""
    with uncollected():
        _, reading = _opened(file, kind)
        print_json(reading.to_json())
    leave()


def _opened(file: Path, kind: Kind | None) -> tuple[bytes, Reading]:
    """The file's bytes and what they say; UnreadableDocument names the file and the place in it."""
    from rubrics.documents import read

    try:
        content = file.read_bytes()
    except OSError as fault:
        reason = fault.strerror or "it cannot be opened"
        raise UnreadableDocument(f"{file}: {reason}; name a file that can be read") from None
    try:
        return content, read(content, file.name, kind)
    except UnreadableDocument as fault:
        place = f", {fault.locator}" if fault.locator else ""
        raise UnreadableDocument(f"{file}{place}: {fault.reason}") from None


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice(get_args(Kind)), help="What to take the document for.")
def import_command(file: Path, kind: Kind | None) -> None:
    """Add what a document says to the library and print what was added, with its numbers."""
    from core.database import db
    from rubrics.queries.catalogue import document_entry

    document = _imported(file, kind)
    db.session.commit()
    print_json({"version": 1, **document_entry(document), "findings": document.reading["findings"]})


def _imported(file: Path, kind: Kind | None) -> SourceDocument:
    from rubrics.corrections import corrected
    from rubrics.enums import DocumentKind
    from rubrics.operations.documents import ImportedAlready, import_document, receive_document
    from rubrics.operations.editions import name_apart
    from rubrics.queries.editions import earlier_edition

    content, reading = _opened(file, kind)
    asked = DocumentKind(kind) if kind else None
    try:
        document = receive_document(content=content, reading=reading, actor=None, asked=asked)
    except ImportedAlready as known:
        raise InvalidInput(f"{file}: it is in the library already, as document {known.document_id}.") from None
    name_apart(document, earlier_edition(document))
    # What somebody put right while the file waited is imported with it.
    import_document(document=document, reading=None if document.corrections else corrected(reading, {}), actor=None)
    return document


@group.command("list")
def list_command() -> None:
    """Print the library and the rubrics, with the numbers that the other commands take."""
    from rubrics.queries.catalogue import catalogue

    print_json({"version": 1, **catalogue()})


@group.command("generate")
@click.option("--ladder", "ladder_id", type=int, help="Number of a ladder in the library.")
@click.option("--ladder-file", type=click.Path(path_type=Path), help="A ladder's file, imported if it is not yet.")
@click.option("--second-ladder", "second_id", type=int, help="Number of a ladder to merge in by the crosswalk.")
@click.option("--criteria", "criteria_id", type=int, help="Number of criteria in the library.")
@click.option("--criteria-file", type=click.Path(path_type=Path), help="The criteria's file, imported if not yet.")
@click.option("--level", help="The target level: its code or its name.")
@click.option("--criteria-level", help="The level that the criteria are written for; only then are their anchors used.")
@click.option("--link", "links", multiple=True, metavar="SUBJECT=TARGET", help="Such as dimension:1=competency:2.")
@click.option("--accept-suggestions", "threshold", type=click.FloatRange(0, 1), help="Take suggestions from here on.")
@click.option(
    "--keep", multiple=True, metavar="KEY", help="A dimension to rate, such as dimension:1; else the proposed."
)
@click.option("--publish", is_flag=True, help="Publish the draft at once.")
def generate_command(publish: bool, keep: tuple[str, ...], **choices: Any) -> None:
    """Generate a rubric from the library and print it, with what was linked and what the checks say."""
    from core.database import db
    from rubrics.operations.generating import accepted_links, generate_draft
    from rubrics.operations.publishing import publish_version
    from rubrics.queries.catalogue import version_entry

    sources = _sources(choices)
    links = _links(choices["links"])
    if choices["threshold"] is not None:
        links = accepted_links(**sources, links=links, threshold=choices["threshold"])
    _refuse_unknown(keep, sources, links)
    version = generate_draft(**sources, links=links, dimensions=keep or None, actor=None)
    if publish:
        publish_version(version=version, expected_lock=version.lock, actor=None)
    db.session.commit()
    print_json({"version": 1, **version_entry(version)})


def _sources(choices: dict[str, Any]) -> dict[str, Any]:
    """What generation starts from; InvalidInput for a number or a file that gives no ladder or no criteria."""
    from rubrics.queries import library

    for one in ("ladder", "criteria"):
        if choices[f"{one}_id"] and choices[f"{one}_file"]:
            raise InvalidInput(f"Give --{one} or --{one}-file, not both.")
    ladder = criteria = second = None
    if choices["ladder_file"]:
        ladder = _ladder_in(choices["ladder_file"], choices["level"])
    elif choices["ladder_id"]:
        ladder = library.ladder(choices["ladder_id"]) or _missing("--ladder", choices["ladder_id"], "a ladder")
    if choices["criteria_file"]:
        found = library.parts_of(_in_library(choices["criteria_file"]))[2]
        criteria = found[0] if found else _missing("--criteria-file", choices["criteria_file"], "criteria")
    elif choices["criteria_id"]:
        criteria = library.criteria(choices["criteria_id"]) or _missing(
            "--criteria", choices["criteria_id"], "criteria"
        )
    if choices["second_id"]:
        second = library.ladder(choices["second_id"]) or _missing("--second-ladder", choices["second_id"], "a ladder")
    levels = {"target_level": choices["level"], "criteria_level": choices["criteria_level"]}
    return {"ladder": ladder, "criteria": criteria, "second": second, **levels}


def _missing(option: str, given: object, what: str) -> NoReturn:
    raise InvalidInput(f"{option} {given}: this is not {what} of the library. See: flask rubrics list")


def _ladder_in(file: Path, level: str | None) -> Ladder:
    """The ladder of a file; of several the only one that has the level."""
    from rubrics.queries.library import parts_of

    ladders = parts_of(_in_library(file))[0] or _missing("--ladder-file", file, "a ladder")
    if len(ladders) == 1:
        return ladders[0]
    wanted = (level or "").casefold()
    having = [
        ladder
        for ladder in ladders
        if any(wanted in {(text or "").casefold() for text in (row.code, row.name, row.label)} for row in ladder.levels)
    ]
    if len(having) != 1 or not wanted:
        names = "; ".join(f"“{row.name}”: {', '.join(entry.label for entry in row.levels)}" for row in ladders)
        raise InvalidInput(
            f"{file}: it holds {len(ladders)} ladders ({names}). Give a level that one of them has, or import the file and "
            "name the ladder by --ladder."
        )
    return having[0]


def _refuse_unknown(keep: tuple[str, ...], sources: dict[str, Any], links: list[ChosenLink]) -> None:
    """InvalidInput for a dimension to keep that nobody could rate, since there is none of that key."""
    from rubrics.operations.generating import preview_draft

    known = {row.key: row.name for row in preview_draft(**sources, links=links).content.dimensions} if keep else {}
    for key in keep:
        if key not in known:
            names = ", ".join(f"{other} ({name})" for other, name in known.items())
            raise InvalidInput(f"--keep {key}: there is no such dimension. There are: {names}.")


def _in_library(file: Path) -> SourceDocument:
    """The imported document with the bytes of this file, imported now when it is not yet."""
    from rubrics.queries.library import document_by_content

    content, _ = _opened(file, None)
    return document_by_content(content) or _imported(file, None)


def _links(texts: tuple[str, ...]) -> list[ChosenLink]:
    from rubrics.operations.drafts import ChosenLink

    pairs = [text.partition("=") for text in texts]
    for (subject, sign, _), text in zip(pairs, texts, strict=True):
        if not subject or not sign:
            raise InvalidInput(f"--link {text}: write SUBJECT=TARGET, such as dimension:1=competency:2.")
    return [ChosenLink(subject.strip(), target.strip() or None) for subject, _, target in pairs]


@group.command("export")
@click.argument("version_id", type=int, metavar="VERSION")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="JSON, or a table as CSV.")
def export_command(version_id: int, form: str) -> None:
    """Print everything a rubric version says; `import-rubric` takes it in again, here or elsewhere."""
    from rubrics import spreadsheet
    from rubrics.queries.contents import canonical, content
    from rubrics.queries.rubrics import version

    found = version(version_id)
    if found is None:
        raise InvalidInput(f"There is no rubric version {version_id}. See: flask rubrics list")
    if form == "csv":
        click.echo(spreadsheet.written(content(found)).encode("utf-8-sig"), nl=False)  # bytes: no line end is turned
    else:
        print_json(canonical(found))


@group.command("import-rubric")
@click.argument("file", type=click.Path(path_type=Path))
def import_rubric_command(file: Path) -> None:
    """Make a draft of an exported rubric and print it."""
    from core.database import db
    from rubrics.operations.exchange import import_rubric
    from rubrics.queries.catalogue import version_entry

    try:
        text = file.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{file}: {fault.strerror or 'it cannot be opened'}; name a file that can be read") from None
    version = import_rubric(text=text, name=str(file), actor=None)
    db.session.commit()
    print_json({"version": 1, **version_entry(version)})
