"""A table that a person says is a ladder is read as one, whatever its levels are called; which way round is theirs to say."""

from __future__ import annotations

import pytest

from core.errors import UnreadableDocument
from rubrics.corrections import LadderCorrection, corrected
from rubrics.documents import read

MATRIX = (
    b"# Boatyard\n\n| | Rigging | Hull care |\n|-|-|-|\n| Helper | Ties knots. | Scrapes a hull. |\n"
    b"| Fitter | Replaces a shroud. | |\n| Shipwright | Designs a rig. | Plans a season. |\n"
)


def test_a_table_without_any_known_level_is_read_when_it_is_said_to_be_a_ladder() -> None:
    with pytest.raises(UnreadableDocument):
        read(MATRIX, "yard.md")
    reading = read(MATRIX, "yard.md", "ladder")
    (ladder,) = reading.ladders
    assert (ladder.name, [level.name for level in ladder.levels]) == ("Boatyard", ["Rigging", "Hull care"])
    assert [row.name for row in ladder.competencies] == ["Helper", "Fitter", "Shipwright"]
    assert [(blank.level, blank.competency) for blank in ladder.blanks] == [(2, 2)]
    (said,) = [finding for finding in reading.findings if finding.severity == "warning"]
    assert said.message.startswith("No name of a level is known here.")


def test_it_is_turned_where_its_levels_stand_in_the_rows() -> None:
    better = corrected(read(MATRIX, "yard.md", "ladder"), {1: LadderCorrection(is_turned=True)})
    (turned,) = better.ladders
    assert [finding.message for finding in better.findings] == [
        "By hand: rows and levels changed places in “Boatyard”."
    ]
    assert [level.name for level in turned.levels] == ["Helper", "Fitter", "Shipwright"]
    assert [(cell.level, cell.competency, cell.text) for cell in turned.guidelines][:2] == [
        (1, 1, "Ties knots."),
        (1, 2, "Scrapes a hull."),
    ]


def test_a_text_without_a_table_is_no_ladder_whatever_is_said() -> None:
    with pytest.raises(UnreadableDocument):
        read(b"# Party\n\nWe met at the lake.\n", "party.md", "ladder")
