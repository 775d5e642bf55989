"""What people type about requisitions, candidates, loops and scorecards."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3


def choices(pairs: Iterable[tuple[object, str]]) -> list[SelectChoice]:
    """What a select field offers, from (value, words)."""
    return [SelectChoice(value, words) for value, words in pairs]
