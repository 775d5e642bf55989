"""Writes about requisitions, candidates, loops and scorecards."""
