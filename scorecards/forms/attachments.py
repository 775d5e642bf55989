"""What people send when they add files to an application."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import BooleanField


class AttachmentForm(FlaskForm):
    """One or more files."""

    files = MultipleFileField(
        "Files", [FileRequired("Choose at least one file.")], description="A CV, a portfolio, a work sample."
    )
    for_interviewers = BooleanField(
        "Interviewers of the loop may read them, guests too",
        description="Otherwise only recruiters, the hiring manager, the committee and the chair.",
    )
