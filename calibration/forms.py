"""What a committee types."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from calibration.enums import Outcome, Profile
from core.errors import InvalidInput
from core.forms import MomentField

OUTCOMES = [SelectChoice(outcome.value, outcome.label) for outcome in Outcome]
NOT_OBSERVED = "not_observed"


class DecisionForm(FlaskForm):
    """The decision on one application; `number` is how many decisions the page showed."""

    number = HiddenField()
    outcome = RadioField(
        "Decision",
        [InputRequired("Choose what the committee decided.")],
        choices=OUTCOMES,
    )
    reasons = TextAreaField(
        "Reasons",
        [DataRequired("Give the reasons."), Length(max=10_000)],
        description="Which evidence carried the decision, and what spoke against it. Somebody will read this a year from now.",
    )
    difference = TextAreaField(
        "Why otherwise than the scores",
        [Length(max=5_000)],
        description="Only where you decide otherwise than the scores alone would: what they miss.",
    )


class RedFlagForm(FlaskForm):
    """The committee's answer to one red flag."""

    answer = TextAreaField("What the committee found out", [DataRequired("Write the answer."), Length(max=5_000)])


class PacketForm(FlaskForm):
    """For whom a packet is made, and what else an anonymous one masks."""

    profile = RadioField(
        "For",
        [InputRequired("Choose for whom the packet is made.")],
        choices=[SelectChoice(profile.value, profile.readers) for profile in Profile],
        default=Profile.COMMITTEE.value,
    )
    also_masked = TextAreaField(
        "Mask these words too",
        [Optional(), Length(max=2_000)],
        description="Only in an anonymous packet: schools, employers, whatever tells who it is. One on each line.",
    )

    def words(self) -> tuple[str, ...]:
        """What else is masked."""
        return tuple(line.strip() for line in (self.also_masked.data or "").splitlines() if line.strip())


class BulkForm(FlaskForm):
    """For whom many packets are made; which ones, the page's own checkboxes say."""

    profile = RadioField(
        "For",
        [InputRequired("Choose for whom the packets are made.")],
        choices=[SelectChoice(profile.value, profile.readers) for profile in Profile],
        default=Profile.COMMITTEE.value,
    )


class BackgroundForm(FlaskForm):
    """Where the candidate studied and worked."""

    schools = TextAreaField("Schools", [Optional(), Length(max=5_000)], description="One on each line.")
    employers = TextAreaField("Employers", [Optional(), Length(max=5_000)], description="One on each line.")


class ShareForm(FlaskForm):
    """A link to one packet; the choices of `days` are the installation's."""

    days = SelectField("The link ends after", [InputRequired("Choose how long.")], coerce=int)
    label = StringField(
        "For whom",
        [Optional(), Length(max=200)],
        description="Your own note; whoever opens the link does not see it.",
    )


class VerifyForm(FlaskForm):
    """A packet's file that somebody wants checked."""

    file = FileField("Packet", [FileRequired("Choose a file.")], description="The PDF, as you received it.")


class SessionForm(FlaskForm):
    """A session: when, who, under whose chair."""

    title = StringField("Title", [DataRequired("Give the session a title."), Length(max=200)])
    scheduled_at = MomentField("Starts", [Optional()])
    minutes_per_item = IntegerField(
        "Minutes for each candidate",
        [InputRequired("Give the minutes."), NumberRange(1, 240, "Between 1 and 240 minutes.")],
        default=15,
        description="A timer on the page counts against it; nothing ends by itself.",
    )
    chair = SelectField("Chair", [InputRequired("Choose the chair.")], coerce=int)
    members = SelectMultipleField(
        "Members",
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="The opening's hiring manager, committee and chair. The chair is always a member.",
    )

    def settings(self) -> dict[str, Any]:
        """Title, time with its zone (None: none yet) and minutes, as the operations take them."""
        return {
            "title": self.title.data or "",
            "scheduled_at": self.scheduled_at.data,
            "minutes_per_item": self.minutes_per_item.data,
        }


class PositionForm(FlaskForm):
    """What one member holds."""

    outcome = RadioField("Your position", [InputRequired("Choose what you hold.")], choices=OUTCOMES)
    reasons = TextAreaField(
        "Your reasons",
        [DataRequired("Say which evidence carries your position."), Length(max=5_000)],
        description="Name the evidence. The others read this once the talk begins.",
    )


class AdjustmentForm(FlaskForm):
    """A score that the committee counts differently; the choices are what counts now."""

    rating = SelectField("Score", [InputRequired("Choose a score.")])
    after = SelectField("Counts as", [InputRequired("Choose what counts instead.")])
    reason = TextAreaField(
        "Why",
        [DataRequired("Say which evidence makes the difference."), Length(max=5_000)],
        description="The scorecard stays as it was given; this stands beside it.",
    )

    def chosen(self) -> tuple[int, int, int | None]:
        """The scorecard, the dimension and the score that counted when the page was shown (None: not observed)."""
        scorecard, dimension, before = str(self.rating.data).split(":")
        return int(scorecard), int(dimension), int(before) if before else None

    def score(self) -> int | None:
        """What counts instead (None: not observed)."""
        return int(self.after.data) if self.after.data != NOT_OBSERVED else None


class CommitteeDecisionForm(DecisionForm):
    """The decision of a session."""

    follow_up = TextAreaField("What happens next, and who does it", [Length(max=2_000)])


class ReasonForm(FlaskForm):
    """A few words on why."""

    reason = TextAreaField("Reason", [DataRequired("Say why."), Length(max=2_000)])


class DissentForm(FlaskForm):
    """Where a member sees it differently."""

    text = TextAreaField(
        "Where you see it differently",
        [DataRequired("Say where you see it differently."), Length(max=5_000)],
        description="It stands beside the decision, with your name, in the history and in the packet.",
    )


class FollowUpForm(FlaskForm):
    """Who does what after a session; `about` is an item's number, 0 for the session."""

    text = TextAreaField("What is to be done", [DataRequired("Say what is to be done."), Length(max=2_000)])
    about = SelectField(
        "About",
        coerce=int,
        description="About a candidate: its owner and those who read the evidence see it. Name no candidate in the other kind.",
    )
    owner = SelectField("Who does it", [InputRequired("Choose who does it.")], coerce=int)
    due_on = DateField("By which day", [Optional()])


class MessageForm(FlaskForm):
    """What a committee tells the recruiters."""

    text = TextAreaField(
        "Message to the recruiter",
        [DataRequired("Write the message."), Length(max=5_000)],
        description="The opening’s recruiters, hiring manager and chair read it, whatever its policy hides from them: name no scores.",
    )


class AdjustmentSwitchForm(FlaskForm):
    """Why an opening's committee reads without the model's figures, or with them again."""

    turn = HiddenField(validators=[AnyOf(["on", "off"])])
    reason = TextAreaField("Reason", [DataRequired("Say why."), Length(max=2_000)])


def agenda_order(values: MultiDict[str, str], offered: Iterable[int]) -> list[int]:
    """The applications that were given a place, in the order of their places.

    `place-7` holds the place of application 7; empty: not on the agenda. Equal places keep the order offered. Raises
    InvalidInput for a place that is no number from 1 to 999.
    """
    places = []
    for turn, application_id in enumerate(offered):
        text = values.get(f"place-{application_id}", "").strip()
        if not text:
            continue
        if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 999):
            message = "Give each candidate a place from 1 to 999, or leave it empty."
            raise InvalidInput("The agenda was not changed.", {"agenda": [message]})
        places.append((int(text), turn, application_id))
    return [application_id for _, _, application_id in sorted(places)]
