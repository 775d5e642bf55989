"""Ladders in outlines: levels as headings with rows below them, rows as headings with levels below them, or records.

The same code reads headings, bold lines, labelled bullets and records, since all of them are nodes with labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rubrics.documents.labels import LevelLabel, level_label
from rubrics.documents.ladders.attributes import attribute_rows, is_wordy, note_attributes, take_attributes
from rubrics.documents.ladders.candidates import LISTED, Candidate, candidate_of, clusters, upwards, without_nested
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.merging import absorb, telling
from rubrics.documents.ladders.parts import YEARS, is_opening, is_unnamed, recurring, rows_of, statement_of
from rubrics.documents.ladders.sections import fill
from rubrics.documents.outline import Node
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import years_in
from rubrics.documents.tracks import track_of

GROUP_KEY = pattern(r"^(?:group|category|pillar|area|section|domain|theme|family)$", re.IGNORECASE)
NUMBER = pattern(r"level|grade|band|step|rank|tier", re.IGNORECASE)
"""Keys under which a record keeps the number of its level."""


def ladders_in_outline(root: Node, title: str | None, *, hiring: bool) -> list[Draft]:
    """The ladders an outline holds. In a document about hiring, children named as scores are scores."""
    candidates = [candidate for node in root.walk() if (candidate := candidate_of(node, hiring=hiring))]
    drafts: list[Draft] = []
    for alike in clusters(candidates):
        cluster = [candidate for candidate in alike if candidate.size()]
        if not cluster:
            continue
        outer, inner = outermost(cluster)
        if len(cluster) == 1 or all(has_rows(candidate) for candidate in cluster):
            drafts.extend(levels_outside(candidate, title) for candidate in without_nested(cluster))
        elif outer:
            whole = levels_outside(outer, title)
            for draft in levels_inside(inner, title):
                absorb(whole, draft)
            drafts.append(whole)
        else:
            drafts.extend(levels_inside(cluster, title))
    drafts = joined_on(drafts) or counted_steps(root, title, hiring=hiring)
    found = [draft for draft in drafts if draft.cells or draft.loose or any(level.attributes for level in draft.levels)]
    for draft in found:
        draft.track = (
            draft.track
            or track_of(*reversed(draft.path))
            or track_of(draft.name)
            or track_of(*(level.label.name for level in draft.levels))
        )
    return found


def outermost(cluster: Sequence[Candidate]) -> tuple[Candidate | None, list[Candidate]]:
    """The candidate whose node holds those of all others beside its own levels, if there is one, and the others.

    A list of years above the sections of the same levels is no competency, and neither is what holds both.
    """
    for outer in cluster:
        others = [candidate for candidate in cluster if candidate is not outer]
        members = {id(member) for member, _ in outer.members}
        above = [[id(node) for node in upwards(candidate.node)] for candidate in others]
        if others and all(id(outer.node) in nodes[1:] and not members & set(nodes) for nodes in above):
            return outer, others
    return None, list(cluster)


def joined_on(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with those joined whose levels go on where the ones before end: `Levels 1–3`, `Levels 4–6`."""
    found: list[Draft] = []
    for draft in drafts:
        last = found[-1] if found else None
        if last is None or last.path[:-1] != draft.path[:-1] or not goes_on(last, draft):
            found.append(draft)
            continue
        start = len(last.levels)
        last.levels.extend(draft.levels)
        rows = [last.row_named(competency) for competency in draft.competencies]
        last.cells.update({(start + level, rows[row]): cell for (level, row), cell in draft.cells.items()})
        last.blanks.update({(start + level, rows[row]): blank for (level, row), blank in draft.blanks.items()})
        last.loose.extend((start + level, label, text, place) for level, label, text, place in draft.loose)
        last.findings.extend(draft.findings)
    return found


def goes_on(first: Draft, second: Draft) -> bool:
    """Whether the codes of one draft count on from those of another: one series, each number once."""
    codes = [re.fullmatch(r"(\D*)(\d{1,2})", level.label.code or "") for level in (*first.levels, *second.levels)]
    numbers = [int(code[2]) for code in codes if code]
    one_series = len(numbers) == len(codes) and len({code[1] for code in codes if code}) == 1
    return one_series and {after - before for before, after in pairwise(numbers)} == {1}


def has_rows(candidate: Candidate) -> bool:
    """Whether each level has labelled parts of its own that recur from level to level."""
    parts = [rows_of(member) for member, _ in candidate.members]
    named = [[part.label for part in part_list if not is_unnamed(part.label)] for part_list in parts]
    return recurring(named)


def levels_outside(candidate: Candidate, title: str | None) -> Draft:
    """One draft from a node whose children are levels, each with rows and statements below it."""
    node = candidate.node
    path = (*node.path(), node.label) if node.label else node.path()
    draft = Draft(
        best_name(path, title), "records" if node.kind == "key" else "levels_as_headings", node.place, path=path
    )
    indices = [draft.level(label, member.place) for member, label in candidate.members]
    members = [member for member, _ in candidate.members]
    for index, member in zip(indices, members, strict=True):
        take_facts(draft, index, member)
    take_numbers(draft, indices, members)
    fill(draft, indices, members)
    rows = attribute_rows(draft)
    if rows and (len(rows) < len(draft.competencies) or draft.loose or not is_wordy(draft)):
        take_attributes(draft)
    else:
        note_attributes(draft, rows)
    return draft


