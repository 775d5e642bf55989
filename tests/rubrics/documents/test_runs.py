"""Cells that lost their borders: where they are cut, and what must not fool the cut."""

from __future__ import annotations

import pytest

from rubrics.documents import read
from rubrics.documents.profiles.guidelines import ladder_of
from rubrics.documents.profiles.parts import aliases_of, badge_of, pay_of
from rubrics.documents.profiles.runs import camel_words, cut_head, cut_pairs, cut_row, cut_scores, cut_tags
from rubrics.documents.reading import Finding
from rubrics.documents.reading.profile import Pay

WORDS = camel_words("We use OpenTelemetry and GrowthBook in many places.")


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("Does small tasks.Asks for help.3+ years.", ("Does small tasks.", "Asks for help.", "3+ years.")),
        (
            "Knows tools, e.g.Python and make.Asks.5+ years.",
            ("Knows tools, e.g.Python and make.", "Asks.", "5+ years."),
        ),
        (
            "Keeps uptime at 99.9% in v2.1 systems.Plans work.8 years.",
            ("Keeps uptime at 99.9% in v2.1 systems.", "Plans work.", "8 years."),
        ),
        (
            "Writes Node.JS services with care.Reviews code.2+ years.",
            ("Writes Node.JS services with care.", "Reviews code.", "2+ years."),
        ),
        (
            "Teaches P3.P4 engineers about ladders.Speaks up.9+ years.",
            ("Teaches P3.P4 engineers about ladders.", "Speaks up.", "9+ years."),
        ),
        (
            "Works in the U.S.A offices every day.Travels.4+ years.",
            ("Works in the U.S.A offices every day.", "Travels.", "4+ years."),
        ),
        (
            "Runs OpenTelemetry pipelinesReviews plans with peers.6+ years.",
            ("Runs OpenTelemetry pipelines", "Reviews plans with peers.", "6+ years."),
        ),
        ("Is asked (often).“Owns” the plan.7+ years.", ("Is asked (often).", "“Owns” the plan.", "7+ years.")),
    ],
)
def test_a_row_is_cut_at_the_ends_of_its_cells_only(row: str, cells: tuple[str, ...]) -> None:
    cut = cut_row(row, 3, WORDS, {"P3", "P4"})
    assert cut is not None
    assert cut.parts == cells


def test_a_row_with_too_few_borders_is_not_guessed() -> None:
    assert cut_row("One text with no border at all", 3, WORDS) is None


def test_a_doubtful_cut_is_marked() -> None:
    cut = cut_row("First part.Second part.Third part.Fourth part.", 3, WORDS)
    assert cut is not None
    assert cut.doubtful is True


def test_a_head_is_cut_between_names_and_not_inside_words() -> None:
    assert cut_head("Scope & ImpactGrowthBook CraftDevOps SenseTypical Degree & Years", WORDS) == (
        "Scope & Impact", "GrowthBook Craft", "DevOps Sense", "Typical Degree & Years",
    )  # fmt: skip


def test_tags_are_cut_once_each_and_never_from_a_word_of_the_text() -> None:
    lines = [
        "Plans at multilevelcommonlevel",
        "Speaks at a high levelcommonlevel",
        "Fixes things.common",
        "Keeps level",
    ]
    assert cut_tags(lines, ("common", "level")) == [
        ("Plans at multilevel", ("common", "level")),
        ("Speaks at a high level", ("common", "level")),
        ("Fixes things.", ("common",)),
        ("Keeps level", ()),
    ]


def test_scores_and_pairs_run_together_are_parted() -> None:
    assert cut_scores("Depth of field5.0Real-world fit4.5Tone3") == {
        "Depth of field": 5.0,
        "Real-world fit": 4.5,
        "Tone": 3.0,
    }
    assert cut_pairs("code=11-22title=Cooks & bakerssource=list.a", ("code", "title", "source")) == {
        "code": "11-22", "title": "Cooks & bakers", "source": "list.a",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("$231k ($182k$294k)", Pay("USD", 231000, 182000, 294000)),
        ("€80,500 (€70,000–€95,000)", Pay("EUR", 80500, 70000, 95000)),
        ("£1.2m", Pay("GBP", 1200000)),
        ("model pending", None),
    ],
)
def test_pay_is_read_with_or_without_its_dash(text: str, pay: Pay | None) -> None:
    assert pay_of(text) == pay


def test_badges_are_parted() -> None:
    assert badge_of("K3K3 — Middle Kite Makerlow0.40in_reviewemeav2") == {
        "level_code": "K3", "level_name": "Middle Kite Maker", "confidence": 0.4, "confidence_word": "low", "status": "in_review", "region": "emea", "edition": "v2",
    }  # fmt: skip


def test_aliases_are_parted_and_a_range_of_levels_is_flagged() -> None:
    findings: list[Finding] = []
    lines = [
        ("AliasTypeConfidenceApproved", "line 1"),
        ("Kite Maker IIIcommonmedium0.70", "line 2"),
        ("Kite Master 3informalhigh0.91yes", "line 3"),
        ("K3–K4commonlow0.20", "line 4"),
    ]
    aliases = aliases_of(lines, findings)
    assert [
        (alias.title, alias.type, alias.confidence_word, alias.confidence, alias.approved) for alias in aliases
    ] == [
        ("Kite Maker III", "common", "medium", 0.7, None),
        ("Kite Master 3", "informal", "high", 0.91, True),
        ("K3–K4", "common", "low", 0.2, None),
    ]
    assert [finding.locator for finding in findings] == ["line 4"]


