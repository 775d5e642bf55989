"""What a changed document says otherwise than the edition of it that is in the library, and what is said of that.

Both are readings as plain values, as they are kept with their documents.
"""

from __future__ import annotations

from rubrics.editions.carried import CarriedWords, carried_words
from rubrics.editions.change import EditionChange
from rubrics.editions.changes import edition_changes
from rubrics.editions.said import everything_said, folded, is_same_document

__all__ = [
    "CarriedWords",
    "EditionChange",
    "carried_words",
    "edition_changes",
    "everything_said",
    "folded",
    "is_same_document",
]
