"""Hiring-evaluation criteria: what to assess, exercises, signals, red flags, scorecard dimensions and their scale."""
