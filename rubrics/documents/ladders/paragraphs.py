"""Paragraphs of levels that are rows: each begins with a label, or every other one is one."""

from __future__ import annotations

from collections.abc import Sequence

from rubrics.documents.labels import bare
from rubrics.documents.ladders.parts import recurring
from rubrics.documents.leads import led_label
from rubrics.documents.outline import Node, Statement


def label_paragraphs(members: Sequence[Node]) -> None:
    """Makes parts of paragraphs that each begin with a label (`Scope: owns a feature`, `*Scope* owns a feature`) where the labels recur."""
    if label_pairs(members):
        return
    read = [
        [(text, *led_label(text.text, text.lead)) for text in member.texts if not text.bullet] for member in members
    ]
    told = [[(text, label, rest) for text, label, rest in texts if label and rest] for texts in read]
    named = [[label for _, label, _ in texts] for texts in told]
    every = sum(map(len, read))
    if len(members) < 2 or sum(map(len, told)) < max(every - len(members), 2) or not recurring(named):
        return
    for member, texts in zip(members, told, strict=True):
        made = {id(text): lead(member, label or "", rest, text) for text, label, rest in texts}
        member.parts = [made.get(id(part), part) for part in member.parts]


def label_pairs(members: Sequence[Node]) -> bool:
    """Makes parts of paragraphs where every other one is a label that recurs, as cards of a page have them; tells whether it did."""
    read = [[text for text in member.texts if not text.bullet] for member in members]
    labels = [[text.text for text in texts[::2]] for texts in read]
    short = all(len(label.split()) <= 4 and label[-1:] not in ".!?;" for level in labels for label in level)
    even = all(len(texts) % 2 == 0 and len(texts) > 2 for texts in read)
    if len(members) < 2 or not short or not even or not recurring(labels):
        return False
    for member, texts in zip(members, read, strict=True):
        pairs = zip(texts[::2], texts[1::2], strict=True)
        made = {id(label): lead(member, bare(label.text), text.text, text) for label, text in pairs}
        taken = {id(text) for text in texts[1::2]}
        member.parts = [made.get(id(part), part) for part in member.parts if id(part) not in taken]
    return True


def lead(member: Node, label: str, rest: str, said: Statement) -> Node:
    """A labelled part of a level in the stead of a paragraph."""
    node = Node(label, said.place, 99, "lead", full=f"{label}: {rest}", parent=member)
    node.say(rest, said.place)
    return node
