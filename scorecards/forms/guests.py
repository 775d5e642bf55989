"""What people type about guests, and what a guest brings."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, IntegerField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from scorecards.guest_links import LONGEST_DAYS, USUAL_DAYS


class DaysForm(FlaskForm):
    """How long a link works."""

    days = IntegerField(
        "Days the link works",
        [
            InputRequired("Give the days."),
            NumberRange(1, LONGEST_DAYS, f"A link works for 1 to {LONGEST_DAYS} days."),
        ],
        default=USUAL_DAYS,
        description="It ends earlier when the scorecard is submitted, and can be renewed.",
    )
    by_mail = BooleanField(
        "Mail the link to the guest now", description="The link is shown to you once in either case."
    )


class GuestForm(DaysForm):
    """The guest who takes an interview."""

    name = StringField("Name", [DataRequired("Give the guest's name."), Length(max=200)])
    email = EmailField(
        "Email",
        [DataRequired("Give the guest's address."), Length(max=254)],
        description="Tells one guest from another. Nobody with an account here, and not the candidate.",
    )


class EntranceForm(FlaskForm):
    """The link that a guest was sent."""

    link = StringField(
        "Your link",
        [DataRequired("Paste the link that you were sent."), Length(max=500)],
        description="The whole link, as it stands in the message.",
    )
