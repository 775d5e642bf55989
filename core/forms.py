"""What the forms of every package share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateTimeLocalField

from core.errors import InvalidInput
from core.zones import moment_typed, shown_zone


class MomentField(DateTimeLocalField):
    """A moment, shown and typed in the viewer's time zone (the label names it); `data` is the moment with its zone.

    A time left as it was shown stays the same moment, even in the hour that comes twice when clocks go back.
    """

    def __init__(self, label: str, validators: list[Any] | None = None, **options: Any) -> None:
        super().__init__(f"{label} ({shown_zone().key})", validators, format="%Y-%m-%dT%H:%M", **options)

    def process_data(self, value: datetime | None) -> None:
        """Show the stored moment in the viewer's zone."""
        super().process_data(value.astimezone(shown_zone()) if value else None)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ValueError, as fields do, for no time and for one that the clocks skip."""
        shown: datetime | None = self.data
        super().process_formdata(valuelist)
        typed, self.data = self.data, None
        if typed is None:
            return
        if shown is not None and shown.replace(tzinfo=None, second=0, microsecond=0, fold=0) == typed:
            self.data = shown
            return
        try:
            self.data = moment_typed(typed, shown_zone())
        except InvalidInput as error:
            raise ValueError(str(error)) from error


def show_problems(form: FlaskForm, error: InvalidInput) -> None:
    """Put an operation's sentences at the fields they are about; those about no field of the form stand above it."""
    for name, sentences in error.problems.items():
        field = form._fields.get(name)  # WTForms has no other way to ask for a field that may be absent
        if field is None:
            form.form_errors.extend(sentences)
        else:
            field.errors = [*field.errors, *sentences]
    if not error.problems:
        form.form_errors.append(str(error))
