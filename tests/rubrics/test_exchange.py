"""Rubrics leave as files and come back equal; versions are compared; a rubric fits on two pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from core.errors import InvalidInput
from rubrics import content as plain
from rubrics import spreadsheet
from rubrics.enums import RubricState
from rubrics.models import Rubric, RubricVersion
from rubrics.operations.exchange import import_rubric
from rubrics.operations.publishing import publish_version, start_version
from rubrics.queries.contents import canonical, content
from tests import factories
from tests.rubrics import stock

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]
on_both = pytest.mark.postgresql


@pytest.fixture
def rose(app: Flask) -> Account:
    return factories.account("Rose", Role.RECRUITER)


@pytest.fixture
def recruiter(rose: Account, sign_in: SignIn) -> FlaskClient:
    return sign_in(rose)


@pytest.fixture
def draft(rose: Account) -> RubricVersion:
    return stock.draft(rose)


def export(client: FlaskClient, version: RubricVersion) -> bytes:
    answer = client.get(f"/rubrics/versions/{version.id}/export.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    return answer.data


@on_both
def test_an_exported_rubric_comes_back_saying_the_same(recruiter: FlaskClient, draft: RubricVersion) -> None:
    draft.dimensions[0].anchors[3].statements[0].source_text = "As it was"
    draft.dimensions[0].anchors[3].statements[0].author_name = "Rose"
    draft.dimensions[1].must_have, draft.dimensions[1].weight = True, 2.5
    publish_version(version=draft, expected_lock=1, actor=None)
    exported = export(recruiter, draft)
    answer = recruiter.post("/rubrics/import", data={"file": (BytesIO(exported), "rubric.json")})
    copy = db.session.scalars(select(RubricVersion).where(RubricVersion.id != draft.id)).one()
    assert answer.location == f"/rubrics/versions/{copy.id}"
    assert content(copy) == content(draft)
    assert (copy.state, copy.number) == (RubricState.DRAFT, 1)
    assert export(recruiter, copy) == exported
    assert plain.content_sha256(content(copy)) == draft.content_sha256


@on_both
def test_a_rubric_exported_as_csv_comes_back_saying_the_same(recruiter: FlaskClient, draft: RubricVersion) -> None:
    draft.dimensions[0].anchors[3].statements[0].text = '=HYPERLINK("https://example.com"), said "twice"'
    draft.dimensions[0].anchors[3].statements[0].source_text = "-2 lines\r\nof text"
    draft.dimensions[1].must_have, draft.dimensions[1].weight, draft.dimensions[1].group = True, 0.1, ""
    db.session.commit()
    answer = recruiter.get(f"/rubrics/versions/{draft.id}/export.csv")
    assert (answer.content_type, answer.data[:3]) == ("text/csv; charset=utf-8", b"\xef\xbb\xbf")
    imported = recruiter.post("/rubrics/import", data={"file": (BytesIO(answer.data), "rubric.csv")})
    copy = db.session.scalars(select(RubricVersion).where(RubricVersion.id != draft.id)).one()
    assert imported.location == f"/rubrics/versions/{copy.id}"
    assert content(copy) == content(draft)
    assert recruiter.get(f"/rubrics/versions/{copy.id}/export.csv").data == answer.data


def test_a_row_written_under_an_empty_score_is_the_importers_word(rose: Account, draft: RubricVersion) -> None:
    last = draft.dimensions[0].anchors[4]
    last.statements, last.unwritten_reason = [], "the ladder is silent"
    db.session.flush()
    db.session.expire(draft)
    lines = spreadsheet.written(content(draft)).splitlines()
    place = next(number for number, line in enumerate(lines) if "the ladder is silent" in line)
    lines.insert(place + 1, "statement,,5,Keeps a rota that nobody had to ask about.")
    copy = import_rubric(text="\n".join(lines).encode(), name="edited.csv", actor=rose)
    (added,) = content(copy).dimensions[0].anchor(5).statements
    assert (added.author, content(copy).dimensions[0].anchor(5).unwritten) == ("Rose", None)
    publish_version(version=copy, expected_lock=copy.lock, actor=rose)


def test_a_fault_in_a_table_names_file_and_line_at_the_field(
    recruiter: FlaskClient, markup: Markup, draft: RubricVersion
) -> None:
    table = recruiter.get(f"/rubrics/versions/{draft.id}/export.csv").data.replace(b",yes,", b",perhaps,")
    table = table.replace(b",no,", b",perhaps,")
    answer = recruiter.post("/rubrics/import", data={"file": (BytesIO(table), "rubric.csv")})
    said = markup(answer).css_first(".error").text()
    assert said == "Error: rubric.csv: line 10: write yes or no under “Must-have”, not “perhaps”."


@on_both
def test_a_rubric_edited_by_hand_in_its_file_is_imported_as_it_stands(rose: Account, draft: RubricVersion) -> None:
    value = canonical(draft)
    value["dimensions"][0]["name"] = "Watches"
    value["dimensions"][0]["anchors"][0]["statements"] = []
    value["dimensions"][0]["anchors"][0]["unwritten"] = "nobody wrote it"
    copy = import_rubric(text=json.dumps(value).encode(), name="edited.json", actor=rose)
    assert canonical(copy) == value


def without(value: dict[str, Any], *path: str | int) -> dict[str, Any]:
    """The exported rubric without one key."""
    inner: Any = value
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return value


def changed(value: dict[str, Any], new: object, *path: str | int) -> dict[str, Any]:
    """The exported rubric with one value changed."""
    inner: Any = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return value


@on_both
@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda value: without(value, "dimensions"), "lacks the key 'dimensions'"),
        (lambda value: changed(value, 7, "version"), "version 7 of a rubric's content cannot be read"),
        (lambda value: changed(value, [], "dimensions"), "no dimension"),
        (lambda value: changed(value, "x" * 301, "title"), "title is longer than 300 characters"),
        (lambda value: changed(value, "a\0b", "dimensions", 0, "name"), "name holds a NUL character"),
        (lambda value: changed(value, 9, "dimensions", 0, "bar"), "the bar or the weight of “Watch planning”"),
        (lambda value: changed(value, "dimension:2", "dimensions", 0, "key"), "two dimensions have the same key"),
        (lambda value: changed(value, ["gone"], "exercises", 0, "dimensions"), "there is no dimension gone"),
        (lambda value: without(value, "dimensions", 0, "anchors", 0), "needs one anchor for each score"),
        (lambda value: changed(value, 99, "scale", "high"), "the scale 1 to 99 cannot be used"),
        (lambda value: changed(value, "sung", "dimensions", 0, "anchors", 0, "statements", 0, "kind"), "'sung'"),
        (lambda value: changed(value, 5, "dimensions", 0, "name"), "this is no rubric"),
        (lambda value: changed(value, "yes", "dimensions", 0, "must_have"), "neither true nor false"),
        (lambda value: changed(value, [1e9, 2], "exercises", 0, "minutes"), "no whole number"),
        (lambda value: changed(value, "more", "extra"), "could not be kept as it is"),
    ],
)
def test_what_is_no_rubric_is_refused_with_the_reason_and_stores_nothing(
    rose: Account, draft: RubricVersion, spoil: Callable[[dict[str, Any]], dict[str, Any]], sentence: str
) -> None:
    spoilt = json.dumps(spoil(canonical(draft))).encode()
    with pytest.raises(InvalidInput) as raised:
        import_rubric(text=spoilt, name="odd.json", actor=rose)
    db.session.rollback()
    assert sentence in str(raised.value)
    assert db.session.scalar(select(func.count()).select_from(Rubric)) == 1


@pytest.mark.parametrize("text", [b" ", b"PK\x03\x04", b"{", b"[]", b"\xff\xfe", b'"rubric"', b"[" * 100_000])
def test_what_is_no_json_object_is_refused_at_the_field(recruiter: FlaskClient, markup: Markup, text: bytes) -> None:
    answer = recruiter.post("/rubrics/import", data={"file": (BytesIO(text), "odd.json")})
    assert answer.status_code == 422
    assert (
        markup(answer)
        .css_first(".error")
        .text()
        .startswith(
            {
                b" ": "Error: odd.json: the file is empty.",
                b"PK\x03\x04": "Error: odd.json: this is a workbook; save its table as “CSV UTF-8” and import that.",
            }.get(text, "Error: odd.json: this is no")
        )
    )


def test_the_commands_export_and_import(app: Flask, draft: RubricVersion, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    exported = runner.invoke(args=["rubrics", "export", str(draft.id)])
    file = tmp_path / "rubric.json"
    file.write_text(exported.stdout)
    printed = json.loads(runner.invoke(args=["rubrics", "import-rubric", str(file)]).stdout)
    copy = db.session.get_one(RubricVersion, printed["rubric_version"])
    assert canonical(copy) == canonical(draft) == json.loads(exported.stdout)
    table = tmp_path / "rubric.csv"
    table.write_bytes(runner.invoke(args=["rubrics", "export", str(draft.id), "--format", "csv"]).stdout_bytes)
    printed = json.loads(runner.invoke(args=["rubrics", "import-rubric", str(table)]).stdout)
    assert canonical(db.session.get_one(RubricVersion, printed["rubric_version"])) == canonical(draft)
    refused = [runner.invoke(args=["rubrics", *words]) for words in (["export", "99"], ["import-rubric", "absent"])]
    assert [(answer.exit_code, answer.stderr) for answer in refused] == [
        (2, "Error: There is no rubric version 99. See: flask rubrics list\n"),
        (2, "Error: absent: No such file or directory; name a file that can be read\n"),
    ]


@on_both
def test_the_changes_between_two_versions_are_told(
    recruiter: FlaskClient, markup: Markup, rose: Account, draft: RubricVersion
) -> None:
    publish_version(version=draft, expected_lock=1, actor=rose)
    following = start_version(version=draft, actor=rose)
    db.session.commit()
    path = f"/rubrics/versions/{following.id}/difference"
    assert path in [link.attributes["href"] for link in markup(recruiter.get("/rubrics/")).css("#rubric-table a")]
    assert markup(recruiter.get(path)).css_first(".empty-title").text() == "Both say the same"
    following.dimensions[0].weight = 2
    following.dimensions[0].anchors[2].statements[0].text = "Plans the watches of one tower fairly."
    db.session.commit()
    for page in (path, f"/rubrics/versions/{draft.id}/difference?with={following.id}"):
        assert [cell.text().strip() for cell in markup(recruiter.get(page)).css("#change-table td")] == [
            "Changed",
            "The weight of “Watch planning” was 1 and is 2.",
            "Edited",
            (
                "Watch planning, score 3: “Plans the watches of one tower.” became "
                "“Plans the watches of one tower fairly.”"
            ),
        ]


def test_versions_of_another_rubric_and_hidden_drafts_are_not_compared(
    sign_in: SignIn, recruiter: FlaskClient, rose: Account, draft: RubricVersion
) -> None:
    assert recruiter.get(f"/rubrics/versions/{draft.id}/difference").status_code == 404
    other = factories.rubric("Another")
    publish_version(version=draft, expected_lock=1, actor=rose)
    following = start_version(version=draft, actor=rose)
    assert recruiter.get(f"/rubrics/versions/{draft.id}/difference?with={other.id}").status_code == 404
    interviewer = sign_in(factories.account("Ian"))
    assert interviewer.get(f"/rubrics/versions/{draft.id}/difference?with={following.id}").status_code == 404
    assert interviewer.get(f"/rubrics/versions/{following.id}/difference").status_code == 404
    assert interviewer.get(f"/rubrics/versions/{following.id}/export.json").status_code == 404
    assert interviewer.get(f"/rubrics/versions/{following.id}/print").status_code == 404
    assert interviewer.get(f"/rubrics/versions/{draft.id}/export.json").status_code == 200
    assert "What changed" not in interviewer.get(f"/rubrics/versions/{draft.id}").get_data(as_text=True)
    assert "What changed" in recruiter.get(f"/rubrics/versions/{draft.id}").get_data(as_text=True)


@pytest.mark.browser
def test_a_real_rubric_of_eight_dimensions_is_printed_on_two_pages(
    app: Flask, browse: Callable[..., Any], page_problems: Callable[..., list[str]], shared: Path
) -> None:
    words = ["rubrics", "generate", "--ladder-file", str(shared / "seeds" / "004_40b92b76cb94f5af.txt")]
    printed = json.loads(app.test_cli_runner().invoke(args=[*words, "--level", "L3", "--publish"]).stdout)
    assert len(printed["dimensions"]) == 8
    page = browse(factories.account("Ian"))
    page.goto(f"/rubrics/versions/{printed['rubric_version']}/print")
    assert page_problems(page) == []
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    assert len(pdf.pages) <= 2
    assert [name for name in (row["name"] for row in printed["dimensions"]) if name not in text] == []
