"""What a reading holds in the words of its document, for comparing whole ladders at once."""

from __future__ import annotations

from rubrics.documents import read
from rubrics.documents.reading import CriteriaReading, LadderReading, Reading


def ladders(text: str, name: str = "ladder.md") -> tuple[LadderReading, ...]:
    return read(text.encode(), name).ladders


def only(text: str, name: str = "ladder.md") -> LadderReading:
    (ladder,) = ladders(text, name)
    return ladder


def cells(ladder: LadderReading) -> dict[tuple[str, str], str]:
    levels = {level.position: level.code or level.name or "" for level in ladder.levels}
    rows = {row.position: row.name for row in ladder.competencies}
    return {(levels[cell.level], rows[cell.competency]): cell.text for cell in ladder.guidelines}


def names(ladder: LadderReading) -> list[str]:
    return [row.name for row in ladder.competencies]


def groups(ladder: LadderReading) -> list[str | None]:
    return [row.group for row in ladder.competencies]


def codes(ladder: LadderReading) -> list[str | None]:
    return [level.code for level in ladder.levels]


def level_names(ladder: LadderReading) -> list[str | None]:
    return [level.name for level in ladder.levels]


def messages(reading: Reading) -> str:
    return "\n".join(f"{finding.locator}: {finding.message}" for finding in reading.findings)


def statements(ladder: LadderReading) -> dict[str, list[str]]:
    """The responsibilities of each level that has any, by the level's code or name."""
    found: dict[str, list[str]] = {}
    for entry in ladder.responsibilities:
        level = ladder.levels[entry.level - 1]
        found.setdefault(level.code or level.name or "", []).append(entry.text)
    return found


def criteria(text: str, name: str = "guide.md") -> CriteriaReading:
    found = read(text.encode(), name).criteria
    assert found is not None
    return found


def anchors(found: CriteriaReading) -> dict[str, dict[int, str]]:
    return {
        dimension.name: {anchor.score: anchor.text for anchor in dimension.anchors} for dimension in found.dimensions
    }
