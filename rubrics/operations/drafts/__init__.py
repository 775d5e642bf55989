"""Drafts of rubrics: stored from generated content, then edited by people until they are published."""

from __future__ import annotations

from rubrics.operations.drafts.claiming import claim_draft, reread
from rubrics.operations.drafts.dimensions import (
    MOST_WEIGHT,
    add_dimension,
    edit_dimension,
    move_dimension,
    remove_dimension,
)
from rubrics.operations.drafts.exercises import (
    ExerciseWords,
    add_exercise,
    edit_exercise,
    move_exercise,
    remove_exercise,
)
from rubrics.operations.drafts.signals import add_signal, edit_signal, move_signal, remove_signal
from rubrics.operations.drafts.statements import AnchorEdit, move_statement
from rubrics.operations.drafts.writing import ChosenLink, create_draft, write_content

__all__ = [
    "MOST_WEIGHT",
    "AnchorEdit",
    "ChosenLink",
    "ExerciseWords",
    "add_dimension",
    "add_exercise",
    "add_signal",
    "claim_draft",
    "create_draft",
    "edit_dimension",
    "edit_exercise",
    "edit_signal",
    "move_dimension",
    "move_exercise",
    "move_signal",
    "move_statement",
    "remove_dimension",
    "remove_exercise",
    "remove_signal",
    "reread",
    "write_content",
]
