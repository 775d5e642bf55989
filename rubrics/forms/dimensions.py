"""Editing one dimension of a draft."""

from __future__ import annotations

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from core.errors import InvalidInput
from rubrics.forms.numbers import NumberField, WholeNumberField
from rubrics.operations.drafts import AnchorEdit

STATEMENT = "statement-"
SCORE = "score-"
NEW = "new-"
ORDER = "order-"
ABOUT = "about-"


class DimensionForm(FlaskForm):
    """What a dimension is called and how it counts; its statements are read by `anchor_edits`."""

    lock = HiddenField()
    name = StringField("Name", [DataRequired("Give the dimension a name."), Length(max=300)])
    weight = NumberField(
        "Weight",
        [InputRequired("Give a weight, or 1.")],
        description="1 is ordinary; 2 counts twice. Fixed before the first interview.",
    )
    must_have = BooleanField("Must have", description="Missing it cannot be made up for elsewhere.")
    bar = WholeNumberField("Bar", [InputRequired("Give the score that meets the target level.")])
    questions = TextAreaField("Interview questions", description="One a line.")


def anchor_edits(values: MultiDict[str, str], scores: range) -> list[AnchorEdit]:
    """The statements as the form orders them.

    `statement-7` holds the words of statement 7, `score-7` the score it stands under, `order-7` its place; `new-3` holds new
    statements for score 3, one a line. Raises InvalidInput for a number that is none.
    """
    placed: dict[int, list[tuple[float, int | None, str]]] = {score: [] for score in scores}
    for name, words in values.items():
        if name.startswith(STATEMENT):
            identity = _number(name.removeprefix(STATEMENT))
            score = values.get(f"{SCORE}{identity}", "")
            if score:
                placed.setdefault(_number(score), []).append((_place(values, identity), identity, words))
        elif name.startswith(NEW):
            rows = placed.setdefault(_number(name.removeprefix(NEW)), [])
            rows += [(float("inf"), None, line) for line in words.splitlines() if line.strip()]
    return [
        AnchorEdit(score, [(identity, words) for _, identity, words in sorted(rows, key=lambda row: row[0])])
        for score, rows in sorted(placed.items())
    ]


def description_edits(values: MultiDict[str, str]) -> list[tuple[int | None, str]] | None:
    """What the dimension is about: `about-0` holds the words of its first statement, `about-new` new ones, one a line.

    None where the form has no such fields. Raises InvalidInput for a number that is none.
    """
    named = {name.removeprefix(ABOUT): words for name, words in values.items() if name.startswith(ABOUT)}
    if not named:
        return None
    new = named.pop("new", "")
    kept: list[tuple[int | None, str]] = [(number, named[str(number)]) for number in sorted(map(_number, named))]
    return [*kept, *((None, line) for line in new.splitlines() if line.strip())]


def _place(values: MultiDict[str, str], identity: int) -> float:
    text = values.get(f"{ORDER}{identity}", "")
    try:
        return float(text)
    except ValueError:
        return 0.0


def _number(text: str) -> int:
    if not text.isdecimal():
        raise InvalidInput("This form was changed by hand. Reload the page and try again.")
    return int(text)
