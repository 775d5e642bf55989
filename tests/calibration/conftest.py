"""What the tests of calibration begin with, made once per worker: each test works on a copy of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from calibration.operations.runs import request_fits
from core.database import db
from core.jobs.models import Job
from tests.calibration.committee import Committee
from tests.calibration.keeping import found, told
from tests.calibration.rounds import Round

Made = TypeVar("Made")
StoreHouse = Callable[[str, Callable[[], Made]], Made]


@pytest.fixture
def store_house(store_once: Callable[[str, Callable[[], Any]], Any]) -> StoreHouse[Any]:
    """`store_house(name, make)`: what `make` stores in the empty database, made once per worker and found again in a copy."""

    def stored(name: str, make: Callable[[], Any]) -> Any:
        kept = store_once(name, lambda: told(make()))
        db.session.remove()  # the test that made it finds its rows as all others do
        return found(kept)

    return stored


@pytest.fixture
def house(store_house: StoreHouse[Committee]) -> Committee:
    """The committee of five with its one application."""
    return store_house("committee", Committee)


@pytest.fixture
def fitted_round(store_house: StoreHouse[Round], run_jobs: Callable[[], list[Job]]) -> Round:
    """Twelve candidates in calibration, whose line is fitted."""

    def make() -> Round:
        made = Round()
        request_fits(actor=None)
        run_jobs()
        return made

    return store_house("round-fitted", make)
