"""Two readings of one ladder put together: guidelines from its tables, and what its headings say of the same levels."""

from __future__ import annotations

import re

from rubrics.documents.labels import LevelLabel, bare, key
from rubrics.documents.ladders.draft import Draft
from rubrics.documents.patterns import pattern
from rubrics.documents.reading import Track
from rubrics.documents.tracks import track_of

REPEATED = 0.6
"""Share of rows two drafts have in common from which on the shorter one is a summary of the other."""
MANAGER_CODES = frozenset(["M", "EM", "MG", "MGR", "PM", "D"])
INDIVIDUAL_CODES = frozenset(["IC", "I", "P", "T", "E", "SE", "SWE", "L"])
UNTELLING = pattern(
    r"^(?:(?:the |our |your |core |key |level )?(?:levels?|matrix|competenc(?:y|ies)|skills?|areas?|dimensions?|expectations?|guidelines?|"
    r"criteria|attributes|themes|topics|categories|subcategories|groups|pillars|tracks|framework|"
    r"responsibilit(?:y|ies)|roles?|entries|items|children|milestones|details|data)"
    r"(?: (?:and|by|per|for|of) (?:the |each )?(?:levels?|skills?|role|expectations|responsibilit(?:y|ies)))?|"
    r"what (?:we|you|it|is) .{1,40}|(?:sheet|table|tab|tabelle|feuil|hoja|blad) ?\d{0,2})$",
    re.IGNORECASE,
)


def telling(labels: tuple[str, ...]) -> str | None:
    """The innermost of several headings that names a ladder rather than what stands in every ladder."""
    return next((label for label in reversed(labels) if label and not UNTELLING.match(bare(label))), None)


def shares_levels(first: Draft, second: Draft) -> bool:
    """Whether at least half of the levels of the shorter draft are levels of the other."""
    return len(level_pairs(first, second)) >= 0.5 * min(len(first.levels), len(second.levels))


def level_pairs(ladder: Draft, other: Draft) -> dict[int, int]:
    """The levels of `other` that are levels of `ladder`: index there → index here."""
    found: dict[int, int] = {}
    for index, level in enumerate(other.levels):
        home = next((own for own, known in enumerate(ladder.levels) if known.identities & level.identities), None)
        if home is not None:
            found[index] = home
    return found


def absorb(ladder: Draft, other: Draft) -> None:
    """Adds to a ladder what another reading says of its levels: texts, facts, statements, and rows it does not have.

    A reading most of whose rows the ladder has is a summary; nothing is taken from its rows.
    """
    pairs = level_pairs(ladder, other)
    own_rows = bool(ladder.cells)
    for there, here in pairs.items():
        source, target = other.levels[there], ladder.levels[here]
        if source.label.code and not target.label.code:
            target.label = LevelLabel(source.label.code, target.label.name or source.label.name, 3)
        elif source.label.name and not target.label.name:
            target.label = LevelLabel(target.label.code, source.label.name, 3)
        target.text = target.text or source.text
        target.years = target.years or source.years
        target.qualification = target.qualification or source.qualification
        for name, text in source.attributes.items():
            target.attributes.setdefault(name, text)
    absorb_statements(ladder, other, pairs)
    absorb_rows(ladder, other, pairs)
    if not own_rows and ladder.cells:
        ladder.orientation = other.orientation
    ladder.findings.extend(other.findings)


def absorb_statements(ladder: Draft, other: Draft, pairs: dict[int, int]) -> None:
    """Adds the statements that a ladder does not have yet; a single line for each level says what the level is instead."""
    present = {(level, key(text)) for level, _, text, _ in ladder.loose}
    present |= {(level, key(item)) for (level, _), cell in ladder.cells.items() for item in cell.items}
    counts = [sum(1 for entry in other.loose if entry[0] == level) for level in pairs]
    summary = max(counts, default=0) == 1 and not other.cells
    for there, label, text, place in other.loose:
        here = pairs.get(there)
        if here is None or (here, key(text)) in present:
            continue
        if summary and ladder.levels[here].text is None:
            # One line for each level says what the level is.
            ladder.levels[here].text = text
        else:
            ladder.loose.append((here, label, text, place))


def absorb_rows(ladder: Draft, other: Draft, pairs: dict[int, int]) -> None:
    """Adds the rows that a ladder does not have yet; of a summary, most of whose rows it has, none."""
    names = {key(competency.name) for competency in ladder.competencies}
    own = [key(competency.name) for competency in other.competencies]
    repeated = sum(1 for name in own if name in names)
    if repeated >= REPEATED * max(len(own), 1):
        return
    for index, competency in enumerate(other.competencies):
        if own[index] in names:
            continue
        row = ladder.competency(competency.name, competency.group, competency.place, competency.text)
        for (there, column), cell in other.cells.items():
            if column == index and there in pairs:
                ladder.cells[pairs[there], row] = cell


def parted_by_track(draft: Draft) -> list[Draft]:
    """A draft of two tracks as one draft a track, any other draft alone.

    Its levels tell their tracks, or their codes run in two series (`IC3…IC5`, `M1…M2`).
    """
    prefixes = [re.sub(r"[-. ]?\d.*$", "", level.label.code or "") for level in draft.levels]
    if all(level.track for level in draft.levels):
        prefixes = [level.track or "" for level in draft.levels]
    series = list(dict.fromkeys(prefixes))
    tracks = [track_of_prefix(prefix) for prefix in series]
    if len(series) != 2 or set(tracks) != {"individual", "manager"} or min(map(prefixes.count, series)) < 2:
        return [draft]
    found: list[Draft] = []
    for prefix, track in zip(series, tracks, strict=True):
        part = Draft(draft.name, draft.orientation, draft.place, track, draft.path, cumulative=draft.cumulative)
        part.levels, part.competencies = list(draft.levels), list(draft.competencies)
        part.cells, part.blanks, part.loose = dict(draft.cells), dict(draft.blanks), list(draft.loose)
        part.keep_levels([index for index, own in enumerate(prefixes) if own == prefix])
        used = {row for _, row in part.cells}
        part.keep_competencies([row for row in range(len(part.competencies)) if row in used])
        found.append(part)
    found[0].findings = draft.findings
    return found


def track_of_prefix(prefix: str) -> Track | None:
    """The track that the letters of a code, or a word, stand for; `None` where they tell none."""
    if prefix in MANAGER_CODES:
        return "manager"
    return "individual" if prefix in INDIVIDUAL_CODES else track_of(prefix)
