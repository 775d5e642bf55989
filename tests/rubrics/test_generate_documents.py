"""Drafts from the real documents beside the checkout, held against their answer key and their own bytes."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from rubrics.content import RubricContent, statements
from rubrics.documents import read
from rubrics.enums import SignalKind, StatementKind
from rubrics.generate import generate
from rubrics.generation.inputs import Criteria, Ladder, Link
from rubrics.generation.levels import propose_criteria_level
from tests.rubrics.generation_inputs import criteria_input, ladder_input

PROFILE, BLUEPRINT, HANDBOOK = "000_74f925da3aebc08b.txt", "003_9a35b120785b0acc.txt", "004_40b92b76cb94f5af.txt"


def folded(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


@pytest.fixture(scope="module")
def key(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "seeds" / "expected.json").read_text(encoding="utf-8"))


def ladder(shared: Path, name: str, folder: str = "seeds") -> Ladder:
    found = ladder_input(read((shared / folder / name).read_bytes(), name))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def profile(shared: Path) -> Ladder:
    return ladder(shared, PROFILE)


@pytest.fixture(scope="module")
def handbook(shared: Path) -> Ladder:
    return ladder(shared, HANDBOOK)


@pytest.fixture(scope="module")
def blueprint(shared: Path) -> Criteria:
    found = criteria_input(read((shared / "seeds" / BLUEPRINT).read_bytes(), BLUEPRINT))
    assert found is not None
    return found


def anchors(content: RubricContent, kind: StatementKind) -> list[list[str]]:
    """For each dimension the folded text of each score, lowest first, of one kind of statement."""
    return [
        [
            folded("".join(entry.text for entry in anchor.statements if entry.kind is kind))
            for anchor in dimension.anchors
        ]
        for dimension in content.dimensions
    ]


def letters_of(found: list[list[str]]) -> list[list[list[str]]]:
    """The letters of every anchor in order of the alphabet: an anchor puts what can be observed before what cannot."""
    return [[sorted(words) for words in row] for row in found]


def expected(cells: Iterable[Iterable[str]], at: int) -> list[list[str]]:
    """For each row of cells, lowest level first, the folded texts of the five scores with the target at index `at`."""
    found = []
    for row in cells:
        texts = [folded(words) for words in row]
        found.append([texts[place] if 0 <= place < len(texts) else "" for place in range(at - 2, at + 3)])
    return found


@pytest.mark.parametrize("code", ["P2", "P3", "P4", "P5", "P6", "P7"])
def test_each_level_of_the_profiles_ladder_gives_the_cells_of_the_key(
    profile: Ladder, key: dict[str, Any], code: str
) -> None:
    answer = key[PROFILE]
    names, levels = answer["guidelines"]["dimension_columns"], answer["levels_in_order"]
    cells = [[answer["guidelines"]["rows"][level][name] for level in levels] for name in names]
    draft = generate(ladder=profile, target_level=code)
    assert [entry.name for entry in draft.content.dimensions] == names
    assert anchors(draft.content, StatementKind.guideline) == expected(cells, levels.index(code))
    duties = [entry.statement.text for entry in draft.content.unassigned]
    assert [folded(words) for words in duties] == [folded(w) for w in answer["responsibilities_by_level"][code]]


@pytest.mark.parametrize("code", ["L1", "L2", "L3", "L4", "L5"])
def test_each_level_of_the_handbook_gives_the_cells_of_the_key(
    handbook: Ladder, key: dict[str, Any], code: str
) -> None:
    answer = key[HANDBOOK]
    repairs = {folded(entry["raw"]): folded(entry["fixed"]) for entry in answer["repairs"]}
    rows: dict[tuple[str, int], list[str]] = {}
    for cell in answer["cells"]:
        words = folded(cell["text_raw"])
        for raw, fixed in repairs.items():
            words = words.replace(raw, fixed)
        rows.setdefault((cell["dimension"], cell["occurrence"]), []).append(words)
    draft = generate(ladder=handbook, target_level=code)
    said = anchors(draft.content, StatementKind.guideline)
    assert letters_of(said) == letters_of(expected(rows.values(), int(code[1]) - 1))
    names = [entry.name for entry in draft.content.dimensions]
    assert names[:3] == ["Mastery (1)", "Mastery (2)", "Mastery (3)"]
    assert len(set(names)) == answer["n_dimensions"]


def test_the_handbooks_identical_neighbours_are_reported_wherever_both_stand(handbook: Ladder) -> None:
    found = {}
    for code in ("L1", "L2", "L3", "L4", "L5"):
        draft = generate(ladder=handbook, target_level=code)
        found[code] = [entry.message for entry in draft.findings if entry.check == "identical_anchors"]
    says = "of “Communication” say the same: nobody can choose between them."
    assert found == {
        "L1": [f"Scores 4 and 5 (L2 and L3) {says}"],
        "L2": [f"Scores 3 and 4 (L2 and L3) {says}"],
        "L3": [f"Scores 2 and 3 (L2 and L3) {says}"],
        "L4": [f"Scores 1 and 2 (L2 and L3) {says}"],
        "L5": [],
    }


def test_the_handbooks_focus_keeps_every_group(handbook: Ladder) -> None:
    focused = generate(ladder=handbook, target_level="L3").focused()
    assert len(focused.dimensions) == 8
    assert {entry.group for entry in focused.dimensions} == {"Skill", "Engagement", "Coachability"}


def test_the_blueprint_alone_gives_its_ten_dimensions_with_their_five(blueprint: Criteria, key: dict[str, Any]) -> None:
    answer = key[BLUEPRINT]
    draft = generate(criteria=blueprint)
    assert draft.content.target.code == answer["level_word"]
    assert [entry.name for entry in draft.content.dimensions] == [entry["dimension"] for entry in answer["dimensions"]]
    fives = [folded(entry["anchor_5"]) for entry in answer["dimensions"]]
    assert anchors(draft.content, StatementKind.criteria_anchor) == [["", "", "", "", five] for five in fives]
    listed = {kind: [s.statement.text for s in draft.content.signals if s.kind is kind] for kind in SignalKind}
    for kind, name in (
        (SignalKind.STRONG, "strong_signals"),
        (SignalKind.WEAK, "weak_signals"),
        (SignalKind.RED_FLAG, "red_flags"),
    ):
        assert [folded(words) for words in listed[kind]] == [folded(words) for words in answer[name]]
    exercises = [[folded(words) for words in entry.look_fors] for entry in draft.content.exercises]
    assert exercises == [[folded(words) for words in entry["evaluates"]] for entry in answer["exercises"]]


def test_the_blueprints_level_is_proposed_for_the_profiles_top(profile: Ladder, blueprint: Criteria) -> None:
    found = propose_criteria_level(profile, blueprint)
    assert found is not None
    assert found.level_code == "P7"


def test_profile_and_blueprint_together_fill_what_each_leaves_open(profile: Ladder, blueprint: Criteria) -> None:
    """The fives come from the criteria, the bar and below from the ladder; four has words only where a signal is linked."""
    names = {entry.name: entry.key for entry in (*blueprint.dimensions, *profile.competencies)}
    links = [
        Link(names["Communication"], names["Collaboration & Interaction"]),
        Link("strong_signal:5", names["Communication"]),
    ]
    draft = generate(ladder=profile, criteria=blueprint, target_level="P7", criteria_level="P7", links=links)
    dimension = draft.content.dimension(names["Communication"])
    kinds = [{entry.kind for entry in anchor.statements} for anchor in dimension.anchors]
    assert kinds == [
        {StatementKind.guideline},
        {StatementKind.guideline},
        {StatementKind.guideline},
        {StatementKind.strong_signal},
        {StatementKind.criteria_anchor},
    ]
    assert [anchor.level_code for anchor in dimension.anchors] == ["P5", "P6", "P7", "P7", "P7"]
    assert len(draft.content.dimensions) == 12
    other = generate(ladder=profile, criteria=blueprint, target_level="P5", criteria_level="P7", links=links)
    assert not any("".join(row) for row in anchors(other.content, StatementKind.criteria_anchor))


def said_by(path: Path) -> str:
    """All words of a file, without markup, entities or broken encoding."""
    words = path.read_text(encoding="utf-8").replace("â€™", "’")
    if path.name == BLUEPRINT:
        words = json.loads(words)["content"]["rendered"]
    return folded(re.sub(r"<[^>]+>", " ", html.unescape(words)))


def test_every_statement_stands_in_the_bytes_of_the_document_it_names(
    shared: Path, profile: Ladder, blueprint: Criteria, handbook: Ladder
) -> None:
    there = {name: said_by(shared / "seeds" / name) for name in (PROFILE, BLUEPRINT, HANDBOOK)}
    drafts = [
        generate(ladder=profile, criteria=blueprint, target_level="P7", criteria_level="P7"),
        generate(ladder=handbook, criteria=blueprint, target_level="L5", criteria_level="L5"),
    ]
    for entry in (entry for draft in drafts for entry in statements(draft.content)):
        assert entry.source is not None
        assert folded(entry.text) in there[entry.source.document], entry.text
        assert entry.source.locator


@pytest.mark.parametrize(
    "name",
    [
        "ladder_headings_jorgef_developer.md",
        "ladder_html_tables_artsy.md",
        "ladder_nested_bullets_sourcegraph_support.md",
        "ladder_records_ft_engineering.yml",
    ],
)
def test_every_level_of_the_sample_ladders_gives_a_rubric_or_says_why_not(shared: Path, name: str) -> None:
    found = ladder(shared, name, "samples")
    for level in found.levels:
        content = generate(ladder=found, target_level=level.target_code).content
        assert len(content.dimensions) == len(found.competencies)
        bars = [entry.anchor(3) for entry in content.dimensions]
        assert all(bool(bar.statements) != bool(bar.unwritten) for bar in bars)
        assert {bar.level_code for bar in bars} == {level.target_code}
