"""What the forms of every package share."""

from __future__ import annotations

from flask_wtf import FlaskForm

from core.errors import InvalidInput


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
