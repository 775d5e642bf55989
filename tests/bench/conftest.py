"""What the benches share with the tests."""

from tests.scorecards.test_many_writers import write

__all__ = ["write"]
