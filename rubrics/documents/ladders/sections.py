"""What stands under one level of an outline: labelled parts that recur are rows, everything else is a statement of the level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rubrics.documents.blanks import PLACEHOLDER
from rubrics.documents.cumulative import builds_up
from rubrics.documents.labels import QUALIFICATION, bare, key, level_label
from rubrics.documents.ladders.draft import Draft, Statement
from rubrics.documents.ladders.heads import TAKES_IN_HEAD
from rubrics.documents.ladders.small_tables import table_rows
from rubrics.documents.outline import Node, led_label
from rubrics.documents.outline import Statement as Said
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import experience_in, years_in
from rubrics.documents.reading import Finding

UNNAMED = pattern(
    r"^(?:(?:key |core |main |primary |typical |general |your )?(?:responsibilit(?:y|ies)|expectations?|behaviou?rs?|accountabilities|duties|"
    r"what (?:you|they|we|this) .*|requirements?|statements?|guidelines?|details?|criteria|items|examples?|bullets?|signals?|you will|description of work))$",
    re.IGNORECASE,
)
SUMMARY = pattern(
    r"^(?:summary|overview|description|definition|about|at a glance|purpose|tl;?dr|in short|role|profile|level description|headline|blurb)$",
    re.IGNORECASE,
)
YEARS = pattern(r"\b(years?|yrs|experience|qualifications?|education|tenure)\b", re.IGNORECASE)
ASIDE = pattern(
    r"\b(salary|compensation|pay|equity|faq|links?|resources|further reading|see also|navigation|promotion|reports? to|title|id|code|track|proficiency|order|rank|position|level)\b",
    re.IGNORECASE,
)
EXAMPLES = pattern(r"\b(examples?|for instance|e\.g)\b", re.IGNORECASE)
GENERIC_GROUP = pattern(
    r"^(?:competenc(?:y|ies)|skills|areas|dimensions|expectations|guidelines|criteria|attributes|themes)$",
    re.IGNORECASE,
)


def is_unnamed(label: str) -> bool:
    """Whether a label only says that statements or examples follow, or that the level below is taken in."""
    return bool(is_opening(label) or SUMMARY.match(label) or EXAMPLES.search(label))


def is_opening(label: str) -> bool:
    """Whether a label only opens a list: `Responsibilities`, `All of the above, plus`."""
    return bool(UNNAMED.match(label)) or builds_up(label.lower())


def rows_of(member: Node) -> list[Node]:
    """The labelled parts of a level: its headings, bold lines, labelled bullets and the rows of plain tables in it."""
    parts = [child for child in member.children if child.label and not PLACEHOLDER.match(child.label)]
    for table in member.tables:
        parts.extend(table_rows(table))
    return parts


def recurring(labels: Sequence[Sequence[str]]) -> bool:
    """Whether labels recur from level to level as names of rows do; step names that change with the level do not."""
    counts: Counter[str] = Counter()
    total = 0
    for level in labels:
        names = {key(label) for label in level if not ASIDE.fullmatch(label)}
        counts.update(names)
        total += len(names)
    filled = sum(1 for level in labels if level)
    if not total or filled < 2:
        return False
    again = sum(count for count in counts.values() if count > 1)
    coverage = total / (len(counts) * filled)
    return again >= 0.6 * total and coverage > 0.5


def label_paragraphs(members: Sequence[Node]) -> None:
    """Makes parts of paragraphs that each begin with a label (`Scope: owns a feature`, `*Scope* owns a feature`) where the labels recur."""
    if label_pairs(members):
        return
    read = [
        [(text, *led_label(text.text, text.lead)) for text in member.texts if not text.bullet] for member in members
    ]
    told = [[(text, label, rest) for text, label, rest in texts if label and rest] for texts in read]
    named = [[label for _, label, _ in texts] for texts in told]
    every = sum(map(len, read))
    if len(members) < 2 or sum(map(len, told)) < max(every - len(members), 2) or not recurring(named):
        return
    for member, texts in zip(members, told, strict=True):
        for text, label, rest in texts:
            node = Node(label, text.place, 99, "lead", full=text.text, parent=member)
            node.say(rest, text.place)
            member.parts[member.parts.index(text)] = node


def label_pairs(members: Sequence[Node]) -> bool:
    """Makes parts of paragraphs where every other one is a label that recurs, as cards of a page have them; tells whether it did."""
    read = [[text for text in member.texts if not text.bullet] for member in members]
    labels = [[text.text for text in texts[::2]] for texts in read]
    short = all(len(label.split()) <= 4 and label[-1:] not in ".!?;" for level in labels for label in level)
    even = all(len(texts) % 2 == 0 and len(texts) > 2 for texts in read)
    if len(members) < 2 or not short or not even or not recurring(labels):
        return False
    for member, texts in zip(members, read, strict=True):
        for label, text in zip(texts[::2], texts[1::2], strict=True):
            node = Node(bare(label.text), label.place, 99, "lead", full=f"{label.text}: {text.text}", parent=member)
            node.say(text.text, text.place)
            member.parts[member.parts.index(label)] = node
            member.parts.remove(text)
    return True


def fill(draft: Draft, indices: Sequence[int], members: Sequence[Node]) -> None:
    """Reads what stands under each level into rows and statements."""
    if not any(member.children for member in members):
        label_paragraphs(members)
    parts = [rows_of(member) for member in members]
    named = [[part.label for part in part_list] for part_list in parts]
    if recurring(named):
        fill_rows(draft, indices, parts, None)
        for index, member in zip(indices, members, strict=True):
            take_texts(draft, index, member)
        return
    if aligned(parts):
        fill_unnamed(draft, indices, members, parts)
        return
    for index, member in zip(indices, members, strict=True):
        take_texts(draft, index, member)
        for part in rows_of(member):
            take_loose(draft, index, part)


def fill_level(draft: Draft, index: int, member: Node) -> None:
    """Reads a document about one level: its headings with lists are rows, everything else is a statement of the level.

    A heading that holds headings only is the group of the rows below it.
    """
    take_texts(draft, index, member)
    for part in rows_of(member):
        inner = grouped_parts(part)
        group = None if not inner or GENERIC_GROUP.match(part.label) else part.label
        for row in inner or [part]:
            take_row(draft, index, row, group)


def grouped_parts(part: Node) -> list[Node]:
    """The rows a part groups; empty when it is a row itself."""
    inner = [child for child in part.children if child.label]
    headed = all(child.kind in ("heading", "bold", "key") and child.size() for child in inner)
    if part.kind not in ("heading", "bold", "key") or part.texts or not inner or not headed:
        return []
    named = sum(1 for child in inner if not is_unnamed(child.label) and not ASIDE.fullmatch(child.label))
    return inner if named == len(inner) and (named > 1 or GENERIC_GROUP.match(part.label)) else []


def take_row(draft: Draft, index: int, part: Node, group: str | None) -> None:
    texts = list(part.statements())
    headed = part.kind in ("heading", "bold", "key", "row") or bool(part.children)
    if headed and texts and not is_unnamed(part.label) and not take_qualification(draft, index, part):
        draft.say(index, draft.competency(part.label, group, part.place), statement_of(part))
    elif texts:
        take_loose(draft, index, part)


def take_texts(draft: Draft, index: int, member: Node) -> None:
    """Texts right under a level: bullets are statements, the first paragraph describes the level when more follows."""
    paragraphs = [text for text in member.texts if not text.bullet]
    bullets = [text for text in member.texts if text.bullet]
    level = draft.levels[index]
    if (
        member.kind == "item"
        and member.full
        and member.children
        and bullets[:1] == member.texts[:1]
        and level.text is None
    ):
        # What follows the name of a level on its own line says what the level is.
        level.text = bullets.pop(0).text
        level.years = level.years or experience_in(level.text)
    if paragraphs and (bullets or member.children or member.tables):
        level.text = level.text or " ".join(text.text for text in paragraphs)
        level.years = level.years or experience_in(level.text)
    else:
        for text in paragraphs:
            draft.add(index, text.text, text.place)
    for text in bullets:
        draft.add(index, text.text, text.place)


def take_loose(draft: Draft, index: int, part: Node) -> None:
    """A part of a level that is no row of the ladder: statements with the part's name as their label."""
    if takes_in(draft, part):
        return
    if SUMMARY.match(part.label):
        draft.levels[index].text = draft.levels[index].text or " ".join(said.text for said in part.statements())
        return
    if take_qualification(draft, index, part):
        return
    if part.kind in ("item", "lead") and part.texts and not part.children:
        draft.add(index, part.texts[0].text, part.place, part.label)
        for said in part.texts[1:]:
            draft.add(index, said.text, said.place, part.label)
        return
    for said in part.statements():
        draft.add(index, said.text, said.place, None if is_opening(part.label) else part.label)


