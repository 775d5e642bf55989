"""Writing a signal or a red flag of a draft."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3
from wtforms.validators import DataRequired, Length

from rubrics.enums import SignalKind

KINDS = {
    SignalKind.STRONG: "Strong signal",
    SignalKind.WEAK: "Weak signal",
    SignalKind.RED_FLAG: "Red flag",
}


class SignalForm(FlaskForm):
    """What interviewers watch for."""

    lock = HiddenField()
    opened = HiddenField()
    kind = SelectField(
        "Kind", [DataRequired()], choices=[SelectChoice(kind.value, label) for kind, label in KINDS.items()]
    )
    text = TextAreaField(
        "What interviewers watch for",
        [DataRequired("Say what interviewers watch for."), Length(max=2000)],
        description="Something a candidate says or does.",
    )
    severity = StringField("Severity", [Length(max=80)], description="For a red flag: how grave, in your own words.")
    dimension = SelectField("Dimension", validate_choice=False)

    @property
    def kind_value(self) -> SignalKind:
        """The kind as chosen."""
        return SignalKind(self.kind.data)
