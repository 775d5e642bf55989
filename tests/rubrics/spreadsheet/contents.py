"""Contents of rubrics as hypothesis draws them: odd texts, nothing where nothing may stand, every part in any number."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from rubrics.content import (
    Anchor,
    LevelName,
    RubricContent,
    RubricDimension,
    RubricExercise,
    RubricSignal,
    Scale,
    Source,
    Statement,
    TargetLevel,
    Unassigned,
)
from rubrics.enums import SignalKind, StatementKind

ODD = st.sampled_from(
    ["=1+1", "'=x", "''", "@a", "-3", "+ 4", " =2", "\t|", "a,b;c", 'say "so"', "two\r\nlines", "’tis", "'tis", ""]
)
TEXTS = st.one_of(ODD, st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)).map(
    lambda text: unicodedata.normalize("NFC", text)
)
MAYBE = st.none() | TEXTS
SOURCES = st.none() | st.builds(Source, TEXTS, TEXTS, MAYBE)
STATEMENTS = st.builds(Statement, TEXTS, st.sampled_from(StatementKind), SOURCES, MAYBE, MAYBE)
NUMBERS = st.integers(0, 9999)
PEOPLE = st.none() | TEXTS.filter(bool)


def _named(authors: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Nobody's questions name nobody."""
    return authors if any(authors) else ()


@st.composite
def contents(draw: st.DrawFn) -> RubricContent:
    low = draw(st.integers(-1, 1))
    high = draw(st.integers(low + 1, low + 4))
    keys = draw(st.lists(TEXTS.filter(bool), unique=True, min_size=1, max_size=3))
    some_keys = st.lists(st.sampled_from(keys), unique=True, max_size=2).map(tuple)
    few = st.lists(STATEMENTS, max_size=2).map(tuple)
    said = st.lists(TEXTS, max_size=2).map(tuple)
    asked = {key: draw(said) for key in keys}
    words = draw(st.dictionaries(st.integers(low, high), TEXTS, max_size=2))
    return RubricContent(
        title=draw(TEXTS),
        target=draw(st.builds(TargetLevel, TEXTS, TEXTS, MAYBE)),
        scale=Scale(low, high, tuple(sorted(words.items()))),
        levels=draw(st.lists(st.builds(LevelName, NUMBERS, TEXTS, TEXTS), max_size=2).map(tuple)),
        dimensions=tuple(
            RubricDimension(
                key=key,
                name=draw(TEXTS),
                anchors=tuple(
                    Anchor(score, draw(TEXTS), draw(MAYBE), draw(few), draw(MAYBE)) for score in range(low, high + 1)
                ),
                group=draw(MAYBE),
                description=draw(few),
                questions=asked[key],
                question_authors=_named(tuple(draw(PEOPLE) for _ in asked[key])),
                weight=draw(st.floats(0, 1000)),
                must_have=draw(st.booleans()),
                bar=draw(st.integers(low, high)),
            )
            for key in keys
        ),
        signals=draw(
            st.lists(
                st.builds(
                    RubricSignal, st.sampled_from(SignalKind), STATEMENTS, MAYBE, st.none() | st.sampled_from(keys)
                ),
                max_size=3,
            ).map(tuple)
        ),
        exercises=draw(
            st.lists(
                st.builds(
                    RubricExercise,
                    TEXTS,
                    st.none() | st.tuples(NUMBERS, NUMBERS),
                    said,
                    said,
                    some_keys,
                    SOURCES,
                    PEOPLE,
                ),
                max_size=2,
            ).map(tuple)
        ),
        unassigned=draw(
            st.lists(
                st.builds(Unassigned, STATEMENTS, TEXTS, st.lists(NUMBERS, max_size=2).map(tuple)), max_size=2
            ).map(tuple)
        ),
    )
