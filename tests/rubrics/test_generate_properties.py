"""What holds for every draft, whatever the sources look like."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.content import canonical, content_sha256, from_canonical, statements
from rubrics.difference import difference
from rubrics.generate import RubricDraft, generate
from rubrics.generation.inputs import (
    Assess,
    Competency,
    Criteria,
    CriteriaDimension,
    Guideline,
    Ladder,
    Level,
    Link,
    Responsibility,
    Signal,
    SourceText,
    source_texts,
)

CODES = ("A1", "A2", "A3", "A4")
WORDS = st.text(alphabet="abcE. ;(1", min_size=1, max_size=24).filter(lambda words: words.strip())
NAMES = st.sampled_from(["Care", "Order", "Talk"])


@st.composite
def source_text(draw: st.DrawFn, document: str, level_code: str | None = None) -> SourceText:
    items = draw(st.lists(WORDS, max_size=2))
    words = " ".join(items) if items else draw(WORDS)
    return SourceText(words, document, f"line {draw(st.integers(1, 9))}", level_code, tuple(items))


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    levels = tuple(Level(position, code) for position, code in enumerate(CODES, start=1))
    names = draw(st.lists(NAMES, min_size=1, max_size=3))
    places = [(level, row) for level in range(1, 5) for row in range(1, len(names) + 1)]
    cells = draw(st.lists(st.sampled_from(places), unique=True, max_size=8))
    duties = draw(st.lists(st.integers(1, 4), max_size=3))
    return Ladder(
        name="Ladder",
        levels=levels,
        competencies=tuple(Competency(position, name) for position, name in enumerate(names, start=1)),
        guidelines=tuple(
            Guideline(level, row, draw(source_text("ladder.md", CODES[level - 1]))) for level, row in cells
        ),
        responsibilities=tuple(
            Responsibility(number, level, draw(source_text("ladder.md", CODES[level - 1])))
            for number, level in enumerate(duties, start=1)
        ),
    )


@st.composite
def criteria_sets(draw: st.DrawFn) -> Criteria:
    def signals() -> tuple[Signal, ...]:
        found = draw(st.lists(source_text("guide.md"), max_size=2))
        return tuple(Signal(number, entry) for number, entry in enumerate(found, start=1))

    names = draw(st.lists(NAMES, min_size=1, max_size=3))
    low, high = draw(st.sampled_from([(1, 5), (0, 4), (1, 4)]))
    scores = st.dictionaries(st.integers(low, high), source_text("guide.md"), max_size=3)
    return Criteria(
        name="Guide",
        level_word="A2",
        scale_low=low,
        scale_high=high,
        assess=tuple(
            Assess(number, name, draw(source_text("guide.md")))
            for number, name in enumerate(draw(st.lists(NAMES, max_size=2)), start=1)
        ),
        dimensions=tuple(
            CriteriaDimension(position, name, anchors=tuple(sorted(draw(scores).items(), key=lambda pair: pair[0])))
            for position, name in enumerate(names, start=1)
        ),
        strong_signals=signals(),
        weak_signals=signals(),
        red_flags=signals(),
    )


@st.composite
def generations(draw: st.DrawFn) -> dict[str, object]:
    """Arguments of `generate` that are in order: any sources, target and confirmed links."""
    ladder = draw(st.none() | ladders())
    criteria = draw(criteria_sets() if ladder is None else st.none() | criteria_sets())
    targets = [entry.key for entry in criteria.dimensions] if criteria else []
    subjects = [*targets]
    if ladder:
        targets += [entry.key for entry in ladder.competencies]
        subjects += [entry.key for entry in ladder.responsibilities]
    if criteria:
        subjects += [entry.key for entry in criteria.assess]
        subjects += [f"strong_signal:{entry.position}" for entry in criteria.strong_signals]
        subjects += [f"weak_signal:{entry.position}" for entry in criteria.weak_signals]
    pairs = [(one, other) for one in subjects for other in targets if one != other]
    links = draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    return {
        "ladder": ladder,
        "criteria": criteria,
        "target_level": draw(st.sampled_from(CODES)) if ladder else draw(st.none() | st.just("A9")),
        "criteria_level": draw(st.none() | st.sampled_from(CODES)) if ladder else None,
        "links": [Link(*pair) for pair in links],
    }


def folded(words: str) -> str:
    return " ".join(words.split())


Inputs = dict[str, Any]


def is_nothing_made_up(inputs: Inputs, draft: RubricDraft) -> None:
    """Every statement stands in the sources, at the place that it names."""
    ladder, criteria = inputs["ladder"], inputs["criteria"]
    said: dict[tuple[str, str, str | None], list[str]] = {}
    for entry in source_texts(ladder, criteria):
        said.setdefault((entry.document, entry.locator, entry.level_code), []).append(folded(entry.text))
    names = [entry.name for entry in criteria.assess] if isinstance(criteria, Criteria) else []
    for statement in statements(draft.content):
        assert statement.source is not None
        place = (statement.source.document, statement.source.locator, statement.source.level_code)
        words = [statement.text, *(statement.text.removeprefix(f"{name}: ") for name in names)]
        assert any(part in whole for part in words for whole in said[place])


def is_nothing_left_out(inputs: Inputs, draft: RubricDraft) -> None:
    """Every text of the target level is placed or waits."""
    there = " ".join(statement.text for statement in statements(draft.content))
    ladder, criteria = inputs["ladder"], inputs["criteria"]
    if isinstance(ladder, Ladder):
        for cell in ladder.guidelines:
            if CODES[cell.level - 1] == inputs["target_level"]:
                assert folded(cell.text.text) in there
    if isinstance(criteria, Criteria):
        for signal in (*criteria.strong_signals, *criteria.weak_signals, *criteria.red_flags):
            assert folded(signal.text.text) in there


def is_the_same_again(inputs: Inputs, draft: RubricDraft) -> None:
    """The same sources give the same draft."""
    other = generate(**inputs)
    assert draft == other
    assert content_sha256(draft.content) == content_sha256(other.content)
    assert difference(draft.content, other.content) == ()


def is_no_anchor_empty(_: Inputs, draft: RubricDraft) -> None:
    """Every anchor has words or a reason."""
    for dimension in draft.content.dimensions:
        assert [anchor.score for anchor in dimension.anchors] == [1, 2, 3, 4, 5]
        for anchor in dimension.anchors:
            assert bool(anchor.statements) != bool(anchor.unwritten)


def does_it_survive_its_canonical_form(_: Inputs, draft: RubricDraft) -> None:
    """Written down and read back it says the same."""
    assert from_canonical(canonical(draft.content)) == draft.content


PROMISES = (
    is_nothing_made_up,
    is_nothing_left_out,
    is_the_same_again,
    is_no_anchor_empty,
    does_it_survive_its_canonical_form,
)


@settings(max_examples=100, deadline=None)
@given(generations())
def test_a_draft_keeps_every_promise_whatever_the_sources(inputs: Inputs) -> None:
    """To make up sources takes longer than all that is asked about the draft: each is asked everything."""
    draft = generate(**inputs)
    for promise in PROMISES:
        promise(inputs, draft)
