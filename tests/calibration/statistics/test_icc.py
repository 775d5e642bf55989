from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from calibration.statistics.icc import FORMS, complete_block, icc, icc_from_components, mean_squares
from calibration.statistics.ratings import table_of

Cases = dict[str, dict[str, Any]]

NAMES = {"ICC1": "ICC(1,1)", "ICC2": "ICC(2,1)", "ICC3": "ICC(3,1)", "ICC1k": "ICC(1,k)", "ICC2k": "ICC(2,k)"}


def test_the_six_forms_are_those_of_shrout_and_fleiss(reference_cases: Cases) -> None:
    case = reference_cases["shrout_fleiss_1979"]
    block = np.array(case["input"], dtype=float)
    figures = icc(block)
    for form, name in {**NAMES, "ICC3k": "ICC(3,k)"}.items():
        assert figures[form] == pytest.approx(case["published"][name], abs=case["tolerance"])
        assert figures[form] == pytest.approx(case["computed"][name], abs=1e-12)
    squares = mean_squares(block)
    assert squares == pytest.approx({name: case["computed"][name] for name in squares}, abs=1e-12)


def test_the_forms_from_components_are_those_of_the_complete_table(reference_cases: Cases) -> None:
    case = reference_cases["reml_shrout_fleiss"]
    parts = case["published"]
    figures = icc_from_components(parts["target"], parts["judge"], parts["residual"], ratings_per_unit=4)
    whole = icc(np.array(case["input"], dtype=float))
    assert figures["ICC2"] == pytest.approx(whole["ICC2"], abs=1e-6)
    assert figures["ICC3k"] == pytest.approx(whole["ICC3k"], abs=1e-6)


def test_forms_with_a_zero_denominator_or_one_target_are_none() -> None:
    assert icc(np.full((4, 3), 3.0)) == dict.fromkeys(FORMS)
    assert icc(np.array([[3.0, 4.0]])) == dict.fromkeys(FORMS)


def test_a_block_is_complete_only_when_every_interviewer_rated_every_unit() -> None:
    rows = [(name, rater, "D", 3) for name in "AB" for rater in "RS"]
    block = complete_block(table_of(rows))
    assert block is not None
    assert block.tolist() == [[3, 3], [3, 3]]
    assert complete_block(table_of(rows[:-1])) is None
