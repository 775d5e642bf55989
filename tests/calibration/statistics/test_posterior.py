from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from calibration.statistics.mixed import fit_mixed
from calibration.statistics.posterior import joint_probability, without_each_interviewer
from calibration.statistics.ratings import Ratings


def test_the_joint_probability_is_that_of_the_normal_distribution() -> None:
    level, covariance = np.array([3.4, 3.1, 2.9]), np.array([[0.2, 0.12, 0.1], [0.12, 0.25, 0.11], [0.1, 0.11, 0.18]])
    expected = stats.multivariate_normal(mean=-level, cov=covariance).cdf(-np.full(3, 3.0))
    joint = joint_probability(level, covariance, [3.0] * 3)
    assert joint == pytest.approx(expected, abs=0.012)
    single = stats.norm.cdf((level - 3.0) / np.sqrt(np.diag(covariance)))
    assert joint > single.prod() + 0.05


def test_the_joint_probability_is_exact_for_one_dimension_and_one_for_none() -> None:
    assert joint_probability(np.array([3.5]), np.array([[0.25]]), [3.0]) == pytest.approx(0.8413447460685429)
    assert joint_probability(np.zeros(0), np.zeros((0, 0)), []) == 1.0


def test_leaving_an_interviewer_out_equals_a_table_without_their_ratings(simulate: Callable[..., Ratings]) -> None:
    ratings = simulate(12, 5, 3, 3, seed=3)
    components = fit_mixed(ratings).equations.components
    answers = without_each_interviewer(ratings, components, "C004", bar=3)
    own = ratings.score[ratings.candidate == 4]
    assert [answer.interviewer for answer in answers] == [
        ratings.interviewers[code] for code in np.unique(ratings.interviewer[ratings.candidate == 4])
    ]
    for answer in answers:
        assert answer.raw_mean is not None
        assert answer.estimate is not None
        assert answer.standard_error is not None
        assert answer.raw_mean != own.mean() or answer.estimate != own.mean()
        assert 0 < answer.standard_error < 1
    whole = fit_mixed(ratings).overall_error[4]
    assert min(answer.standard_error or 0 for answer in answers) > whole


def test_leaving_the_only_interviewer_out_gives_none(simulate: Callable[..., Ratings]) -> None:
    ratings = simulate(12, 5, 3, 3, seed=3)
    own = ratings.candidate == 4
    first = ratings.interviewer[own][0]
    alone = ratings.where(~own | (ratings.interviewer == first))
    (answer,) = without_each_interviewer(alone, fit_mixed(alone).equations.components, "C004", bar=3)
    assert (answer.estimate, answer.standard_error, answer.raw_mean, answer.crosses_bar) == (None, None, None, False)
