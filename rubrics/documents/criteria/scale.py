"""The scale of hiring criteria: what the document states, what its anchors show, and what has to be assumed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from rubrics.documents.criteria.gathered import Gathered
from rubrics.documents.outline import Node
from rubrics.documents.patterns import pattern
from rubrics.documents.placed import Placed
from rubrics.documents.quantities import NUMBERS
from rubrics.documents.reading import Finding, ScaleReading
from rubrics.documents.scores import verbal_rank

WORDED = pattern(r"\b(\d)\s*=\s*([A-Za-z][A-Za-z ’'/-]{1,40}?)(?=\s*(?:[,;|·.)]|$|\d\s*=))")
SCORING = r"(?:scale|scor\w+|rat(?:e|es|ed|ing|ings)|rubric|grad(?:e|es|ed|ing)|points?|marks?)"
SPAN = r"([0-9]|10)(?:\s*\([^()]{1,30}\))?\s*(?:[-–—]|to|through)\s*([0-9]|10)"
NO_TIME = (
    r"(?!\s*(?:[-–—/.]\s*\d|%|min|minutes|hours?|days?|weeks?|months?|years?|yrs|sentences|words|examples|people))"
)
RANGE = pattern(
    rf"\b{SCORING}\b[^.\n]{{0,60}}?(?<![\w.%]){SPAN}\b{NO_TIME}|(?<![\w.%]){SPAN}\b{NO_TIME}[^.\n]{{0,25}}\b{SCORING}\b",
    re.IGNORECASE,
)
STEPS = pattern(
    rf"\b(\d|10|{'|'.join(NUMBERS)})[- ](?:point|step|level|grade)s? (?:\w+ )?(?:scales?|ratings?|rubrics?)\b",
    re.IGNORECASE,
)
OUT_OF = pattern(r"\b(?:out of|/)\s*([3-9]|10)\b(?!\s*[A-Za-z%/\d])", re.IGNORECASE)
LONGEST = 400
"""Characters of a statement beyond which a range in it is not taken for the scale."""
USUAL = (1, 5)


def scale_of(
    gathered: Gathered, root: Node, tables: Sequence[Placed], findings: list[Finding], *, wanted: bool
) -> ScaleReading | None:
    """The scale in use, `None` when nothing is scored.

    It is the range a sentence, a head or a legend states, widened by every score that is used. Where nothing states it
    and the scores used leave its ends open (anchors for 5 and 3 only), 1 to 5 is assumed and a finding says so.
    """
    worded_scores(gathered, root)
    legend = set(gathered.scale.scores)
    scores = legend | {score for dimension in gathered.dimensions for score in dimension.anchors}
    place = gathered.scale.place
    stated = next(ranges_in(root, tables, gathered), None) if wanted or scores else None
    if stated is not None:
        low, high, said = stated
        if low is None:
            low = min([1, *scores])
        ends = {low, high} | scores
        place = place or said
    elif scores and not shows_its_ends(scores):
        ends = scores | set(USUAL)
        place = place or next(
            (anchor.locator for dimension in gathered.dimensions for anchor in dimension.anchors.values()), ""
        )
        findings.append(assumed(scores, (min(ends), max(ends)), place))
    else:
        ends = scores
    if len(ends) < 2:
        return None
    findings.extend(upside_down(gathered, place))
    return ScaleReading(min(ends), max(ends), dict(gathered.scale.labels), dict(gathered.scale.texts), place)


def shows_its_ends(scores: set[int]) -> bool:
    """Whether the scores in use leave no end of the scale open: they start at 0 or 1 and there are two or more."""
    return len(scores) > 1 and min(scores) <= 1


def assumed(scores: set[int], ends: tuple[int, int], place: str) -> Finding:
    """The warning that the document leaves the ends of its scale open, with the scores it uses."""
    used = " and ".join(str(score) for score in sorted(scores, reverse=True))
    message = f"The document does not state its scale; it describes only {used}. {ends[0]} to {ends[1]} is assumed."
    return Finding("warning", place or "the document", message)


def worded_scores(gathered: Gathered, root: Node) -> None:
    """Takes the words of a scale written in one line (`1 = Poor, 2 = Fair`)."""
    for node in root.walk():
        for statement in node.texts:
            pairs = WORDED.findall(statement.text) if len(statement.text) < LONGEST and "=" in statement.text else []
            if len(pairs) > 1 and len({score for score, _ in pairs}) == len(pairs):
                for score, word in pairs:
                    gathered.scale.meet(int(score), word.strip(" .;,"), statement.place)
                return


def ranges_in(root: Node, tables: Sequence[Placed], gathered: Gathered) -> Iterator[tuple[int | None, int, str]]:
    """Every scale the document states, sentences before heads, as (low, high, place); low `None` where only the top is told."""
    said = list(sayings(root, tables))
    for text, place in said:
        match = RANGE.search(text)
        if match:
            low, high = sorted((int(match[1] or match[3]), int(match[2] or match[4])))
            if low <= 1 and high - low >= 2:
                yield low, high, place
    for text, place in said:
        steps = STEPS.search(text)
        if steps:
            count = NUMBERS.get(steps[1].lower()) or int(steps[1])
            if count > 1:
                yield None, count - 1 if 0 in gathered.scale.scores else count, place
        top = OUT_OF.search(text)
        if top and re.search(SCORING, text, re.IGNORECASE):
            yield None, int(top[1]), place


def sayings(root: Node, tables: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    """Short texts, headings and heads of tables with their places."""
    for node in root.walk():
        if node.label and len(node.label) < LONGEST:
            yield node.label, node.place
        for statement in node.texts:
            if len(statement.text) < LONGEST:
                yield statement.text, statement.place
    for placed in tables:
        for cell in placed.grid.rows[0]:
            if len(cell.text) < LONGEST:
                yield cell.text, cell.place


def upside_down(gathered: Gathered, place: str) -> Iterator[Finding]:
    """A warning where the words of the scale fall as its numbers rise."""
    ranks = [verbal_rank(gathered.scale.labels[score]) for score in sorted(gathered.scale.labels)]
    told = [rank for rank in ranks if rank]
    if (
        len(told) > 1
        and len(told) == len(ranks)
        and all(one[0] == other[0] and one[1] > other[1] for one, other in itertools.pairwise(told))
    ):
        message = (
            "The scale runs the other way: its lowest number is the best. Levelset counts upwards; check each anchor."
        )
        yield Finding("warning", place or "the document", message)
