"""Facts of a level that stand among its guidelines: years, degrees, pay."""

from __future__ import annotations

import re

from rubrics.documents.blocks import Cell, folded
from rubrics.documents.bullets import NUMBERED, parted
from rubrics.documents.labels import MONEY, bare
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.quantities import years_in
from rubrics.documents.reading import Finding


def qualify(draft: Draft, index: int, name: str, cell: Cell) -> None:
    """Takes a cell of years or degrees as a fact of a level; pay is left out, which is said."""
    level = draft.levels[index]
    if MONEY.search(name):
        draft.findings.append(Finding("info", cell.place, f"“{bare(name)}” is no expectation and was left out."))
        return
    level.qualification = folded(f"{level.qualification}; {cell.text}") if level.qualification else cell.text
    level.years = (
        level.years
        or years_in(cell.text)
        or (years_in(f"{cell.text} years") if re.search("year|yrs", name, re.IGNORECASE) else None)
    )


def items_of(cell: Cell) -> list[str]:
    """The bullets of a cell without their numbers, or its one text."""
    items = cell.items or (parted(cell.text) if cell.text[:1] == "1" else ())
    if len(items) > 1 and all(NUMBERED.match(item) for item in items):
        return [NUMBERED.sub("", item) for item in items]
    return list(items) if items else ([cell.text] if cell.text else [])
