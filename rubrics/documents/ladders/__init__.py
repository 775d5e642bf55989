"""Ladders found in tables and in outlines of headings, bullets and records."""
