"""Paragraphs and bullets of hiring criteria whose lines are labels of their own, taken apart before the outline is made.

`Task: …`, `Evaluate:` and `Red flags:` often stand in one paragraph, a line each, and the scores of a dimension in one
bullet (`Craft: 1 = copies; 2 = designs`). In other documents lines of a paragraph are no parts; so only here.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from rubrics.documents.blocks import Block, Bullets, Item, Paragraph
from rubrics.documents.criteria import words
from rubrics.documents.criteria.kinds import kind_of
from rubrics.documents.labels import LONGEST, bare, split_label
from rubrics.documents.outline import labelled_lines
from rubrics.documents.patterns import pattern
from rubrics.documents.scores import score_in, score_label

SCORED = pattern(r"(?:^|(?<=[;,.|/])\s*)(?P<score>\d)\s*[=:–-]\s*(?=[^\s\d=])")
WRAPPED = 60
"""Characters from which on a line without an end may go on in the next one: it was wrapped by hand."""


def unfolded(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with such paragraphs and bullets taken apart; the same blocks when there are none."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not block.quoted and len(block.lines) > 1:
            found.extend(parted(block))
        elif isinstance(block, Bullets):
            found.append(scored(block))
        else:
            found.append(block)
    changed = len(found) != len(blocks) or any(own is not other for own, other in zip(found, blocks, strict=True))
    return found if changed else blocks


def parted(block: Paragraph) -> list[Block]:
    """A paragraph cut before each line that a word of the trade heads; the paragraph itself when there is none."""
    heads = {number: head for number, line in enumerate(block.lines) if (head := head_of(line))}
    if not heads or labelled_lines(block):
        return [block]
    groups: list[list[str]] = []
    for number, line in enumerate(block.lines):
        headed = bool(groups) and len(groups[-1]) >= 1 and number - len(groups[-1]) in heads
        runs_on = number and (line[:1].islower() or not ends(block.lines[number - 1]))
        if not groups or number in heads or (headed and not runs_on):
            groups.append([line])
        else:
            groups[-1].append(line)
    found: list[Block] = []
    number = 0
    for group in groups:
        head = heads.get(number)
        text = " ".join(group)
        if head is not None and len(group) == 1 and bare(text) == bare(head):
            text = f"{head}:"
        lead = head if head is not None else block.lead if number == 0 else None
        found.append(Paragraph(text, block.place, lead, tuple(group), block.strong and len(groups) == 1))
        number += len(group)
    return found


def ends(line: str) -> bool:
    """Whether a line is a whole one: it ends a sentence, or is too short to have been wrapped."""
    return len(line) < WRAPPED or line.rstrip().endswith((".", "!", "?", ":", ";"))


def head_of(line: str) -> str | None:
    """The word of the trade that heads a line, alone or with a colon behind it; `None` for any other line."""
    label, _ = split_label(line[:LONGEST])
    if label is None:
        label = line.strip() if len(line.split()) <= 4 else None
        known = label is not None and (kind_of(label) or words.EVALUATE.match(label))
        return label if known else None
    score = score_label(label)
    told = (
        kind_of(label)
        or words.EVALUATE.match(label)
        or words.EXERCISE_PART.match(label)
        or (score is not None and score.score is not None)
        or score_in(label) is not None
    )
    return label if told else None


def scored(block: Bullets) -> Bullets:
    """A list with the scores in a bullet's text as bullets below it; the list itself when no bullet has any."""
    items = [scored_item(item) for item in block.items]
    same = all(own is other for own, other in zip(items, block.items, strict=True))
    return block if same else Bullets(items, block.place, block.ordered)


def scored_item(item: Item) -> Item:
    if item.children:
        return item
    label, rest = split_label(item.text, item.lead)
    if label is None or kind_of(label) == "scale" or words.ANCHORS.match(label):
        return item
    pairs = scores_in(rest)
    children = [Item(f"{score}: {text}", item.place, str(score), (f"{score}: {text}",)) for score, text in pairs]
    return Item(label, item.place, label, (label,), children) if children else item


def scores_in(text: str) -> list[tuple[int, str]]:
    """A text that is a list of scores (`1 = copies; 2 = designs`) as (score, text); empty for any other text."""
    matches = list(SCORED.finditer(text)) if text[:1].isdecimal() and len(text) < 4000 else []
    scores = [int(match["score"]) for match in matches]
    steps = {later > earlier for earlier, later in itertools.pairwise(scores)}
    if len(scores) < 2 or matches[0].start() or len(steps) != 1 or len(set(scores)) < len(scores):
        return []
    limits = [match.start() for match in matches[1:]] + [len(text)]
    texts = [text[match.end() : limit].strip(" ;,|/") for match, limit in zip(matches, limits, strict=True)]
    return list(zip(scores, texts, strict=True)) if all(texts) else []
