"""What the tests of the demo share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from calibration.demo.load import DemoSummary
from tests.calibration.demo.company import loaded


@pytest.fixture
def demo(store_once: Callable[[str, Callable[[], DemoSummary]], DemoSummary]) -> DemoSummary:
    """The demo as `loaded()` leaves it."""
    return store_once("demo", loaded)
