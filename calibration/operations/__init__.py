"""Writes: decisions, answers to red flags, packets."""
