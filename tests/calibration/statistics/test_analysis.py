from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.statistics.analysis import analyse
from calibration.statistics.analysis.agreement import agreement
from calibration.statistics.ratings import Ratings, read_ratings, table_of

Simulate = Callable[..., Ratings]
Rows = list[tuple[str, str, str, int]]


def _figures(document: Any) -> list[float]:
    """Every number in a JSON document."""
    if isinstance(document, dict):
        return [number for value in document.values() for number in _figures(value)]
    if isinstance(document, list):
        return [number for value in document for number in _figures(value)]
    return [document] if isinstance(document, float) else []


def test_the_document_has_the_shape_of_the_contract(simulate: Simulate) -> None:
    document = analyse(simulate(20, 5, 4, 3, keep=0.9, seed=3))
    assert {
        "version",
        "ratings",
        "candidates",
        "interviewers",
        "dimensions",
        "subsets",
        "agreement",
        "mixed",
        "facets",
        "warnings",
    } <= set(document)
    assert (document["version"], document["candidates"], document["interviewers"], document["dimensions"]) == (
        1,
        20,
        5,
        4,
    )
    assert {"alpha_ordinal", "alpha_interval", "alpha_nominal", "icc", "fleiss_kappa"} <= set(document["agreement"])
    assert set(document["agreement"]["icc"]) == {"ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"}
    mixed, facets = document["mixed"], document["facets"]
    assert set(mixed["sd"]) == {"candidate", "interviewer", "candidate:interviewer", "candidate:dimension", "residual"}
    assert set(mixed["dimensions"]) == {"D0", "D1", "D2", "D3"}
    assert {"severity", "se", "interviews"} <= set(mixed["interviewers"]["R00"])
    assert {"estimate", "se", "p_meets", "raw_mean"} <= set(mixed["candidates"]["C000"])
    assert {"measure", "se", "infit", "outfit", "fair_average"} <= set(facets["interviewers"]["R00"])
    assert set(facets["candidates"]["C000"]) == set(facets["dimensions"]["D0"]) == set(facets["interviewers"]["R00"])
    assert set(facets["separation"]["candidates"]) == {"G", "strata", "reliability"}
    assert len(facets["thresholds"]) == 4
    json.dumps(document, allow_nan=False)


def test_the_real_data_set_gives_the_answers_of_independent_software(shared: Path) -> None:
    folder = shared / "measurement"
    expected = json.loads((folder / "ratings_small.expected.json").read_text(encoding="utf-8"))
    document = analyse(read_ratings((folder / "ratings_small.csv").read_bytes(), low=1, high=5))
    assert (document["ratings"], document["subsets"]) == (expected["jmle"]["n_ratings"], expected["jmle"]["n_subsets"])
    lme4, sd = expected["lme4"]["sd"], document["mixed"]["sd"]
    assert {name: sd[name if name != "Residual" else "residual"] for name in lme4} == pytest.approx(lme4, abs=1e-4)
    for name, answer in expected["lme4"]["interviewer"].items():
        assert document["mixed"]["interviewers"][name]["severity"] == pytest.approx(-answer["effect"], abs=1e-3)
        assert document["mixed"]["interviewers"][name]["se_given_means"] == pytest.approx(answer["se"], abs=1e-3)
    for place in range(1, 5):
        effect = document["mixed"]["dimensions"][f"D{place}"]["effect"]
        assert effect == pytest.approx(expected["lme4"]["fixed"][f"dimension{place}"], abs=1e-3)
    measures = {name: each["measure"] for name, each in document["facets"]["interviewers"].items()}
    assert measures == pytest.approx(expected["vgam_severity"], abs=1e-5)
    assert document["agreement"]["icc"] == dict.fromkeys(document["agreement"]["icc"])
    assert any("ICC needs every interviewer" in warning for warning in document["warnings"])


def test_a_model_that_was_not_asked_for_is_none(simulate: Simulate) -> None:
    ratings = simulate(12, 4, 3, 3, seed=1)
    assert analyse(ratings, model="mixed")["facets"] is None
    assert analyse(ratings, model="facets")["mixed"] is None


def test_weak_priors_are_used_and_said_only_when_asked_for(simulate: Simulate) -> None:
    ratings = simulate(8, 6, 4, 2, seed=6)
    plain, weak = analyse(ratings, model="mixed"), analyse(ratings, model="mixed", prior="weak")
    assert (plain["mixed"]["prior"], weak["mixed"]["prior"]) == (None, "weak")
    assert any("weak priors" in warning for warning in weak["warnings"])
    assert not any("weak priors" in warning for warning in plain["warnings"])
    assert plain["mixed"]["sd"] != weak["mixed"]["sd"]


