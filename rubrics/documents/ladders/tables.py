"""Ladders in tables: levels along the columns, down the rows, or one cell to a row; several tables may form one ladder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.documents.blocks import Block, Cell, Grid, Heading, folded
from rubrics.documents.labels import (
    MONEY,
    QUALIFICATION,
    LevelLabel,
    bare,
    key,
    level_label,
    level_labels,
    score_label,
    track_of,
    years_in,
)
from rubrics.documents.ladders.draft import Draft, Statement
from rubrics.documents.orientation import Axis, axis_of
from rubrics.documents.reading import Finding, Years

GENERIC = re.compile(
    r"^(?:(?:core |key )?(?:category|competenc(?:y|ies)|areas?|dimensions?|skills?(?: area)?|levels?|attributes?|themes?|topics?|"
    r"criteri(?:a|on)|pillars?|capabilit(?:y|ies)|traits?|domains?|factors?|aspects?|names?|titles?|roles?|#|focus(?: area)?)"
    r"(?:\s*[/\\&|-]\s*\w+)?)?$",
    re.IGNORECASE,
)
PLAIN_TEXT_HEAD = re.compile(
    r"^(?:descriptions?|expectations?|behaviou?rs?|examples?|details?|summary|responsibilit(?:y|ies)|definition|text|guidelines?|"
    r"what (?:it|this|you).*|indicators?|observable behaviou?rs?|statements?|criteria|key behaviou?rs?|what good looks like)$",
    re.IGNORECASE,
)
DEFINITION_HEAD = re.compile(
    r"\b(description|definition|meaning|what (?:it|this) (?:is|means)|summary|about|overview)\b", re.IGNORECASE
)
GROUP_HEAD = re.compile(r"\b(group|category|pillar|section|cluster|area|domain|family|theme)\b", re.IGNORECASE)
INDEX_HEAD = re.compile(
    r"\b(title|titles|role|position|positions|track|senior|scope|experience|years|yrs|equivalent|equivalents|salary|pay|compensation|band|grade|reports?|"
    r"level|levels|code|time in|tenure|manager|individual contributor|ic|typical|job family|previously|old|new|link|also known as|seniority|"
    r"years of experience|example companies|google|meta|amazon|microsoft|management)\b",
    re.IGNORECASE,
)
NOTES_HEAD = re.compile(
    r"\b(notes?|comments?|self[- ]?assessment|rating|score|evidence|your|current|target|status|link|weight)\b",
    re.IGNORECASE,
)
YEARS_HEAD = re.compile(r"^(?:experience|years|typical experience)$", re.IGNORECASE)
GRADE = re.compile(
    r"^(?:\d(?:\.\d)?(?:\s*[-–/]\s*\d)?|[✓✔xX●○◐◑]+|[A-F][+-]?|none|low|medium|high|basic|aware(?:ness)?|working|practitioner|expert|novice|beginner|intermediate|advanced|proficient|foundational)$",
    re.IGNORECASE,
)
ATTRIBUTE_KEYS = {
    "scope": "scope", "autonomy": "autonomy", "complexity": "complexity", "impact": "impact", "decisionrights": "decision_rights",
    "leadership": "leadership", "typicalexperience": "typical_experience", "experience": "typical_experience",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """A table with the headings it stands under, outermost first."""

    grid: Grid
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownLevel:
    """What an overview table says of a level besides its guidelines."""

    label: LevelLabel
    place: str
    years: Years | None
    attributes: dict[str, str]


def placed_tables(blocks: Sequence[Block]) -> list[Placed]:
    """Every table with its headings; a bold line right above a table counts as the innermost heading."""
    path: list[tuple[int, str]] = []
    found: list[Placed] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            path = [entry for entry in path if entry[0] < block.depth] + [(block.depth, bare(block.text))]
        elif isinstance(block, Grid):
            texts = [text for _, text in path]
            before = blocks[index - 1] if index else None
            if before is not None and getattr(before, "strong", False):
                texts.append(bare(getattr(before, "text", "")))
            elif block.title:
                texts.append(bare(block.title))
            found.append(Placed(block, tuple(texts)))
    return found


def ladders_in_tables(
    tables: Sequence[Placed], title: str | None, findings: list[Finding]
) -> tuple[list[Draft], list[KnownLevel]]:
    """The ladders the tables hold, joined where they have the same levels, and what overview tables know of levels."""
    read: list[tuple[Placed, Draft]] = []
    known: list[KnownLevel] = []
    overviews: list[Placed] = []
    for placed in tables:
        grid = placed.grid
        if len(grid.rows) < 2 or grid.width < 2:
            continue
        known.extend(pairs_of(grid))
        parted = from_parts(placed)
        if parted:
            read.append((placed, parted))
            continue
        long = long_form(grid)
        if long:
            read.append((placed, from_long(placed, *long)))
            continue
        axis = axis_of(grid)
        if axis is None:
            continue
        if is_overview(grid, axis):
            known.extend(overview_of(grid, axis))
            overviews.append(placed)
            continue
        if axis.along == "columns":
            read.extend((placed, draft) for draft in from_columns(placed, axis))
        else:
            read.append((placed, from_rows(placed, axis)))
    drafts = joined([entry for entry in read if entry[1].cells or entry[1].loose], title)
    message = "An overview of the levels: used for their codes and years, not for guidelines."
    findings.extend(Finding("info", placed.grid.place, message) for placed in overviews if drafts)
    return drafts, known


# --- what a table is -------------------------------------------------------------------------------------------------


def contents(grid: Grid, axis: Axis) -> list[Cell]:
    """The cells where guidelines would stand."""
    if axis.along == "columns":
        start = max(axis.head, axis.second or 0) + 1
        return [grid.rows[row][slot] for row in range(start, len(grid.rows)) for slot in axis.slots]
    first = max(axis.head, axis.second or 0) + 1
    return [grid.rows[slot][column] for slot in axis.slots for column in range(first, grid.width)]


def is_overview(grid: Grid, axis: Axis) -> bool:
    """Whether a table lists levels without saying what is expected: codes, titles, years, links to the sections."""
    cells = [cell.text for cell in contents(grid, axis) if cell.text]
    if not cells:
        return True
    if axis.along == "columns":
        labels = [row[0].text for row in grid.rows[axis.head + 1 :]]
        plain = all(
            INDEX_HEAD.search(label) or QUALIFICATION.search(label) or MONEY.search(label) for label in labels if label
        )
        return plain and not sentences(cells) and average_words(cells) < 6 and any(labels)
    first = max(axis.head, axis.second or 0) + 1
    heads = [grid.rows[0][column].text for column in range(first, grid.width)]
    head_row = 0 not in axis.slots
    if any(PLAIN_TEXT_HEAD.match(bare(head)) for head in heads if head_row) or sentences(cells):
        return False
    if all(cell.lower() in ("yes", "no", "y", "n", "-") or level_label(cell) for cell in cells):
        return True
    if head_row and all(INDEX_HEAD.search(head) for head in heads) and average_words(cells) < 9:
        return True
    return (
        average_words(cells) < 3.5
        and not all(GRADE.match(cell) for cell in cells)
        and (not head_row or average_words(cells) < 2.5 or grid.width < 4)
    )


def sentences(cells: Sequence[str]) -> bool:
    """Whether most cells end as sentences do."""
    return sum(1 for cell in cells if cell.endswith((".", "!"))) >= 0.5 * len(cells)


def average_words(texts: Sequence[str]) -> float:
    return sum(len(text.split()) for text in texts) / max(len(texts), 1)


def overview_of(grid: Grid, axis: Axis) -> list[KnownLevel]:
    """The levels of an overview table with the years and attributes it gives them."""
    found: list[KnownLevel] = []
    for slot, given in zip(axis.slots, axis.labels, strict=True):
        label = given
        if axis.along == "rows":
            facts = [
                (grid.rows[0][column].text, grid.rows[slot][column].text) for column in range(axis.head + 1, grid.width)
            ]
            place = grid.rows[slot][axis.head].place
        else:
            facts = [
                (grid.rows[row][0].text, grid.rows[row][slot].text) for row in range(axis.head + 1, len(grid.rows))
            ]
            place = grid.rows[axis.head][slot].place
        years = None
        attributes: dict[str, str] = {}
        for head, text in facts:
            name = ATTRIBUTE_KEYS.get(key(re.sub(r"\(.*\)", "", head)))
            if QUALIFICATION.search(head) or name == "typical_experience":
                years = years_in(text) or years_in(f"{text} years")
                attributes["typical_experience"] = text
            elif name and text:
                attributes[name] = text
        if label.code is None or label.name is None:
            named = next(
                (text for head, text in facts if re.search(r"\b(title|role|name|position)\b", head, re.IGNORECASE)),
                None,
            )
            other = level_label(named or "")
            if other and (other.code or other.name) and label.code and not label.name:
                label = LevelLabel(label.code, other.name or named, 3)
            elif named and label.code and not label.name and len(named.split()) <= 6:
                label = LevelLabel(label.code, named, 3)
        found.append(KnownLevel(label, place, years, {k: v for k, v in attributes.items() if v}))
    return found


def pairs_of(grid: Grid) -> list[KnownLevel]:
    """Codes and names that stand side by side in a table of short cells, such as an overview of two tracks."""
    if average_words([cell.text for row in grid.rows for cell in row if cell.text]) > 4:
        return []
    found: list[KnownLevel] = []
    taken: set[int] = set()
    for column in range(grid.width - 1):
        if column in taken:
            continue
        pairs: list[KnownLevel] = []
        for row in grid.rows:
            first, second = level_label(row[column].text), level_label(row[column + 1].text)
            if not first or not second:
                continue
            if first.name and not first.code and second.code and not second.name and not second.code.isdigit():
                pairs.append(KnownLevel(LevelLabel(second.code, first.name, 3), row[column].place, None, {}))
            elif first.code and not first.name and second.name and not second.code and not first.code.isdigit():
                pairs.append(KnownLevel(LevelLabel(first.code, second.name, 3), row[column].place, None, {}))
        if len(pairs) > 1:
            found.extend(pairs)
            taken.add(column + 1)
    return found


# --- levels along the columns ----------------------------------------------------------------------------------------


def from_columns(placed: Placed, axis: Axis) -> list[Draft]:
    """One draft, or one for each track where a row of spanning heads above the levels names several."""
    grid = placed.grid
    spans = tracks_above(grid, axis)
    drafts: list[Draft] = []
    for name, members in spans:
        draft = Draft(name or "", "levels_as_columns", grid.place, path=placed.path)
        draft.track = track_of(name)
        indices = {}
        for slot, label in zip(axis.slots, axis.labels, strict=True):
            if slot in members:
                indices[slot] = draft.level(label, grid.rows[axis.head][slot].place)
        fill_columns(draft, grid, axis, indices)
        drafts.append(draft)
    return drafts


def tracks_above(grid: Grid, axis: Axis) -> list[tuple[str | None, set[int]]]:
    """The slots under each spanning head above the level names; one entry without a name when there is none."""
    everything = set(axis.slots)
    if axis.head == 0:
        return [(None, everything)]
    above = grid.rows[axis.head - 1]
    heads: dict[int, tuple[str, set[int]]] = {}
    for slot in axis.slots:
        heads.setdefault(id(above[slot]), (above[slot].text, set()))[1].add(slot)
    named = [(text, slots) for text, slots in heads.values() if text]
    whole = len(named) > 1 and all(len(slots) > 1 for _, slots in named) and len(named) == len(heads)
    if whole and any(track_of(text) for text, _ in named):
        return [(bare(text), slots) for text, slots in named]
    return [(None, everything)]


def label_columns(grid: Grid, axis: Axis) -> tuple[int | None, int | None, int | None]:
    """The columns of group, competency name and definition left of the levels, `None` for those that are absent."""
    before = list(range(min(axis.slots)))
    heads = [grid.rows[axis.head][column].text for column in before]
    body = grid.rows[axis.head + 1 :]
    # A column that is empty throughout, or a running number, labels nothing.
    used = [
        column
        for column in before
        if any(row[column].text for row in body)
        and not all(re.fullmatch(r"#?\d{0,3}\.?", row[column].text) for row in body)
    ]
    if not used:
        return None, None, None
    if len(used) == 1:
        return None, used[0], None
    last = used[-1]
    if DEFINITION_HEAD.search(heads[last]) or average_words([row[last].text for row in body if row[last].text]) > 7:
        return (used[0] if len(used) > 2 else None), used[-2], last
    return used[0], last, None


def fill_columns(draft: Draft, grid: Grid, axis: Axis, indices: dict[int, int]) -> None:
    group_column, name_column, text_column = label_columns(grid, axis)
    group: str | None = None
    current: int | None = None
    previous: Cell | None = None
    heads = [cell.text for cell in grid.rows[axis.head]]
    start = max(axis.head, axis.second if axis.second is not None else 0) + 1
    skipped_columns(draft, grid, axis)
    for number in range(start, len(grid.rows)):
        row = grid.rows[number]
        label = row[name_column] if name_column is not None else None
        cells = {slot: row[slot] for slot in indices}
        texts = [cell.text for cell in cells.values()]
        if [cell.text for cell in row] == heads or not any(cell.text for cell in row):
            continue
        if group_column is not None and row[group_column].text:
            group = row[group_column].text
        spanning = len(row) > 1 and len({id(cell) for cell in row}) == 1
        lonely = label is not None and bool(label.text) and not any(texts)
        if spanning or (lonely and is_group_row(grid, number, axis, name_column or 0)):
            if len(row[0].text.split()) <= 12:
                group = label.text if label is not None and group_column is not None and not spanning else row[0].text
                current = None
            continue
        if label is None:
            current = draft.competency("", group, row[0].place) if current is None else current
        elif label.text and label is not previous:
            if qualification_row(draft, label.text, cells, indices):
                previous = label
                current = None
                continue
            definition = row[text_column].text if text_column is not None else None
            current = draft.competency(label.text, group, label.place, definition)
        elif current is None:
            current = draft.competency("", group, row[0].place)
        previous = label
        covered: set[int] = set()
        for slot, cell in cells.items():
            merged_across = id(cell) in covered
            covered.add(id(cell))
            draft.say(indices[slot], current, Statement(items_of(cell), cell.place))
            if merged_across and cell.text:
                draft.findings.append(
                    Finding("info", cell.place, "One cell spans several levels: its text was read for each of them.")
                )


def is_group_row(grid: Grid, number: int, axis: Axis, name_column: int) -> bool:
    """Whether a label without guidelines heads the rows below: some row with guidelines follows before the next such label."""
    for row in grid.rows[number + 1 :]:
        if any(row[slot].text for slot in axis.slots):
            return True
        if row[name_column].text:
            return False
    return False


def qualification_row(draft: Draft, name: str, cells: dict[int, Cell], indices: dict[int, int]) -> bool:
    """Takes a row of years, degrees or pay as facts of the levels; tells whether it did."""
    if not is_qualification(name, [cell.text for cell in cells.values()]):
        return False
    for slot, cell in cells.items():
        if cell.text:
            qualify(draft, indices[slot], name, cell)
    return True


def is_qualification(name: str, texts: Sequence[str]) -> bool:
    """Whether a row or column gives years, degrees or pay rather than expectations."""
    if MONEY.search(name):
        return True
    if not QUALIFICATION.search(name):
        return False
    told = [text for text in texts if text]
    stated = sum(
        1
        for text in told
        if years_in(text) or re.search(r"\b(degree|ba|bs|msc|bsc|phd|\d+\s*\+?)\b", text, re.IGNORECASE)
    )
    return bool(told) and stated >= 0.5 * len(told)


def qualify(draft: Draft, index: int, name: str, cell: Cell) -> None:
    level = draft.levels[index]
    if MONEY.search(name):
        draft.findings.append(Finding("info", cell.place, f"“{bare(name)}” is no expectation and was left out."))
        return
    level.qualification = folded(f"{level.qualification}; {cell.text}") if level.qualification else cell.text
    level.years = (
        level.years
        or years_in(cell.text)
        or (years_in(f"{cell.text} years") if re.search("year|yrs", name, re.IGNORECASE) else None)
    )


def skipped_columns(draft: Draft, grid: Grid, axis: Axis) -> None:
    """Says which columns right of or between the levels were passed over."""
    for column in range(min(axis.slots) + 1, grid.width):
        if column not in axis.slots and any(row[column].text for row in grid.rows[axis.head + 1 :]):
            head = grid.rows[axis.head][column]
            draft.findings.append(
                Finding("info", head.place, f"Column “{head.text or column + 1}” names no level and was left out.")
            )


def items_of(cell: Cell) -> list[str]:
    """The bullets of a cell, or its one text."""
    return list(cell.items) if cell.items else ([cell.text] if cell.text else [])


# --- levels down the rows --------------------------------------------------------------------------------------------


def from_rows(placed: Placed, axis: Axis) -> Draft:
    grid = placed.grid
    draft = Draft("", "levels_as_rows", grid.place, path=placed.path)
    indices = {
        slot: draft.level(label, grid.rows[slot][axis.head].place)
        for slot, label in zip(axis.slots, axis.labels, strict=True)
    }
    heads = [row for row in range(min(axis.slots)) if any(cell.text for cell in grid.rows[row])]
    head = heads[-1] if heads else None
    above = heads[-2] if len(heads) > 1 else None
    columns = range(max(axis.head, axis.second if axis.second is not None else 0) + 1, grid.width)
    columns = range(min(columns, default=grid.width), grid.width)
    left = [column for column in range(axis.head) if any(grid.rows[slot][column].text for slot in axis.slots)]
    for column in [*left, *columns]:
        name = grid.rows[head][column].text if head is not None else ""
        texts = [grid.rows[slot][column].text for slot in axis.slots]
        if not any(texts):
            continue
        if is_qualification(name, texts):
            for slot in axis.slots:
                if grid.rows[slot][column].text:
                    qualify(draft, indices[slot], name, grid.rows[slot][column])
            continue
        if (
            re.fullmatch(r"(?:job )?(?:titles?|roles?|names?|positions?)|#|track", name, re.IGNORECASE)
            and average_words(texts) < 6
        ):
            name_levels(draft, grid, indices, column)
            continue
        group = grid.rows[above][column].text if above is not None else None
        place = grid.rows[head][column].place if head is not None else grid.rows[axis.slots[0]][column].place
        competency = draft.competency(name, group if group != name else None, place)
        current: int | None = None
        for row in range(min(axis.slots), len(grid.rows)):
            current = indices.get(row, current)
            cell = grid.rows[row][column]
            repeated = row > min(axis.slots) and row not in indices and cell is grid.rows[row - 1][column]
            if (
                current is not None
                and not repeated
                and (
                    row in indices
                    or not grid.rows[row][axis.head].text
                    or grid.rows[row][axis.head] is grid.rows[row - 1][axis.head]
                )
            ):
                draft.say(current, competency, Statement(items_of(cell), cell.place))
    return draft


def name_levels(draft: Draft, grid: Grid, indices: dict[int, int], column: int) -> None:
    """Takes a column of titles as the names of levels that have a code only."""
    for slot, index in indices.items():
        level = draft.levels[index]
        title = grid.rows[slot][column].text
        if title and level.label.name is None:
            level.label = LevelLabel(level.label.code, title, 3)


# --- a level to a row, its cells with headings of their own --------------------------------------------------------------


def from_parts(placed: Placed) -> Draft | None:
    """A ladder whose rows are levels and whose cells hold headings: level facts in one, competencies in the others."""
    rows = [[part for cell in dict.fromkeys(row) for part in cell.parts if part[0]] for row in placed.grid.rows]
    rows = [parts for parts in rows if len(parts) >= 3]
    if len(rows) < 2:
        return None
    draft = Draft("", "levels_as_rows", placed.grid.place, path=placed.path)
    competencies: dict[str, int] = {}
    for number, parts in enumerate(rows, start=1):
        facts = {key(head or ""): text for head, text, _ in parts}
        code, name = (
            facts.get("level") or facts.get("grade"),
            facts.get("title") or facts.get("role") or facts.get("name"),
        )
        label = level_label(name or code or "") or LevelLabel(None, name or code or f"Level {number}", 1)
        if code and not label.code:
            told = level_label(code)
            label = LevelLabel(told.code or told.name if told else code, label.name, 3)
        place = placed.grid.rows[number][0].place if number < len(placed.grid.rows) else placed.grid.place
        level = draft.level(label, place)
        for head, text, items in parts:
            if key(head or "") in ("level", "grade", "title", "role", "name"):
                continue
            if is_qualification(head or "", [text]) or YEARS_HEAD.match(head or ""):
                draft.levels[level].qualification = text
                draft.levels[level].years = years_in(text)
                continue
            row = competencies.setdefault(key(head or ""), -1)
            if row < 0:
                row = competencies[key(head or "")] = draft.competency(head or "", None, place)
            draft.say(level, row, Statement(list(items), place))
    return draft


# --- one guideline to a row ------------------------------------------------------------------------------------------


def long_form(grid: Grid) -> tuple[int, int, int, int | None] | None:
    """The columns (level, competency, text, group) of a table with one guideline to a row; `None` for other tables."""
    body = grid.rows[1:]
    if len(body) < 4 or grid.width < 3:
        return None
    filled_rows = [row for row in body if any(cell.text for cell in row)]
    level_column = None
    for column in range(min(grid.width, 5)):
        values = list(dict.fromkeys(row[column].text for row in filled_rows))
        by_text = dict(zip(values, level_labels(values), strict=True))
        labels = [by_text[row[column].text] for row in filled_rows]
        told = [label for label in labels if label and (label.strength > 1 or (label.code or "").isdigit())]
        distinct = {label.identity for label in told}
        if len(told) >= 0.9 * len(filled_rows) and 2 <= len(distinct) <= len(told) * 0.7:
            numeric = all((label.code or "").isdigit() for label in told)
            if not numeric or re.search(r"\b(level|grade|band|step)\b", grid.rows[0][column].text, re.IGNORECASE):
                level_column = column
                break
    if level_column is None:
        return None
    lengths = {
        column: average_words([row[column].text for row in filled_rows])
        for column in range(grid.width)
        if column != level_column
    }
    text_column = max(lengths, key=lambda column: lengths[column])
    names = []
    for column, length in lengths.items():
        if column == text_column or length > 7 or length == 0:
            continue
        values = [key(row[column].text) for row in filled_rows]
        pairs = {(key(row[level_column].text), value) for row, value in zip(filled_rows, values, strict=True)}
        if len(set(values)) < len(filled_rows):
            names.append((len(pairs), column))
    if not names or lengths[text_column] < 2:
        return None
    best = max(names, key=lambda entry: (entry[0], entry[1]))[1]
    group = next(
        (
            column
            for _, column in sorted(names, key=lambda entry: entry[1])
            if column < best and GROUP_HEAD.search(grid.rows[0][column].text)
        ),
        None,
    )
    return level_column, best, text_column, group


def from_long(placed: Placed, level_column: int, name_column: int, text_column: int, group_column: int | None) -> Draft:
    grid = placed.grid
    draft = Draft("", "one_row_per_guideline", grid.place, path=placed.path)
    rows: dict[tuple[str, str], int] = {}
    group: str | None = None
    values = list(dict.fromkeys(row[level_column].text for row in grid.rows[1:]))
    by_text = dict(zip(values, level_labels(values), strict=True))
    for row in grid.rows[1:]:
        label = by_text[row[level_column].text]
        name = row[name_column].text
        if group_column is not None and row[group_column].text:
            group = row[group_column].text
        if not label or not name:
            continue
        index = draft.level(label, row[level_column].place)
        identity = (key(group or ""), key(name))
        if identity not in rows:
            rows[identity] = draft.competency(name, group, row[name_column].place)
        draft.say(index, rows[identity], Statement(items_of(row[text_column]), row[text_column].place))
    return draft


# --- several tables --------------------------------------------------------------------------------------------------


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
            and PLAIN_TEXT_HEAD.match(bare(ladder.competencies[0].name))
        ):
            loosen(ladder)
        path = common_path([part.path for part in parts])
        ladder.name = ladder.name or (path[-1] if path else "") or title or ""
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
    whole = Draft(parts[0].name, parts[0].orientation, parts[0].place, parts[0].track, parts[0].path)
    distinct = len(set(corners)) > 1
    for part, corner in zip(parts, corners, strict=True):
        levels = [whole.level(level.label, level.place) for level in part.levels]
        for index, level in zip(levels, part.levels, strict=True):
            target = whole.levels[index]
            target.years = target.years or level.years
            target.qualification = target.qualification or level.qualification
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
    """Turns the one column of texts into statements of the levels: a head such as “Description” is no competency."""
    for (level, _), statement in sorted(draft.cells.items()):
        for item in statement.items:
            draft.add(level, item, statement.place)
    draft.cells.clear()
    draft.blanks.clear()
    draft.competencies.clear()


def common_path(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    shared: list[str] = []
    for texts in zip(*paths, strict=False):
        if len(set(texts)) > 1:
            break
        shared.append(texts[0])
    return tuple(shared)


def is_score_table(grid: Grid) -> bool:
    """Whether the head row of a table is a scale of scores rather than of levels."""
    scores = [score_label(cell.text) for cell in grid.rows[0][1:] if cell.text]
    return bool(scores) and sum(1 for score in scores if score) >= 0.6 * len(scores)
