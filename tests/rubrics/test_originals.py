"""The original beside its reading: every place of a reading leads to the line it stands in."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from openpyxl import Workbook

from rubrics.documents import read
from rubrics.originals import Original, anchor, original, places_in

LADDER = [["Area", "K1", "K2"], ["Lamp", "Cleans it.", "Mends it."], ["Watch", "Looks\nout.", "Plans it."]]
YAML = (
    "levels:\n  - name: Junior Keeper\n    lamp: Cleans it.\n    watch: Looks.\n"
    "  - name: Senior Keeper\n    lamp: Mends it.\n    watch: Plans.\n"
)


def beside(content: bytes, name: str) -> Original:
    return original(content, name, places_in(read(content, name).to_json()))


def lines(found: Original) -> dict[str, str]:
    """Fragment of each line and of each place in it -> the text there."""
    return {key: line.text for file in found.files for line in file.lines for key in (line.id, *line.places)}


def workbook() -> bytes:
    book, stream = Workbook(), io.BytesIO()
    first = book.active
    assert first is not None
    first.title = "Read me"
    first.append(["For keepers"])
    for row in LADDER:
        book.create_sheet("Keepers") if "Keepers" not in book.sheetnames else None
        book["Keepers"].append(row)
    book.save(stream)
    return stream.getvalue()


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for number, name in enumerate(("Junior Keeper", "Keeper", "Senior Keeper"), start=1):
            packed.writestr(
                f"k{number}.md",
                f"# {name} (K{number})\n\n## Lamp\n\n- Lights {number} lamps.\n\n## Watch\n\n- Looks.\n",
            )
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "place", "line"),
    [
        (b"# Keepers\n\n| Area | K1 | K2 |\n|-|-|-|\n| Lamp | Cleans. | Mends. |\n", "k.md", "Cleans.", "| Lamp | Clea"),
        (b'Area,K1,K2\n"Lamp","Cleans\nit.",Mends.\nWatch,Looks.,Plans.\n', "k.csv", "Looks.", "Watch,Looks."),
        (YAML.encode(), "k.yml", "Mends it.", "    lamp: Mends it."),
        (json.dumps({"levels": [{"name": "Junior Keeper", "lamp": "Cleans."}, {"name": "Senior Keeper", "lamp": "x" * 600}]}).encode(), "k.json", "Cleans.", '   "lamp": "Cleans."'),
        (workbook(), "k.xlsx", "Looks out.", "Watch | Looks out. | Plans it."),
        (archive(), "k.zip", "Lights 2 lamps.", "## Lamp"),
    ],
)  # fmt: skip
def test_every_place_leads_to_its_line(content: bytes, name: str, place: str, line: str) -> None:
    reading = read(content, name).to_json()
    found = original(content, name, places_in(reading))
    said = lines(found)
    (cell,) = [cell for ladder in reading["ladders"] for cell in ladder["guidelines"] if place in cell["text"]]
    fragment = found.fragments[cell["locator"]]
    assert fragment == anchor(cell["locator"])
    assert said[fragment].startswith(line)
    assert found.fragments.keys() >= {entry["locator"] for entry in reading["ladders"][0]["guidelines"]}


def test_a_page_inside_a_record_is_shown_as_that_page() -> None:
    page = "<h1>Keeper (K1)</h1>\n<h2>Lamp</h2>\n<p>Cleans it.</p>\n<p>Fills it.</p>\n<h1>Keeper (K2)</h1>\n<h2>Lamp</h2>\n<p>Mends it.</p>"
    found = beside(json.dumps({"title": "Keepers", "body": page}).encode(), "page.json")
    (file,) = found.files
    assert [line.text for line in file.lines] == page.split("\n")
    assert file.note == "This is the page that the file holds under “body”."
    assert lines(found)[found.fragments["body, line 6"]] == "<h2>Lamp</h2>"


@pytest.mark.parametrize("locator", ["", None, "the document", "the workbook"])
def test_what_is_no_place_has_no_fragment(locator: str | None) -> None:
    assert anchor(locator) is None


def test_long_files_and_long_lines_are_cut_and_say_so() -> None:
    found = original(("x" * 3_000 + "\nline" * 3_000).encode(), "long.md", ["line 2000", "line 2001"])
    (file,) = found.files
    assert (len(file.lines), len(file.lines[0].text)) == (2_000, 2_002)
    assert file.note == (
        "Only the first 2,000 of 3,001 lines are shown; the download has all. "
        "Long lines end in “…”; the download has them whole."
    )
    assert found.fragments == {"line 2000": "line-2000"}


def test_what_is_no_text_shows_nothing() -> None:
    assert original(b"\x89PNG\r\n\x1a\n\0\0", "picture.md", ["line 1"]) == Original((), {})
    assert original(b"PK\x03\x04 broken", "broken.xlsx", ["sheet A!B2"]) == Original((), {})
