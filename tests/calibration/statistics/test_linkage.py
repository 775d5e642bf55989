from __future__ import annotations

import numpy as np
import pytest

from calibration.statistics.linkage import connected_subsets, team_contrasts
from calibration.statistics.ratings import Ratings, table_of


def test_candidates_without_a_shared_interviewer_fall_into_subsets() -> None:
    ratings = table_of([("A", "R", "D", 3), ("B", "R", "D", 3), ("C", "S", "D", 3), ("C", "T", "D", 4)])
    subsets = connected_subsets(ratings)
    assert subsets.count == 2
    assert subsets.candidate.tolist() == [0, 0, 1]
    assert subsets.interviewer.tolist() == [0, 1, 1]


def test_a_name_without_a_row_belongs_to_no_subset() -> None:
    ratings = table_of([("A", "R", "D", 3), ("B", "S", "D", 3)])
    subsets = connected_subsets(ratings.where(ratings.candidate == 0))
    assert (subsets.count, subsets.candidate.tolist(), subsets.interviewer.tolist()) == (1, [0, -1], [0, -1])


def _two_teams(bridging: int, gap: float = 0.8) -> Ratings:
    rng = np.random.default_rng(5)
    rows = []
    for candidate in range(60 + bridging):
        panel = ["X1", "X2"] if candidate < 30 else ["Y1", "Y2"] if candidate < 60 else ["X1", "Y1"]
        level = rng.normal(3.2, 0.7)
        for name in panel:
            severity = gap if name.startswith("Y") else 0.0
            rows += [
                (f"C{candidate}", name, f"D{place}", int(np.clip(round(level - severity + rng.normal(0, 0.6)), 1, 5)))
                for place in range(4)
            ]
    return table_of(rows)


TEAMS = {"X1": "X", "X2": "X", "Y1": "Y", "Y2": "Y"}


def test_teams_that_share_no_candidate_cannot_be_compared() -> None:
    (contrast,) = team_contrasts(_two_teams(0), TEAMS)
    assert (contrast.bridging, contrast.difference, contrast.standard_error, contrast.weak) == (0, None, None, True)


def test_a_severity_gap_is_found_once_enough_candidates_bridge_the_teams() -> None:
    (few,), (many,) = team_contrasts(_two_teams(5), TEAMS), team_contrasts(_two_teams(60), TEAMS)
    assert few.weak
    assert many.difference is not None
    assert few.standard_error is not None
    assert many.standard_error is not None
    assert not many.weak
    assert many.standard_error < few.standard_error
    assert many.difference == pytest.approx(-0.8, abs=3 * many.standard_error)


def test_the_contrast_is_that_of_a_dense_least_squares_fit() -> None:
    ratings = _two_teams(12)
    (contrast,) = team_contrasts(ratings, TEAMS)
    panel = len(ratings.interviewers)
    means = np.array([ratings.score[ratings.dimension == place].mean() for place in range(4)])
    centred = ratings.score - means[ratings.dimension]
    cell, row = np.unique(ratings.candidate * panel + ratings.interviewer, return_inverse=True)
    y = np.bincount(row, centred) / np.bincount(row)
    design = np.hstack([np.eye(len(ratings.candidates))[cell // panel], -np.eye(panel)[cell % panel]])
    solution, *_ = np.linalg.lstsq(design, y)
    rank = np.linalg.matrix_rank(design)
    weights = np.concatenate(
        [np.zeros(len(ratings.candidates)), [0.5 if name[0] == "X" else -0.5 for name in ratings.interviewers]]
    )
    variance = ((y - design @ solution) ** 2).sum() / (len(y) - rank)
    error = np.sqrt(variance * weights @ np.linalg.pinv(design.T @ design) @ weights)
    assert contrast.difference == pytest.approx(weights @ solution, abs=1e-9)
    assert contrast.standard_error == pytest.approx(error, abs=1e-9)
