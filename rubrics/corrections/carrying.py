"""The corrections of an earlier edition that still fit a new one, proposed for it, and those that no longer do.

A correction is one thing a person put right: a name, a group, something left out, a row that joins another, a table that is
turned, another order of levels. It fits where what it speaks of is still read as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from rubrics.corrections.applying import turned
from rubrics.corrections.order import usual_order
from rubrics.corrections.pairing import same_ladders, same_levels, same_rows
from rubrics.corrections.scorecard import SCORECARD
from rubrics.corrections.values import LadderCorrection, LevelCorrection, RowCorrection
from rubrics.documents.reading import LadderReading
from rubrics.readings import level_label, numbered


@dataclass(frozen=True, slots=True)
class Carried:
    """The corrections by the place of the ladder, those kept in words, and those that no longer fit, each with the reason."""

    corrections: Mapping[int, LadderCorrection] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class _Said:
    """What was kept and lost so far; `where` is added where there are several ladders."""

    where: str = ""
    kept: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def fits(self, what: str, reason: str | None) -> bool:
        """Notes what a correction does; whether it still fits, which it does without a reason against it."""
        if reason is None:
            self.kept.append(f"{what}{self.where}")
        else:
            self.lost.append(f"{what}{self.where} ({reason})")
        return reason is None


def carried(
    before: Sequence[LadderReading], after: Sequence[LadderReading], corrections: Mapping[int, LadderCorrection]
) -> Carried:
    """The corrections of the earlier ladders moved to the new ones; both readings without any correction.

    Those of the scorecard are moved by `carried_scorecard`.
    """
    pairs, said, found = same_ladders(before, after), _Said(), {}
    for place, correction in sorted(corrections.items()):
        if not SCORECARD < place <= len(before):
            continue
        old, home = before[place - 1], pairs.get(place)
        new = after[home - 1] if home is not None else None
        better = _ladder(old, new, correction, said, f" in “{old.name}”" if len(before) > 1 else "")
        if home is not None and better != LadderCorrection():
            found[home] = better
    return Carried(found, tuple(said.kept), tuple(said.lost))


def carried_scorecard(
    before: LadderReading | None, after: LadderReading | None, correction: LadderCorrection | None
) -> Carried:
    """The correction of the earlier scorecard's dimensions moved to the new one, told as dimensions."""
    if before is None or correction is None:
        return Carried()
    said = _Said()
    after = after or LadderReading("")
    rows = _rows(before, after, correction, same_rows(before, after), said)
    kept, lost = (
        tuple(text.replace("row “", "dimension “").replace("rows of", "dimensions of") for text in texts)
        for texts in (said.kept, said.lost)
    )
    return Carried({SCORECARD: LadderCorrection(rows=rows)} if rows else {}, kept, lost)


def _ladder(
    old: LadderReading, new: LadderReading | None, mine: LadderCorrection, said: _Said, where: str
) -> LadderCorrection:
    gone = f"no ladder “{old.name}” here" if new is None else None
    new = new or LadderReading("")
    said.where = ""
    is_left_out = mine.is_left_out and said.fits(f"the ladder “{old.name}” is left out", gone)
    name = mine.name if mine.name and mine.name != old.name else None
    if name and not said.fits(f"the ladder “{old.name}” is called “{name}”", gone or _other(old.name, new.name)):
        name = None
    said.where = where
    is_turned = False
    if mine.is_turned:
        old = turned(old)
        against = gone or (None if _is_same_table(old, turned(new)) else "its rows are others now")
        is_turned = said.fits("rows and levels change places", against)
        new = turned(new) if is_turned else new
    levels = same_levels(old, new)
    return LadderCorrection(
        name=name,
        is_left_out=is_left_out,
        is_turned=is_turned,
        levels=_levels(old, new, mine, levels, said),
        rows=_rows(old, new, mine, same_rows(old, new), said),
        order=_order(old, new, mine, levels, said),
    )


def _is_same_table(old: LadderReading, new: LadderReading) -> bool:
    return 2 * len(same_levels(old, new)) >= len(old.levels)


def _other(before: str | None, now: str | None) -> str | None:
    """Why a correction of this name does not fit: the edition itself reads otherwise; None where it reads the same."""
    return None if (before or "") == (now or "") else f"it reads “{now or 'nothing'}” here"


