"""A ladder written out in any orientation and format reads back equal."""

from __future__ import annotations

import csv
import html
import json
from dataclasses import dataclass
from io import BytesIO, StringIO

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from rubrics.documents import read
from rubrics.documents.files import bundled

WORDS = ["plans", "builds", "tests", "ships", "reviews", "designs", "teaches", "repairs", "measures", "guides", "writes", "sorts", "carries", "small", "large", "new", "old", "systems", "tools", "work", "teams", "tasks", "boats", "bread", "notes", "plans", "for", "with", "under", "from", "careful", "daily", "weekly"]  # fmt: skip
ROWS = ["Craft", "Delivery", "Code quality", "Care & Repair", "Team work", "Customers", "Safety", "Planning", "Speaking up", "Ownership", "Problem solving", "Product sense"]  # fmt: skip
SCHEMES = [
    [("L1", "Junior Baker"), ("L2", "Baker"), ("L3", "Senior Baker"), ("L4", "Lead Baker"), ("L5", "Principal Baker")],
    [("IC3", None), ("IC4", None), ("IC5", None), ("IC6", None), ("IC7", None)],
    [(None, "Junior Engineer"), (None, "Engineer"), (None, "Senior Engineer"), (None, "Staff Engineer"), (None, "Principal Engineer")],
    [(None, "Courier 1"), (None, "Courier 2"), (None, "Courier 3"), (None, "Courier 4"), (None, "Courier 5")],
    [(None, "Trainee"), (None, "Junior"), (None, "Senior"), (None, "Staff"), (None, "Principal")],
    [(None, "Stagiaire"), (None, "Débutant"), (None, "Intermédiaire"), (None, "Confirmé"), (None, "Expert")],
]  # fmt: skip


@dataclass(frozen=True)
class Sketch:
    """A small ladder: level labels × row names, and the items of every cell."""

    levels: tuple[tuple[str | None, str | None], ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[tuple[str, ...], ...], ...]

    def label(self, level: int) -> str:
        code, name = self.levels[level]
        return f"{name} ({code})" if code and name else code or name or ""


SENTENCE = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(
    lambda words: " ".join(words).capitalize() + "."
)


def with_cells(frame: tuple[list[tuple[str | None, str | None]], int, list[str]]) -> st.SearchStrategy[Sketch]:
    """Ladders of the frame's levels and rows with any items in their cells."""
    scheme, count, rows = frame
    cell = st.lists(SENTENCE, min_size=1, max_size=3, unique=True).map(tuple)
    row = st.tuples(*[cell] * count)
    return st.tuples(*[row] * len(rows)).map(lambda cells: Sketch(tuple(scheme[:count]), tuple(rows), cells))


SKETCHES = st.tuples(
    st.sampled_from(SCHEMES), st.integers(2, 5), st.lists(st.sampled_from(ROWS), min_size=2, max_size=5, unique=True)
).flatmap(with_cells)


def md_columns(sketch: Sketch) -> tuple[bytes, str]:
    head = ["Competency", *map(sketch.label, range(len(sketch.levels)))]
    body = [
        [row, *("<br>".join(f"- {item}" for item in cell) for cell in cells)]
        for row, cells in zip(sketch.rows, sketch.cells, strict=True)
    ]
    return markdown(head, body), "ladder.md"


def md_rows(sketch: Sketch) -> tuple[bytes, str]:
    body = [
        [sketch.label(level), *("<br>".join(f"• {item}" for item in cells[level]) for cells in sketch.cells)]
        for level in range(len(sketch.levels))
    ]
    return markdown(["Level", *sketch.rows], body), "ladder.md"


def markdown(head: list[str], body: list[list[str]]) -> bytes:
    lines = [head, ["---"] * len(head), *body]
    return ("# Ladder\n\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n").encode()


def md_headings(sketch: Sketch) -> tuple[bytes, str]:
    text = "# Ladder\n"
    for level in range(len(sketch.levels)):
        text += f"\n## {sketch.label(level)}\n"
        for row, cells in zip(sketch.rows, sketch.cells, strict=True):
            text += f"\n### {row}\n" + "".join(f"- {item}\n" for item in cells[level])
    return text.encode(), "ladder.md"


def md_competencies(sketch: Sketch) -> tuple[bytes, str]:
    text = "# Ladder\n"
    for row, cells in zip(sketch.rows, sketch.cells, strict=True):
        text += f"\n## {row}\n"
        for level, items in enumerate(cells):
            text += f"\n### {sketch.label(level)}\n" + "".join(f"* {item}\n" for item in items)
    return text.encode("utf-16"), "ladder.md"


