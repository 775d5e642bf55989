"""Role profiles and blueprints kept as records or web pages instead of copied text, and the ways their facts are written."""

from __future__ import annotations

import json

import pytest

from rubrics.documents import read
from rubrics.documents.profiles.parts import classifications_of, pay_of
from rubrics.documents.reading.profile import Pay
from tests.rubrics.documents.shown import cells, codes, names

PROFILE = {
    "code": "GLASS.KILN.P3",
    "title": "Senior Kiln Hand",
    "level": {"code": "P3", "name": "Senior"},
    "function": {"name": "Glass"},
    "focus": "Kilns",
    "status": "In review",
    "confidence": "70%",
    "pay": {"currency": "GBP", "median": "31k", "low": 27000, "high": 36000},
    "attributes": {"scope": "One kiln", "decisionRights": "May stop it", "typical_experience": "3 years"},
    "components": {"responsibilities": [{"text": "Opens the log.", "tags": ["common"]}], "tasks": ["Stokes."]},
    "skills": [{"name": "Heat", "description": "Reads the colour."}],
    "titleAliases": [{"title": "Kiln Lead", "type": "common", "confidence": 0.8, "approved": True}, "Stoker"],
    "occupationCodes": {"ISCO-08": "8181", "ESCO": {"code": "8181.1", "title": "kiln operator"}},
    "provenance": {"scores": {"depth": 4.5}, "sources": ["a", "b"]},
    "levelGuidelines": [
        {"level": "P2", "scope": "Half a kiln.", "craft": "Stokes."},
        {"level": "P3", "scope": "A kiln.", "craft": "Repairs."},
    ],
}


def test_a_role_profile_is_read_from_a_record() -> None:
    reading = read(json.dumps({"profile": PROFILE}).encode(), "role.json")
    profile = reading.profile
    assert reading.kind == "role_profile"
    assert profile is not None
    assert (profile.code, profile.title, profile.level_code, profile.level_name) == (
        "GLASS.KILN.P3",
        "Senior Kiln Hand",
        "P3",
        "Senior",
    )
    assert (profile.function, profile.focus, profile.status, profile.confidence) == ("Glass", "Kilns", "in_review", 0.7)
    assert profile.pay == Pay("GBP", 31_000, 27_000, 36_000)
    assert profile.attributes == {
        "scope": "One kiln",
        "decision_rights": "May stop it",
        "typical_experience": "3 years",
    }
    assert [(entry.text, entry.tags, entry.locator) for entry in profile.components["responsibilities"]] == [
        ("Opens the log.", ("common",), "profile.components.responsibilities[1]")
    ]
    assert [(entry.title, entry.confidence, entry.approved) for entry in profile.aliases] == [
        ("Kiln Lead", 0.8, True),
        ("Stoker", None, None),
    ]
    assert [(entry.scheme, entry.code, entry.title) for entry in profile.classifications] == [
        ("ISCO-08", "8181", None),
        ("ESCO", "8181.1", "kiln operator"),
    ]
    assert profile.provenance is not None
    assert (profile.provenance.sources, profile.provenance.passes) == (2, True)
    (ladder,) = reading.ladders
    assert (codes(ladder), names(ladder)) == (["P2", "P3"], ["scope", "craft"])
    assert cells(ladder)["P3", "craft"] == "Repairs."


