from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.generation.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("   \n ", ()),
        ("Repairs pumps", ("Repairs pumps",)),
        ("Repairs pumps. Orders parts.", ("Repairs pumps.", "Orders parts.")),
        (
            "Knows tools (e.g. Gauges, i.e. Meters). Lends them.",
            ("Knows tools (e.g. Gauges, i.e. Meters).", "Lends them."),
        ),
        ("Keeps 99.9 percent running. Uses plan v1.2 daily.", ("Keeps 99.9 percent running.", "Uses plan v1.2 daily.")),
        ("Works like a P5. Leads a P4. Done.", ("Works like a P5.", "Leads a P4.", "Done.")),
        ("Reads no. 5 of the list. Says no. Then leaves.", ("Reads no. 5 of the list.", "Says no.", "Then leaves.")),
        ("Mends pumps, hoses etc. Then tests.", ("Mends pumps, hoses etc.", "Then tests.")),
        ("Said “I only mend mine.” Left.", ("Said “I only mend mine.”", "Left.")),
        ("Wins trust! Really? Yes.", ("Wins trust!", "Really?", "Yes.")),
        ("1. Mends. 2. Tests.", ("1. Mends.", "2. Tests.")),
        ("Follows U.S. Federal rules. Knows J. Doe.", ("Follows U.S. Federal rules.", "Knows J. Doe.")),
        ("Asks (quietly. Twice.) and waits. Goes.", ("Asks (quietly. Twice.) and waits.", "Goes.")),
        ("Opens (and never closes. Still two.", ("Opens (and never closes.", "Still two.")),
        ("Mends node.js servers. deploys them.", ("Mends node.js servers. deploys them.",)),
        ("Trains Sr. Fitters and Dr. Pump. Rests.", ("Trains Sr. Fitters and Dr. Pump.", "Rests.")),
    ],
)
def test_a_text_is_cut_where_a_sentence_ends_and_nowhere_else(text: str, parts: tuple[str, ...]) -> None:
    assert sentences(text) == parts


@given(st.text(alphabet='aB1.!? ()"”,;eg\n', max_size=80))
def test_cutting_loses_and_adds_nothing(text: str) -> None:
    assert " ".join(sentences(text)) == " ".join(text.split())
