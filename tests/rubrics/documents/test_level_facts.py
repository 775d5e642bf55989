"""What a document says of its levels beside the guidelines: responsibilities, attributes, years; all in our own words."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from rubrics.documents.quantities import years_in
from tests.rubrics.documents.shown import cells, codes, groups, level_names, messages, names, only, statements

ATTRIBUTES = """# Guard levels

| Attribute | G1 Junior Guard | G2 Guard | G3 Senior Guard |
|---|---|---|---|
| Scope | One door | One building | The whole site |
| Autonomy | Follows orders closely | Plans the own shift | Plans shifts of others |
| Decision rights | None | Calls the police | Closes the site |
| Typical experience | 0-1 years | 2-4 years | 5+ years |
"""
SKILLS = """
| Skill | G1 | G2 | G3 |
|---|---|---|---|
| Watching | Stands watch at the door. | Plans a watch. | Designs the watch. |
| Writing | Notes what happened. | Writes reports. | Reviews reports. |
"""


def test_lists_under_level_headings_are_responsibilities_beside_a_table_of_guidelines() -> None:
    ladder = only("""# Baker ladder

## B1 - Apprentice Baker

You learn the trade.

- Sweeps the shop every evening.
- Carries flour to the mixer.

## B2 - Baker

You work alone.

- Opens the shop twice a week.

## What we expect

| Area | B1 | B2 |
|---|---|---|
| Dough | Mixes dough by the card. | Adjusts dough to the weather. |
| Oven | Watches one oven. | Runs two ovens at once. |
""")
    assert ladder.name == "Baker ladder"
    assert [(level.code, level.name, level.text) for level in ladder.levels] == [
        ("B1", "Apprentice Baker", "You learn the trade."),
        ("B2", "Baker", "You work alone."),
    ]
    assert statements(ladder) == {
        "B1": ["Sweeps the shop every evening.", "Carries flour to the mixer."],
        "B2": ["Opens the shop twice a week."],
    }
    assert cells(ladder)["B2", "Oven"] == "Runs two ovens at once."


def test_a_short_table_of_guidelines_is_kept_beside_long_lists_of_responsibilities() -> None:
    ladder = only("""# Baker ladder

| Area | Junior Baker | Senior Baker |
|---|---|---|
| Dough | Mixes dough by the card. | Adjusts dough to the weather. |
| Oven | Watches one oven. | Runs two ovens at once. |

## Responsibilities

### Junior Baker
- Sweeps the shop every evening and locks the doors when the last guest has gone home.
- Carries flour to the mixer and weighs what the card asks for before the shift begins.

### Senior Baker
- Opens the shop twice a week and counts what is left from the evening before.
- Writes the plan for the weekend and calls in those who are needed.
""")
    assert ladder.name == "Baker ladder"
    assert names(ladder) == ["Dough", "Oven"]
    assert cells(ladder)["Senior Baker", "Dough"] == "Adjusts dough to the weather."
    assert {level: len(texts) for level, texts in statements(ladder).items()} == {"Junior Baker": 2, "Senior Baker": 2}
    assert ladder.orientation == "levels_as_columns"


def test_a_table_of_attributes_with_levels_as_columns_describes_the_levels() -> None:
    ladder = only(ATTRIBUTES + SKILLS)
    assert names(ladder) == ["Watching", "Writing"]
    assert ladder.levels[1].attributes == {
        "scope": "One building",
        "autonomy": "Plans the own shift",
        "decision_rights": "Calls the police",
        "typical_experience": "2-4 years",
    }
    assert [level.years for level in ladder.levels] == [(0, 1), (2, 4), (5, None)]


def test_a_table_of_attributes_alone_gives_levels_in_their_order() -> None:
    columns = only(ATTRIBUTES)
    rows = only(
        """Level,Title,Scope,Autonomy,Complexity,Impact,Decision rights,Leadership,Typical experience
G1,Junior Guard,One door,Follows orders,Routine,Own work,None,None,0-1 years
G2,Guard,One building,Plans the own shift,Varied,A team,Calls the police,Guides newcomers,2-4 years
G3,Senior Guard,The whole site,Plans for others,Unforeseen,Company,Closes the site,Leads a squad,5+ years
""",
        "levels.csv",
    )
    for ladder in (columns, rows):
        assert codes(ladder) == ["G1", "G2", "G3"]
        assert level_names(ladder) == ["Junior Guard", "Guard", "Senior Guard"]
        assert ladder.competencies == ()
        assert ladder.levels[2].attributes["decision_rights"] == "Closes the site"
    assert len(rows.levels[0].attributes) == 7


def test_a_group_of_attribute_rows_is_parted_from_the_competencies_below() -> None:
    ladder = only("""# Guard levels

