"""Ladders as companies publish them: summaries inside tables, split sections, grades, steps, lists of records."""

from __future__ import annotations

import pytest

from core.errors import UnreadableDocument
from rubrics.documents import read
from tests.rubrics.documents.shown import cells, codes, level_names, names, only, statements

BANDS = ("Junior Sailor", "Coils.", "Asks."), ("Senior Sailor", "Rigs.", "Leads.")


def test_a_row_across_all_columns_says_what_the_level_is() -> None:
    def level(number: int, summary: str, years: str, craft: str, crew: str) -> str:
        return (
            f'<tr><th rowspan="3"><abbr title="Individual">IC</abbr>{number}</th></tr>'
            f'<tr><td colspan="2"><p>{summary}</p><ul><li><b>Years of experience:</b> Typically {years}</li></ul></td></tr>'
            f"<tr><td><ul><li>{craft}</li></ul></td><td><ul><li>{crew}</li></ul></td></tr>"
        )

    rows = level(1, "Learns.", "0-2", "Coils.", "Asks.") + level(2, "Works alone.", "2-5", "Splices.", "Helps.")
    ladder = only(f"<table><tr><th>Level</th><th>Craft</th><th>Crew</th></tr>{rows}</table>", "crew.html")
    assert (codes(ladder), names(ladder)) == (["IC1", "IC2"], ["Craft", "Crew"])
    assert [(level.text, level.years) for level in ladder.levels] == [("Learns.", (0, 2)), ("Works alone.", (2, 5))]
    assert cells(ladder)["IC2", "Crew"] == "Helps."


def test_sections_whose_levels_count_on_are_one_ladder() -> None:
    first = "## Bakers (levels 1-2)\n### Level 1: Baker\n- Weighs.\n- Cleans.\n### Level 2: Baker II\n- Writes cards.\n"
    second = (
        "## Senior bakers (levels 3-4)\n### Level 3: Senior Baker\n- Trains.\n### Level 4: Master Baker\n- Invents.\n"
    )
    ladder = only(f"# Bakery\n{first}{second}")
    assert codes(ladder) == ["Level 1", "Level 2", "Level 3", "Level 4"]
    assert statements(ladder)["Level 4"] == ["Invents."]


def test_numbered_steps_under_levels_are_the_levels_and_keep_their_words() -> None:
    ladder = only("""# Levels

## Rope

1. **Coils**: coils what lies about
2. **Splices**: splices worn lines
3. **Rigs**: rigs a mast

## Crew

1. **Listens**: hears the leader
2. **Teaches**: shows a knot
3. **Steers**: leads the watch
""")
    assert (codes(ladder), names(ladder)) == (["1", "2", "3"], ["Rope", "Crew"])
    assert [(cell.label, cell.text) for cell in ladder.guidelines][4] == ("Teaches", "shows a knot")


def test_grades_of_skills_under_each_level_are_no_levels() -> None:
    def table(first: str, second: str) -> str:
        return f"| Skill | Level | Meaning |\n|---|---|---|\n| Rope | {first} | You can coil. |\n| Crew | {second} | You can ask. |\n"

    ladder = only(
        f"# Sailor\n\n## Junior sailor\n\n{table('Awareness', 'Working')}\n## Senior sailor\n\n{table('Expert', 'Expert')}"
    )
    assert (level_names(ladder), names(ladder)) == (["Junior sailor", "Senior sailor"], ["Rope", "Crew"])
    assert [cell.proficiency for cell in ladder.guidelines] == ["Awareness", "Expert", "Working", "Expert"]


def test_a_list_of_years_beside_the_sections_gives_facts_and_no_row() -> None:
    ladder = only("""# Sailors

Relevant experience:

- Junior Sailor: usually less than 2 years of experience.
- Senior Sailor: usually at least 5-8 years of experience.

## Junior Sailor

#### I coil ropes.
- Coils.

## Senior Sailor

#### I lead a watch.
- Leads.
""")
    assert (names(ladder), statements(ladder)) == ([], {"Junior Sailor": ["Coils."], "Senior Sailor": ["Leads."]})
    assert [level.years for level in ladder.levels] == [(None, 2), (5, 8)]


def test_a_statement_about_years_alone_gives_the_years_and_stays() -> None:
    ladder = only(
        "## Junior Sailor\n* Coils.\n* Usually less than 2 years of experience at sea.\n## Senior Sailor\n* Guides people with 3 years of experience.\n"
    )
    assert [level.years for level in ladder.levels] == [(None, 2), None]
    assert len(ladder.responsibilities) == 3


