from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from calibration.statistics.facets import fit_facets
from calibration.statistics.likelihood import Components
from calibration.statistics.mixed import fit_mixed
from calibration.statistics.raters import dimension_biases, discoveries, halo_share, rater_effects
from calibration.statistics.ratings import Ratings, table_of
from calibration.statistics.standing import SeverityUse

Simulate = Callable[..., Ratings]


def _panel(seed: int = 0) -> Ratings:
    """Forty candidates; `middle` always gives 3 or so, `wild` rolls dice, `picky` is hard on D0 only, `new` came three times."""
    rng = np.random.default_rng(seed)
    rows = []
    for n in range(40):
        level = rng.normal(3, 0.9)
        names = ["fair1", "fair2", "middle", "wild", "picky", *(["new"] if n < 3 else [])]
        for name in names:
            for i in range(4):
                value = level + rng.normal(0, 0.5) - (1.2 if name == "picky" and i == 0 else 0)
                if name == "middle":
                    value = 3 + 0.25 * (level - 3) + rng.normal(0, 0.2)
                score = int(rng.integers(1, 6)) if name == "wild" else int(np.clip(round(value), 1, 5))
                rows.append((f"C{n}", name, f"D{i}", score))
    return table_of(rows)


def test_effects_find_the_central_the_erratic_and_the_new_interviewer() -> None:
    ratings = _panel()
    effects = {
        effect.interviewer: effect
        for effect in rater_effects(ratings, fit_mixed(ratings), fit_facets(ratings, low=1, high=5), low=1, high=5)
    }
    assert {name: effect.is_central for name, effect in effects.items()} == {
        "fair1": False, "fair2": False, "middle": True, "wild": False, "picky": False, "new": None,
    }  # fmt: skip
    assert {name: effect.is_erratic for name, effect in effects.items()} == {
        "fair1": False, "fair2": False, "middle": False, "wild": True, "picky": False, "new": None,
    }  # fmt: skip
    new = effects["new"]
    assert (new.use, new.severity, new.interval, new.infit, new.interviews) == (SeverityUse.HIDDEN, None, None, None, 3)
    fair = effects["fair1"]
    assert fair.use is SeverityUse.COACHING
    assert fair.severity is not None
    assert fair.interval is not None
    assert fair.interval[0] < fair.severity < fair.interval[1]
    assert sum(fair.category_use) == pytest.approx(1)


def test_models_that_could_not_be_fitted_leave_their_figures_out() -> None:
    ratings = _panel()
    effect = rater_effects(ratings, None, None, low=1, high=5)[0]
    assert (effect.severity, effect.infit, effect.is_central, effect.is_erratic) == (None, None, None, None)
    assert effect.deviation_ratio is not None


def test_a_bias_on_one_dimension_is_flagged_and_no_other_of_that_interviewer() -> None:
    ratings = _panel()
    biases = {(each.interviewer, each.dimension): each for each in dimension_biases(ratings, fit_mixed(ratings))}
    picky = biases["picky", "D0"]
    assert picky.flagged
    assert picky.bias == pytest.approx(0.9, abs=0.3)
    assert [name for (rater, name), each in biases.items() if rater == "fair1" and each.flagged] == []
    assert ("new", "D0") not in biases


def test_false_discoveries_are_held_down_where_there_is_no_bias(simulate: Simulate) -> None:
    flagged = []
    for seed in range(12):
        ratings = simulate(40, 6, 4, 3, seed=seed)
        flagged.append(any(each.flagged for each in dimension_biases(ratings, fit_mixed(ratings))))
    assert sum(flagged) <= 3


def test_discoveries_follow_benjamini_and_hochberg() -> None:
    p_values = np.array([0.041, 0.001, 0.9, 0.008, 0.039])
    assert discoveries(p_values).tolist() == [0.0, 1.0, 0.0, 1.0, 0.0]
    assert discoveries(np.array([0.05])).tolist() == [1.0]
    assert discoveries(np.zeros(0)).tolist() == []


def test_the_halo_share_compares_one_impression_with_chance() -> None:
    assert halo_share(Components(1, 1, 0.4, 0.2, 0.8), dimensions=4) == pytest.approx(0.16 / (0.16 + 0.16))
    assert halo_share(Components(1, 1, 0, 0.2, 0), dimensions=4) is None
