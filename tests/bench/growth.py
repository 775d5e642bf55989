"""How much a process grows over 200 renders, in MB, printed; a process of its own, since a test run keeps what is logged.

Run with `python -m tests.bench.growth`.
"""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from pathlib import Path

from calibration.packet.render import render_packet
from tests.calibration.packet.crowd import bench_record

WARMING = 130
"""Renders until as many parts are kept as ever will be: each keeps a page at least."""
RENDERS = 200


def resident_megabytes() -> float:
    """What the process holds in memory, after a collection."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def growth() -> float:
    """The megabytes that 200 renders of different packets add, once the kept parts are as many as they become."""
    record = replace(bench_record(), scorecards=(), history=())
    record = replace(record, rubric=replace(record.rubric, dimensions=record.rubric.dimensions[:1]))
    before = 0.0
    for number in range(WARMING + RENDERS):
        if number == WARMING:
            before = resident_megabytes()
        render_packet(replace(record, rubric=replace(record.rubric, title=f"Rubric {number}")))
    return resident_megabytes() - before


if __name__ == "__main__":
    print(f"{growth():.1f}")  # noqa: T201  # what it is for
