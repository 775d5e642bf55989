"""What people type when they plan interviews. Times are in UTC, and the pages say so."""

from __future__ import annotations

from datetime import UTC, datetime

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateTimeLocalField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from scorecards.operations.loops import LONGEST

WHEN = "%Y-%m-%dT%H:%M"


class TimeForm(FlaskForm):
    """When an interview is, for how long, and with whom."""

    interviewer = SelectField(
        "Interviewer",
        [InputRequired("Choose an interviewer."), NumberRange(min=1, message="Choose an interviewer.")],
        coerce=int,
    )
    scheduled_at = DateTimeLocalField("Starts (UTC)", [Optional()], format=WHEN)
    minutes = IntegerField(
        "Minutes",
        [InputRequired("Give the minutes."), NumberRange(1, LONGEST, f"Between 1 and {LONGEST} minutes.")],
        default=60,
    )

    def starts(self) -> datetime | None:
        """The chosen time with its zone, or None."""
        chosen: datetime | None = self.scheduled_at.data
        return chosen.replace(tzinfo=UTC) if chosen else None


class InterviewForm(TimeForm):
    """A new interview of a loop."""

    title = StringField("Title", [DataRequired("Name the interview."), Length(max=200)])
    focus = SelectMultipleField(
        "Focus dimensions",
        [DataRequired("Choose at least one dimension that this interview must cover.")],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="What this interview must bring evidence on. The interviewer may rate others too.",
    )
    exercise = SelectField("Exercise", [Optional()], coerce=int)
    is_shadow = BooleanField("Shadow", description="The interviewer is learning: marked, and never counted.")
