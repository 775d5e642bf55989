"""Texts of the sources as statements that keep their place."""

from __future__ import annotations

from dataclasses import replace

from rubrics.content import Source, Statement
from rubrics.enums import StatementKind
from rubrics.generation.inputs import Assess, SourceText
from rubrics.generation.sentences import sentences


def whole(text: SourceText, kind: StatementKind) -> Statement:
    """The text as one statement, white space folded."""
    return _statement(text, " ".join(text.text.split()), kind)


def split(text: SourceText, kind: StatementKind) -> tuple[Statement, ...]:
    """One statement for each item of the text, or for each sentence; each item is cut into its sentences too."""
    parts = text.items or (text.text,)
    return tuple(_statement(text, sentence, kind) for part in parts for sentence in sentences(part))


def named(entry: Assess, unless: str | None = None) -> Statement:
    """What to assess as one statement, its name before it unless that is the dimension's own name.

    The entry must have a text.
    """
    assert entry.text is not None  # noqa: S101 - tells the type checker what the callers see to
    statement = whole(entry.text, StatementKind.assess)
    if entry.name.casefold() == (unless or "").casefold():
        return statement
    return replace(statement, text=f"{entry.name}: {statement.text}")


def source(text: SourceText) -> Source:
    """Where the text stands."""
    return Source(text.document, text.locator, text.level_code)


def _statement(text: SourceText, words: str, kind: StatementKind) -> Statement:
    return Statement(words, kind, source(text), ref=text.ref)
