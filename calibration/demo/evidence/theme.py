"""The parts of a note about one dimension."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Parts that fit together in any combination.

    `seen` says per score (1-5) what was observed, as a past tense without a subject; `after` says per score what followed,
    as a whole sentence. `{minutes}`, `{weeks}`, `{teams}`, `{share}` and `{years}` stand for figures chosen for each note.
    """

    seen: dict[int, tuple[str, ...]]
    after: dict[int, tuple[str, ...]]
