"""A document as a tree of labelled nodes: headings, bold lines, labelled bullets and record keys are all labels.

Whether a label is a level, a competency or a score is decided later; here only what stands under what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rubrics.documents.blocks import Block, Bullets, Grid, Heading, Item, Paragraph
from rubrics.documents.labels import bare, level_label, split_label
from rubrics.documents.leads import below_level, heads_a_level, is_rank, labelled_lines
from rubrics.documents.patterns import pattern
from rubrics.documents.quantities import years_in
from rubrics.documents.scores import score_label

DASH = pattern(r"^[-–—•·]\s+")
BOLD_DEPTH = 7
"""Headings have depths 1–6; a bold line of its own heads what follows it, below every heading."""
LINE_DEPTH = BOLD_DEPTH + 4
"""A line that heads the one list below it stands deeper than bold lines in bold lines."""


@dataclass(slots=True, eq=False, repr=False)
class Statement:
    """One text of a node: `bullet` tells bullets from paragraphs, `lead` is the bold or italic beginning of a paragraph."""

    text: str
    place: str
    bullet: bool = False
    lead: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A label with what stands under it; `full` is the text of the line that bears the label."""

    label: str
    place: str
    depth: int = 0
    kind: str = "heading"
    parts: list[Statement | Node] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    full: str = ""
    parent: Node | None = None
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> list[Statement]:
        """The texts right under the node."""
        return [part for part in self.parts if isinstance(part, Statement)]

    @property
    def children(self) -> list[Node]:
        """The labelled nodes right under the node."""
        return [part for part in self.parts if isinstance(part, Node)]

    def say(self, text: str, place: str, *, bullet: bool = False, lead: str | None = None) -> None:
        """Adds a text; `lead` is its bold or italic beginning."""
        self.parts.append(Statement(text, place, bullet, lead))

    def adopt(self, child: Node) -> Node:
        """Adds a node as a child, and gives it back."""
        child.parent = self
        self.parts.append(child)
        return child

    def walk(self) -> Iterator[Node]:
        """The node and all below, in source order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def statements(self) -> Iterator[Statement]:
        """Every text under the node in source order, labels of bullets kept in their texts."""
        for part in self.parts:
            if isinstance(part, Statement):
                yield part
            elif part.kind in ("heading", "bold"):
                yield from part.statements()
            else:
                if part.full:
                    yield Statement(part.full, part.place, bullet=True)
                elif part.label and part.children and part.kind == "item":
                    yield Statement(part.label, part.place, bullet=True)
                yield from part.below()

    def below(self) -> Iterator[Statement]:
        """The texts under a labelled bullet without the one on its own line."""
        own = bool(self.full)
        for part in self.parts:
            if isinstance(part, Statement):
                if own:
                    own = False
                    continue
                yield part
            elif part.full:
                yield Statement(part.full, part.place, bullet=True)
                yield from part.below()
            else:
                yield from part.statements()

    def size(self) -> int:
        """How many characters stand under the node."""
        return sum(len(statement.text) for statement in self.statements())

    def path(self) -> tuple[str, ...]:
        """The labels above it, outermost first, without the document's root."""
        labels: list[str] = []
        node = self.parent
        while node is not None and node.parent is not None:
            labels.append(node.label)
            node = node.parent
        return tuple(reversed(labels))


def outline_of(blocks: Sequence[Block]) -> Node:
    """The document as one tree; its root has no label."""
    return Builder().tree(blocks)


