"""One change between two editions, with the words marked that differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher

MOST_PAIRS = 250_000
"""Pairs of words up to which two texts are compared word by word: about 0.1 seconds."""
Part = tuple[str, bool]
"""A piece of a text, and whether it is changed."""


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One change: where, in words, and what stood there before and stands there now (None: nothing).

    `place` is its place in the new edition, empty where nothing stands there now or the change has no one place.
    """

    where: str
    before: str | None
    after: str | None
    place: str = field(default="", compare=False)

    def parts(self) -> tuple[list[Part], list[Part]]:
        """The text before and the text now in pieces, for marking what changed; none where there was or is no text.

        Where one side is empty, or both are very long, nothing is marked.
        """
        before, after = (self.before or "").split(), (self.after or "").split()
        if not before or not after or len(before) * len(after) > MOST_PAIRS:
            return [(" ".join(before), False)] if before else [], [(" ".join(after), False)] if after else []
        was: list[Part] = []
        now: list[Part] = []
        for what, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            was += [(" ".join(before[start:end]), what != "equal")] if end > start else []
            now += [(" ".join(after[from_:to]), what != "equal")] if to > from_ else []
        return was, now
