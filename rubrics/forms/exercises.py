"""Writing an exercise of a draft."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from rubrics.forms.numbers import WholeNumberField
from rubrics.operations.drafts import ExerciseWords


class ExerciseForm(FlaskForm):
    """What the candidate does, for how long, and what it shows."""

    lock = HiddenField()
    opened = HiddenField()
    name = StringField("Name", [DataRequired("Give the exercise a name."), Length(max=300)])
    minutes_low = WholeNumberField("Minutes", [Optional()], description="The shortest time.")
    minutes_high = WholeNumberField("Minutes at most", [Optional()], description="Empty: the same.")
    task = TextAreaField("Task", [Length(max=10000)], description="What the candidate gets and does, one step a line.")
    look_fors = TextAreaField("What it evaluates", [Length(max=10000)], description="One a line.")
    dimensions = SelectMultipleField(
        "Gives evidence on",
        coerce=int,
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def words(self) -> ExerciseWords:
        """What the exercise shall say."""
        low, high = self.minutes_low.data, self.minutes_high.data
        known = [minutes for minutes in (low, high) if minutes is not None]
        return ExerciseWords(
            name=self.name.data or "",
            minutes=(known[0], known[-1]) if known else None,
            task=(self.task.data or "").splitlines(),
            look_fors=(self.look_fors.data or "").splitlines(),
        )
