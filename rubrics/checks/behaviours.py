"""Verbs of work: what people are seen to do, in the forms in which statements begin with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

# Three and more of them at the head of clauses are several behaviours in one statement; two often are one.
_VERBS = """
    acts adapts advises advocates aligns analyses analyzes anticipates applies architects argues articulates asks
    assesses assigns assists automates balances brings builds challenges champions closes coaches collaborates
    communicates compares completes contributes converts coordinates creates cuts debugs decides defines delegates
    delivers demonstrates describes designs develops diagnoses documents drives educates elevates encourages ensures
    escalates establishes estimates evaluates executes explains facilitates finds follows fosters gives grows guides
    handles helps hires identifies implements improves influences informs initiates integrates introduces investigates
    involves keeps knows launches leads learns listens maintains makes manages measures mentors mitigates models
    monitors motivates negotiates networks optimises optimizes organises organizes owns participates partners performs
    persuades pitches plans predicts prepares presents prevents prioritises prioritizes proposes protects provides
    publishes pushes raises receives recognises recognizes recommends reduces refactors removes represents resolves
    responds reviews runs says scopes seeks sees selects sells serves sets shapes shares simplifies solves sponsors
    stabilises stabilizes steers supports takes teaches tells tests tracks trains translates triages troubleshoots
    unblocks understands uses validates verifies works writes
"""
# Past forms that do not end in -ed.
_IRREGULAR = """
brings=brought builds=built cuts=cut drives=drove finds=found gives=gave grows=grew keeps=kept knows=knew leads=led makes=made
runs=ran says=said sees=saw seeks=sought sells=sold sets=set takes=took teaches=taught tells=told understands=understood
writes=wrote
"""


def _base(verb: str) -> str:
    """The bare form of a third person: identifies -> identify, teaches -> teach, makes -> make."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if verb.endswith(("ches", "shes", "sses", "xes")):
        return verb[:-2]
    return verb[:-1]


def _regular(base: str, ending: str) -> set[str]:
    """The forms with -ed or -ing, with the last letter doubled as well, since no rule of spelling tells when it is."""
    if ending == "ed" and base.endswith("y") and base[-2] not in "aeiou":
        return {f"{base[:-1]}ied"}
    if base.endswith("e"):
        return {f"{base[:-1]}{ending}"}
    return {f"{base}{ending}", f"{base}{base[-1]}{ending}"}


def _forms() -> Mapping[str, frozenset[str]]:
    third = frozenset(_VERBS.split())
    base = {verb: _base(verb) for verb in third}
    past = dict(pair.split("=") for pair in _IRREGULAR.split())
    return MappingProxyType(
        {
            "third person": third,
            "bare": frozenset(base.values()),
            "past": frozenset(past.values()).union(*(_regular(base[verb], "ed") for verb in third - past.keys())),
            "participle": frozenset().union(*(_regular(word, "ing") for word in base.values())),
        }
    )


BEHAVIOURS = _forms()
"""Form -> the verbs in it; a statement that begins in one form goes on in it."""


def behaviours(heads: Sequence[str]) -> list[str]:
    """Those heads of clauses, lower case, that are verbs of work in the form of the first one, each once.

    Where the first is none, the third person counts: nouns look like the other forms ("in a month plan, design and test").
    """
    form = next((verbs for verbs in BEHAVIOURS.values() if heads and heads[0] in verbs), BEHAVIOURS["third person"])
    return list(dict.fromkeys(head for head in heads if head in form))
