"""What people type about accounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3
from wtforms.validators import DataRequired, EqualTo, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from accounts.enums import MailTopic, Role


class SignInForm(FlaskForm):
    """Email and password."""

    email = EmailField("Email", [DataRequired("Enter your email address."), Length(max=254)])
    password = PasswordField("Password", [DataRequired("Enter your password."), Length(max=1000)])


class PasswordForm(FlaskForm):
    """A new password for oneself."""

    current = PasswordField("Current password", [DataRequired("Enter your current password."), Length(max=1000)])
    new = PasswordField(
        "New password", [DataRequired("Enter a new password.")], description="At least 12 characters; a few words do."
    )
    again = PasswordField(
        "New password again",
        [
            DataRequired("Type the new password again."),
            EqualTo("new", "The two new passwords differ. Type the same twice."),
        ],
    )


class PreferencesForm(FlaskForm):
    """One's own time zone and mails."""

    time_zone = SelectField("Time zone", [Optional()], description="All times are shown and typed in it.")
    topics = SelectMultipleField(
        "Mails you want",
        choices=[SelectChoice(topic.value, topic.label) for topic in MailTopic],
        coerce=MailTopic,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    quiet_from = TimeField("No mails from", [Optional()])
    quiet_until = TimeField("No mails until", [Optional()])
    weekends = SelectField("Mails on Saturday and Sunday", [Optional()])

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Also refuse half a night: both times or neither."""
        is_valid = bool(super().validate(extra_validators))
        if is_valid and (self.quiet_from.data is None) != (self.quiet_until.data is None):
            self.quiet_until.errors = ["Give both times, or neither for the usual hours."]
            return False
        return is_valid

    def quiet(self) -> tuple[time, time] | None:
        """The chosen hours; None: as the installation has them."""
        begins, ends = self.quiet_from.data, self.quiet_until.data
        return None if begins is None or ends is None else (begins, ends)


class PersonForm(FlaskForm):
    """An account as an administrator sees it."""

    name = StringField("Name", [DataRequired("Give the person's name."), Length(max=200)])
    email = EmailField("Email", [DataRequired("Give the address the person signs in with."), Length(max=254)])
    roles = SelectMultipleField(
        "Roles",
        [DataRequired("Choose at least one role.")],
        choices=[SelectChoice(role.value, role.label) for role in Role],
        coerce=Role,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="What the person may do everywhere. Rights on one opening come from its hiring team.",
    )
