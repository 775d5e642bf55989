"""Whatever the bytes: a reading or a refusal with its reason, soon and in bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.errors import UnreadableDocument
from rubrics.documents import read
from rubrics.documents.reading import Kind

PROJECT = Path(__file__).resolve().parents[3]
NAMES = ["x.md", "x.csv", "x.tsv", "x.html", "x.yml", "x.json", "x.xlsx", "x.txt", "x"]
KINDS: list[Kind | None] = [None, "ladder", "role_profile", "criteria", "blueprint", "scale", "plan"]
MARKS = ["|", "||", "# ", "\n\n", "**", "<br>", "<td>", "</table>", "<table>", "- ", "1. ", "\t", ";", ",", ":", "{", "}", "[", "]", '"', "'", "&a ", "*a", "---", "```", "> ", "\\", "\x00", "\ufeff", "\u2028", "\u202e", "[^1]", "~~", "L1", "Level 2", "Senior", "(5)", "Score 3", "Weight", "\r", "é".encode("latin-1").decode("latin-1"), "𝔘", "½", "²", "٣", "①"]  # fmt: skip

MATRIX = "# Ladder\n\n| Area | Junior (L1) | Senior (L2) |\n|---|---|---|\n| Craft | Learns. | Teaches. |\n| Care | - Asks<br>- Waits | Helps. |\n"
HEADINGS = "# Ladder\n\n## L1 - Junior\nNew.\n### Craft\n- Learns.\n\n## L2 - Senior\n### Craft\n- Teaches.\n### Care\n- Helps.\n"
PAGE = "<html><body><h1>Ladder</h1><table><tr><td rowspan=2>Area</td><td>Junior</td><td>Senior</td></tr><tr><td colspan=2>Craft</td></tr><tr><td>Care</td><td><ul><li>Asks<li>Waits</ul></td><td>Helps</td></tr></table></body></html>"
RECORDS = "levels:\n  - {id: a, name: Junior}\n  - {id: b, name: Senior}\nthemes:\n  - {id: c, name: Craft}\nentries:\n  - {level: a, theme: c, text: Learns.}\n  - {level: b, theme: c, text: Teaches.}\n"
OBJECTS = json.dumps(
    {
        "competencies": [
            {"name": "Craft", "levels": {"L1": ["Learns."], "L2": "Teaches."}},
            {"name": "Care", "weight": 2, "anchors": {"1": "Hides."}},
        ]
    }
)
VALUES = 'Ladder,,\nSkill,L1,L2\nCraft,"Learns,\nslowly",Teaches\n,,\nCare,Asks,Helps\n'
RUBRIC = "# Interview rubric\n\nScale: 1 = Poor, 2 = Good\n\n| Stage | Criterion | Weight | 1 | 2 |\n|---|---|---|---|---|\n| Call (30 min) | Calm | 40% | Shouts. | Speaks. |\n\n## Red flags\n- Critical: lies\n\n## Exercises\n1. **Ride (1 h)**\n   - Evaluate: calm, care\n"
PROFILE = "AB.CD.P3\nP3 - Senior\nSummary\nA text.\nLevel guidelines\nLevel\tScope\tCraft\nP2\tOne.\tTwo.\nP3\tThree.\tFour.\nResponsibilities by level\nP2\n• One thing\nP3\n• Another\nTitle aliases\nSenior Xcommonmedium0.70\nProvenance\nDepth4.5\n"
TEXTS = [MATRIX, HEADINGS, PAGE, RECORDS, OBJECTS, VALUES, RUBRIC, PROFILE]


def answer(content: bytes, name: str, kind: Kind | None = None) -> None:
    """Reads and shows a document; anything but an answer or a refusal with a reason fails, and so does taking long."""
    start = time.process_time()
    with suppress(UnreadableDocument):
        json.dumps(read(content, name, kind).to_json())
    assert time.process_time() - start < 2


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.binary(max_size=400), name=st.sampled_from(NAMES), kind=st.sampled_from(KINDS))
def test_any_bytes_are_read_or_refused(content: bytes, name: str, kind: Kind | None) -> None:
    answer(content, name, kind)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=6)), max_size=60),
    name=st.sampled_from(NAMES),
    kind=st.sampled_from(KINDS),
)
def test_any_heap_of_markup_is_read_or_refused(parts: list[str], name: str, kind: Kind | None) -> None:
    answer("".join(parts).encode("utf-8", "surrogatepass"), name, kind)


@st.composite
def mutated(draw: st.DrawFn, texts: list[str]) -> str:
    """A document with pieces cut out, put in, doubled and moved."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        change = draw(st.sampled_from(["cut", "put", "double", "move", "swap"]))
        if change == "cut":
            text = text[:start] + text[end:]
        elif change == "put":
            text = text[:start] + draw(st.sampled_from(MARKS)) * draw(st.integers(1, 4)) + text[start:]
        elif change == "double":
            text = text[:end] + text[start:end] * draw(st.integers(1, 20)) + text[end:]
        elif change == "move":
            text = text[end:] + text[start:end] + text[:start]
        else:
            text = text[:start] + draw(st.sampled_from(texts))[start:end] + text[end:]
    return text


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=mutated(TEXTS), name=st.sampled_from(NAMES), kind=st.sampled_from(KINDS))
def test_a_mutated_document_is_read_or_refused(text: str, name: str, kind: Kind | None) -> None:
    answer(text.encode("utf-8", "surrogatepass"), name, kind)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from([*MARKS, "Junior", "Senior", "L1", "L2"]),
    st.text(max_size=8),
)
KEYS = st.sampled_from(
    [
        "levels",
        "level",
        "name",
        "title",
        "id",
        "code",
        "competencies",
        "criteria",
        "anchors",
        "weight",
        "text",
        "description",
        "items",
        "L1",
        "L2",
        "Junior",
        "1",
        "2",
        "scale",
        "tracks",
        "category",
        "exercises",
        "red_flags",
        "",
    ]
)
VALUES_OF_ANY_SHAPE = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(value=VALUES_OF_ANY_SHAPE, kind=st.sampled_from(KINDS))
def test_records_of_any_shape_are_read_or_refused(value: object, kind: Kind | None) -> None:
    answer(json.dumps(value).encode(), "x.json", kind)
    answer(json.dumps(value).encode(), "x.yml", kind)


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 9),
    st.floats(allow_nan=False),
    st.sampled_from(["Junior", "Senior", "L1", "L2", "Craft", "=1+1", "1", "5", "Weight", "Score", "- a\n- b", ""]),
    st.booleans(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(st.lists(CELLS, max_size=5), max_size=7),
    spans=st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 3), st.integers(0, 3)), max_size=3),
    hidden=st.sets(st.integers(1, 6), max_size=3),
    damage=st.one_of(st.none(), st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=4))),
)
def test_a_workbook_of_any_cells_is_read_or_refused(
    rows: list[list[object]],
    spans: list[tuple[int, int, int, int]],
    hidden: set[int],
    damage: tuple[int, bytes] | None,
) -> None:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for top, left, height, width in spans:
        sheet.merge_cells(start_row=top, start_column=left, end_row=top + height, end_column=left + width)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    stream = BytesIO()
    book.save(stream)
    content = stream.getvalue()
    if damage:
        at = damage[0] % len(content)
        content = content[:at] + damage[1] + content[at + len(damage[1]) :]
    answer(content, "x.xlsx")


