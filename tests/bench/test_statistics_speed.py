"""How fast the statistics are, beside lme4, raschpy and the first drafts of the algorithms in the same run.

Run with `python -m pytest tests/bench/test_statistics_speed.py --benchmark-only -s`; the ordinary test run leaves it out. lme4 is
found through the command in RSCRIPT (default `Rscript`), raschpy by import, the drafts beside the measurement notes; a comparison
without its partner is skipped. Partners are compared by processor time, which a busy machine changes little; on one that is
busy, OMP_NUM_THREADS=1 keeps the linear algebra from spinning while it waits.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.statistics.analysis import analyse
from calibration.statistics.facets import fit_facets
from calibration.statistics.mixed import fit_mixed
from calibration.statistics.ratings import Ratings
from tests.bench.simulation import draw

RATIO_TO_LME4 = {"30k": 0.5, "300k": 0.25}
"""Bounds with room for a busy machine."""
LME4 = """
suppressMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1], colClasses = c("factor", "factor", "factor", "numeric"))
t <- system.time(lmer(score ~ dimension + (1|candidate) + (1|interviewer) + (1|candidate:interviewer)
                      + (1|candidate:dimension), d, REML = TRUE))
cat("SECONDS", t[["user.self"]] + t[["sys.self"]], "\\n")
"""


@pytest.fixture(autouse=True)
def _only_when_asked_for(request: pytest.FixtureRequest) -> None:
    if not (os.environ.get("BENCH") or request.config.getoption("--benchmark-only")):
        pytest.skip("a bench: run it with --benchmark-only on a quiet machine")


def _table(candidates: int, interviewers: int) -> Ratings:
    rng = np.random.default_rng(1)
    return draw(
        rng, candidates=candidates, interviewers=interviewers, dimensions=6, panel=5, severity=0.6
    ).ratings.compact()


SIZES = {"30k": (1000, 60), "300k": (10_000, 300)}


@pytest.mark.parametrize("size", SIZES)
def test_the_diagnostic_model(benchmark: Any, size: str) -> None:
    ratings = _table(*SIZES[size])
    model = benchmark.pedantic(lambda: fit_facets(ratings, low=1, high=5), rounds=3, warmup_rounds=1)
    assert model.iterations <= 10


@pytest.mark.parametrize("size", SIZES)
def test_the_decision_model(benchmark: Any, size: str) -> None:
    ratings = _table(*SIZES[size])
    model = benchmark.pedantic(lambda: fit_mixed(ratings), rounds=3, warmup_rounds=1)
    assert model.levels_known


def test_the_whole_analysis_of_one_requisition(benchmark: Any) -> None:
    ratings = _table(40, 8)
    document = benchmark.pedantic(lambda: analyse(ratings), rounds=5, warmup_rounds=1)
    assert document["candidates"] == 40


@pytest.mark.timeout(600)
@pytest.mark.parametrize("size", SIZES)
def test_the_decision_model_takes_a_quarter_of_lme4s_time(benchmark: Any, tmp_path: Path, size: str) -> None:
    command = os.environ.get("RSCRIPT", "Rscript")
    if shutil.which(command) is None:
        pytest.skip(f"{command} is absent: lme4 cannot be timed")
    ratings = _table(*SIZES[size])
    script, data = tmp_path / "fit.R", tmp_path / "ratings.csv"
    script.write_text(LME4, encoding="utf-8")
    _write(ratings, data)
    answer = subprocess.run([command, str(script), str(data)], check=False, capture_output=True, text=True)
    if "SECONDS" not in answer.stdout:
        pytest.skip(f"lme4 gave no answer: {answer.stderr.strip()[-200:]}")
    theirs = float(answer.stdout.split("SECONDS")[1].split()[0])
    ours = benchmark.pedantic(lambda: _seconds(lambda: fit_mixed(ratings)), rounds=1)
    _tell(f"decision model, {size}", "lme4", theirs, ours)
    assert ours <= RATIO_TO_LME4[size] * theirs


@pytest.mark.timeout(600)
def test_both_models_are_faster_than_their_drafts(benchmark: Any, shared: Path) -> None:
    ratings = _table(*SIZES["300k"])
    codes = (ratings.candidate, ratings.interviewer, ratings.dimension)
    facets, mixed = _draft(shared, "mfrm"), _draft(shared, "lmm")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        drafts = (
            _seconds(lambda: facets.fit_jmle(*codes, ratings.score - 1, 5)),
            _seconds(lambda: mixed.fit_auto(*codes, ratings.score)),
        )
    ours = benchmark.pedantic(
        lambda: (_seconds(lambda: fit_facets(ratings, low=1, high=5)), _seconds(lambda: fit_mixed(ratings))), rounds=1
    )
    _tell("diagnostic model, 300k", "draft", drafts[0], ours[0])
    _tell("decision model, 300k", "draft", drafts[1], ours[1])
    assert ours[0] < drafts[0]
    assert ours[1] < drafts[1]


@pytest.mark.timeout(600)
def test_the_diagnostic_model_is_faster_than_raschpy(benchmark: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pandas = pytest.importorskip("pandas", exc_type=ImportError)
        raschpy = pytest.importorskip("raschpy", exc_type=ImportError)
        ratings = _table(100, 8)
        frame = pandas.DataFrame(
            {
                "Rater": np.array(ratings.interviewers)[ratings.interviewer],
                "Person": np.array(ratings.candidates)[ratings.candidate],
                "item": np.array(ratings.dimensions)[ratings.dimension],
                "score": ratings.score - 1,
            }
        ).pivot_table(index=["Rater", "Person"], columns="item", values="score")
        theirs = _seconds(lambda: raschpy.MFRM(frame, max_score=4).calibrate_global(), rounds=1)
    ours = benchmark.pedantic(lambda: _seconds(lambda: fit_facets(ratings, low=1, high=5)), rounds=1)
    _tell(f"diagnostic model, {len(ratings)} ratings", "raschpy (pairwise)", theirs, ours)
    assert ours < theirs


def _seconds(run: Callable[[], Any], *, rounds: int = 3) -> float:
    """The processor time of the fastest round."""
    fastest = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        run()
        fastest = min(fastest, time.process_time() - start)
    return fastest


def _tell(what: str, partner: str, theirs: float, ours: float) -> None:
    print(f"\n{what}: {partner} {theirs:.2f} s, ours {ours:.3f} s, ratio {ours / theirs:.3f}")  # noqa: T201 - a bench is read, not only passed


def _draft(shared: Path, name: str) -> Any:
    place = importlib.util.spec_from_file_location(name, shared / "measurement" / "prototype" / f"{name}.py")
    assert place is not None
    assert place.loader is not None
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def _write(ratings: Ratings, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["candidate", "interviewer", "dimension", "score"])
        columns = (ratings.candidate, ratings.interviewer, ratings.dimension, ratings.score)
        for n, j, i, x in zip(*columns, strict=True):
            writer.writerow([ratings.candidates[n], ratings.interviewers[j], ratings.dimensions[i], x])
