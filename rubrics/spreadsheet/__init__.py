"""A rubric as one table that a spreadsheet opens: written and read back without losing a word."""

from __future__ import annotations

from rubrics.spreadsheet.reading import looks_tabular, read
from rubrics.spreadsheet.writing import written

__all__ = ["looks_tabular", "read", "written"]
