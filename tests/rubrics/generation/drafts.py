"""What the tests of generation ask of a draft."""

from __future__ import annotations

from rubrics.content import RubricContent
from rubrics.generate import RubricDraft, generate
from rubrics.generation.inputs import Link
from tests.rubrics.examples import pump_criteria, pump_ladder


def words(content: RubricContent, key: str) -> dict[int, list[str]]:
    """Score -> the texts of a dimension's anchor."""
    return {anchor.score: [entry.text for entry in anchor.statements] for anchor in content.dimension(key).anchors}


def unwritten(content: RubricContent, key: str) -> dict[int, str]:
    return {anchor.score: anchor.unwritten for anchor in content.dimension(key).anchors if anchor.unwritten is not None}


def checks(draft: RubricDraft) -> list[str]:
    return [finding.check for finding in draft.findings]


def both(*links: tuple[str, str], target: str = "E3") -> RubricDraft:
    return generate(
        ladder=pump_ladder(),
        criteria=pump_criteria(),
        target_level=target,
        criteria_level="E3",
        links=[Link(*link) for link in links],
    )