EDGES: dict[str, Rows] = {
    "nothing": [],
    "one rating": [("A", "R", "D", 3)],
    "two ratings": [("A", "R", "D", 3), ("B", "R", "D", 4)],
    "one interviewer": [(f"C{n}", "R", f"D{i}", 1 + (2 * n + i) % 5) for n in range(9) for i in range(3)],
    "one candidate": [("C", f"R{j}", f"D{i}", 1 + (2 * j + i) % 5) for j in range(5) for i in range(3)],
    "one dimension": [(f"C{n}", f"R{j}", "D", 1 + (n * n + j) % 5) for n in range(9) for j in range(4)],
    "all equal": [(f"C{n}", f"R{j}", f"D{i}", 3) for n in range(5) for j in range(3) for i in range(2)],
    "all highest": [(f"C{n}", f"R{j}", f"D{i}", 5) for n in range(5) for j in range(3) for i in range(2)],
    "no error": [(f"C{n}", f"R{j}", f"D{i}", 1 + n) for n in range(5) for j in range(3) for i in range(2)],
    "one interview each": [(f"C{n}", f"R{n % 3}", f"D{i}", 1 + (n * n + i) % 5) for n in range(12) for i in range(3)],
    "every rating its own interviewer": [
        (f"C{n}", f"R{n}{i}", f"D{i}", 1 + (n * n + i) % 5) for n in range(9) for i in range(3)
    ],
    "two scores": [
        (f"C{n}", f"R{j}", f"D{i}", 1 + 4 * ((n + j * i) % 2)) for n in range(8) for j in range(3) for i in range(3)
    ],
    "islands": [
        (f"{team}{n}", f"{team}R{j}", f"{team}{i}", 1 + (n * n + j + 2 * i) % 5)
        for team in "XY"
        for n in range(6)
        for j in range(3)
        for i in range(2)
    ],
}


@pytest.mark.parametrize("prior", [None, "weak"])
@pytest.mark.parametrize("rows", EDGES.values(), ids=EDGES)
def test_edge_data_give_finite_figures_or_none_with_a_warning(rows: Rows, prior: Any) -> None:
    document = analyse(table_of(rows), prior=prior)
    assert np.isfinite(_figures(document)).all()
    assert document["warnings"]
    for candidate in document["mixed"]["candidates"].values():
        assert 1 <= candidate["raw_mean"] <= 5
        assert (candidate["p_meets"] is None) == (candidate["se"] is None)
        assert candidate["p_meets"] is None or 0 <= candidate["p_meets"] <= 1


def _left_out(rows: Rows) -> list[str]:
    return [warning for warning in analyse(table_of(rows))["warnings"] if warning.endswith("left out")]


def test_each_edge_says_what_is_missing() -> None:
    assert _left_out(EDGES["one candidate"])[0] == (
        "mixed: with one candidate there is nothing to compare levels with; its figures are left out"
    )
    assert (
        "mixed: all ratings are the same score, so nothing varies that could be explained; its figures are left out"
        in _left_out(EDGES["all equal"])
    )
    assert (
        "mixed: a candidate's level cannot be told from who interviewed them; standard errors and probabilities are left out"
        in (_left_out(EDGES["one interviewer"]))
    )
    assert (
        "facets: every element has only highest or only lowest scores, so no measure is finite; its figures are left out"
        in (_left_out(EDGES["all highest"]))
    )
    assert any("2 connected subsets" in warning for warning in analyse(table_of(EDGES["islands"]))["warnings"])


def test_with_one_interviewer_there_is_no_severity_and_no_probability() -> None:
    mixed = analyse(table_of(EDGES["one interviewer"]))["mixed"]
    assert mixed["interviewers"]["R"]["severity"] is None
    assert {candidate["p_meets"] for candidate in mixed["candidates"].values()} == {None}
    assert {candidate["standing"] for candidate in mixed["candidates"].values()} == {"insufficient"}


@pytest.mark.parametrize(("low", "high", "bar"), [(1, 4, 2.5), (0, 10, 6.0), (1, 7, 4.0)])
def test_other_scales_give_the_same_answer_in_their_own_points(
    simulate: Simulate, low: int, high: int, bar: float
) -> None:
    ratings = simulate(25, 6, 3, 4, low=low, high=high, seed=2)
    document = analyse(ratings, low=low, high=high, bar=bar)
    assert len(document["facets"]["thresholds"]) == high - low
    for candidate in document["mixed"]["candidates"].values():
        assert low <= candidate["raw_mean"] <= high
        assert (candidate["estimate"] >= bar) == (candidate["p_meets"] >= 0.5)
    for interviewer in document["facets"]["interviewers"].values():
        assert low < interviewer["fair_average"] < high


def test_a_complete_block_has_its_intraclass_correlations(simulate: Simulate) -> None:
    document = analyse(simulate(15, 4, 3, 4, seed=2))
    assert None not in document["agreement"]["icc"].values()
    assert not any(warning.startswith("agreement: ICC") for warning in document["warnings"])


