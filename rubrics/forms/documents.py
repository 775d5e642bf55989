"""Uploading documents."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3

from rubrics.enums import DocumentKind


class UploadForm(FlaskForm):
    """The file, or several of one ladder, and what it is where the person knows better."""

    file = MultipleFileField(
        "Document",
        [FileRequired("Choose a file.")],
        description=(
            "A career ladder, a role profile or hiring criteria: Markdown, HTML, text, CSV, Excel, JSON or YAML, up to 5 MB. "
            "Where each level has a file of its own, choose all of them together, or a ZIP of them: they become one ladder."
        ),
    )
    kind = SelectField(
        "What is it?",
        choices=[
            SelectChoice("", "Find out from the document"),
            *(SelectChoice(kind.value, kind.label) for kind in DocumentKind),
        ],
        description="Only needed when the guess was wrong, or when nothing was found: a ladder may be any table then.",
    )

    def files(self) -> list[tuple[str, bytes]]:
        """The name and the bytes of every file."""
        return [(storage.filename or "document", storage.read()) for storage in self.file.data]

    def names(self) -> list[str]:
        """The names of the files."""
        return [storage.filename or "document" for storage in self.file.data]

    def asked(self) -> DocumentKind | None:
        """What the person said the document is; None: the reader finds out."""
        return DocumentKind(self.kind.data) if self.kind.data else None


class RubricFileForm(FlaskForm):
    """A rubric that was exported as JSON or CSV."""

    file = FileField(
        "Exported rubric",
        [FileRequired("Choose a file.")],
        description="A JSON or CSV file that Levelset exported, here or elsewhere.",
    )
