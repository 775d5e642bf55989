"""Ladders in records of many schemas: lists beside lists, steps by number, milestones, levels that extend others."""

from __future__ import annotations

import json

from tests.rubrics.documents.shown import codes, groups, level_names, names, only, statements


def test_statements_that_name_their_level_and_theme_make_a_ladder() -> None:
    def entry(level: str, domain: str, text: str) -> dict[str, object]:
        links = [{"label": "Rope", "url": "https://sail.example"}]
        return {"id": text, "summary": text, "examples": ["e"], "links": links, "level": level, "domain": domain}

    listed = [entry("sailor", "craft", "Coils"), entry("sailor", "people", "Asks"), entry("senior1", "craft", "Rigs")]
    ladder = only(
        json.dumps([*listed, entry("senior1", "people", "Helps"), entry("senior1", "people", "Teaches")]), "s.json"
    )
    assert (level_names(ladder), names(ladder)) == (["sailor", "senior1"], ["craft", "people"])
    assert ladder.guidelines[-1].items == ("Helps", "Teaches")


def test_records_with_numbered_and_named_steps_of_each_competency_are_one_ladder() -> None:
    def competency(name: str, *texts: str) -> dict[str, object]:
        steps = {str(number): {"name": word, "description": [text]} for number, (word, text) in enumerate(zip(["Learning", "Competent", "Mastering"], texts, strict=True), start=1)}  # fmt: skip
        return {"name": name, "description": "d", "levels": steps}

    records = [
        {
            "competencies": [
                competency("Rope", "Coils.", "Ties.", "Rigs."),
                competency("Crew", "Asks.", "Helps.", "Leads."),
            ]
        }
    ]
    ladder = only(json.dumps(records), "steps.json")
    assert (level_names(ladder), names(ladder)) == (["Learning", "Competent", "Mastering"], ["Rope", "Crew"])


def test_records_of_tracks_with_milestones_and_signals_are_a_ladder() -> None:
    def track(name: str, *steps: str) -> dict[str, object]:
        return {
            "displayName": name,
            "category": "A",
            "milestones": [{"summary": step, "signals": [f"{step} again"]} for step in steps],
        }

    ladder = only(
        json.dumps({"ROPE": track("Rope", "Coils", "Rigs"), "CREW": track("Crew", "Asks", "Leads")}), "tracks.json"
    )
    assert (codes(ladder), names(ladder), groups(ladder)) == (["1", "2"], ["Rope", "Crew"], ["A", "A"])


def test_a_level_of_a_record_that_includes_another_builds_on_it() -> None:
    records = "levels:\n  - name: Junior Sailor\n    expectations: [Coils., Asks.]\n  - name: Senior Sailor\n    includes: Junior Sailor\n    expectations: [Rigs.]\n"
    ladder = only(records, "sailors.yaml")
    assert (ladder.cumulative, statements(ladder)["Senior Sailor"]) == (True, ["Rigs."])


def test_ranks_below_expectations_of_a_competency_belong_to_the_competency() -> None:
    records = [{"name": name, "expectations": {"junior": one, "senior": two}} for name, one, two in (("Rope", "Coils.", "Rigs."), ("Crew", "Asks.", "Leads."))]  # fmt: skip
    ladder = only(json.dumps(records), "ranks.json")
    assert (names(ladder), level_names(ladder)) == (["Rope", "Crew"], ["junior", "senior"])


def test_attributes_of_a_record_are_no_rows_and_what_it_extends_is_built_on() -> None:
    level = "  - id: {}\n    name: {}\n{}    attributes: {{scope: {}, autonomy: {}, complexity: {}}}\n    responsibilities: [{}]\n"
    first = level.format("L1", "Junior Sailor", "", "One task", "Guided", "Known", "Coils.")
    second = level.format("L2", "Senior Sailor", "    extends: L1\n", "A watch", "Alone", "New", "Rigs.")
    ladder = only(f"levels:\n{first}{second}", "deck.yaml")
    assert [entry.attributes["scope"] for entry in ladder.levels] == ["One task", "A watch"]
    assert (names(ladder), ladder.cumulative, statements(ladder)["L2"]) == ([], True, ["Rigs."])


def test_a_list_of_levels_beside_the_competencies_gives_names_years_and_groups() -> None:
    ladder = only(
        """levels:
  - {id: s1, title: Junior Sailor, years: 0-1}
  - {id: s2, title: Senior Sailor, years: 2+}
competencies:
  - name: Rope
    area: Craft
    expectations:
      - {level: s1, description: Coils.}
      - {level: s2, description: Rigs.}
  - name: Crew
    area: People
    expectations:
      - {level: s1, description: Asks.}
      - {level: s2, description: Leads.}
""",
        "sailors.yaml",
    )
    assert [(level.code, level.name, level.years) for level in ladder.levels] == [
        ("s1", "Junior Sailor", (0, 1)),
        ("s2", "Senior Sailor", (2, None)),
    ]
    assert (names(ladder), groups(ladder)) == (["Rope", "Crew"], ["Craft", "People"])


def test_lines_of_a_text_are_statements_and_the_singular_of_a_list_names_its_records() -> None:
    grades = [
        {
            "grade": code,
            "title": title,
            "capabilities": [{"capability": "Care", "indicators": care}, {"capability": "Crew", "indicators": crew}],
        }
        for code, title, care, crew in (
            ("N1", "Junior Nurse", ["Washes.", "Notes."], ["Asks."]),
            ("N2", "Senior Nurse", ["Plans."], ["Leads."]),
        )
    ]
    listed = only(json.dumps({"families": [{"name": "Nursing", "grades": grades}]}), "nurses.json")
    lined = only(
        "levels:\n  L1:\n    care: |\n      Washes.\n      Notes.\n    crew: Asks.\n  L2:\n    care: |-\n      - Plans.\n      - Checks.\n    crew: Leads.\n",
        "n.yaml",
    )
    assert (codes(listed), names(listed)) == (["N1", "N2"], ["Care", "Crew"])
    assert [cell.items for cell in lined.guidelines][:2] == [("Washes.", "Notes."), ("Plans.", "Checks.")]


def test_records_whose_keys_are_of_another_language_are_read() -> None:
    level = "  - {{codigo: {}, nombre: {}, competencias: {{Almacén: {}, Equipo: {}}}}}\n"
    ladder = only(
        "niveles:\n"
        + level.format("N1", "Auxiliar", "Coloca.", "Pregunta.")
        + level.format("N2", "Técnico", "Organiza.", "Ayuda."),
        "n.yaml",
    )
    assert (codes(ladder), level_names(ladder), names(ladder)) == (
        ["N1", "N2"],
        ["Auxiliar", "Técnico"],
        ["Almacén", "Equipo"],
    )
