"""The rows that the scorecard's form and its revisions draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.clock import in_words
from rubrics.enums import SignalKind
from scorecards.answers import (
    Answers,
    differences,
    evidence_field,
    rating_field,
    reason_field,
    signal_evidence_field,
    signal_field,
)
from scorecards.enums import Recommendation
from scorecards.models import ScorecardRevision
from scorecards.queries.sheets import revision_answers
from scorecards.sheet import Sheet, SheetDimension, SheetSignal

Sentences = Mapping[str, list[str]]
SEEN = {None: "", True: "yes", False: "no"}


def form_page(sheet: Sheet, typed: Answers, problems: Sentences, hints: Sentences) -> dict[str, Any]:
    """What the form's template draws: every field with its name, value, problems and remarks."""
    rows = [_dimension(each, typed, problems, hints) for each in sheet.dimensions]
    signals = [_signal(each, typed, problems, hints) for each in sheet.signals]
    return {
        "focus": [row for row in rows if row["is_focus"]],
        "others": [row for row in rows if not row["is_focus"]],
        "others_open": any(row["value"] or row["evidence"] for row in rows if not row["is_focus"]),
        "signals": [row for row in signals if not row["is_red_flag"]],
        "red_flags": [row for row in signals if row["is_red_flag"]],
        "recommendations": [(each.value, each.label) for each in Recommendation],
        "levels": sheet.levels,
        "questions": sheet.questions,
        "typed": typed,
        "problems": problems,
        "hints": hints,
        "summary": [(field or None, sentence) for field, sentences in problems.items() for sentence in sentences],
    }


def _dimension(each: SheetDimension, typed: Answers, problems: Sentences, hints: Sentences) -> dict[str, Any]:
    answer = typed.rating(each.id)
    rating, evidence, reason = rating_field(each.id), evidence_field(each.id), reason_field(each.id)
    return {
        "is_focus": each.is_focus,
        "name": each.name,
        "must_have": each.must_have,
        "questions": each.questions,
        "anchors": [
            {
                "score": anchor.score,
                "label": anchor.label,
                "is_bar": anchor.is_bar,
                "statements": [statement.text for statement in anchor.statements],
            }
            for anchor in each.anchors
        ],
        "rating_field": rating,
        "value": answer.choice,
        "rating_problems": problems.get(rating, []),
        "evidence_field": evidence,
        "evidence": answer.evidence,
        "evidence_problems": problems.get(evidence, []),
        "hints": hints.get(evidence, []),
        "reason_field": reason,
        "reason": answer.reason,
        "reason_problems": problems.get(reason, []),
    }


def _signal(each: SheetSignal, typed: Answers, problems: Sentences, hints: Sentences) -> dict[str, Any]:
    answer = typed.signal(each.id)
    field, evidence = signal_field(each.id), signal_evidence_field(each.id)
    return {
        "is_red_flag": each.kind is SignalKind.RED_FLAG,
        "is_strong": each.kind is SignalKind.STRONG,
        "text": each.text,
        "severity": each.severity,
        "field": field,
        "value": SEEN[answer.seen],
        "problems": problems.get(field, []),
        "evidence_field": evidence,
        "evidence": answer.evidence,
        "evidence_problems": problems.get(evidence, []),
        "hints": hints.get(evidence, []),
    }


def revision_rows(sheet: Sheet, revisions: Iterable[ScorecardRevision]) -> list[dict[str, Any]]:
    """Each revision with what it changed against the one before, the newest first; the first one changed nothing."""
    rows: list[dict[str, Any]] = []
    before: Answers | None = None
    for revision in revisions:
        after = revision_answers(revision.content)
        rows.append(
            {
                "number": revision.number,
                "when": in_words(revision.submitted_at),
                "iso": revision.submitted_at.isoformat(),
                "reason": revision.reason,
                "changes": differences(sheet, before, after) if before is not None else (),
                "is_first": before is None,
            }
        )
        before = after
    return rows[::-1]