| | Guard I | Guard II | Guard III |
|---|---|---|---|
| **Level attributes** | | | |
| Scope of work | One door | One building | The whole site |
| Level of autonomy | Follows orders closely | Plans the own shift | Plans shifts of others |
| Complexity | Routine | Some variety | Unforeseen |
| Impact | Own work | A team | The company |
| Leadership | None | Guides newcomers | Leads a squad |
| Years of experience | 0-1 | 2-4 | 5+ |
| **Skills** | | | |
| Watching | Stands watch at the door. | Plans a watch. | Designs the watch. |
| Writing | Notes what happened. | Writes reports. | Reviews reports. |
""")
    assert names(ladder) == ["Watching", "Writing"]
    assert groups(ladder) == ["Skills", "Skills"]
    assert ladder.levels[2].attributes == {
        "scope": "The whole site",
        "autonomy": "Plans shifts of others",
        "complexity": "Unforeseen",
        "impact": "The company",
        "leadership": "Leads a squad",
        "typical_experience": "5+",
    }
    assert ladder.levels[2].years == (5, None)


def test_rows_named_scope_and_impact_among_others_stay_competencies() -> None:
    ladder = only("""| Area | Junior | Senior |
|---|---|---|
| Scope | Works at one stone. | Works at all stones. |
| Impact | Own flour. | The whole mill. |
| Craft | Cleans stones. | Dresses stones. |
""")
    assert names(ladder) == ["Scope", "Impact", "Craft"]
    assert [level.attributes for level in ladder.levels] == [{}, {}]


def test_attributes_in_whole_sentences_are_guidelines_too_where_there_are_no_others() -> None:
    ladder = only("""| | Junior | Senior |
|---|---|---|
| Scope | Works on one part of the mill that somebody else has chosen for them. | Works on all parts of the mill and chooses them. |
| Autonomy | Asks before every step and has the result looked over by others. | Decides alone and tells the others what was decided. |
| Complexity | Solves what has been solved before in the same mill or in a near one. | Solves what nobody in the valley has seen so far. |
""")
    assert names(ladder) == ["Scope", "Autonomy", "Complexity"]
    assert len(ladder.guidelines) == 6
    assert ladder.levels[0].attributes["autonomy"].startswith("Asks before every step")


@pytest.mark.parametrize("name", ["ladder.yml", "ladder.yaml"])
def test_attributes_years_and_responsibilities_of_records_are_facts_of_their_levels(name: str) -> None:
    individual, manager = read(
        b"""
tracks:
  individual:
    levels:
      - {code: IC1, name: Baker I, scope: One oven, autonomy: Guided, complexity: Simple, impact: Own work, responsibilities: [Sweeps., Kneads.], years: 0-2}
      - {code: IC2, name: Baker II, scope: Two ovens, autonomy: Alone, complexity: Varied, impact: The shop, responsibilities: [Loads., Counts.], years: 2-5}
  manager:
    levels:
      - {code: M1, name: Shop Manager, scope: One shop, autonomy: Alone, complexity: Varied, impact: The shop, responsibilities: [Plans shifts.], years: 5+}
      - {code: M2, name: Area Manager, scope: Many shops, autonomy: Own goals, complexity: New, impact: The region, responsibilities: [Opens shops.], years: 8+}
""",
        name,
    ).ladders
    assert (individual.track, manager.track) == ("individual", "manager")
    assert (individual.competencies, manager.competencies) == ((), ())
    assert statements(individual) == {"IC1": ["Sweeps.", "Kneads."], "IC2": ["Loads.", "Counts."]}
    assert individual.levels[0].attributes["autonomy"] == "Guided"
    assert [level.years for level in manager.levels] == [(5, None), (8, None)]


def test_levels_listed_again_with_one_line_each_are_described_by_it() -> None:
    reading = read(
        b"""# Porter levels

- **Porter I**: new to the station
- **Porter II**: knows every platform

| Area | Porter I | Porter II |
|---|---|---|
| Bags | Carries bags. | Plans who carries what. |
| Guests | Greets them. | Helps those who are lost. |
""",
        "porter.md",
    )
    (ladder,) = reading.ladders
    assert [level.text for level in ladder.levels] == ["new to the station", "knows every platform"]
    assert ladder.responsibilities == ()
    assert "left out" not in messages(reading)


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("0–1 year", (0, 1)),
        ("at least two years", (2, None)),
        ("5 or more years", (5, None)),
        ("between 2 and 4 yrs", (2, 4)),
        ("3 bis 5 Jahre", (3, 5)),
        ("2 à 5 ans", (2, 5)),
        ("menos de 2 años", (None, 2)),
        ("2,5 Jahre", (2.5, None)),
        ("経験3年", (3, None)),
        ("12 months", None),
    ],
)
def test_years_are_read_in_words_and_other_languages(
    said: str, years: tuple[float | None, float | None] | None
) -> None:
    assert years_in(said) == years


def test_years_that_are_no_experience_are_no_years_of_the_level() -> None:
    ladder = only(
        "## Junior Sailor\nBrings two years of experience.\n- Coils.\n\n## Senior Sailor\nPlans two to three years ahead.\n- Rigs.\n"
    )
    assert [level.years for level in ladder.levels] == [(2, None), None]