def takes_in(draft: Draft, part: Node) -> bool:
    """Whether a part names the level that its level takes in, which makes the ladder cumulative."""
    if not TAKES_IN_HEAD.match(part.label) or not all(level_label(said.text) for said in part.statements()):
        return False
    draft.cumulative = True
    return True


def take_qualification(draft: Draft, index: int, part: Node) -> bool:
    """Takes a part that states years or degrees as a fact of the level."""
    texts = [said.text for said in part.statements()]
    joined = " ".join(texts)
    if not (YEARS.search(part.label) or QUALIFICATION.search(part.label)) or len(texts) > 6:
        return False
    yearly = re.search(r"\b(?:years?|yrs|experience)\b", part.label, re.IGNORECASE)
    stated = (
        years_in(joined)
        or (yearly and years_in(f"{joined} years"))
        or re.search(r"\b(degree|bachelor|master'?s|phd|bsc|msc)\b", joined, re.IGNORECASE)
    )
    if not stated:
        return False
    level = draft.levels[index]
    level.qualification = joined
    level.years = level.years or years_in(joined) or (years_in(f"{joined} years") if yearly else None)
    return True


def fill_rows(draft: Draft, indices: Sequence[int], parts: Sequence[list[Node]], group: str | None) -> None:
    """Labelled parts become rows, in the order of first appearance; a part whose own parts recur is a group of rows."""
    order: list[str] = []
    for part_list in parts:
        merge_order(order, [key(part.label) for part in part_list])
    named = [by_name(part_list) for part_list in parts]
    groups = lone_groups(parts)
    rows: dict[tuple[str, int], int] = {}
    for name in order:
        same = [part_list.get(name, []) for part_list in named]
        for occurrence in range(max(map(len, same))):
            chosen = [part_list[occurrence] if occurrence < len(part_list) else None for part_list in same]
            present = [(index, part) for index, part in zip(indices, chosen, strict=True) if part]
            label = present[0][1].label
            inner = [rows_of(part) for _, part in present]
            nested = name in groups or is_group(inner)
            if not nested and (is_opening(label) or SUMMARY.match(label)):
                single = len(order) == 1
                for index, part in present:
                    if SUMMARY.match(label) or single or not draft.competencies or is_opening(label):
                        take_loose(draft, index, part)
                continue
            if all(takes_in(draft, part) for _, part in present):
                continue
            if all(take_qualification(draft, index, part) for index, part in present):
                continue
            if nested:
                inner_group = None if GENERIC_GROUP.match(label) else label
                fill_rows(draft, [index for index, _ in present], inner, inner_group)
                for index, part in present:
                    for said in part.texts:
                        draft.add(index, said.text, said.place, label)
                continue
            row = rows.setdefault((name, occurrence), draft.competency(label, group, present[0][1].place))
            for index, part in present:
                draft.say(index, row, statement_of(part))


