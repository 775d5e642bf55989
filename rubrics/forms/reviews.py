"""What a reviewer says of a rubric."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3
from wtforms.validators import InputRequired, Length

from rubrics.enums import Aspect
from rubrics.review import SCORES

WORDS = {1: "1, not at all", 2: "2, hardly", 3: "3, partly", 4: "4, well", 5: "5, fully"}
CHOICES = [SelectChoice(str(score), WORDS[score]) for score in SCORES]


def _aspect(aspect: Aspect) -> RadioField:
    missing = InputRequired(f"{aspect.label}: choose a score from 1 to 5.")
    return RadioField(aspect.label, [missing], choices=CHOICES, description=aspect.question)


class ReviewForm(FlaskForm):
    """Five scores and, where wanted, one comment."""

    seen = HiddenField()
    level_differentiation = _aspect(Aspect.LEVEL_DIFFERENTIATION)
    focus_specificity = _aspect(Aspect.FOCUS_SPECIFICITY)
    concreteness = _aspect(Aspect.CONCRETENESS)
    factual_accuracy = _aspect(Aspect.FACTUAL_ACCURACY)
    real_world_coverage = _aspect(Aspect.REAL_WORLD_COVERAGE)
    comment = TextAreaField(
        "Comment", [Length(max=5000)], description="What should change, and why. It must be answered before publishing."
    )
    about = SelectField("About", validate_choice=False, description="Only used with a comment.")

    def scores(self) -> dict[Aspect, int | None]:
        """The chosen scores."""
        values = {aspect: self[aspect.value].data for aspect in Aspect}
        return {aspect: int(value) if str(value).isdecimal() else None for aspect, value in values.items()}
