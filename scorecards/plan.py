"""An opening's plan: the interviews every candidate goes through, before there are people and times."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from scorecards.coverage import BoardDimension, BoardInterview, CoverRow, board

LONGEST = 8 * 60
MOST_INTERVIEWS = 20
MOST_QUESTIONS = 40
LONGEST_QUESTION = 1000


@dataclass(frozen=True, slots=True)
class Step:
    """One interview of a plan: `focus` holds dimension keys, `exercise` the exercise's name.

    No questions: the interviewer is given all that the rubric has on the focus. `id` is 0 for a step that is not stored.
    """

    title: str
    minutes: int
    focus: tuple[str, ...]
    exercise: str | None = None
    stage: str = ""
    questions: tuple[str, ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class GroundDimension:
    """A dimension as plans refer to it."""

    id: int
    key: str
    name: str
    position: int
    must_have: bool
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a plan stands on: the pinned rubric's dimensions and, by name, its exercises' numbers."""

    dimensions: tuple[GroundDimension, ...]
    exercises: Mapping[str, int] = field(default_factory=dict)

    @property
    def by_key(self) -> dict[str, GroundDimension]:
        """The dimensions by their keys."""
        return {each.key: each for each in self.dimensions}

    @property
    def by_name(self) -> dict[str, GroundDimension]:
        """The dimensions by their names in lower case; of two with one name the first."""
        return {each.name.casefold(): each for each in reversed(self.dimensions)}

    def focus_ids(self, step: Step) -> list[int]:
        """The dimensions' numbers of the step's focus, in the rubric's order; what the rubric lacks is left out."""
        return [each.id for each in self.dimensions if each.key in step.focus]


def missing(step: Step, ground: Ground) -> list[str]:
    """What the step names and the rubric does not have, in words; empty when all is there."""
    said = [f"The rubric has no dimension “{key}” any more." for key in step.focus if key not in ground.by_key]
    if step.exercise and step.exercise not in ground.exercises:
        said.append(f"The rubric has no exercise “{step.exercise}”.")
    return said


def problems(step: Step, ground: Ground) -> dict[str, list[str]]:
    """What is wrong with the step as somebody gives it, by field; empty when nothing is."""
    found: dict[str, list[str]] = {}
    if not step.title.strip():
        found["title"] = ["Name the interview, so that candidate and interviewer know what it is about."]
    elif len(step.title) > 200:
        found["title"] = ["A title has 200 characters at most."]
    if len(step.stage) > 80:
        found["stage"] = ["The part of the loop has 80 characters at most."]
    if not 1 <= step.minutes <= LONGEST:
        found["minutes"] = [f"An interview takes 1 to {LONGEST} minutes."]
    if not ground.focus_ids(step):
        found["focus"] = ["Choose at least one dimension that this interview must cover."]
    elif any(key not in ground.by_key for key in step.focus):
        found["focus"] = ["A chosen dimension does not belong to this opening's rubric. Choose again."]
    if step.exercise and step.exercise not in ground.exercises:
        found["exercise"] = [f"This opening's rubric has no exercise “{step.exercise}”. Choose one that it has."]
    if len(step.questions) > MOST_QUESTIONS or any(len(each) > LONGEST_QUESTION for each in step.questions):
        found["questions"] = [f"{MOST_QUESTIONS} questions of at most {LONGEST_QUESTION:,} characters fit."]
    return found


def plan_board(
    steps: Sequence[Step], ground: Ground, required: int, raters: Mapping[str, int] | None = None
) -> tuple[CoverRow, ...]:
    """The coverage board of the plan itself, where a different person takes each interview: one column per step."""
    interviews = [
        BoardInterview(place, place, step.minutes, frozenset(ground.focus_ids(step)))
        for place, step in enumerate(steps)
    ]
    return board(board_dimensions(ground.dimensions, raters), interviews, required)


def board_dimensions(dimensions: Collection[GroundDimension], raters: Mapping[str, int] | None) -> list[BoardDimension]:
    """The dimensions as the board takes them, each with the number of raters asked for it alone, if any."""
    own = raters or {}
    return [BoardDimension(each.id, each.position, each.must_have, own.get(each.key)) for each in dimensions]


def is_overloaded(step: Step, ground: Ground) -> bool:
    """Whether the step has too many dimensions for its time."""
    return BoardInterview(0, 0, step.minutes, frozenset(ground.focus_ids(step))).is_overloaded


def changes(before: Step, after: Step, names: Mapping[str, str]) -> list[str]:
    """What differs, in words a recruiter reads before applying it; `names` maps dimension keys to names."""
    said = []
    if before.title != after.title:
        said.append(f"title: {before.title} → {after.title}")
    if before.minutes != after.minutes:
        said.append(f"minutes: {before.minutes} → {after.minutes}")
    if (before.exercise or "") != (after.exercise or ""):
        said.append(f"exercise: {before.exercise or 'none'} → {after.exercise or 'none'}")
    said += [f"focus: + {names.get(key, key)}" for key in after.focus if key not in before.focus]
    said += [f"focus: − {names.get(key, key)}" for key in before.focus if key not in after.focus]
    if before.questions != after.questions:
        said.append(f"questions: {_count(before)} → {_count(after)}")
    return said


def _count(step: Step) -> str:
    return str(len(step.questions)) if step.questions else "all of the rubric"
