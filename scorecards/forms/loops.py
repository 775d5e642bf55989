"""What people type when they plan interviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from core.forms import MomentField
from scorecards.enums import TrainingStep
from scorecards.forms import choices
from scorecards.forms.plans import QuestionsForm
from scorecards.plan import LONGEST, Step


class TimeForm(FlaskForm):
    """When an interview is, for how long, and with whom."""

    interviewer = SelectField(
        "Interviewer",
        [InputRequired("Choose an interviewer."), NumberRange(min=1, message="Choose an interviewer.")],
        coerce=int,
    )
    scheduled_at = MomentField("Starts", [Optional()])
    minutes = IntegerField(
        "Minutes",
        [InputRequired("Give the minutes."), NumberRange(1, LONGEST, f"Between 1 and {LONGEST} minutes.")],
        default=60,
    )

    def starts(self) -> datetime | None:
        """The chosen time with its zone, or None."""
        chosen: datetime | None = self.scheduled_at.data
        return chosen


class InterviewForm(TimeForm, QuestionsForm):
    """A new interview of a loop."""

    title = StringField("Title", [DataRequired("Name the interview."), Length(max=200)])
    training = SelectField(
        "Takes part as",
        [Optional()],
        choices=choices(
            [
                ("", "Interviewer: the scorecard counts"),
                (TrainingStep.SHADOW.value, "Shadow: learns by watching, never counts"),
                (TrainingStep.REVERSE_SHADOW.value, "Reverse shadow: learns by leading while somebody watches"),
            ]
        ),
    )
    watcher = SelectField("Who watches, in a reverse shadow", [Optional()], coerce=int)


class FocusForm(QuestionsForm):
    """What an interview covers that nobody has begun."""


class LoopForm(FlaskForm):
    """People and times for the interviews of a plan; its fields are made for each plan by `loop_form`."""


def loop_form(steps: Sequence[Step], people: list[SelectChoice]) -> LoopForm:
    """The form with `interviewer-7` and `starts-7` for each planned interview, by its number."""

    class ThisLoopForm(LoopForm):
        """The fields of this plan."""

    for step in steps:
        setattr(
            ThisLoopForm,
            f"interviewer-{step.id}",
            SelectField("Interviewer", [Optional()], coerce=int, choices=people, name=f"interviewer-{step.id}"),
        )
        setattr(ThisLoopForm, f"starts-{step.id}", MomentField("Starts", [Optional()], name=f"starts-{step.id}"))
    return ThisLoopForm()
