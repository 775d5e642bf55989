"""What people type about an opening's plan."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from scorecards.forms import choices
from scorecards.plan import LONGEST, Ground, Step


class QuestionsForm(FlaskForm):
    """What an interview must cover, and what is asked in it."""

    focus = SelectMultipleField(
        "Focus dimensions",
        [DataRequired("Choose at least one dimension that this interview must cover.")],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="What this interview must bring evidence on. The interviewer may rate others too.",
    )
    exercise = SelectField("Exercise", [Optional()], coerce=int)
    chosen = SelectMultipleField(
        "Questions of the rubric",
        [Optional()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description="Choose none and write none: then the kit shows all that the rubric has on the focus.",
    )
    written = TextAreaField("Questions of your own", [Optional(), Length(max=20_000)], description="One on each line.")

    _offered: tuple[str, ...] = ()

    def offer(self, ground: Ground) -> None:
        """Let the form offer what the rubric has, dimensions and exercises by their numbers, must-haves first."""
        first = sorted(ground.dimensions, key=lambda each: not each.must_have)
        self.focus.choices = choices((each.id, _named(each.name, each.must_have)) for each in first)
        self.exercise.choices = choices(
            [(0, "No exercise"), *((number, name) for name, number in ground.exercises.items())]
        )
        texts = {text: each.name for each in ground.dimensions for text in each.questions}
        self._offered = tuple(texts)
        self.chosen.choices = choices((text, f"{text} ({name})") for text, name in texts.items())

    def questions(self) -> tuple[str, ...]:
        """The chosen questions in the rubric's order, then the written ones, each once."""
        lines = [line.strip() for line in (self.written.data or "").splitlines()]
        picked = [text for text in self._offered if text in (self.chosen.data or [])]
        return tuple(dict.fromkeys([*picked, *(line for line in lines if line)]))


class StepForm(QuestionsForm):
    """One interview of a plan."""

    title = StringField("Title", [DataRequired("Name the interview."), Length(max=200)])
    stage = StringField("Part of the loop", [Optional(), Length(max=80)], description="Such as: first talk, on site.")
    minutes = IntegerField(
        "Minutes",
        [InputRequired("Give the minutes."), NumberRange(1, LONGEST, f"Between 1 and {LONGEST} minutes.")],
        default=60,
    )

    def step(self, ground: Ground) -> Step:
        """What was typed."""
        return Step(
            title=(self.title.data or "").strip(),
            minutes=self.minutes.data or 0,
            focus=tuple(each.key for each in ground.dimensions if each.id in (self.focus.data or ())),
            exercise=next((name for name, number in ground.exercises.items() if number == self.exercise.data), None),
            stage=(self.stage.data or "").strip(),
            questions=self.questions(),
        )


class PlanFileForm(FlaskForm):
    """A plan as a file."""

    file = FileField(
        "Plan",
        [FileRequired("Choose a file.")],
        description="CSV with the columns title, stage, minutes, exercise, focus, questions (several in one cell are "
        "separated by |), or the same as JSON. Only title and focus are needed.",
    )


def step_values(step: Step, ground: Ground) -> dict[str, object]:
    """A step as the form's initial values."""
    offered = {text for each in ground.dimensions for text in each.questions}
    return {
        "title": step.title,
        "stage": step.stage,
        "minutes": step.minutes,
        "focus": ground.focus_ids(step),
        "exercise": ground.exercises.get(step.exercise or "", 0),
        "chosen": [text for text in step.questions if text in offered],
        "written": "\n".join(text for text in step.questions if text not in offered),
    }


def _named(name: str, must_have: bool) -> str:
    return f"{name}, must-have" if must_have else name
