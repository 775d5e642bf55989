"""Files that attack or cannot be read: refused with the reason and the place, within two seconds and 200 MB."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from core.errors import UnreadableDocument
from rubrics.documents import read

PROJECT = Path(__file__).resolve().parents[3]


def archive(**parts: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def squeezed(content: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as file:
        file.writestr("a.md", content)
        file.writestr("b.md", content)
    return stream.getvalue()


def workbook_with(sheet: bytes) -> bytes:
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
    return archive(
        **{"[Content_Types].xml": types, "xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet}
    )


ALIASES = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (letter, letter, *[letter - 1] * 9)
    for letter in range(ord("b"), ord("k"))
)
RUN_TOGETHER = (
    b"AB.CD.K1\nK1K1 - "
    + b"lowhigh" * 10_000
    + b"\nLevel guidelines\nLevelScopeImpact\nK1"
    + b"aA" * 60_000
    + b"\nK2"
    + b"a.A" * 40_000
    + b"\nSummary\nx\nProvenance\n"
    + b"ab " * 30_000
    + b"\nTitle aliases\n"
    + b"common" * 10_000
)
HOSTILE = {
    "empty.md": (b"", "the file is empty"),
    "blank.md": (b" \n\t\n", "nothing but white space"),
    "binary.md": (bytes(range(1, 256)) * 40, "no text file"),
    "nul.md": (b"# Title\n\0\0\0\n", "NUL"),
    "picture.md": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture"),
    "paper.pdf": (b"%PDF-1.7 ...", "PDF"),
    "old.xls": (b"\xd0\xcf\x11\xe0" + b"\0" * 500, "old Office file"),
    "large.md": (b"word " * 1_100_000, "at most 5,000,000"),
    "one_line.md": (b"a" * 4_900_000, "at most"),
    "one_line.json": (b'{"a": "' + b"a" * 4_900_000 + b'"}', "at most"),
    "long_line.html": (b"<p>" + b"<b>a</b>" * 55_000, "one line of"),
    "entities.xml": (b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "bbbb">\n<!ENTITY c "&b;&b;&b;">]>\n<a>&c;</a>', "declares entities"),
    "entities.html": (b"<!doctype html>\n<!ENTITY lol 'lol'>\n<p>&lol;</p>", "declares entities"),
    "aliases.yml": (ALIASES, "aliases that multiply"),
    "self.yml": (b"a: &a\n  b: *a\n", "recursive node"),
    "python.yml": (b"a: !!python/object/apply:os.system ['true']\nb: [1]\nc: {d: e}\n", "no levels with guidelines"),
    "deep.yml": (b"a: " + b"[" * 50_000 + b"\n", "nested too deeply"),
    "deep_block.yml": (b"".join(b" " * depth + b"a:\n" for depth in range(300)), "nested too deeply"),
    "deep.json": (b"[" * 100_000, "nested too deeply"),
    "deep_objects.json": (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "nested too deeply"),
    "broken.json": (b'{"levels": [1, 2,', "not valid JSON"),
    "broken.yml": (b"a: [1, 2\nb: }\nc: d\n", "not valid YAML"),
    "number.json": (b'{"a": ' + b"9" * 300_000 + b"}", "no levels with guidelines"),
    "deep.html": (b"<html>" + b"<div>\n" * 60_000, "nested too deeply"),
    "spans.html": (b"<html><table>" + b"<tr><td colspan=200 rowspan=200>x</td></tr>\n" * 3_000 + b"</table>", "too many cells"),
    "attributes.html": (b"<html><p " + b" ".join(b"a%d" % number for number in range(30_000)) + b">x</p>", "thousands of attributes"),
    "mangled.md": ("- naÃ¯ve\n".encode() * 6_000, "encoded twice"),
    "quotes.md": (b">" * 20_000 + b" a\n", "no levels with guidelines"),
    "bullets.md": (b"- " * 20_000 + b" a\n", "nested too deeply"),
    "brackets.md": (b"[" * 200_000 + b"a\n", "100,000 pieces of Markdown"),
    "stars.md": (b"*a **b " * 40_000 + b"\n", "100,000 pieces of Markdown"),
    "ticks.md": (b"`a ``b " * 40_000 + b"\n", "no levels with guidelines"),
    "cells.md": (b"| a | b |\n|---|---|\n" + b"| x | y |\n" * 50_000, "more than 10,000 cells"),
    "lines.md": (b"a: b\n" * 100_000, "more than 40,000 lines"),
    "profile.txt": (b"AB.CD.K1\nSummary\nx\nComponents\nTitle aliases\n" + b"Xcommonmedium0.5\n" * 25_000, "more than 8,000 lines"),
    "sentences.md": (b"# Interview\n\n## x\n" + b"A 1 a. A 2 b. A 3 c.\n\n" * 19_000, "more than 8,000 labelled lines"),
    "links.md": (b"\n".join([b"[a](" * 300] * 300), "100,000 pieces of Markdown"),
    "script.html": (b"<html><script>alert('Junior Senior')</script><script>while(true){}</script></html>", "no levels with guidelines"),
    "bomb.xlsx": (workbook_with(b"<c r='A1'/>" * 4_000_000), "unpacks to far more"),
    "entities.xlsx": (workbook_with(b'<!DOCTYPE a [<!ENTITY b "b">]><worksheet/>'), "declares entities"),
    "late.xlsx": (workbook_with(b"<!-- " + bytes(range(32, 44)) * 20_000 + b' --><!DOCTYPE a [<!ENTITY b "b">]><worksheet/>'), "declares entities"),
    "wide.xlsx": (workbook_with("<worksheet/>".encode("utf-16")), "not UTF-8"),
    "rows.xlsx": (workbook_with(b"".join(b"<row r='%d'/>" % row for row in range(41_000))), "more than 40,000 rows"),
    "named.xlsx": (workbook_with(b"".join(b"<x:c\tr='A%d'/>" % row for row in range(11_000))), "more than 10,000 cells"),
    "endless.xlsx": (workbook_with(b"<row" + b"".join(b" a%d='1'" % number for number in range(3_000)) + b"/>"), "more attributes than any has"),
    "shared.xlsx": (archive(**{"xl/workbook.xml": b"<sheet name='a' r:id='r1'/>" * 300}), "one and the same part"),
    "twice.xlsx": (archive(**{"xl/_rels/workbook.xml.rels": b"<R Target='worksheets/s1.xml'/><R Target='/xl/worksheets/../worksheets/s1.xml'/>"}), "one and the same part"),
    "damaged.xlsx": (workbook_with(b"<worksheet/>")[:-30], "damaged"),
    "hollow.xlsx": (workbook_with(b"<worksheet/>"), "damaged"),
    "word.docx": (archive(word__document_xml=b"<a/>"), "Word document"),
    "some.zip": (archive(readme=b"hello"), "the archive holds one file"),
    "bomb.zip": (archive(**{"a.md": b"# Lead\n" + b"- x\n" * 5_000_000, "b.md": b"# Lead"}), "hold more than 600,000 bytes"),
    "squeezed.zip": (squeezed(b"# L1"), "packed in a way"),
    "nested.zip": (archive(**{"a.md": b"# Lead", "b.zip": archive(a=b"a")}), "inside an archive"),
    "not_utf16.md": (b"\xff\xfe" + b"\x00\xd8" * 101, "not valid UTF-16"),
    "quote.csv": (b'a,b\n"x' + b"y" * 300_000 + b",1\n2,3\n", "no levels with guidelines"),
    "prose.md": (b"# Tea\n\nWe like tea.\n\n- Green\n- Black\n", "no levels with guidelines"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_the_reason_in_time(name: str) -> None:
    content, reason = HOSTILE[name]
    # Processor time: other tests may run at the same time.
    start = time.process_time()
    with pytest.raises(UnreadableDocument, match=reason):
        read(content, name)
    assert time.process_time() - start < 2


def test_a_run_of_doubtful_borders_costs_no_more_than_its_length() -> None:
    start = time.process_time()
    reading = read(RUN_TOGETHER, "runs.txt")
    assert time.process_time() - start < 2
    assert reading.kind == "role_profile"


@pytest.mark.parametrize(
    "name",
    [
        "(" + "weight 1," * 1_000,
        "Craft (" + "must-have, " * 1_000,
        "Craft " + "1 h 30 - " * 1_000,
        "1 = a; 2 = b; " * 1_000,
        "A 1 a. A 2 b. " * 1_000,
    ],
    ids=["weights", "musts", "times", "scores", "sentences"],
)
def test_what_stands_behind_a_name_costs_no_more_than_its_length(name: str) -> None:
    text = f"# Interview scorecard\n\n## {name}\n{name}\n- 1: a\n- 2: {name}\n\n| Area | 1 | 2 |\n|---|---|---|\n| {name} | b | c |\n"
    start = time.process_time()
    reading = read(text.encode(), "names.md")
    assert time.process_time() - start < 1
    assert reading.kind == "criteria"


def test_the_worst_files_stay_under_200_megabytes() -> None:
    # The peak of the process's own memory: `ru_maxrss` would carry over what the test runner held when it forked.
    code = (
        f"import sys; sys.path[:0] = [{str(PROJECT)!r}]\n"
        "import importlib.util\n"
        f"spec = importlib.util.spec_from_file_location('hostile', {__file__!r})\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(module)\n"
        "for name, (content, _) in module.HOSTILE.items():\n"
        "    try: module.read(content, name)\n"
        "    except module.UnreadableDocument: pass\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert int(done.stdout) < 200 * 1024


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("nul.md", "byte 9"),
        ("entities.xml", "line 2"),
        ("broken.json", "line 1, column 18"),
        ("broken.yml", "line 2"),
        ("deep.html", "line 500"),
        ("spans.html", "table 1"),
        ("bomb.xlsx", "part xl/worksheets/sheet1.xml"),
        ("long_line.html", "line 1"),
        ("stars.md", "line 1"),
    ],
)
def test_the_place_is_named(name: str, place: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(HOSTILE[name][0], name)
    assert refused.value.locator == place


def test_a_head_without_end_and_a_plan_of_thousands_of_stages_cost_no_more_than_their_length() -> None:
    head = b"AB.CD.P3\nSummary\nA text.\nLevel guidelines\nLevel" + b"ScopeImpact" * 5_000 + b"\nP3" + b"aB." * 900
    stages = b"# Interview\n\n| Stage | Duration | Focus |\n|--|--|--|\n" + b"| a | 1h30 | a, b, c |\n" * 1_000
    start = time.process_time()
    page = read(head + b"\nResponsibilities by level\nP3\n- x\n", "head.txt")
    plan = read(stages, "stages.md").criteria
    assert time.process_time() - start < 2
    assert any("run on for too long" in finding.message for finding in page.findings)
    assert plan is not None
    assert len(plan.exercises) == 1_000


def test_scripts_and_styles_inside_a_ladder_are_passed_over() -> None:
    page = b"""<html><head><style>td{}</style><script>var junior = 1;</script></head><body><h1>Ladder</h1>
    <table><tr><th>Area</th><th>Junior<script>alert(1)</script></th><th onclick="x()">Senior</th></tr>
    <tr><td>Craft</td><td>Learns.<iframe src="x">no</iframe></td><td><img src=x onerror="alert(1)">Teaches.</td></tr></table></body></html>"""
    (ladder,) = read(page, "page.html").ladders
    assert [level.name for level in ladder.levels] == ["Junior", "Senior"]
    assert [cell.text for cell in ladder.guidelines] == ["Learns.", "Teaches."]


def test_marks_of_writing_direction_are_no_part_of_a_text() -> None:
    reading = read(
        "| Area | \u202a1\u202c | \u20662\u2069 |\n|---|---|---|\n| Ropes | drops them | ties them |\n".encode(),
        "areas.md",
        "criteria",
    )
    assert reading.criteria is not None
    assert [anchor.score for anchor in reading.criteria.dimensions[0].anchors] == [1, 2]
