"""Deterministic, explained checks of a rubric."""
