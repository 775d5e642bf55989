"""What people type when they plan interviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3
from wtforms.validators import DataRequired, InputRequired, Length, NoneOf, NumberRange, Optional

from core.forms import MomentField
from scorecards.enums import TrainingStep
from scorecards.forms import choices
from scorecards.forms.plans import QuestionsForm
from scorecards.guest_links import LONGEST_DAYS, USUAL_DAYS
from scorecards.plan import LONGEST, Step

GUEST = -1
"""What is chosen as an interviewer to name a guest."""
DAYS_WRONG = f"A link works for 1 to {LONGEST_DAYS} days."


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


class GuestsForm(FlaskForm):
    """How long the links of guests work who are named beside an interview."""

    days = IntegerField(
        "Days their links work", [Optional(), NumberRange(1, LONGEST_DAYS, DAYS_WRONG)], default=USUAL_DAYS
    )
    by_mail = BooleanField(
        "Mail each guest their link now", description="The links are shown to you once in either case."
    )


class InterviewForm(TimeForm, QuestionsForm, GuestsForm):
    """A new interview of a loop; its interviewer is an account's number, or GUEST, who is named then."""

    interviewer = SelectField(
        "Interviewer",
        [InputRequired("Choose an interviewer."), NoneOf((0,), "Choose an interviewer.")],
        coerce=int,
    )
    guest_name = StringField("Guest's name", [Optional(), Length(max=200)])
    guest_email = EmailField(
        "Guest's email",
        [Optional(), Length(max=254)],
        description="Nobody with an account here, and not the candidate.",
    )
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


class LoopForm(GuestsForm):
    """People and times for the interviews of a plan; its fields are made for each plan by `loop_form`."""


def loop_form(steps: Sequence[Step], people: list[SelectChoice]) -> LoopForm:
    """The form with `interviewer-7`, `guest-7`, `guest-email-7` and `starts-7` for each planned interview, by its number."""

    class ThisLoopForm(LoopForm):
        """The fields of this plan."""

    for step in steps:
        setattr(
            ThisLoopForm,
            f"interviewer-{step.id}",
            SelectField("Interviewer", [Optional()], coerce=int, choices=people, name=f"interviewer-{step.id}"),
        )
        guest = StringField("Guest's name", [Optional(), Length(max=200)], name=f"guest-{step.id}")
        email = EmailField("Guest's email", [Optional(), Length(max=254)], name=f"guest-email-{step.id}")
        setattr(ThisLoopForm, f"guest-{step.id}", guest)
        setattr(ThisLoopForm, f"guest-email-{step.id}", email)
        setattr(ThisLoopForm, f"starts-{step.id}", MomentField("Starts", [Optional()], name=f"starts-{step.id}"))
    return ThisLoopForm()