def _levels(
    old: LadderReading, new: LadderReading, mine: LadderCorrection, pairs: Mapping[int, int], said: _Said
) -> dict[int, LevelCorrection]:
    now = {level.position: level for level in new.levels}
    found: dict[int, LevelCorrection] = {}
    for level in old.levels:
        wanted = mine.levels.get(level.position)
        if wanted is None:
            continue
        label = level_label(level.code, level.name, level.position)
        home = now.get(pairs.get(level.position, 0))
        gone = None if home else f"no level “{label}” here"
        better = LevelCorrection(home.code, home.name) if home else LevelCorrection(None, None)
        if wanted.code != level.code and said.fits(
            f"level “{label}” has {f'the code “{wanted.code}”' if wanted.code else 'no code'}",
            gone or _other(level.code, better.code),
        ):
            better = replace(better, code=wanted.code)
        if wanted.name != level.name and said.fits(
            f"level “{label}” {f'is called “{wanted.name}”' if wanted.name else 'has no name'}",
            gone or _other(level.name, better.name),
        ):
            better = replace(better, name=wanted.name)
        if wanted.is_left_out and said.fits(f"level “{label}” is left out", gone):
            better = replace(better, is_left_out=True)
        if home and better != LevelCorrection(home.code, home.name):
            found[home.position] = better
    return found


def _no_row(name: str, label: str, ladder: LadderReading) -> str:
    count = sum(row.name.casefold() == name.casefold() for row in ladder.competencies)
    return f"{count} rows of that name here, and none says the same" if count else f"no row “{label}” here"


def _rows(
    old: LadderReading, new: LadderReading, mine: LadderCorrection, pairs: Mapping[int, int], said: _Said
) -> dict[int, RowCorrection]:
    labels = {row.position: numbered(row.name, row.occurrence) for row in old.competencies}
    now = {row.position: row for row in new.competencies}
    found: dict[int, RowCorrection] = {}
    for row in old.competencies:
        wanted = mine.rows.get(row.position)
        if wanted is None:
            continue
        label = labels[row.position]
        home = now.get(pairs.get(row.position, 0))
        gone = None if home else _no_row(row.name, label, new)
        better = RowCorrection(home.name, home.group) if home else RowCorrection("")
        if wanted.name != row.name and said.fits(f"row “{label}” is called “{wanted.name}”", gone):
            better = replace(better, name=wanted.name)
        if wanted.group != row.group and said.fits(
            f"row “{label}” stands in {f'the group “{wanted.group}”' if wanted.group else 'no group'}",
            gone or _other(row.group, better.group),
        ):
            better = replace(better, group=wanted.group)
        if wanted.is_left_out and said.fits(f"row “{label}” is left out", gone):
            better = replace(better, is_left_out=True)
        elif wanted.into is not None and not wanted.is_left_out:
            other = labels.get(wanted.into, "")
            lacks = gone or (None if wanted.into in pairs else f"no row “{other}” here")
            if said.fits(f"row “{label}” joins “{other}”", lacks):
                better = replace(better, into=pairs[wanted.into])
        if home and better != RowCorrection(home.name, home.group):
            found[home.position] = better
    return found


def _order(
    old: LadderReading, new: LadderReading, mine: LadderCorrection, pairs: Mapping[int, int], said: _Said
) -> tuple[int, ...] | None:
    """The order of the new levels; one that came new stands after the one it follows in the document."""
    usual, now = usual_order(old), usual_order(new)
    if mine.order is None or mine.order == usual or sorted(mine.order) != sorted(usual):
        return None
    if mine.order == usual[::-1]:
        fits = said.fits("the levels stand in the other order", None if len(pairs) > 1 else "its levels are others now")
        return now[::-1] if fits else None
    if not said.fits("the levels stand in another order", None if len(pairs) > 1 else "its levels are others now"):
        return None
    order = [pairs[position] for position in mine.order if position in pairs]
    for index, position in enumerate(now):
        if position not in order:
            order.insert(order.index(now[index - 1]) + 1 if index else 0, position)
    return None if tuple(order) == now else tuple(order)
