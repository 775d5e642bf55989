"""How much of a document is read before it is refused; a document of this trade is far below every one of these."""

from __future__ import annotations

MAX_BYTES = 5_000_000
"""A file over this is refused unread."""

MAX_TEXT = 600_000
"""Characters of a text document: the parsers need about two seconds for as many."""

MAX_LINE = 400_000
"""Characters of one line; a blueprint stored as JSON on one line has 80,000."""

MAX_LINES = 40_000
"""Lines of a Markdown or plain text; a document of the longest text that is read has a third of that."""

MAX_DEPTH = 100
"""Nesting of lists, elements or records."""

MAX_NODES = 100_000
"""Elements, records or cells."""

MAX_TABLES = 300
"""Tables of one document, each of which is weighed as a ladder and as a scorecard."""

MAX_CELLS = 10_000
"""Cells of all tables of a document: each is weighed as a level, a score and a name, which takes about 0.15 ms."""

MAX_LEVELS = 60
"""Levels of one ladder; more labels than that are no levels, and what names each of them would cost minutes."""

MAX_LABELS = 8_000
"""Headings, labelled lines and records of a document; real ones have a few hundred."""

MAX_UNPACKED = 25_000_000
"""Bytes of a workbook once unpacked."""

MAX_FILES = 60
"""Files of one archive that are joined into a ladder."""
