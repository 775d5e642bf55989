"""The texts within HTML: runs of inline nodes with their beginnings and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rubrics.documents.blocks import folded
from rubrics.documents.limits import MAX_DEPTH
from rubrics.documents.patterns import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

PASSED_OVER = {
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "form", "nav", "head", "picture",
    "audio", "video", "canvas", "select", "button", "img", "pre", "textarea", "footer",
}  # fmt: skip
BREAK = "\x1e"
LINE_END = pattern(r"\x1e|\n(?=\s*[-–—•·*]\s)")


def leads_of(run: list[LexborNode]) -> tuple[str, ...]:
    """The bold or italic beginnings of the lines that breaks part; empty ones where a line begins without."""
    lines: list[list[LexborNode]] = [[]]
    for node in run:
        if node.tag == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(lead or "" for text, lead, _ in map(rich, lines) if text)


def rich(nodes: list[LexborNode]) -> tuple[str, str | None, tuple[str, ...]]:
    """The text of a run of inline nodes, its bold or italic beginning, and its lines (breaks and dashed lines)."""
    parts: list[str] = []
    lead: list[str] = []
    state = {"leading": True}

    def gather(node: LexborNode, *, strong: bool, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            content = node.text_content or ""
            parts.append(content)
            if state["leading"] and strong:
                lead.append(content)
            elif content.strip():
                state["leading"] = False
        elif tag == "br":
            parts.append(BREAK)
        elif tag not in PASSED_OVER and tag != "_comment" and depth < MAX_DEPTH:
            for child in node.iter(include_text=True):
                gather(child, strong=strong or tag in ("b", "strong", "em", "i"), depth=depth + 1)

    for node in nodes:
        gather(node, strong=False, depth=0)
    text = "".join(parts)
    # A line end is a space in HTML, but lists written as dashed lines inside one paragraph keep their lines.
    lines = tuple(line for line in (folded(line) for line in LINE_END.split(text)) if line)
    return folded(text.replace(BREAK, " ")), folded("".join(lead).replace(BREAK, " ")) or None, lines
