"""Shapes of the families the issue names that stand in no other test, each in a document of our own words."""

from __future__ import annotations

from rubrics.documents import read
from rubrics.documents.reading import CriteriaReading
from tests.rubrics.documents.shown import cells, codes, groups, level_names, names, only, statements

LEVELS = ["Junior Baker", "Baker", "Senior Baker"]


def criteria(text: str) -> CriteriaReading:
    found = read(text.encode(), "scorecard.md").criteria
    assert found is not None
    return found


def test_a_proficiency_matrix_with_codes_over_numbers_keeps_its_first_row() -> None:
    ladder = only("Skill,L1,L2,L3\nRouting,1,2,3\nSignals,0,1,4\nMaps,1,1,2\n", "matrix.csv")
    assert (codes(ladder), level_names(ladder)) == (["L1", "L2", "L3"], ["L1", "L2", "L3"])
    assert names(ladder) == ["Routing", "Signals", "Maps"]
    assert [cells(ladder)[level, "Routing"] for level in ("L1", "L2", "L3")] == ["1", "2", "3"]


def test_a_table_without_any_head_is_read_by_its_first_column() -> None:
    page = "<table><tr><td>Junior Baker</td><td>Kneads with help.</td><td>Asks.</td></tr><tr><td>Baker</td><td>Shapes loaves.</td><td>Hands over.</td></tr><tr><td>Senior Baker</td><td>Plans the night.</td><td>Teaches.</td></tr></table>"
    sheet = "# Bakers\n\n| | | |\n|---|---|---|\n| Junior Baker | Kneads with help. | Asks. |\n| Baker | Shapes loaves. | Hands over. |\n| Senior Baker | Plans the night. | Teaches. |\n"
    for text, name in ((page, "bakers.html"), (sheet, "bakers.md")):
        ladder = only(text, name)
        assert (level_names(ladder), names(ladder)) == (LEVELS, ["", ""])
        assert [cell.text for cell in ladder.guidelines if cell.level == 3] == ["Plans the night.", "Teaches."]


def test_heads_in_plain_cells_of_the_second_row_below_a_title_and_rows_under_a_rowspan() -> None:
    ladder = only(
        "<table><tr><td colspan=4>Growth guide</td></tr><tr><td>Area</td><td>Junior Baker</td><td>Baker</td><td>Senior Baker</td></tr>"
        "<tr><td rowspan=2>Craft</td><td>Kneads.</td><td>Shapes.</td><td>Plans.</td></tr><tr><td>Weighs.</td><td>Mixes.</td><td>Buys.</td></tr></table>",
        "guide.html",
    )
    assert (level_names(ladder), names(ladder)) == (LEVELS, ["Craft"])
    assert [cell.items for cell in ladder.guidelines] == [("Kneads.", "Weighs."), ("Shapes.", "Mixes."), ("Plans.", "Buys.")]  # fmt: skip


def test_the_encodings_of_one_ladder_read_alike() -> None:
    text = "# Bakers\n\n| Area | Junior Baker | Senior Baker |\n|---|---|---|\n| Café | Let’s others lead. | Runs the café. |\n| Team | Asks. | Tells. |\n"
    mojibake = text.encode().decode("cp1252")
    written = [text.encode(code) for code in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")]
    found = [read(content, "bakers.md").ladders[0] for content in (*written, mojibake.encode())]
    assert [cells(ladder) for ladder in found] == [cells(found[0])] * 7
    assert cells(found[0])["Junior Baker", "Café"] == "Let’s others lead."


def test_a_split_of_run_together_sentences_leaves_abbreviations_decimals_and_codes_alone() -> None:
    ladder = only(
        "Level;Expectation\nJunior;Uses v2.0 tools e.g. a saw.Asks for help.\nSenior;Leads L3.5 work at 1.5 sites, i.e. two.Teaches others, too.\n",
        "run.csv",
    )
    assert statements(ladder) == {
        "Junior": ["Uses v2.0 tools e.g. a saw. Asks for help."],
        "Senior": ["Leads L3.5 work at 1.5 sites, i.e. two. Teaches others, too."],
    }


def test_navigation_and_summary_tables_are_skipped_beside_headings() -> None:
    ladder = only(
        "<html><nav><ul><li>Junior</li><li>Senior</li></ul></nav><h1>Bakers</h1><table><tr><th>Level</th><th>Link</th></tr>"
        "<tr><td>Junior Baker</td><td><a href='#a'>go</a></td></tr><tr><td>Senior Baker</td><td><a href='#b'>go</a></td></tr></table>"
        "<h2 id=a>Junior Baker</h2><h3>Craft</h3><ul><li>Kneads.</li></ul><h3>Team</h3><p>Asks.</p>"
        "<h2>Senior Baker</h2><h3>Craft</h3><ul><li>Plans.</li></ul><h3>Team</h3><p>Tells.</p></html>",
        "bakers.html",
    )
    assert cells(ladder) == {
        ("Junior Baker", "Craft"): "Kneads.",
        ("Junior Baker", "Team"): "Asks.",
        ("Senior Baker", "Craft"): "Plans.",
        ("Senior Baker", "Team"): "Tells.",
    }
    assert groups(ladder) == [None, None]


def test_a_high_first_scale_of_six_with_weights_and_a_threshold() -> None:
    found = criteria(
        "# Interview scorecard\n\nCandidates pass with at least 4 on average.\n\n| Criterion | Weight | 6 | 5 | 4 | 3 | 2 | 1 |\n"
        "|---|---|---|---|---|---|---|---|\n| Calm | 40% | f | e | d | c | b | a |\n| Craft | 60% | l | k | j | i | h | g |\n"
    )
    assert [(line.name, line.weight, [anchor.text for anchor in line.anchors]) for line in found.dimensions] == [
        ("Calm", 0.4, ["a", "b", "c", "d", "e", "f"]),
        ("Craft", 0.6, ["g", "h", "i", "j", "k", "l"]),
    ]
    assert found.scale is not None
    assert (found.scale.low, found.scale.high) == (1, 6)
    assert found.threshold == "Candidates pass with at least 4 on average."


def test_red_flags_stand_under_their_area_and_in_a_list_with_severities() -> None:
    found = criteria(
        "# Interview guide\n\n## Calm\n\n### Strong signals\n- Breathes.\n\n### Red flags\n- Yells at staff.\n\n"
        "## Craft\n\n### Strong signals\n- Measures twice.\n\n### Red flags\n- Hides mistakes.\n\n## Red flags\n\n- **Critical:** Steals.\n- Late (minor)\n"
    )
    assert [(flag.text, flag.severity, flag.dimension) for flag in found.red_flags] == [
        ("Steals.", "critical", None),
        ("Late", "minor", None),
        ("Yells at staff.", None, 1),
        ("Hides mistakes.", None, 2),
    ]


def test_exercises_have_minutes_and_look_fors_as_a_list_or_in_a_line() -> None:
    found = criteria(
        "# Hiring guide\n\n## Exercises\n\n### Night shift (45–60 minutes)\n\nTask: plan a night.\n\nLook for:\n- order\n- calm\n\n"
        "### Talk (30 min)\n\nWhat we evaluate: clarity, honesty\n"
    )
    assert [(entry.name, entry.minutes, entry.evaluate) for entry in found.exercises] == [
        ("Night shift", (45, 60), ("order", "calm")),
        ("Talk", (30, 30), ("clarity", "honesty")),
    ]
