"""HTML as text: what can be told of it before it is parsed."""

from __future__ import annotations

import re

from core.errors import UnreadableDocument
from rubrics.documents.blocks import folded
from rubrics.documents.limits import MAX_DEPTH, MAX_NODES
from rubrics.documents.patterns import pattern

MARKED = pattern(r"<(h[1-6]|p|li|tr|td|th|table|ul|ol|dl|dt|dd|div)(?=[\s>])", re.IGNORECASE)
LONGEST_TAG = 20_000
"""Characters of a tag without its quoted values; they cost the parser quadratic time."""
LONG_TAG = pattern(rf"<[a-zA-Z][^<>]{{{LONGEST_TAG},}}")
QUOTED = pattern(r"\"[^\"]*\"|'[^']*'")


def looks_like_html(text: str) -> bool:
    """Whether the text is an HTML page or fragment rather than Markdown with some HTML in it."""
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html")):
        return True
    return start.startswith("<") and len(re.findall(r"</(?:p|div|li|td|h[1-6])>", text[:20_000], re.IGNORECASE)) > 3


def title_of(text: str) -> str | None:
    match = re.search(r"<title[^>]*>([^<]{1,300})</title>", text[:20_000], re.IGNORECASE)
    if not match:
        return None
    import html

    return folded(html.unescape(match[1])) or None


def refuse_deep_nesting(text: str) -> None:
    """Counts open elements before the parser does: nesting is an attack on it, thousands of elements are too many."""
    refuse_long_tags(text)
    depth = 0
    opened = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", text):
        if match[2].lower() in (
            "br",
            "img",
            "hr",
            "input",
            "meta",
            "link",
            "p",
            "li",
            "td",
            "tr",
            "th",
            "wbr",
            "source",
            "col",
            "path",
        ):
            opened += 1
        elif match[1]:
            depth = max(depth - 1, 0)
        else:
            depth += 1
            opened += 1
        if depth > 5 * MAX_DEPTH or opened > MAX_NODES:
            line = text.count("\n", 0, match.start()) + 1
            raise UnreadableDocument(
                "elements nested too deeply, never closed, or too many; simplify the page", f"line {line}"
            )


def with_lines(text: str, first_line: int) -> str:
    """The HTML with each block's line number as an attribute: the parser keeps no positions."""
    line = first_line
    last = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal line, last
        line += text.count("\n", last, match.start())
        last = match.start()
        return f'{match[0]} data-source-line="{line}"'

    return MARKED.sub(mark, text)


def refuse_long_tags(text: str) -> None:
    """Refuses a tag of thousands of attributes, which the parser compares with each other; long values are pictures."""
    for match in LONG_TAG.finditer(text):
        if len(QUOTED.sub("", match[0])) > LONGEST_TAG:
            line = text.count("\n", 0, match.start()) + 1
            raise UnreadableDocument("a tag with thousands of attributes; simplify the page", f"line {line}")
