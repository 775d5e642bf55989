"""Corrections applied to a whole reading: its ladders and its scorecard, and what is said of them among the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.errors import InvalidInput
from rubrics.corrections.applying import corrected_ladder, turned
from rubrics.corrections.order import falls, rising, usual_order
from rubrics.corrections.scorecard import SCORECARD, corrected_scorecard
from rubrics.corrections.values import LadderCorrection
from rubrics.documents.checks import findings_of
from rubrics.documents.ladders.told import SAID
from rubrics.documents.reading import Finding, LadderReading, Reading


def corrected(reading: Reading, corrections: Mapping[int, LadderCorrection]) -> Reading:
    """The reading with the corrections of its ladders (by place, from 1) and of its scorecard, and a finding for each that changed.

    Levels that fall are put in rising order, which is said. What a correction settles is no longer among the findings.
    Raises InvalidInput where a level would have neither code nor name, no level would be left, or a row would join itself
    or one that is gone; its `problems` name the field of the page (`ladder-1-row-2-into`).
    """
    ladders: list[LadderReading] = []
    findings = list(reading.findings)
    for place, ladder in enumerate(reading.ladders, start=1):
        correction = corrections.get(place)
        if correction is None:
            ladders.append(rising(ladder))
            findings += _reversed_by_itself(ladder)
            continue
        if correction.is_left_out:
            findings.append(_by_hand(ladder, f"The ladder “{ladder.name}” was left out."))
            continue
        try:
            better = corrected_ladder(ladder, correction)
        except InvalidInput as error:
            fields = {f"ladder-{place}-{field}": sentences for field, sentences in error.problems.items()}
            raise InvalidInput(str(error), fields) from None
        if correction.order is None:
            findings += _reversed_by_itself(ladder)
        if better != rising(ladder):
            findings = _true_of(better, ladder, findings)
            findings.append(_by_hand(ladder, _said(ladder, better, correction)))
        ladders.append(better)
    whole = replace(reading, ladders=tuple(ladders), findings=tuple(findings))
    try:
        return corrected_scorecard(whole, corrections.get(SCORECARD))
    except InvalidInput as error:
        fields = {f"ladder-{SCORECARD}-{field}": sentences for field, sentences in error.problems.items()}
        raise InvalidInput(str(error), fields) from None


def _true_of(better: LadderReading, before: LadderReading, findings: list[Finding]) -> list[Finding]:
    """The findings without those about the ladder that the corrections settled, and with those that they bring."""
    # Whoever put the ladder right has looked at which way round it stands.
    was, now = [*findings_of(before), Finding("warning", before.locator, SAID)], findings_of(better)
    return [
        *(finding for finding in findings if finding not in was or finding in now),
        *(finding for finding in now if finding not in was),
    ]


def _by_hand(ladder: LadderReading, message: str) -> Finding:
    return Finding("info", ladder.locator or "the document", f"By hand: {message}")


def _said(before: LadderReading, after: LadderReading, correction: LadderCorrection) -> str:
    parts = []
    if correction.is_turned:
        parts.append("rows and levels changed places")
    usual = usual_order(turned(before) if correction.is_turned else before)
    if correction.order not in (None, usual):
        parts.append(f"the levels stand in {'the other' if correction.order == usual[::-1] else 'another'} order")
    levels_gone = sum(level.is_left_out for level in correction.levels.values())
    if levels_gone:
        parts.append(f"{levels_gone} {'level was' if levels_gone == 1 else 'levels were'} left out")
    joined = sum(row.into is not None and not row.is_left_out for row in correction.rows.values())
    gone = sum(row.is_left_out for row in correction.rows.values())
    if joined:
        parts.append(f"{joined} {'row' if joined == 1 else 'rows'} joined another")
    if gone:
        parts.append(f"{gone} {'row was' if gone == 1 else 'rows were'} left out")
    return f"{'; '.join(parts) or 'names were changed'} in “{after.name or before.name}”."


def _reversed_by_itself(ladder: LadderReading) -> list[Finding]:
    if not falls(ladder):
        return []
    message = f"“{ladder.name}” lists its highest level first; its levels were put in rising order."
    return [Finding("info", ladder.locator or "the document", message)]