def md_bullets(sketch: Sketch) -> tuple[bytes, str]:
    text = "# Ladder\n"
    for level in range(len(sketch.levels)):
        text += f"\n## {sketch.label(level)}\n\n"
        for row, cells in zip(sketch.rows, sketch.cells, strict=True):
            text += f"- **{row}:**\n" + "".join(f"  - {item}\n" for item in cells[level])
    return text.encode("utf-8-sig"), "ladder.md"


def html_columns(sketch: Sketch) -> tuple[bytes, str]:
    text = "<html><body><h1>Ladder</h1><table><tr><td>Area</td><td>Skill</td>"
    text += "".join(f"<td>{sketch.label(level)}</td>" for level in range(len(sketch.levels))) + "</tr>"
    for number, (row, cells) in enumerate(zip(sketch.rows, sketch.cells, strict=True)):
        group = f"<td rowspan={len(sketch.rows)}>All</td>" if number == 0 else ""
        text += f"<tr>{group}<td>{html.escape(row)}</td>"
        text += (
            "".join("<td><ul>" + "".join(f"<li>{item}</li>" for item in cell) + "</ul></td>" for cell in cells)
            + "</tr>"
        )
    return (text + "</table></body></html>").encode(), "ladder.html"


def csv_columns(sketch: Sketch) -> tuple[bytes, str]:
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["Skill", *map(sketch.label, range(len(sketch.levels)))])
    for row, cells in zip(sketch.rows, sketch.cells, strict=True):
        writer.writerow([row, *("\n".join(f"• {item}" for item in cell) for cell in cells)])
    return stream.getvalue().encode("cp1252"), "ladder.csv"


def xlsx_rows(sketch: Sketch) -> tuple[bytes, str]:
    book = Workbook()
    sheet = book.active
    sheet.append(["Level", *sketch.rows])
    for level in range(len(sketch.levels)):
        sheet.append(
            [sketch.label(level), *("\n".join(f"- {item}" for item in cells[level]) for cells in sketch.cells)]
        )
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue(), "ladder.xlsx"


def yaml_by_level(sketch: Sketch) -> tuple[bytes, str]:
    records = {
        sketch.label(level): {row: list(cells[level]) for row, cells in zip(sketch.rows, sketch.cells, strict=True)}
        for level in range(len(sketch.levels))
    }
    return yaml.safe_dump(records, sort_keys=False, allow_unicode=True).encode(), "ladder.yml"


def json_by_competency(sketch: Sketch) -> tuple[bytes, str]:
    records = {
        "competencies": [
            {
                "name": row,
                "levels": [{"name": sketch.label(level), "items": list(items)} for level, items in enumerate(cells)],
            }
            for row, cells in zip(sketch.rows, sketch.cells, strict=True)
        ]
    }
    return json.dumps(records).encode(), "ladder.json"


def yaml_references(sketch: Sketch) -> tuple[bytes, str]:
    levels = [
        {"id": code or f"level-{number}", "name": name or code} for number, (code, name) in enumerate(sketch.levels)
    ]
    themes = [{"id": f"row-{number}", "name": row} for number, row in enumerate(sketch.rows)]
    entries = [
        {"level": levels[level]["id"], "theme": f"row-{number}", "items": list(items)}
        for level in range(len(sketch.levels))
        for number, items in enumerate(cells[level] for cells in sketch.cells)
    ]
    return yaml.safe_dump({"levels": levels, "themes": themes, "entries": entries}).encode(), "ladder.yaml"


def html_rows(sketch: Sketch) -> tuple[bytes, str]:
    head = "".join(f"<td>{html.escape(row)}</td>" for row in sketch.rows)
    text = f"<h1>Ladder</h1><table><tr><td>Level</td>{head}</tr>"
    for level in range(len(sketch.levels)):
        cells = "".join(f"<td>{'<br>'.join(f'- {item}' for item in cells[level])}</td>" for cells in sketch.cells)
        text += f"<tr><td>{sketch.label(level)}</td>{cells}</tr>"
    return f"{text}</table>".encode(), "ladder.html"


def html_headings(sketch: Sketch) -> tuple[bytes, str]:
    text = "<html><body><h1>Ladder</h1>"
    for level in range(len(sketch.levels)):
        text += f"<h2>{sketch.label(level)}</h2>"
        for row, cells in zip(sketch.rows, sketch.cells, strict=True):
            bullets = "".join(f"<li>{item}</li>" for item in cells[level])
            text += f"<h3>{html.escape(row)}</h3><ul>{bullets}</ul>"
    return f"{text}</body></html>".encode("utf-16"), "ladder.html"