def is_group(inner: Sequence[Sequence[Node]]) -> bool:
    """Whether the labelled parts within the parts of one name recur as rows do."""
    labels = [[part.label for part in part_list] for part_list in inner]
    return len(inner) > 1 and recurring(labels) and not examples_only(inner)


def lone_groups(parts: Sequence[Sequence[Node]]) -> set[str]:
    """The keys of parts that hold nothing but one row of the same name, where others beside them are groups of several."""
    same = [part for part_list in parts for part in part_list]
    inner: dict[str, list[list[Node]]] = {}
    for part in same:
        inner.setdefault(key(part.label), []).append(rows_of(part) if not part.texts else [])
    if not any(is_group(part_lists) for part_lists in inner.values()):
        return set()
    return {
        name
        for name, part_lists in inner.items()
        if len({key(part.label) for part_list in part_lists for part in part_list}) == 1
        and all(len(part_list) == 1 and not is_unnamed(part_list[0].label) for part_list in part_lists)
    }


def merge_order(order: list[str], names: Sequence[str]) -> None:
    """Adds new names after the one that goes before them, so that rows missing at the first level keep their place."""
    last = -1
    known = set(order)
    for name in names:
        if name in known:
            # Mostly the next one: lists of thousands of rows are not searched from their beginning each time.
            last = last + 1 if order[last + 1 : last + 2] == [name] else order.index(name)
        else:
            last += 1
            order.insert(last, name)
            known.add(name)


