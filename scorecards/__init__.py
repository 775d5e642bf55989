"""Requisitions, loops and the scorecards that interviewers fill."""
