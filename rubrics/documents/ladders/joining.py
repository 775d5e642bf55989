"""Several tables of the same levels as one ladder."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.documents.labels import bare, key
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.ladders.heads import PLAIN_TEXT_HEAD
from rubrics.documents.ladders.merging import telling
from rubrics.documents.placed import Placed
from rubrics.documents.tracks import track_of


def joined(read: list[tuple[Placed, Draft]], title: str | None) -> list[Draft]:
    """The drafts with those of the same levels joined into one ladder, in source order, and named by their headings."""
    ladders: list[Draft] = []
    members: list[list[Draft]] = []
    for _, draft in read:
        home = next((index for index, ladder in enumerate(ladders) if belongs(ladder, members[index], draft)), None)
        if home is None:
            ladders.append(draft)
            members.append([draft])
        else:
            members[home].append(draft)
    result: list[Draft] = []
    for parts in members:
        corners = [corner_of(part) for part in parts]
        ladder = parts[0] if len(parts) == 1 else combined(parts, corners)
        if (
            len(parts) == 1
            and len(ladder.competencies) == 1
            and PLAIN_TEXT_HEAD.match(bare(ladder.competencies[0].name) or "Text")
        ):
            loosen(ladder)
        path = common_path([part.path for part in parts])
        ladder.name = ladder.name or telling(path) or title or ""
        ladder.track = (
            ladder.track or track_of(*reversed(path)) or track_of(*(level.label.name for level in ladder.levels))
        )
        result.append(ladder)
    return result


def belongs(ladder: Draft, parts: list[Draft], draft: Draft) -> bool:
    """Whether a table continues a ladder: the same levels, and not a second role with the same rows under another heading."""
    if ladder.name != draft.name and (ladder.name or draft.name):
        return False
    first = [level.identities for level in ladder.levels]
    second = [level.identities for level in draft.levels]
    shared = sum(1 for identities in second if any(identities & other for other in first))
    if shared < 2 or shared < 0.6 * max(len(first), len(second)):
        return False
    tracks = {track_of(*reversed(ladder.path)), track_of(*reversed(draft.path))} - {None}
    if len(tracks) > 1 and ladder.path != draft.path:
        return False
    names = {key(competency.name) for part in parts for competency in part.competencies} - {""}
    own = {key(competency.name) for competency in draft.competencies} - {""}
    repeated = bool(own) and len(own & names) >= 0.6 * len(own)
    generic = all(PLAIN_TEXT_HEAD.match(bare(competency.name)) for competency in draft.competencies)
    return generic or not repeated or ladder.path == draft.path


def corner_of(draft: Draft) -> str | None:
    """What names a table among several of one ladder: its innermost heading."""
    return draft.path[-1] if draft.path else None


def combined(parts: list[Draft], corners: list[str | None]) -> Draft:
    """Several tables of one ladder as one draft; a table of texts alone is a row named by its heading, any other a group of rows."""
    whole = Draft(parts[0].name, parts[0].orientation, parts[0].place, parts[0].track, parts[0].path)
    distinct = len(set(corners)) > 1
    for part, corner in zip(parts, corners, strict=True):
        levels = [whole.level(level.label, level.place) for level in part.levels]
        for index, level in zip(levels, part.levels, strict=True):
            target = whole.levels[index]
            target.years = target.years or level.years
            target.qualification = target.qualification or level.qualification
            target.attributes = {**level.attributes, **target.attributes}
        generic = len(part.competencies) == 1 and PLAIN_TEXT_HEAD.match(bare(part.competencies[0].name) or "Text")
        rows: list[int] = []
        for competency in part.competencies:
            name, group = competency.name, competency.group
            if generic and distinct and corner:
                name, group = (
                    corner,
                    (part.path[-2] if len(part.path) > 2 and len({p.path[-2:-1] for p in parts}) > 1 else None),
                )
            elif distinct and group is None:
                group = corner
            rows.append(whole.competency(name, group, competency.place, competency.text))
        whole.cells.update({(levels[level], rows[row]): cell for (level, row), cell in part.cells.items()})
        whole.blanks.update({(levels[level], rows[row]): blank for (level, row), blank in part.blanks.items()})
        whole.loose.extend((levels[level], label, text, place) for level, label, text, place in part.loose)
        whole.findings.extend(part.findings)
    return whole


def loosen(draft: Draft) -> None:
    """Turns the one column of texts into statements of the levels: “Description”, or no head at all, is no competency."""
    for (level, _), statement in sorted(draft.cells.items()):
        for item in statement.items:
            draft.add(level, item, statement.place)
    draft.cells.clear()
    draft.blanks.clear()
    draft.competencies.clear()


def common_path(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headings that all paths begin with, outermost first."""
    shared: list[str] = []
    for texts in zip(*paths, strict=False):
        if len(set(texts)) > 1:
            break
        shared.append(texts[0])
    return tuple(shared)
