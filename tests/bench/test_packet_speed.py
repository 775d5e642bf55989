"""The packet's speed as ratios within one run, to default settings and to a warm Chromium (`performance.md`, targets 1 to 3).

Run with `BENCH=1 python -m pytest tests/bench/test_packet_speed.py -s` or `make bench`; the plain test run leaves it out, since it takes a minute
and a busy machine makes it lie.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from calibration.packet.press import press
from calibration.packet.render import render_packet
from tests.calibration.packet.crowd import bench_record

pytestmark = pytest.mark.skipif(
    "BENCH" not in os.environ, reason="set BENCH=1 to measure: it takes a minute on a quiet machine"
)
PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(900)
def test_a_packet_is_quicker_than_by_default_and_quicker_still_when_prepared() -> None:
    said = _said_by("tests.bench.packets")
    print(f"\n{said}")  # noqa: T201  # a bench is read, not only passed
    ratios = json.loads(said.splitlines()[-1])
    assert (ratios["sealed"] <= 0.75, ratios["prepared"] <= 0.55) == (True, True), ratios


def test_a_packet_from_kept_parts_is_the_packet_laid_out_anew() -> None:
    record = bench_record()
    kept = [render_packet(record) for _ in range(2)][-1]
    press().kept.clear()
    assert render_packet(record) == kept


@pytest.mark.timeout(900)
def test_two_hundred_renders_grow_by_less_than_ten_megabytes() -> None:
    growth = float(_said_by("tests.bench.growth"))
    print(f"\ngrowth over 200 renders {growth:.1f} MB")  # noqa: T201  # a bench is read, not only passed
    assert growth <= 10


def _said_by(module: str) -> str:
    """What a bench prints that runs in a process of its own."""
    done = subprocess.run([sys.executable, "-m", module], cwd=PROJECT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