def csv_rows(sketch: Sketch) -> tuple[bytes, str]:
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(["Level", *sketch.rows])
    for level in range(len(sketch.levels)):
        writer.writerow(
            [sketch.label(level), *("\n".join(f"- {item}" for item in cells[level]) for cells in sketch.cells)]
        )
    return stream.getvalue().encode("utf-8-sig"), "ladder.csv"


def xlsx_columns(sketch: Sketch) -> tuple[bytes, str]:
    book = Workbook()
    book.active.append(["Skill", *map(sketch.label, range(len(sketch.levels)))])
    for row, cells in zip(sketch.rows, sketch.cells, strict=True):
        book.active.append([row, *("\n".join(f"• {item}" for item in cell) for cell in cells)])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue(), "ladder.xlsx"


def json_by_level(sketch: Sketch) -> tuple[bytes, str]:
    records = [
        {
            "level": sketch.label(level),
            "competencies": {row: list(cells[level]) for row, cells in zip(sketch.rows, sketch.cells, strict=True)},
        }
        for level in range(len(sketch.levels))
    ]
    return json.dumps(records).encode(), "ladder.json"


def yaml_by_competency(sketch: Sketch) -> tuple[bytes, str]:
    records = {
        row: {sketch.label(level): list(items) for level, items in enumerate(cells)}
        for row, cells in zip(sketch.rows, sketch.cells, strict=True)
    }
    return yaml.safe_dump(records, sort_keys=False, allow_unicode=True).encode(), "ladder.yaml"


def file_for_each_level(sketch: Sketch) -> tuple[bytes, str]:
    files = []
    for level in range(len(sketch.levels)):
        text = f"# {sketch.label(level)}\n"
        for row, cells in zip(sketch.rows, sketch.cells, strict=True):
            text += f"\n## {row}\n" + "".join(f"- {item}\n" for item in cells[level])
        files.append((f"{level + 1}-level.md", text.encode()))
    name, content = bundled(files[::-1])
    return content, name


def md_inside(sketch: Sketch) -> tuple[bytes, str]:
    """Two columns: each cell names the levels itself."""
    body = [
        [row, "<br>".join(f"**{sketch.label(level)}** – {'<br>'.join(items)}" for level, items in enumerate(cells))]
        for row, cells in zip(sketch.rows, sketch.cells, strict=True)
    ]
    return markdown(["Area", "By level"], body), "ladder.md"


def html_bands(sketch: Sketch) -> tuple[bytes, str]:
    """One table, with the name of a level across it above the rows of that level."""
    text = "<h1>Ladder</h1><table>"
    for level in range(len(sketch.levels)):
        text += f"<tr><td colspan=2><b>{sketch.label(level)}</b></td></tr>"
        for row, cells in zip(sketch.rows, sketch.cells, strict=True):
            bullets = "".join(f"<li>{item}</li>" for item in cells[level])
            text += f"<tr><td>{html.escape(row)}</td><td><ul>{bullets}</ul></td></tr>"
    return f"{text}</table>".encode(), "ladder.html"


def csv_guidelines(sketch: Sketch) -> tuple[bytes, str]:
    """One guideline to a line, with what repeats left out."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(["Level", "Competency", "Guideline"])
    for level in range(len(sketch.levels)):
        for number, (row, cells) in enumerate(zip(sketch.rows, sketch.cells, strict=True)):
            for place, item in enumerate(cells[level]):
                name = sketch.label(level) if number == place == 0 else ""
                writer.writerow([name, "" if place else row, item])
    return stream.getvalue().encode(), "ladder.csv"


FORMATS = [
    md_columns, md_rows, md_headings, md_competencies, md_bullets, html_columns, html_rows, html_headings, csv_columns, csv_rows, xlsx_rows, xlsx_columns,
    yaml_by_level, yaml_by_competency, yaml_references, json_by_competency, json_by_level, file_for_each_level, md_inside, html_bands, csv_guidelines,
]  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sketch=SKETCHES, write=st.sampled_from(FORMATS))
def test_a_ladder_reads_back_equal(sketch: Sketch, write: object) -> None:
    assert callable(write)
    content, name = write(sketch)
    (ladder,) = read(content, name).ladders
    if write is not yaml_references:
        assert [(level.code, level.name) for level in ladder.levels] == [
            (code, title or code) for code, title in sketch.levels
        ]
    assert [row.name for row in ladder.competencies] == list(sketch.rows)
    read_back = {(cell.competency - 1, cell.level - 1): cell.items for cell in ladder.guidelines}
    assert read_back == {
        (row, level): items for row, cells in enumerate(sketch.cells) for level, items in enumerate(cells)
    }
    assert ladder.responsibilities == ()
