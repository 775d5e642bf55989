"""Placing a level on the common scale by hand."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3
from wtforms.validators import InputRequired, Length

from rubrics.rankwords import RANKS


class PlacementForm(FlaskForm):
    """The rank and why."""

    rank = SelectField(
        "Rank",
        [InputRequired("Choose a rank.")],
        coerce=int,
        choices=[SelectChoice(rank, f"{rank}. {words}") for rank, words in RANKS.items()],
    )
    reason = TextAreaField(
        "Why",
        [InputRequired("Say why, so that others can follow it."), Length(max=2000)],
        description="What the level asks that its texts do not say. Your name stands beside it.",
    )
