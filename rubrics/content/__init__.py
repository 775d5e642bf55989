"""The content of a rubric as plain values, its canonical form and its hash.

`canonical` gives the dictionary, `content_sha256` the hash, `from_canonical` the way back.
"""

from __future__ import annotations

from rubrics.content.reading import from_canonical, statement_from
from rubrics.content.values import (
    Anchor,
    LevelName,
    RubricContent,
    RubricDimension,
    RubricExercise,
    RubricSignal,
    Scale,
    Source,
    Statement,
    TargetLevel,
    Unassigned,
    statements,
)
from rubrics.content.writing import CONTENT_VERSION, canonical, canonical_json, content_sha256, statement_value

__all__ = [
    "CONTENT_VERSION",
    "Anchor",
    "LevelName",
    "RubricContent",
    "RubricDimension",
    "RubricExercise",
    "RubricSignal",
    "Scale",
    "Source",
    "Statement",
    "TargetLevel",
    "Unassigned",
    "canonical",
    "canonical_json",
    "content_sha256",
    "from_canonical",
    "statement_from",
    "statement_value",
    "statements",
]
