"""Whether the must-have dimensions are met together: the one standing that takes a distribution to compute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calibration.statistics.posterior import joint_probability
from calibration.statistics.ratings import Floats
from calibration.statistics.standing import FEWEST_ON_A_DIMENSION, Standing, standing


@dataclass(frozen=True)
class MustHaves:
    """The joint standing of the must-have dimensions.

    `probability` of all covered ones being met together, None where none is covered or levels are unknown; `uncovered` names
    the must-haves without enough evidence: they make the standing insufficient, they are not failed.
    """

    probability: float | None
    standing: Standing
    uncovered: tuple[str, ...]


def must_haves(
    level: Floats,
    covariance: Floats,
    *,
    dimensions: Sequence[str],
    bars: Mapping[str, float],
    interviewers: Mapping[str, int],
) -> MustHaves:
    """The joint standing of the must-haves in `bars` (name to bar) for one candidate.

    `level` (dimensions,) and `covariance` (dimensions x dimensions) come from the mixed model, in the order of `dimensions`;
    `interviewers` maps a dimension to how many independent interviewers rated it.
    """
    covered = [name for name in bars if name in dimensions and interviewers.get(name, 0) >= FEWEST_ON_A_DIMENSION]
    uncovered = tuple(name for name in bars if name not in covered)
    places = [dimensions.index(name) for name in covered]
    probability = None
    if places or not bars:
        part = covariance[places][:, places]
        probability = joint_probability(level[places], part, [bars[name] for name in covered])
    return MustHaves(probability, standing(None if uncovered else probability), uncovered)