def test_steps_between_levels_are_no_levels() -> None:
    with pytest.raises(UnreadableDocument):
        read("# Growth\n\n## IC1 → IC2\n\n* Works alone\n\n## IC2 → IC3\n\n* Owns\n".encode(), "growth.md")


def test_grades_in_rows_of_roles_are_kept_beside_words_for_the_grades() -> None:
    ladder = only("""# Skills

## Proficiency levels

### 1 - Novice
- Needs guidance with most of what the work asks

### 2 - Expert
- Sets the standard for all others in the company

## Matrix

| Skill | Junior Sailor | Senior Sailor |
|---|---|---|
| Rope | 1 | 2 |
| Crew | 1 | 2 |
| Charts | 0 | 2 |
""")
    assert cells(ladder)["Senior Sailor", "Rope"] == "2"
    assert len(ladder.guidelines) == 6


@pytest.mark.parametrize("together", [True, False])
def test_rows_that_hold_a_level_alone_part_a_table_or_head_one(together: bool) -> None:
    bands = [
        f"<tr><td colspan=2><b>{level}</b></td></tr><tr><td>Rope</td><td>{rope}</td></tr><tr><td>Crew</td><td>{crew}</td></tr>"
        for level, rope, crew in BANDS
    ]
    joined = f"<table>{''.join(bands)}</table>" if together else "".join(f"<table>{band}</table>" for band in bands)
    ladder = only(f"<h1>Sailors</h1>{joined}", "sailors.html")
    assert (level_names(ladder), names(ladder)) == (["Junior Sailor", "Senior Sailor"], ["Rope", "Crew"])
    assert cells(ladder)["Senior Sailor", "Crew"] == "Leads."


def test_a_column_of_examples_illustrates_the_guidelines_beside_it() -> None:
    small = "".join(f"## {level}\n\n| Area | Expectation | Example |\n|---|---|---|\n| Rope | {rope} | On deck |\n| Crew | {crew} | At night |\n\n" for level, rope, crew in BANDS)  # fmt: skip
    wide = "".join(f"## {row}\n\n| Level | Description | Examples |\n|---|---|---|\n| Junior Sailor | {one} | On deck |\n| Senior Sailor | {two} | At night |\n\n" for row, one, two in (("Rope", "Coils.", "Rigs."), ("Crew", "Asks.", "Leads.")))  # fmt: skip
    for text in (small, wide):
        ladder = only(f"# Sailors\n\n{text}")
        assert (names(ladder), cells(ladder)["Senior Sailor", "Rope"]) == (["Rope", "Crew"], "Rigs.")
        assert [len(cell.examples) for cell in ladder.guidelines] == [1, 1, 1, 1]


def test_the_words_behind_the_name_of_a_level_say_what_it_is() -> None:
    ladder = only(
        "# Sailors\n\n1. **Junior Sailor (S1)** — learns.\n   - Rope: Coils.\n   - Crew: Asks.\n2. **Senior Sailor (S2)** — teaches.\n   - Rope: Rigs.\n   - Crew: Leads.\n"
    )
    assert [(level.code, level.text) for level in ladder.levels] == [("S1", "learns."), ("S2", "teaches.")]
    assert (names(ladder), ladder.responsibilities) == (["Rope", "Crew"], ())


def test_a_code_behind_the_name_of_a_counted_level_is_its_code() -> None:
    ladder = only(
        "| Area | Level 1 - Junior (IC1) | Level 2 - Senior (IC2) |\n|---|---|---|\n| Rope | Coils. | Rigs. |\n"
    )
    assert (codes(ladder), level_names(ladder)) == (["IC1", "IC2"], ["Junior", "Senior"])


def test_anchors_behind_headings_are_no_part_of_the_name() -> None:
    ladder = only(
        "# Ladder\n\n## Junior Sailor {#junior}\n### Rope {#r .x}\nCoils.\n### Crew\nAsks.\n## Senior Sailor {#senior}\n### Rope\nRigs.\n### Crew\nLeads.\n"
    )
    assert (level_names(ladder), names(ladder)) == (["Junior Sailor", "Senior Sailor"], ["Rope", "Crew"])


def test_bold_lines_nest_title_level_and_competency() -> None:
    level = "**{}**\n\n**Rope:**\n\n- {}\n\n**Crew:**\n\n- {}\n\n"
    ladder = only("**Sailors**\n\n" + "".join(level.format(*band) for band in BANDS))
    assert (level_names(ladder), names(ladder)) == (["Junior Sailor", "Senior Sailor"], ["Rope", "Crew"])


