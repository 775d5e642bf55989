"""Paragraphs and bullets of hiring criteria whose lines are labels of their own, taken apart before the outline is made.

`Task: …`, `Evaluate:` and `Red flags:` often stand in one paragraph, a line each, and the scores of a dimension in one
bullet (`Craft: 1 = copies; 2 = designs`). In other documents lines of a paragraph are no parts; so only here.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.errors import UnreadableDocument
from rubrics.documents.blocks import Block, Bullets, Grid, Heading, Item, Paragraph
from rubrics.documents.criteria import words
from rubrics.documents.criteria.kinds import kind_of
from rubrics.documents.labels import LONGEST, bare, split_label
from rubrics.documents.leads import labelled_lines
from rubrics.documents.limits import MAX_LABELS
from rubrics.documents.patterns import pattern
from rubrics.documents.scores import score_in, score_label

SCORED = pattern(r"(?:^|(?<=[;,.|/])\s*)(?P<score>\d)\s*[=:–-]\s*(?=[^\s\d=])")
TOLD = pattern(r"(?:^|(?<=[.!?;])\s+)An?\s+[“\"']?(?P<score>\d)[”\"']?\s+(?=[a-z])")
BOX = pattern(r"\[[ xX✓✔]?\]\s+(?=\S)")
"""A box to tick."""
MARKED = pattern(r"[^\w\s“\"'(\[<*#-]+\s*(?=\d)")
LONGEST_TOLD = 4_000
WRAPPED = 60
"""Characters from which on a line without an end may go on in the next one: it was wrapped by hand."""


def unfolded(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with such paragraphs and bullets taken apart; the same blocks when there are none.

    Raises UnreadableDocument when they would come to more labels than any document has.
    """
    found: list[Block] = []
    top = min((block.depth for block in blocks if isinstance(block, Heading)), default=0)
    below = False
    labels = 0
    for block, after in itertools.zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading):
            below = block.depth > top
        if isinstance(block, Paragraph) and not block.quoted:
            pairs = scores_told(block.text) if below else []
            made = [listed(pairs, block)] if pairs else parted(plain(block), after)
            labels += len(pairs) + len(made) - 1
        else:
            made = [scored(block)] if isinstance(block, Bullets) else [block]
        found.extend(made)
        if labels > MAX_LABELS:
            raise UnreadableDocument(f"more than {MAX_LABELS:,} labelled lines; split the file", block.place)
    changed = len(found) != len(blocks) or any(own is not other for own, other in zip(found, blocks, strict=True))
    return found if changed else blocks


def plain(block: Paragraph) -> Paragraph:
    """A whole sentence in italics or bold as what it is: it describes, and heads nothing."""
    if not block.strong or not block.text.endswith((".", "!", "?")) or kind_of(block.text):
        return block
    return Paragraph(block.text, block.place, None, block.lines)


def heading(text: str, place: str) -> Paragraph:
    """A line without markup that heads what follows it, as a bold one."""
    return Paragraph(text, place, text, (text,), strong=True)


def parted(block: Paragraph, after: Block | None) -> list[Block]:
    """A paragraph cut before each line that a word of the trade heads; the paragraph itself when there is none.

    In a text without markup a short line heads the list after it, and the scores right below it.
    """
    if len(block.lines) < 2:
        told = isinstance(after, Bullets | Grid) and len(block.text.split()) <= 5 and kind_of(block.text)
        return [heading(block.text, block.place)] if told and not block.lead else [block]
    heads = {number: head for number, line in enumerate(block.lines) if (head := head_of(line))}
    if not heads or labelled_lines(block):
        return [block]
    headed = headed_scores(block, heads)
    if headed:
        return headed
    found: list[Block] = []
    number = 0
    groups = grouped(block.lines, heads)
    for group in groups:
        head = heads.get(number)
        text = " ".join(group)
        if head is not None and len(group) == 1 and bare(text) == bare(head):
            text = f"{head}:"
        lead = head if head is not None else block.lead if number == 0 else None
        found.append(Paragraph(text, block.place, lead, tuple(group), block.strong and len(groups) == 1))
        number += len(group)
    return found


