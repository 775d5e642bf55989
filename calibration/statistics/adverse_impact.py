"""Selection rates by group, for monitoring only: protected attributes never enter a model of candidates."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

FEWEST_TO_SHOW = 5
_Z = 1.959963984540054


@dataclass(frozen=True)
class GroupImpact:
    """One group beside the group with the highest selection rate; rates and differences as shares from 0 to 1.

    `suppressed` means fewer than five applicants or, where it would tell on individuals, that the figures are withheld:
    all of them are None. `flagged` is a ratio under four fifths, by whole-number arithmetic: exactly .80 is not
    flagged. `p_value` is Fisher's exact test, two-sided; `difference` is this rate less the highest, `interval` its 95
    % interval (Newcombe). `flips_with_one` says that one person more or less selected from the group would turn the
    flag.
    """

    group: str
    applicants: int | None
    selected: int | None
    rate: float | None
    ratio: float | None
    flagged: bool | None
    p_value: float | None
    difference: float | None
    interval: tuple[float, float] | None
    flips_with_one: bool | None
    suppressed: bool
    is_highest: bool


def adverse_impact(groups: Mapping[str, tuple[int, int]]) -> list[GroupImpact]:
    """Each group's selection rate against the highest one, for groups mapped to (selected, applicants).

    Groups under five applicants are suppressed and can not be the highest. Where nobody at all was selected there is no
    ratio. Raises ValueError where more are selected than applied. Uniform Guidelines on Employee Selection Procedures
    (1978), section 4D.
    """
    for group, (selected, applicants) in groups.items():
        if not 0 <= selected <= applicants:
            raise ValueError(f"{group}: {selected} selected of {applicants} applicants")
    shown = [group for group, (_, applicants) in groups.items() if applicants >= FEWEST_TO_SHOW]
    highest = max(shown, key=lambda group: groups[group][0] / groups[group][1], default=None)
    return [
        _impact(group, groups[group], highest, groups[highest])
        if highest is not None and group in shown
        else _suppressed(group)
        for group in groups
    ]


def is_under_four_fifths(selected: int, applicants: int, highest_selected: int, highest_applicants: int) -> bool:
    """Whether selected / applicants is under four fifths of the highest rate, by integer cross-multiplication."""
    return 5 * selected * highest_applicants < 4 * highest_selected * applicants


def _impact(group: str, own: tuple[int, int], highest: str, top: tuple[int, int]) -> GroupImpact:
    (selected, applicants), (top_selected, top_applicants) = own, top
    same = group == highest
    rate, top_rate = selected / applicants, top_selected / top_applicants
    import numpy as np
    from scipy import stats  # when asked for: the web process is small without it

    table = np.array([[selected, applicants - selected], [top_selected, top_applicants - top_selected]])
    flagged = is_under_four_fifths(selected, applicants, top_selected, top_applicants)
    return GroupImpact(
        group,
        applicants,
        selected,
        rate,
        rate / top_rate if top_selected else None,
        flagged,
        None if same else float(stats.fisher_exact(table).pvalue),
        rate - top_rate,
        None if same else newcombe_interval(selected, applicants, top_selected, top_applicants),
        None if same else _flips(flagged, own, top),
        suppressed=False,
        is_highest=same,
    )


def _suppressed(group: str) -> GroupImpact:
    return GroupImpact(group, None, None, None, None, None, None, None, None, None, suppressed=True, is_highest=False)


def _flips(flagged: bool, own: tuple[int, int], top: tuple[int, int]) -> bool:
    neighbours = [own[0] + 1] if flagged else [own[0] - 1]
    return any(
        is_under_four_fifths(selected, own[1], *top) != flagged for selected in neighbours if 0 <= selected <= own[1]
    )


def wilson_interval(selected: int, applicants: int) -> tuple[float, float]:
    """The 95 % score interval of a share. Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212."""
    share, z2 = selected / applicants, _Z**2
    middle = share + z2 / (2 * applicants)
    half = _Z * math.sqrt(share * (1 - share) / applicants + z2 / (4 * applicants**2))
    return (middle - half) / (1 + z2 / applicants), (middle + half) / (1 + z2 / applicants)


def newcombe_interval(
    selected: int, applicants: int, other_selected: int, other_applicants: int
) -> tuple[float, float]:
    """The 95 % interval of the difference of two shares, first less second.

    Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890, method 10 (hybrid score, no continuity correction).
    """
    first, second = selected / applicants, other_selected / other_applicants
    low_first, high_first = wilson_interval(selected, applicants)
    low_second, high_second = wilson_interval(other_selected, other_applicants)
    difference = first - second
    below = math.sqrt((first - low_first) ** 2 + (high_second - second) ** 2)
    above = math.sqrt((high_first - first) ** 2 + (second - low_second) ** 2)
    return difference - below, difference + above
