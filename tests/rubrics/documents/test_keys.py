"""The readers against the answer keys of the shipped seeds and samples."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rubrics.documents import read


@pytest.fixture(scope="module")
def keys(shared: Path) -> ModuleType:
    """The comparison every key is held to."""
    place = shared / "tools" / "check_keys.py"
    spec = importlib.util.spec_from_file_location("check_keys", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def inspected(shared: Path, folder: str, name: str) -> dict[str, Any]:
    reading = read((shared / folder / name).read_bytes(), name)
    shown: dict[str, Any] = json.loads(json.dumps(reading.to_json(), ensure_ascii=False))
    return shown


def key_of(shared: Path, folder: str, name: str) -> Any:
    return json.loads((shared / folder / "expected.json").read_text(encoding="utf-8"))[name]


def named(shared: Path, folder: str, start: str) -> str:
    return next(path.name for path in sorted((shared / folder).iterdir()) if path.name.startswith(start))


@pytest.mark.parametrize(
    ("folder", "start", "facts"),
    [
        ("seeds", "000", 76),
        ("seeds", "001", 56),
        ("seeds", "002", 41),
        ("seeds", "003", 58),
        ("seeds", "004", 64),
        ("samples", "ladder_records", 4),
        ("samples", "ladder_html", 10),
        ("samples", "ladder_nested", 4),
    ],
)
def test_every_fact_of_the_key_is_read(shared: Path, keys: ModuleType, folder: str, start: str, facts: int) -> None:
    name = named(shared, folder, start)
    tally = keys.check(inspected(shared, folder, name), key_of(shared, folder, name), name)
    assert tally.bad == []
    assert tally.n == facts


def test_rows_a_document_does_not_name_are_read_in_their_order(shared: Path) -> None:
    # The key names the rows after another file and gives each cell without a dimension the tool could look up.
    name = named(shared, "samples", "ladder_headings")
    shown = inspected(shared, "samples", name)
    (ladder,) = shown["ladders"]
    levels = {level["position"]: level["code"] for level in ladder["levels"]}
    order = {
        row: number for number, row in enumerate(["Technology", "System", "People", "Process", "Influence"], start=1)
    }
    read_cells = {
        (levels[cell["level"]], cell["competency"]): (cell["label"], cell["text"]) for cell in ladder["guidelines"]
    }
    wanted = {
        (cell["level"], order[cell["dimension_inferred"]]): (cell["label"], cell["text"])
        for cell in key_of(shared, "samples", name)["cells"]
    }
    assert read_cells == wanted
    assert [row["name"] for row in ladder["competencies"]] == ["", "", "", "", ""]


def test_criteria_in_headings_are_read_to_the_key(shared: Path) -> None:
    name = named(shared, "samples", "criteria_headings")
    criteria = inspected(shared, "samples", name)["criteria"]
    wanted = key_of(shared, "samples", name)["criteria"]
    assert [dimension["name"] for dimension in criteria["dimensions"]] == [entry["name"] for entry in wanted]
    assert [
        [signal["text"] for signal in criteria["signal_details"]["strong"] if signal["dimension"] == position]
        for position in range(1, 6)
    ] == [entry["signals"] for entry in wanted]
    assert [dimension["anchors"] for dimension in criteria["dimensions"]] == [{}, {}, {}, {}, {}]
    assert (criteria["scale"]["low"], criteria["scale"]["high"]) == (1, 5)
    assert criteria["threshold"] == "18+ is a pass"


def test_a_scale_in_prose_is_read_to_the_key(shared: Path) -> None:
    name = named(shared, "samples", "scale_in_prose")
    shown = inspected(shared, "samples", name)
    key = key_of(shared, "samples", name)
    assert shown["kind"] == "scale"
    assert shown["criteria"]["scale"]["texts"] == key["anchors"]
    assert shown["criteria"]["recommendations"] == key["recommendations"]


def test_repairs_of_the_key_are_made_and_said(shared: Path) -> None:
    name = named(shared, "seeds", "004")
    shown = inspected(shared, "seeds", name)
    texts = " ".join(cell["text"] for cell in shown["ladders"][0]["guidelines"])
    said = " ".join(finding["message"] for finding in shown["findings"])
    for repair in key_of(shared, "seeds", name)["repairs"]:
        assert repair["fixed"] in texts
        assert repair["raw"] not in texts
    assert "Encoding repaired" in said
    assert "missing space" in said


def test_levels_without_attributes_stay_without_them(shared: Path) -> None:
    shown = inspected(shared, "seeds", named(shared, "seeds", "000"))
    levels = shown["ladders"][0]["levels"]
    assert [(level["code"], bool(level["attributes"])) for level in levels] == [
        ("P2", False), ("P3", False), ("P4", False), ("P5", False), ("P6", False), ("P7", True),
    ]  # fmt: skip
    assert [level["years"] for level in levels] == [[2, None], [5, None], [8, None], [12, None], [15, None], [20, None]]
    assert shown["profile"]["pay"] == {"currency": "USD", "median": 231000, "low": 182000, "high": 294000}
    assert any("Years disagree" in finding["message"] for finding in shown["findings"])


def test_a_label_without_a_value_does_not_shift_the_next(shared: Path) -> None:
    shown = inspected(shared, "seeds", named(shared, "seeds", "002"))
    assert (shown["profile"]["pay"], shown["profile"]["pay_basis"]) == (None, "model pending")
    assert (shown["profile"]["function"], shown["profile"]["focus"]) == ("DevOps Engineer", "General")
    assert [alias["confidence"] for alias in shown["profile"]["aliases"]] == [0.7, 0.66, 0.64, 0.6]
    assert {alias["confidence_word"] for alias in shown["profile"]["aliases"]} == {"medium"}


def test_a_blueprint_gives_its_exercises_with_minutes_and_look_fors(shared: Path) -> None:
    name = named(shared, "seeds", "003")
    shown = inspected(shared, "seeds", name)
    wanted = key_of(shared, "seeds", name)["exercises"]
    exercises = shown["criteria"]["exercises"]
    assert [exercise["evaluate"] for exercise in exercises] == [entry["evaluates"] for entry in wanted]
    assert [exercise["task"] for exercise in exercises] == [[entry["setup"]] for entry in wanted]
    assert [exercise["minutes"] for exercise in exercises] == [[60, 90], None, None, None]
    assert shown["blueprint"]["sections"] == key_of(shared, "seeds", name)["sections"]
    assert [len(listing["items"]) for listing in shown["blueprint"]["responsibilities"]] == [5, 5, 5, 3, 2, 3]
    assert len(shown["blueprint"]["measures"]) == 22