@pytest.mark.parametrize("folder", ["seeds", "samples"])
def test_real_documents_cut_and_mixed_are_read_or_refused(shared: Path, folder: str) -> None:
    paths = [path for path in sorted((shared / folder).iterdir()) if path.suffix in (".txt", ".md", ".yml")]
    for number, path in enumerate(paths):
        content = path.read_bytes()
        other = paths[number - 1].read_bytes()
        half = len(content) // 2
        for changed in (
            content[:half],
            content[half:],
            content[:half] + other[len(other) // 2 :],
            content.replace(b"\n\n", b"\n"),
            content.replace(b"\n", b" "),
            content.replace(b" ", b""),
            content[::-1],
            content.replace(b"|", b"||"),
            content.replace(b"e", b"\xc3\xa9\xff"),
        ):
            answer(changed, path.name)


def packed(sheet: bytes) -> bytes:
    """A workbook with its sheet replaced."""
    book = Workbook()
    stream = BytesIO()
    book.save(stream)
    result = BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, sheet if entry.filename == "xl/worksheets/sheet1.xml" else old.read(entry))
    return result.getvalue()


SPREAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>'
LARGE = {
    "empty_rows.csv": b"Skill,L1,L2\n" + b"\n" * 300_000 + b"Craft,a,b\n",
    "lone_rows.csv": b"Skill,L1,L2\n" + b"a,,\n\n" * 60_000,
    "heads.csv": b"Skill,L1,L2\na,b,c\n\n" * 12_000,
    "footnotes.md": b"[^a]: x\n  y\n" * 30_000,
    "struck.md": b"~~a" * 100_000,
    "sections.md": b"".join(b"## Part %d\nSome text of this part.\n" % number for number in range(5_000)),
    "levels.md": b"".join(b"Level %d: does this and that at work.\n\n" % (number % 90) for number in range(5_000)),
    "scores.md": b"# Interview\n" + b"".join(b"## Area %d\n\nScore 1: bad.\n\nScore 2: good.\n\n" % number for number in range(1_000)),
    "many_scores.md": b"# Interview\n" + b"".join(b"## Area %d\nScore 1: bad.\n\n" % number for number in range(4_500)),
    "seniors.md": b"".join(b"## Senior %d\n\n- a: b\n\n" % number for number in range(900)),
    "labels.md": b"".join(b"# %s\n\n" % level + b"".join(b"- Label %d: text\n" % number for number in range(900)) + b"\n" for level in (b"Junior", b"Senior")),
    "open.md": b"# " + b"(" * 60_000,
    "pairs.md": b"1 = a, " * 40_000 + b"\n",
    "matrix.csv": b"Skill;L1;L2\n" + b"".join(b"Skill %d;Does %d;Leads %d\n" % (number, number, number) for number in range(3_300)),
    "rows.csv": b"Skill;L1;L2\n" * 20_000,
    "stages.md": b"| Stage | Criteria | Weight |\n|---|---|---|\n" + b"".join(b"| Stage %d | Criterion %d | 1%% |\n" % (number, number) for number in range(5_000)),
    "parallel.json": json.dumps({"levels": ["L1", "L2"], "rows": [{"name": f"Row {number}", "of": ["a", "b"]} for number in range(4_000)]}).encode(),
    "names.json": json.dumps({"a": {"name": "x"}, **{f"key{number}": {"level": {"code": "L1"}} for number in range(4_000)}}).encode(),
    "far.xlsx": packed(SPREAD % (b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>', b"")),
    "merged.xlsx": packed(SPREAD % (b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>', b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    "hidden.xlsx": packed(SPREAD % (b"".join(b'<row r="%d" hidden="1"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>' % (number, number) for number in range(1, 8_000)), b"")),
}  # fmt: skip


GREEDY = ("empty_rows.csv", "stages.md", "sections.md", "many_scores.md")
"""The files above that take the most memory: the others take less, and each costs a second."""


@pytest.mark.parametrize("name", [name for name in LARGE if name not in GREEDY])
def test_a_large_odd_file_is_answered_in_time(name: str) -> None:
    answer(LARGE[name], name)


def test_the_large_odd_files_are_answered_in_time_and_stay_under_200_megabytes() -> None:
    # A process of its own: the peak of this one is carried over by every child that is only forked.
    code = (
        f"import sys; sys.path[:0] = [{str(PROJECT)!r}]\n"
        "import importlib.util\n"
        f"spec = importlib.util.spec_from_file_location('fuzz', {__file__!r})\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "sys.modules['fuzz'] = module\n"
        "spec.loader.exec_module(module)\n"
        "for name in module.GREEDY:\n"
        "    module.answer(module.LARGE[name], name)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    assert int(done.stdout) < 200 * 1024
