"""What a committee types."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from calibration.enums import Outcome, Profile


class DecisionForm(FlaskForm):
    """The decision on one application; `number` is how many decisions the page showed."""

    number = HiddenField()
    outcome = RadioField(
        "Decision",
        [InputRequired("Choose what the committee decided.")],
        choices=[SelectChoice(outcome.value, outcome.label) for outcome in Outcome],
    )
    reasons = TextAreaField(
        "Reasons",
        [DataRequired("Give the reasons."), Length(max=10_000)],
        description="Which evidence carried the decision, and what spoke against it. Somebody will read this a year from now.",
    )


class RedFlagForm(FlaskForm):
    """The committee's answer to one red flag."""

    answer = TextAreaField("What the committee found out", [DataRequired("Write the answer."), Length(max=5_000)])


class PacketForm(FlaskForm):
    """For whom a packet is made."""

    profile = SelectField("For", choices=[SelectChoice(Profile.COMMITTEE.value, "The committee")])
