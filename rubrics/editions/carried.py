"""What became of the corrections of the earlier edition, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.readings import as_sentence


@dataclass(frozen=True, slots=True)
class CarriedWords:
    """What became of the corrections of the earlier edition: in a line, and each as a sentence."""

    title: str
    kept: tuple[str, ...]
    lost: tuple[str, ...]


def carried_words(carried: Mapping[str, Sequence[str]] | None) -> CarriedWords | None:
    """The words for what is kept with a new edition as `carried`; None where there is nothing to say."""
    if not carried:
        return None
    kept, lost = (tuple(as_sentence(said) for said in carried[part]) for part in ("kept", "lost"))
    corrections = f"correction{'' if len(kept or lost) == 1 else 's'} of the earlier edition"
    no_longer = f"{len(lost)} no longer fit{'s' if len(lost) == 1 else ''}"
    if not kept:
        return CarriedWords(f"{len(lost)} {corrections} no longer fit{'s' if len(lost) == 1 else ''}", kept, lost)
    return CarriedWords(f"{len(kept)} {corrections} kept{f', {no_longer}' if lost else ''}", kept, lost)