def test_rows_of_titles_and_summaries_are_facts_of_the_levels_wherever_they_stand() -> None:
    text = "Ladder,L1,L2\nYears,0-2,2-5\nTitle,Junior Sailor,Senior Sailor\nSummary,Learns the ropes.,Teaches the ropes.\nRope,Coils.,Rigs.\n"
    ladder = only(text, "ladder.csv")
    assert (codes(ladder), level_names(ladder), names(ladder)) == (
        ["L1", "L2"],
        ["Junior Sailor", "Senior Sailor"],
        ["Rope"],
    )
    assert [(level.text, level.years) for level in ladder.levels] == [
        ("Learns the ropes.", (0, 2)),
        ("Teaches the ropes.", (2, 5)),
    ]


def test_one_guideline_to_a_row_with_what_repeats_left_out() -> None:
    rows = "Junior Sailor,Rope,Coils what lies about.\n,,Stows it.\n,Crew,Asks the mate.\nSenior Sailor,Rope,Rigs.\n,Crew,Leads.\n"
    ladder = only(f"Level,Competency,Expectation\n{rows}", "rows.csv")
    assert (names(ladder), ladder.guidelines[0].items) == (["Rope", "Crew"], ("Coils what lies about.", "Stows it."))
    assert cells(ladder)["Senior Sailor", "Crew"] == "Leads."


def test_cards_with_a_label_above_each_text_are_rows() -> None:
    card = "<section><h3>{}</h3><div>Rope</div><div>{}</div><div>Crew</div><div>{}</div></section>"
    ladder = only("".join(card.format(*band) for band in BANDS), "cards.html")
    assert (names(ladder), cells(ladder)["Senior Sailor", "Crew"]) == (["Rope", "Crew"], "Leads.")


def test_numbers_within_one_line_of_a_cell_part_its_statements_and_other_numbers_do_not() -> None:
    ladder = only(
        "| Area | Junior | Senior |\n|---|---|---|\n| Rope | 1. Coils. 2. Stows. | 1. Rigs. 2. Checks plan 2.1 of 3. Then rests. |\n| Crew | Asks e.g. the mate. | Leads 3.5 watches. |\n"
    )
    assert [cell.items for cell in ladder.guidelines] == [
        ("Coils.", "Stows."),
        ("Rigs.", "Checks plan 2.1 of 3. Then rests."),
        ("Asks e.g. the mate.",),
        ("Leads 3.5 watches.",),
    ]


def test_a_column_of_tracks_parts_two_ladders_and_names_no_level() -> None:
    rows = "<tr><td rowspan=2>Individual</td><td>A1</td><td>Rows.</td></tr><tr><td>A2</td><td>Sails.</td></tr><tr><td rowspan=2>Manager</td><td>B1</td><td>Plans.</td></tr><tr><td>B2</td><td>Decides.</td></tr>"
    found = read(
        f"<table><tr><th>Track</th><th>Level</th><th>Boats</th></tr>{rows}</table>".encode(), "tracks.html"
    ).ladders
    assert [(ladder.track, codes(ladder), level_names(ladder)) for ladder in found] == [
        ("individual", ["A1", "A2"], ["A1", "A2"]),
        ("manager", ["B1", "B2"], ["B1", "B2"]),
    ]


def test_plain_text_has_lines_for_headings() -> None:
    level = "LEVEL {} - {}\n\nBoats\n- {}\n\nNets\n- {}\n\n"
    ladder = only(
        "FISHERS\n\n" + level.format(1, "HAND", "Rows.", "Mends.") + level.format(2, "MATE", "Steers.", "Makes."),
        "fishers.txt",
    )
    assert (level_names(ladder), names(ladder)) == (["HAND", "MATE"], ["Boats", "Nets"])


def test_an_emphasised_line_of_years_heads_nothing() -> None:
    level = "### {}\n*{} years of experience*\n\n- **Boats**\n  - {}\n- **Nets**\n  - {}\n\n"
    ladder = only(
        level.format("Fisher", "2 to 4", "Rows.", "Mends.")
        + level.format("Senior Fisher", "4 or more", "Steers.", "Makes.")
    )
    assert [level.years for level in ladder.levels] == [(2, 4), (4, None)]
    assert names(ladder) == ["Boats", "Nets"]