def test_a_role_profile_is_read_from_a_web_page_in_any_order_of_sections() -> None:
    page = """<html><body><h1>Senior Kiln Hand</h1><p>GLASS.KILN.P3</p><dl><dt>Status</dt><dd>Draft</dd>
    <dt>Level</dt><dd>P3 – Senior</dd><dt>Pay range</dt><dd>€84–121k</dd></dl>
    <h2>Title aliases</h2><table><tr><th>Alias</th><th>Type</th><th>Confidence</th><th>Approved</th></tr>
    <tr><td>Kiln Lead</td><td>common</td><td>0.8</td><td>no</td></tr></table>
    <h2>Level guidelines</h2><table><tr><th>Level</th><th>Scope</th><th>Craft</th></tr>
    <tr><td>P2</td><td>Half a kiln.</td><td>Stokes.</td></tr><tr><td>P3</td><td>A kiln.</td><td>Repairs.</td></tr></table>
    <h2>Responsibilities by level</h2><h3>P2</h3><ul><li>Stokes it.</li></ul><h3>P3</h3><ul><li>Opens the log.</li></ul>
    <h2>Components</h2><h3>Tasks (1)</h3><ul><li>Weighs sand.</li></ul></body></html>"""
    reading = read(page.encode(), "role.html")
    profile = reading.profile
    assert profile is not None
    assert (profile.title, profile.code, profile.level_name, profile.status) == (
        "Senior Kiln Hand",
        "GLASS.KILN.P3",
        "Senior",
        "draft",
    )
    assert profile.pay == Pay("EUR", None, 84_000, 121_000)
    assert [(entry.title, entry.type, entry.confidence, entry.approved) for entry in profile.aliases] == [
        ("Kiln Lead", "common", 0.8, False)
    ]
    assert [entry.text for entry in profile.components["tasks"]] == ["Weighs sand."]
    assert cells(reading.ladders[0])["P2", "Scope"] == "Half a kiln."


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("€84–121k", Pay("EUR", None, 84_000, 121_000)),
        ("84.000 – 121.000 €", Pay("EUR", None, 84_000, 121_000)),
        ("£98k (£84k to £121k)", Pay("GBP", 98_000, 84_000, 121_000)),
        ("CHF 98'000", Pay("CHF", 98_000)),
        ("1.2m SEK", Pay("SEK", 1_200_000)),
        ("$98.5k, from 12 firms", Pay("USD", 98_500)),
        ("98 000", None),
    ],
)
def test_pay_is_read_in_the_signs_and_thousands_of_several_countries(text: str, pay: Pay | None) -> None:
    assert pay_of(text) == pay


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["ISCO-08", "code=2165title=Surveyors"], ("ISCO-08", "2165", "Surveyors")),
        (["ISCO-08: 2165 – Surveyors"], ("ISCO-08", "2165", "Surveyors")),
        (["SOC 17-1022 Surveyors"], ("SOC", "17-1022", "Surveyors")),
        (["KldB 2010", "code=31213"], ("KldB 2010", "31213", None)),
        (["KldB 2010: 31213"], ("KldB 2010", "31213", None)),
        (["ESCO\t2165.1\tland surveyor"], ("ESCO", "2165.1", "land surveyor")),
    ],
)
def test_occupation_codes_stand_below_their_scheme_or_beside_it(
    lines: list[str], found: tuple[str, str, str | None]
) -> None:
    (read_as,) = classifications_of([(line, "line 1", False) for line in lines])
    assert (read_as.scheme, read_as.code, read_as.title) == found


BLUEPRINT = {
    "title": "Principal Ice Cutter: blueprint",
    "mission": "Keep the cellar cold.",
    "responsibilities": {"core": ["Cuts the first block."], "shared": "Trains two cutters."},
    "kpis": [{"metric": "Melt", "target": "5 %"}, "Complaints"],
    "goals": [{"period": "30 days", "items": ["Sharpens."]}, {"period": "60 days", "items": ["Cuts."]}],
    "hiring": {
        "strong_signals": ["Looks at the sky."],
        "scorecard": [{"dimension": "Saw", "5": "Straight."}, {"dimension": "Horse", "5": "Calm."}],
    },
    "notes": None,
}


def test_a_blueprint_is_read_from_a_record() -> None:
    reading = read(json.dumps({"data": BLUEPRINT}).encode(), "role.json")
    plan = reading.blueprint
    assert reading.kind == "blueprint"
    assert plan is not None
    assert (plan.role, plan.level_word, plan.mission) == ("Principal Ice Cutter", "Principal", "Keep the cellar cold.")
    assert [(entry.name, entry.items) for entry in plan.responsibilities] == [
        ("core", ("Cuts the first block.",)),
        ("shared", ("Trains two cutters.",)),
    ]
    assert [(entry.name, entry.items) for entry in plan.goals] == [("30 days", ("Sharpens.",)), ("60 days", ("Cuts.",))]
    assert [(entry.name, entry.facts) for entry in plan.measures] == [("Melt", {"target": "5 %"}), ("Complaints", {})]
    assert reading.criteria is not None
    assert [entry.name for entry in reading.criteria.dimensions] == ["Saw", "Horse"]
    assert [signal.text for signal in reading.criteria.strong_signals] == ["Looks at the sky."]
