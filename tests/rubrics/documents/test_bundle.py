"""Files of one level each are read as the ladder they form."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest

from core.errors import UnreadableDocument
from rubrics.documents import read
from rubrics.documents.files import bundled
from rubrics.documents.reading import LadderReading, Reading
from tests.rubrics.documents.shown import cells, codes, level_names, messages, names

FILES = {
    "senior.md": "# Senior Baker\n\n## Craft\n\n- Plans the bread of a night.\n\n## Team\n\n- Teaches two apprentices.\n\n## Shop\n\n- Talks to the mill.\n",
    "baker.md": "# Baker\n\n## Craft\n\n- Shapes forty loaves an hour.\n\n## Team\n\n- Hands over in writing.\n",
    "master.yml": "title: Master Baker\ncode: B4\nyears: 8+\ncompetencies:\n  Craft:\n    - Invents doughs.\n  Shop:\n    - Opens new shops.\n",
    "apprentice.html": "<h1>Apprentice Baker</h1><p>Learns the trade.</p><table><tr><th>Area</th><th>What we expect</th></tr>"
    "<tr><td>Craft</td><td>Weighs flour.</td></tr><tr><td>Team</td><td>Asks before using the oven.</td></tr></table>",
}


def together(files: dict[str, str]) -> Reading:
    name, content = bundled([(name, text.encode()) for name, text in files.items()])
    return read(content, name)


def only(files: dict[str, str]) -> LadderReading:
    (ladder,) = together(files).ladders
    return ladder


def test_files_of_any_format_form_one_ladder_in_the_order_of_seniority() -> None:
    ladder = only(FILES)
    assert level_names(ladder) == ["Apprentice Baker", "Baker", "Senior Baker", "Master Baker"]
    assert codes(ladder) == [None, None, None, "B4"]
    assert (ladder.name, ladder.orientation, ladder.levels[3].years) == ("Baker", "one_level_per_file", (8, None))
    assert ladder.levels[0].text == "Learns the trade."
    assert names(ladder) == ["Craft", "Team", "Shop"]
    assert cells(ladder) == {
        ("Apprentice Baker", "Craft"): "Weighs flour.",
        ("Apprentice Baker", "Team"): "Asks before using the oven.",
        ("Baker", "Craft"): "Shapes forty loaves an hour.",
        ("Baker", "Team"): "Hands over in writing.",
        ("Senior Baker", "Craft"): "Plans the bread of a night.",
        ("Senior Baker", "Team"): "Teaches two apprentices.",
        ("Senior Baker", "Shop"): "Talks to the mill.",
        ("B4", "Craft"): "Invents doughs.",
        ("B4", "Shop"): "Opens new shops.",
    }
    assert [cell.locator for cell in ladder.guidelines if cell.level == 2] == ["baker.md, line 3", "baker.md, line 7"]


def test_the_same_files_in_another_order_are_the_same_bytes() -> None:
    files = [(name, text.encode()) for name, text in FILES.items()]
    assert bundled(files) == bundled(files[::-1])
    assert bundled(files)[0] == "apprentice.html and 3 more.zip"


@pytest.mark.parametrize(
    ("files", "expected", "how"),
    [
        ({"z.md": "L1 – Porter", "y.md": "L2 – Porter", "x.md": "L10 – Porter"}, ["L1", "L2", "L10"], "their codes"),
        ({"a.md": "Level 3", "b.md": "Level 1", "c.md": "Level 2"}, ["Level 1", "Level 2", "Level 3"], "their numbers"),
        (
            {"02-x.md": "Staff Engineer", "01-y.md": "Principal Engineer"},
            ["Principal Engineer", "Staff Engineer"],
            "the numbers of their files",
        ),
        (
            {"a.md": "Director of Porters", "b.md": "Senior Manager", "c.md": "Manager", "d.md": "Head of Porters"},
            ["Manager", "Senior Manager", "Head of Porters", "Director of Porters"],
            "the words of their names",
        ),
        (
            {"a.md": "Staff Engineer", "b.md": "Engineer II", "c.md": "Engineer I", "d.md": "Senior Engineer"},
            ["Engineer I", "Engineer II", "Senior Engineer", "Staff Engineer"],
            "the words of their names",
        ),
    ],
)
def test_levels_stand_in_order(files: dict[str, str], expected: list[str], how: str) -> None:
    reading = together({name: f"# {title}\n\n- Carries.\n- Sorts.\n" for name, title in files.items()})
    (ladder,) = reading.ladders
    assert [level.code or level.name for level in ladder.levels] == expected
    assert f"in the order of {how}." in messages(reading)


def test_an_overview_among_the_files_orders_the_levels_and_gives_their_codes() -> None:
    overview = "# Levels\n\n| Level | Title | Years |\n|---|---|---|\n| B1 | Apprentice Baker | 0 |\n| B2 | Baker | 2+ |\n| B3 | Senior Baker | 5+ |\n| B4 | Master Baker | 8+ |\n"
    ladder = only({**FILES, "readme.md": overview})
    assert [(level.code, level.name) for level in ladder.levels] == [
        ("B1", "Apprentice Baker"),
        ("B2", "Baker"),
        ("B3", "Senior Baker"),
        ("B4", "Master Baker"),
    ]
    assert [level.years for level in ladder.levels][1:3] == [(2, None), (5, None)]


def test_files_of_managers_form_a_ladder_of_their_own() -> None:
    text = "# {}\n\n## Craft\n\n- Bakes.\n\n## Team\n\n- Talks.\n"
    titles = ["Engineer", "Senior Engineer", "Engineering Manager", "Senior Engineering Manager"]
    found = together({f"{title}.md": text.format(title) for title in titles}).ladders
    assert [(ladder.track, level_names(ladder)) for ladder in found] == [
        ("individual", titles[:2]),
        ("manager", titles[2:]),
    ]


def test_names_that_change_from_file_to_file_name_no_rows() -> None:
    files = {
        "1.md": "# Porter 1\n\n- **Carries**: one case.\n- **Asks**: for help.\n",
        "2.md": "# Porter 2\n\n- **Stacks**: ten cases.\n- **Shows**: the way.\n",
    }
    ladder = only(files)
    assert names(ladder) == []
    assert [(entry.level, entry.label, entry.text) for entry in ladder.responsibilities] == [
        (1, "Carries", "one case."),
        (1, "Asks", "for help."),
        (2, "Stacks", "ten cases."),
        (2, "Shows", "the way."),
    ]


def test_two_files_of_one_level_stay_apart_and_are_said() -> None:
    reading = together({**FILES, "other.md": FILES["senior.md"]})
    (ladder,) = reading.ladders
    assert level_names(ladder) == ["Apprentice Baker", "Baker", "Senior Baker", "Senior Baker", "Master Baker"]
    assert "other.md, senior.md: Both files describe the same level" in messages(reading)


TABLE = "# Bakers\n\n| Skill | Junior Baker | Senior Baker |\n|---|---|---|\n| Craft | Weighs. | Plans. |\n| Team | Asks. | Teaches. |\n"


def packed(files: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"table.md": TABLE.encode()}, "table.md: only files of one level each are joined into a ladder. Upload this one alone"),
        ({"notes.md": b"# Notes\n\nNothing of the trade.\n"}, "notes.md: no levels with guidelines"),
        ({"picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 90}, "picture.png, byte 1: it is a picture"),
        ({"inner.zip": packed({"a.md": b"# A"})}, "inner.zip: an archive or a workbook inside an archive"),
        ({"long.md": b"# Lead Baker\n\n" + b"- Bakes.\n" * 90_000}, "the files hold more than 600,000 bytes together"),
        ({f"{number}.md": b"# Lead Baker" for number in range(70)}, "the archive holds more than 60 files"),
        ({"scores.md": b"# Interview scorecard\n\n| Dimension | 1 | 5 |\n|---|---|---|\n| Craft | Bad. | Good. |\n"}, "scores.md: only files of one level"),
    ],
    ids=["ladder", "notes", "picture", "archive", "bomb", "many", "criteria"],
)  # fmt: skip
def test_anything_else_among_the_files_is_refused_by_name(files: dict[str, bytes], reason: str) -> None:
    own = {name: text.encode() for name, text in FILES.items()}
    with pytest.raises(UnreadableDocument, match=reason.replace(".", r"\.")):
        read(packed({**own, **files}), "files.zip")


def test_one_file_in_an_archive_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="upload that file itself"):
        read(packed({"baker.md": FILES["baker.md"].encode(), "__MACOSX/baker.md": b"x"}), "files.zip")


def test_a_record_of_one_level_gives_its_name_code_and_rows() -> None:
    record = {"level": "Senior Porter", "code": "P3", "skills": [{"name": "Lifting", "items": ["Two at once."]}, {"name": "Talking", "items": ["To guests."]}]}  # fmt: skip
    (ladder,) = read(json.dumps(record).encode(), "p3.json").ladders
    assert [(level.code, level.name) for level in ladder.levels] == [("P3", "Senior Porter")]
    assert cells(ladder) == {("P3", "Lifting"): "Two at once.", ("P3", "Talking"): "To guests."}
