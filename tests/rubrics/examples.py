"""A small ladder and criteria in our own words, and builders for odd ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rubrics.content import Anchor, RubricContent, RubricDimension, Source, Statement, TargetLevel
from rubrics.enums import StatementKind
from rubrics.generation.inputs import (
    Assess,
    Competency,
    Criteria,
    CriteriaDimension,
    Exercise,
    Guideline,
    Ladder,
    Level,
    Responsibility,
    Signal,
    SourceText,
)

REPAIRS = {
    "E1": "Repairs one pump with a colleague beside. Writes down each step.",
    "E2": "Repairs pumps of one kind alone.",
    "E3": "Repairs every pump of the hall. Orders the parts beforehand.",
    "E4": "Plans the repairs of a whole season.",
    "E5": "Decides which pumps the works buy, e.g. after a flood.",
}
HANDOVERS = {
    "E1": "Reports faults to the shift lead.",
    "E2": "Hands over open faults in writing.",
    "E3": "Explains a fault to people of other trades.",
    "E4": "Settles disputes between two shifts.",
    "E5": "Speaks for the works before the water board.",
}


def text(words: str, locator: str = "line 1", level_code: str | None = None, items: Sequence[str] = ()) -> SourceText:
    return SourceText(words, "pumps.md", locator, level_code, tuple(items), ref="7")


def make_ladder(
    rows: Mapping[str, Mapping[str, str]] | Sequence[tuple[str, Mapping[str, str]]],
    codes: Sequence[str] = ("E1", "E2", "E3", "E4", "E5"),
    duties: Mapping[str, Sequence[str]] | None = None,
    groups: Sequence[str | None] | None = None,
) -> Ladder:
    """A ladder from rows of competency name -> level code -> text; equal names are given as pairs."""
    pairs = list(rows.items()) if isinstance(rows, Mapping) else list(rows)
    places = {code: position for position, code in enumerate(codes, start=1)}
    seen: dict[str, int] = {}
    competencies, guidelines = [], []
    for position, (name, cells) in enumerate(pairs, start=1):
        seen[name] = seen.get(name, 0) + 1
        competencies.append(Competency(position, name, groups[position - 1] if groups else None, seen[name]))
        guidelines += [
            Guideline(places[code], position, text(words, f"row {position}, {code}", code))
            for code, words in cells.items()
        ]
    listed = [(code, words) for code, entries in (duties or {}).items() for words in entries]
    return Ladder(
        name="Pump fitters",
        levels=tuple(Level(position, code, f"Fitter {position}") for code, position in places.items()),
        competencies=tuple(competencies),
        guidelines=tuple(guidelines),
        responsibilities=tuple(
            Responsibility(number, places[code], text(words, f"duty {number}", code))
            for number, (code, words) in enumerate(listed, start=1)
        ),
    )


def pump_ladder() -> Ladder:
    duties = {"E2": ["Keeps the tool room in order."], "E3": ["Answers for the spare parts of the hall."]}
    return make_ladder({"Repairs": REPAIRS, "Handovers": HANDOVERS}, duties=duties)


def pump_criteria() -> Criteria:
    def said(words: str, locator: str) -> SourceText:
        return SourceText(words, "guide.json", locator)

    return Criteria(
        name="Pump fitter",
        level_word="Fitter 3",
        assess=(Assess(1, "Care", said("finds out what broke before opening a pump.", "assess 1")),),
        dimensions=(
            CriteriaDimension(
                1, "Fault finding", anchors=((5, said("Found faults that three others had missed.", "row 1")),)
            ),
            CriteriaDimension(2, "Explaining", anchors=((5, said("Made a manager see the risk. Drew it.", "row 2")),)),
        ),
        exercises=(
            Exercise(
                1,
                "Broken pump",
                (30, 45),
                ("Open the pump on the bench.",),
                ("order of steps",),
                "guide.json",
                "exercise 1",
            ),
        ),
        strong_signals=(Signal(1, said("Asks when the noise began.", "strong 1")),),
        weak_signals=(Signal(1, said("Swaps parts until it runs.", "weak 1")),),
        red_flags=(Signal(1, said("Works on a pump under power.", "red 1"), severity="stop"),),
    )


def statement(words: str, kind: StatementKind = StatementKind.guideline) -> Statement:
    return Statement(words, kind, Source("pumps.md", "line 1", "E3"))


def dimension(key: str, name: str, anchors: Mapping[int, Sequence[str]], **more: object) -> RubricDimension:
    """A dimension with the anchors 1 to 5; those without texts are unwritten."""
    return RubricDimension(
        key=key,
        name=name,
        anchors=tuple(
            Anchor(
                score,
                meaning=f"E{score}",
                level_code=f"E{score}",
                statements=tuple(statement(words) for words in anchors.get(score, ())),
                unwritten=None if anchors.get(score) else "nobody wrote it",
            )
            for score in range(1, 6)
        ),
        **more,  # type: ignore[arg-type]  # a test names the field it is about
    )


def rubric(*dimensions: RubricDimension, **more: object) -> RubricContent:
    return RubricContent("Pump fitter, E3", TargetLevel("E3", "E3 Fitter 3"), dimensions, **more)  # type: ignore[arg-type]  # as above
