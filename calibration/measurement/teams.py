"""For which opening the interviewers of a run interview, and how firmly those teams are linked."""

from __future__ import annotations

from collections import Counter
from typing import Any

from calibration.measurement.fitted import Fit
from calibration.statistics.linkage import team_contrasts

FEWEST_OF_A_TEAM = 3
"""Interviewers of a team from which it is compared: the mean of fewer would tell of single people."""
MOST_TEAMS = 6


def teams(found: Fit) -> list[dict[str, Any]]:
    """Each pair of openings' interviewers: the difference of their severities in points, None where nothing links them.

    An interviewer belongs to the opening for which they held more than half of their interviews, or to none. The
    largest MOST_TEAMS openings with FEWEST_OF_A_TEAM such interviewers are compared.
    """
    openings: dict[str, Counter[int]] = {}
    for row in found.inputs["applications"].values():
        for _, by, _ in row["cards"] if "opening" in row else ():  # runs made before openings were frozen have none
            openings.setdefault(str(by), Counter())[row["opening"]] += 1
    home = {by: met.most_common(1)[0][0] for by, met in openings.items() if 2 * max(met.values()) > met.total()}
    size = Counter(home.values())
    chosen = {opening for opening, count in size.most_common(MOST_TEAMS) if count >= FEWEST_OF_A_TEAM}
    if len(chosen) < 2:  # nothing to compare
        return []
    team = {by: str(opening) for by, opening in home.items() if opening in chosen}
    width = float(found.inputs["high"] - found.inputs["low"])
    return [
        {
            "a": int(row.a),
            "b": int(row.b),
            "interviewers": [size[int(row.a)], size[int(row.b)]],
            "bridging": row.bridging,
            "difference": None if row.difference is None else round(row.difference, 6),
            "error": None if row.standard_error is None else round(row.standard_error, 6),
            "weak": row.weak,
        }
        for row in team_contrasts(found.table, team, scale_width=width)
    ]


def weakly_linked(found: Fit) -> list[int]:
    """The openings whose interviewers have too few candidates in common with another opening's to tell their severities apart.

    A mixed model takes such teams to be alike, and its interval does not show it (measurement notes, section 3).
    """
    return sorted({row[side] for row in teams(found) if row["weak"] for side in ("a", "b")})
