"""What people operations type on a benchmark exercise."""

from __future__ import annotations

from collections.abc import Mapping

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from calibration.operations.benchmarks import BenchmarkText
from calibration.views.benchmark_rows import LONGEST_WHY, why_field
from core.errors import InvalidInput
from scorecards.answers import RatingAnswer
from scorecards.forms.scorecards import read_answers


class NewBenchmarkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What begins an exercise."""

    title = StringField("Title", [DataRequired("Give the exercise a title."), Length(max=200)])
    version = SelectField("Rubric", [InputRequired("Choose a rubric.")], coerce=int)

    def text(self) -> BenchmarkText:
        """The title; the rest is written next."""
        return BenchmarkText(title=self.title.data or "")


class BenchmarkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The draft of an exercise; its key stands in fields of the rubric's dimensions, see `read_key`."""

    title = StringField("Title", [DataRequired("Give the exercise a title."), Length(max=200)])
    setting = TextAreaField(
        "What the interview was about",
        [Optional(), Length(max=5_000)],
        description="The exercise that was set, and how long it took. Interviewers read it first.",
    )
    sample = TextAreaField(
        "The interview as text",
        [Optional(), Length(max=100_000)],
        description="Notes or a transcript, of an invented candidate or of one who agreed to it. Leave out names.",
    )
    link = StringField(
        "Address of a recording",
        [Optional(), Length(max=1_000)],
        description="Where those who are asked can watch or hear it. Nothing is uploaded.",
    )
    holders = SelectMultipleField(
        "Who agreed the key",
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="Two at least. They cannot be asked to score it.",
    )

    def exercise_text(self) -> BenchmarkText:
        """What the exercise says of itself."""
        return BenchmarkText(
            title=self.title.data or "",
            setting=self.setting.data or "",
            sample=self.sample.data or "",
            link=self.link.data or "",
        )


def read_key(values: MultiDict[str, str], names: Mapping[int, str]) -> dict[int, tuple[int | None, str]]:
    """Score (None: not observed) and why by dimension; dimensions about which nothing was typed are left out.

    Raises InvalidInput for a reason without a score, and for a choice that is none of the form's.
    """
    reads = read_answers(values).ratings
    whys = {place: values.get(why_field(place), "")[:LONGEST_WHY] for place in names}
    alone = [name for place, name in names.items() if whys[place].strip() and _choice(reads, place) is None]
    if alone:
        raise InvalidInput("", {"": [f"Choose the score of {name} that your reason is for." for name in alone]})
    return {
        place: (None if reads[place].not_observed else reads[place].score, whys[place])
        for place in names
        if _choice(reads, place) is not None
    }


def _choice(reads: Mapping[int, RatingAnswer], place: int) -> str | None:
    return reads[place].choice if place in reads else None