DUTIES = [("K2 - Kite Maker", "line 1", False), ("K3 - Kite Master", "line 2", False)]


@pytest.mark.parametrize("duties", [[], DUTIES])
@pytest.mark.parametrize(
    "rows",
    [
        ("| Level | Craft | Reach |", "| K2 | Sews alone. | Own bench. |", "| K3 |  | Two benches. |"),
        ("|Level|Craft|Reach|", "|K2|Sews alone.|Own bench.|", "|K3||Two benches.|"),
    ],
)
def test_rows_with_bars_are_read_with_and_without_spaces_round_them(
    duties: list[tuple[str, str, bool]], rows: tuple[str, ...]
) -> None:
    draft = ladder_of(duties, [(row, f"line {number}", False) for number, row in enumerate(rows, start=3)], "")
    assert draft is not None
    said = {
        (draft.levels[level].label.code, draft.competencies[column].name): cell.items
        for (level, column), cell in draft.cells.items()
    }
    assert said == {
        ("K2", "Craft"): ["Sews alone."],
        ("K2", "Reach"): ["Own bench."],
        ("K3", "Reach"): ["Two benches."],
    }


PAGE = """← Taxonomy
K2
KITES.GEN.K2
Kite Maker

Kite Maker

KITES.GEN.K2

K2K2 — Kite Makermedium0.50draftglobalv1

Makes kites.

Responsibilities by level

K1
  • Glues paper.
K2this profile
  • Designs kites.
  • Tests them in the wind.

Level guidelines

Words about the table.

{table}

Level — K2 — Kite Maker

Knows kites.

Scope
One workshop
Typical experience
2–4 yrs

Title aliasesshow ▾

No title aliases recorded for this profile yet.

Provenance

Depth4.0Tone3.5
3 sources
"""


@pytest.mark.parametrize(
    "table",
    [
        "LevelPaper & GlueWind SenseTypical Years\nK1Cuts paper with help.Feels wind, e.g. on a hill.1+ years with a course.\nK2Cuts any paper.Reads gusts of 5.5 m/s.4+ years.",
        "LevelPaper & GlueWind SenseTypical YearsK1Cuts paper with help.Feels wind, e.g. on a hill.1+ years with a course.K2Cuts any paper.Reads gusts of 5.5 m/s.4+ years.",
        "Level\tPaper & Glue\tWind Sense\tTypical Years\nK1\tCuts paper with help.\tFeels wind, e.g. on a hill.\t1+ years with a course.\nK2\tCuts any paper.\tReads gusts of 5.5 m/s.\t4+ years.",
    ],
    ids=["a row to a line", "all on one line", "tabs kept"],
)
def test_a_profile_page_gives_its_ladder_whatever_became_of_the_table(table: str) -> None:
    reading = read(PAGE.format(table=table).encode(), "kites.txt")
    (ladder,) = reading.ladders
    assert reading.kind == "role_profile"
    assert [row.name for row in ladder.competencies] == ["Paper & Glue", "Wind Sense"]
    assert [cell.text for cell in ladder.guidelines] == [
        "Cuts paper with help.", "Cuts any paper.", "Feels wind, e.g. on a hill.", "Reads gusts of 5.5 m/s.",
    ]  # fmt: skip
    assert [level.years for level in ladder.levels] == [(1, None), (4, None)]
    assert [(entry.level, entry.text) for entry in ladder.responsibilities] == [
        (1, "Glues paper."),
        (2, "Designs kites."),
        (2, "Tests them in the wind."),
    ]
    assert reading.profile is not None
    assert reading.profile.aliases == ()
    assert reading.profile.provenance is not None
    assert reading.profile.provenance.passes is False


def test_a_row_that_cannot_be_cut_is_kept_whole_and_said() -> None:
    table = (
        "LevelPaper & GlueWind SenseTypical Years\nK1Cuts paper with help.Feels wind.1+ years.\nK2cannot be cut at all"
    )
    reading = read(PAGE.format(table=table).encode(), "kites.txt")
    assert [entry.text for entry in reading.ladders[0].responsibilities if entry.level == 2] == [
        "Designs kites.", "Tests them in the wind.", "cannot be cut at all",
    ]  # fmt: skip
    assert any("could not be told apart" in finding.message for finding in reading.findings)


def test_a_row_of_a_level_without_responsibilities_is_said_to_be_left_out() -> None:
    table = "Level | Paper & Glue | Wind Sense\nK1 | Cuts paper. | Feels wind.\nK2 | Folds. | Reads clouds.\nK3 | Invents folds. | Forecasts."
    reading = read(PAGE.format(table=table).encode(), "kites.txt")
    assert [level.code for level in reading.ladders[0].levels] == ["K1", "K2"]
    assert [finding.message for finding in reading.findings if "K3" in finding.message][:1] == [
        "The row of K3 was left out: no responsibilities are listed for that level."
    ]