def test_incomplete_blocks_have_their_correlations_from_the_components(simulate: Simulate) -> None:
    whole = simulate(20, 4, 1, 4, seed=2, spread=(0.8, 0.8, 0.3, 0.3, 0.5))
    complete = analyse(whole)
    assert complete["mixed"]["icc"] == pytest.approx(
        complete["agreement"]["icc"] | {form: complete["agreement"]["icc"][other] for form, other in NESTED.items()},
        abs=1e-5,
    )
    incomplete = analyse(whole.where(np.arange(len(whole)) % 7 > 0))
    assert incomplete["agreement"]["icc"] == dict.fromkeys(complete["agreement"]["icc"])
    assert incomplete["mixed"]["icc"]["ICC3k"] == pytest.approx(complete["mixed"]["icc"]["ICC3k"], abs=0.1)


NESTED = {"ICC1": "ICC2", "ICC1k": "ICC2k"}
"""Interviewers that are a random sample of their own: what the components call the first form equals the second."""


def _turned_round(ratings: Ratings) -> Ratings:
    """The same rows, the last first."""
    rows = zip(ratings.candidate, ratings.interviewer, ratings.dimension, ratings.score.tolist(), strict=True)
    names = ratings.candidates, ratings.interviewers, ratings.dimensions
    return table_of([(names[0][c], names[1][j], names[2][i], score) for c, j, i, score in [*rows][::-1]])


def test_pairs_cells_and_leanings_are_told_by_name_whatever_the_order_of_the_rows(simulate: Simulate) -> None:
    ratings = simulate(24, 4, 3, 3, seed=5)
    document, turned = analyse(ratings, model="mixed"), agreement(_turned_round(ratings), 1, 5, [])
    names = [(pair["first"], pair["second"]) for pair in document["agreement"]["pairs"]]
    assert names == [(f"R0{a}", f"R0{b}") for a in range(4) for b in range(a + 1, 4)]
    for pair, same in zip(document["agreement"]["pairs"], turned["pairs"], strict=True):
        assert pair == pytest.approx(same, abs=1e-12)
    assert turned["r_wg"] == document["agreement"]["r_wg"]
    assert {tuple(pair) for pair in document["agreement"]["pairs"]} == {
        ("first", "second", "n", "exact", "weighted_kappa", "ac2", "mean_difference", "reason")
    }
    assert {name: row["cells"] for name, row in document["agreement"]["r_wg"].items()} == {"D0": 24, "D1": 24, "D2": 24}
    leaning = document["mixed"]["interviewers_by_dimension"]
    assert {name: set(rows) for name, rows in leaning.items()} == {f"R0{n}": {"D0", "D1", "D2"} for n in range(4)}
    for row in (row for rows in leaning.values() for row in rows.values()):
        assert row["interval_90"][0] < row["bias"] < row["interval_90"][1]
        assert row["n"] >= 5


def test_what_pairs_cells_and_leanings_cannot_tell_is_none_and_said() -> None:
    rows = [("A", "S", "D", 3), ("A", "R", "D", 3), ("A", "R", "E", 2), ("B", "R", "E", 4), ("B", "S", "D", 3)]
    document = analyse(table_of(rows))
    (pair,) = document["agreement"]["pairs"]
    assert (pair["first"], pair["second"], pair["n"], pair["exact"]) == ("R", "S", 1, 1.0)
    assert (pair["weighted_kappa"], pair["reason"]) == (None, "both gave one and the same score throughout")
    assert document["agreement"]["r_wg"]["E"] == {"cells": 0, "median": None, "polarised": 0}
    assert "agreement: no r_wg of E, nobody was rated there by two interviewers" in document["warnings"]
    assert analyse(table_of(EDGES["nothing"]))["agreement"]["pairs"] == []
    assert analyse(table_of(EDGES["one interviewer"]))["mixed"]["interviewers_by_dimension"] == {"R": {}}
    assert any(
        warning.startswith("mixed: by dimension nothing can be told of 1 interviewers")
        for warning in analyse(table_of(EDGES["one interviewer"]))["warnings"]
    )


def test_unrated_names_and_thin_evidence_are_named() -> None:
    rows: list[tuple[str, str, str, int | None]] = [
        (f"C{n}", f"R{(n + k) % 4}", f"D{i}", 1 + (n + k * i) % 5)
        for n in range(10)
        for k in range(3)
        for i in range(3)
    ]
    rows += [("absent", "R0", "D0", None), ("once", "R0", "D0", 4)]
    warnings = analyse(table_of(rows))["warnings"]
    assert "candidate absent: no observed rating, left out" in warnings
    assert "insufficient evidence, fewer than 3 interviewers on 1 candidate: once" in warnings
