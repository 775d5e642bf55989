"""What stands under one level of an outline: labelled parts that recur are rows, everything else is a statement of the level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubrics.documents.labels import QUALIFICATION, key, level_label
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.draft_parts import Statement
from rubrics.documents.ladders.heads import TAKES_IN_HEAD
from rubrics.documents.ladders.paragraphs import label_paragraphs
from rubrics.documents.ladders.parts import (
    ASIDE,
    GENERIC_GROUP,
    SUMMARY,
    YEARS,
    aligned,
    by_name,
    is_group,
    is_opening,
    is_unnamed,
    lone_groups,
    merge_order,
    recurring,
    rows_of,
    statement_of,
)
from rubrics.documents.outline import Node
from rubrics.documents.quantities import experience_in, years_in
from rubrics.documents.reading import Finding


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
    """Takes a part of a document about one level as a row, or as statements where it is none."""
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


def fill_unnamed(
    draft: Draft, indices: Sequence[int], members: Sequence[Node], parts: Sequence[Sequence[Node]]
) -> None:
    """Reads aligned parts as rows without names, which is said: a person names them."""
    rows = [draft.competency("", None, part.place) for part in parts[0]]
    for index, part_list in zip(indices, parts, strict=True):
        for row, part in zip(rows, part_list, strict=True):
            draft.say(index, row, Statement([part.texts[0].text], part.place, label=part.label))
    for index, member in zip(indices, members, strict=True):
        take_texts(draft, index, member)
    message = f"The document gives its {len(rows)} rows no names: statements in the same place were read as one row. Name the rows."
    draft.findings.append(Finding("warning", draft.levels[0].place, message))