def by_name(parts: Sequence[Node]) -> dict[str, list[Node]]:
    """The parts by the key of their labels, in source order."""
    found: dict[str, list[Node]] = {}
    for part in parts:
        found.setdefault(key(part.label), []).append(part)
    return found


def examples_only(inner: Sequence[Sequence[Node]]) -> bool:
    """Whether the recurring parts are only "Examples" and the like, which belong to the row itself."""
    labels = {key(part.label) for parts in inner for part in parts}
    return (
        all(
            EXAMPLES.search(part.label) or UNNAMED.match(part.label) or SUMMARY.match(part.label)
            for parts in inner
            for part in parts
        )
        or len(labels) < 2
    )


def statement_of(part: Node) -> Statement:
    """What one part says: its texts and those below it, with examples and a proficiency kept apart."""
    items: list[str] = []
    examples: list[str] = []
    for child in part.parts:
        if isinstance(child, Said):
            items.append(child.text)
            continue
        texts = [said.text for said in child.statements()]
        if EXAMPLES.search(child.label):
            examples.extend(texts)
        elif child.kind in ("item", "lead", "row"):
            items.extend([child.full] if child.full else [])
            items.extend(said.text for said in child.below())
        else:
            items.extend(texts)
    return Statement(items, part.place, proficiency=part.facts.get("proficiency"), examples=examples)


def aligned(parts: Sequence[Sequence[Node]]) -> bool:
    """Whether every level has the same number of labelled statements and a label that returns keeps its place.

    Then the statements are rows whose names the document does not give.
    """
    count = len(parts[0])
    if count < 2 or len(parts) < 3 or any(len(part_list) != count for part_list in parts):
        return False
    if any(part.children or len(part.texts) != 1 for part_list in parts for part in part_list):
        return False
    slots: dict[str, set[int]] = {}
    for part_list in parts:
        for slot, part in enumerate(part_list):
            slots.setdefault(key(part.label), set()).add(slot)
    counts = Counter(key(part.label) for part_list in parts for part in part_list)
    again = [label for label, count in counts.items() if count > 1]
    return len(again) >= 2 and all(len(slots[label]) == 1 for label in again)


def fill_unnamed(
    draft: Draft, indices: Sequence[int], members: Sequence[Node], parts: Sequence[Sequence[Node]]
) -> None:
    rows = [draft.competency("", None, part.place) for part in parts[0]]
    for index, part_list in zip(indices, parts, strict=True):
        for row, part in zip(rows, part_list, strict=True):
            draft.say(index, row, Statement([part.texts[0].text], part.place, label=part.label))
    for index, member in zip(indices, members, strict=True):
        take_texts(draft, index, member)
    message = f"The document gives its {len(rows)} rows no names: statements in the same place were read as one row. Name the rows."
    draft.findings.append(Finding("warning", draft.levels[0].place, message))