class Builder:
    def __init__(self) -> None:
        self.root = Node("", "the document", depth=0, kind="root")
        self.stack = [self.root]

    def tree(self, blocks: Sequence[Block]) -> Node:
        """The blocks as a tree."""
        for index, block in enumerate(blocks):
            follower = blocks[index + 1] if index + 1 < len(blocks) else None
            if isinstance(block, Heading):
                self.open(Node(bare(block.text), block.place, block.depth, "heading", full=block.text))
            elif isinstance(block, Paragraph):
                self.paragraph(block, follower)
            elif isinstance(block, Bullets):
                for number, item in enumerate(block.items, start=1):
                    node = add_item(self.top, item)
                    if node is not None and block.ordered:
                        node.facts["number"] = str(number)
                # A line such as "What to look for:" heads the one list after it.
                while self.top.kind == "line":
                    self.stack.pop()
            elif isinstance(block, Grid):
                self.top.tables.append(block)
        return self.root

    @property
    def top(self) -> Node:
        """The node that takes what comes next."""
        return self.stack[-1]

    def open(self, node: Node) -> None:
        """Opens a node below the last one that stands higher."""
        while len(self.stack) > 1 and self.top.depth >= node.depth:
            self.stack.pop()
        self.top.adopt(node)
        self.stack.append(node)

    def paragraph(self, block: Paragraph, follower: Block | None) -> None:
        """Adds a paragraph: as a node where it is a label or begins with one, else as a text; `follower` is the block after it."""
        while self.top.kind == "line":
            self.stack.pop()
        if block.quoted:
            return
        text = block.text
        below = below_level(block)
        if below:
            # A plain text without blank lines: a line that is a level's name heads the labelled lines right below it.
            self.open(Node(bare(block.lines[0]), block.place, BOLD_DEPTH, "bold", full=block.lines[0]))
            for label, said in below:
                self.top.adopt(Node(label, block.place, 99, "lead", full=f"{label}: {said}")).say(said, block.place)
            return
        if block.strong and years_in(text) and not level_label(text):
            # An emphasised line of years is a fact of what it stands under, and heads nothing.
            self.top.say(text, block.place)
            return
        if block.strong and len(text) <= 90 and not text.endswith((".", "!", "?")):
            self.open(Node(bare(text), block.place, self.bold_depth(text), "bold", full=text))
            return
        if follower is not None and len(block.lines) == 1 and heads_a_level(text):
            self.open(Node(bare(text), block.place, self.bold_depth(text), "bold", full=text))
            return
        parts = labelled_lines(block)
        if parts:
            for label, rest in parts:
                node = self.top.adopt(Node(label, block.place, 99, "lead", full=f"{label}: {rest}"))
                node.say(rest, block.place)
            return
        name, rest = split_label(text, block.lead)
        short = len(text.split()) <= 9 and text.endswith(":")
        if name and not rest and isinstance(follower, Bullets | Grid) and (block.lead or short):
            self.open(Node(name, block.place, LINE_DEPTH, "line" if not block.strong else "bold", full=text))
        elif isinstance(follower, Bullets) and (short or self.heads_a_list(block)):
            self.open(Node(bare(text), block.place, LINE_DEPTH, "line", full=text))
        elif name and rest and (block.lead or is_rank(name)) and len(name.split()) <= 10:
            if isinstance(follower, Bullets) and (level_label(name) or score_label(name)):
                self.open(Node(name, block.place, self.bold_depth(name), "bold", full=text))
                self.top.say(rest, block.place)
            else:
                node = self.top.adopt(Node(name, block.place, 99, "lead", full=text))
                node.say(rest, block.place)
        else:
            self.top.say(text, block.place, lead=block.lead)

    def heads_a_list(self, block: Paragraph) -> bool:
        """Whether a few words right below the name of a level head the list that follows, in a text without markup."""
        few = len(block.lines) == 1 and len(block.text.split()) <= 5 and block.text[-1:] not in ".!?,;"
        return few and self.top.kind in ("heading", "bold") and is_rank(self.top.label)

    def bold_depth(self, text: str) -> int:
        """How deep a bold line stands: a level under a bold competency, or a competency under a bold level, is one deeper."""
        bold = [node for node in self.stack if node.kind == "bold" and node.depth >= BOLD_DEPTH]
        if not bold:
            return BOLD_DEPTH
        own, nearest = is_rank(text), bold[-1]
        if is_rank(nearest.label) == own:
            return nearest.depth
        # The kind of label that came first is the outer one, as long as it has nothing of its own or holds the other kind.
        empty = not nearest.texts and not nearest.tables
        holds = any(is_rank(child.label) == own for child in nearest.children if child.kind == "bold")
        if empty and (holds or not nearest.children):
            return nearest.depth + 1
        return next((node.depth for node in reversed(bold) if is_rank(node.label) == own), BOLD_DEPTH)


def add_item(parent: Node, item: Item) -> Node | None:
    """Adds a bullet: a labelled one, or one with bullets below it, is a node, which is given; any other is a text of its parent."""
    item = unfolded(item)
    label, rest = split_label(item.text, item.lead)
    if label is None and item.children and len(item.text.split()) <= 8:
        label, rest = bare(item.text), ""
    if label is None and not item.children:
        parent.say(item.text, item.place, bullet=True)
        return None
    if label is None:
        parent.say(item.text, item.place, bullet=True)
        for child in item.children:
            for text in child.texts():
                parent.say(text, child.place, bullet=True)
        return None
    node = parent.adopt(Node(label, item.place, 99, "item", full=item.text if rest else ""))
    if rest:
        node.say(rest, item.place, bullet=True)
    for child in item.children:
        add_item(node, child)
    return node


def unfolded(item: Item) -> Item:
    """A bullet whose further lines are dashed, as one with bullets below it: a list written without markup."""
    dashed = [DASH.sub("", line) for line in item.lines[1:] if DASH.match(line)]
    if not dashed or len(dashed) != len(item.lines) - 1:
        return item
    children = [Item(text, item.place, None, (text,)) for text in dashed]
    return Item(item.lines[0], item.place, item.lead, item.lines[:1], children + item.children)