def best_name(path: tuple[str, ...], title: str | None) -> str:
    """What a ladder is called: the innermost telling heading above it, else the title of the document."""
    return telling(tuple(label for label in path if not LISTED.match(label))) or title or ""


def take_facts(draft: Draft, index: int, member: Node) -> None:
    """Takes the years that the name or the record of a level states."""
    years = years_in(member.facts.get("years") or member.facts.get("experience")) or years_in(member.label)
    if years:
        draft.levels[index].years = years


def take_numbers(draft: Draft, indices: Sequence[int], members: Sequence[Node]) -> None:
    """Takes what records keep under `level`, `grade` and the like as the code of the level, where each has its own."""
    parts = [next((part for part in member.children if NUMBER.fullmatch(part.label)), None) for member in members]
    texts = [
        part.texts[0].text if part and part.kind == "key" and len(part.parts) == 1 and part.texts else ""
        for part in parts
    ]
    if len(set(texts)) < len(texts) or not all(text and len(text) < 12 for text in texts):
        return
    for index, member, part, text in zip(indices, members, parts, texts, strict=True):
        level = draft.levels[index]
        told = level_label(text)
        if level.label.code is None:
            code = f"Level {text}" if text.isdecimal() else (told.code or told.name if told else text)
            level.label = LevelLabel(code, level.label.name, 3)
        member.parts = [other for other in member.parts if other is not part]


def levels_inside(cluster: Sequence[Candidate], title: str | None) -> list[Draft]:
    """One draft from competencies that each list the levels; tracks above the competencies make several drafts."""
    homes: dict[tuple[str, ...], list[Candidate]] = {}
    for candidate in without_nested(cluster):
        path = candidate.node.path()
        tracks = tuple(label for label in path if track_of(label) and not level_label(label))
        homes.setdefault(tracks, []).append(candidate)
    drafts: list[Draft] = []
    for tracks, candidates in homes.items():
        shared = common(tuple(candidate.node.path() for candidate in candidates))
        draft = Draft(
            tracks[-1] if tracks else best_name(shared, title),
            "levels_inside_competencies",
            candidates[0].node.place,
            path=shared,
        )
        for candidate in candidates:
            merge_levels(draft, candidate)
        for candidate in candidates:
            node = named_home(candidate.node)
            path, facts = node.path(), node.facts
            group = telling(path[len(shared) :]) or facts.get("category") or facts.get("group") or group_said(node)
            if take_years(draft, candidate):
                continue
            definition = " ".join(said.text for said in node.texts if not said.bullet) or None
            row = draft.competency(node.label, group, node.place, definition)
            for member, label in candidate.members:
                draft.say(draft.level(label, member.place), row, statement_of(member))
        drafts.append(draft)
    return drafts


def group_said(node: Node) -> str | None:
    """The group that a record of a competency names under a key of its own: `area: Craft`."""
    said = [list(child.statements()) for child in node.children if child.kind == "key" and GROUP_KEY.match(child.label)]
    return said[0][0].text if len(said) == 1 and len(said[0]) == 1 else None


def named_home(node: Node) -> Node:
    """The competency that lists levels: the node above one that only says that expectations follow."""
    above = node.parent
    return above if above is not None and above.label and is_opening(node.label) else node


def take_years(draft: Draft, candidate: Candidate) -> bool:
    """Takes a list that gives each level its years of experience as facts of the levels; tells whether it did."""
    said = [" ".join(text.text for text in member.statements()) for member, _ in candidate.members]
    if not YEARS.search(candidate.node.label) or sum(1 for text in said if years_in(text)) < 0.5 * len(said):
        return False
    for (member, label), text in zip(candidate.members, said, strict=True):
        level = draft.levels[draft.level(label, member.place)]
        level.years = level.years or years_in(text)
        level.qualification = level.qualification or text
    return True


def counted_steps(root: Node, title: str | None, *, hiring: bool) -> list[Draft]:
    """A ladder of numbered lists, one for each competency, under a heading that says `Levels`: the numbers are the levels.

    The word before each text is the name of the step in its competency and no level's.
    """
    if hiring:
        return []
    for node in root.walk():
        lists = [(child, [item for item in child.children if item.facts.get("number")]) for child in node.children]
        steps = [(child, items) for child, items in lists if len(items) > 2 and len(items) == len(child.children)]
        if not LISTED.match(node.label) or len(steps) < 2 or len({len(items) for _, items in steps}) > 1:
            continue
        draft = Draft(best_name(node.path(), title), "levels_inside_competencies", node.place, path=node.path())
        for item in steps[0][1]:
            draft.level(LevelLabel(item.facts["number"], None, 1), item.place)
        for child, items in steps:
            row = draft.competency(child.label, None, child.place, " ".join(text.text for text in child.texts) or None)
            for index, item in enumerate(items):
                draft.say(index, row, replace(statement_of(item), label=item.label))
        return [draft]
    return []


def merge_levels(draft: Draft, candidate: Candidate) -> None:
    """Adds the levels of a candidate that the draft does not have yet."""
    for member, label in candidate.members:
        draft.level(label, member.place)


def common(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings that all paths begin with, outermost first."""
    shared: list[str] = []
    for labels in zip(*paths, strict=False):
        if len(set(labels)) > 1:
            break
        shared.append(labels[0])
    return tuple(shared)