def headed_scores(block: Paragraph, heads: Mapping[int, str]) -> list[Block]:
    """A short line with nothing but scores below it as a heading and a list; empty for any other paragraph."""
    first = block.lines[0]
    if 0 in heads or len(heads) < len(block.lines) - 1 or len(block.lines) < 3:
        return []
    if len(first.split()) > 6 or first.endswith((".", ":")) or not all(score_label(head) for head in heads.values()):
        return []
    told = [split_label(line) for line in block.lines[1:]]
    lines = [f"{label}: {text}" for label, text in told]
    return [
        heading(first, block.place),
        Bullets([Item(line, block.place, None, (line,)) for line in lines], block.place),
    ]


def grouped(lines: Sequence[str], heads: Mapping[int, str]) -> list[list[str]]:
    """Lines that belong together: each headed line with those that run on from it, and the plain ones between them."""
    groups: list[list[str]] = []
    headed = False
    for number, line in enumerate(lines):
        runs_on = number > 0 and (line[:1].islower() or not ends(lines[number - 1]))
        if not groups or number in heads or (headed and not runs_on):
            groups.append([line])
            headed = number in heads
        else:
            groups[-1].append(line)
    return groups


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


def listed(pairs: Sequence[tuple[int, str]], block: Paragraph) -> Bullets:
    """Scores and their texts as a list, a score a bullet."""
    return Bullets([score_item(score, text, block.place) for score, text in pairs], block.place)


def score_item(score: int, text: str, place: str) -> Item:
    """A bullet for one score."""
    return Item(f"{score}: {text}", place, str(score), (f"{score}: {text}",))


def scored_item(item: Item) -> Item:
    """A bullet with the scores in its text as bullets below it; signs before a score (`✅ 3 – Builds`) are taken off."""
    box = BOX.match(item.text)
    if box:
        item = replace(item, text=item.text[box.end() :], lead=None)
    marked = MARKED.match(item.text)
    if marked and score_label(split_label(item.text[marked.end() :])[0] or ""):
        return replace(item, text=item.text[marked.end() :], lead=None)
    if item.children:
        children = [scored_item(child) for child in item.children]
        same = all(own is other for own, other in zip(children, item.children, strict=True))
        return item if same else replace(item, children=children)
    label, rest = split_label(item.text, item.lead)
    if label is None or kind_of(label) == "scale" or words.ANCHORS.match(label):
        return item
    pairs = scores_in(rest)
    if not pairs:
        return item
    return Item(label, item.place, label, (label,), [score_item(score, text, item.place) for score, text in pairs])


def scores_told(text: str) -> list[tuple[int, str]]:
    """Sentences that each tell of one score (`A 1 guesses. A 2 measures.`) as (score, text); empty for any other text."""
    matches = list(TOLD.finditer(text)) if text[:2] in ("A ", "An") and len(text) < LONGEST_TOLD else []
    scores = [int(match["score"]) for match in matches]
    if len(scores) < 2 or matches[0].start() or len(set(scores)) < len(scores):
        return []
    limits = [match.start() for match in matches[1:]] + [len(text)]
    return [
        (score, text[match.end() : limit].strip()) for score, match, limit in zip(scores, matches, limits, strict=True)
    ]


def scores_in(text: str) -> list[tuple[int, str]]:
    """A text that is a list of scores (`1 = copies; 2 = designs`) as (score, text); empty for any other text."""
    matches = list(SCORED.finditer(text)) if text[:1].isdecimal() and len(text) < LONGEST_TOLD else []
    scores = [int(match["score"]) for match in matches]
    steps = {later > earlier for earlier, later in itertools.pairwise(scores)}
    if len(scores) < 2 or matches[0].start() or len(steps) != 1 or len(set(scores)) < len(scores):
        return []
    limits = [match.start() for match in matches[1:]] + [len(text)]
    texts = [text[match.end() : limit].strip(" ;,|/") for match, limit in zip(matches, limits, strict=True)]
    return list(zip(scores, texts, strict=True)) if all(texts) else []
