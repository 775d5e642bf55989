"""Names in free text, in the spellings that people use and in those that hide them."""

from __future__ import annotations

import pytest

from calibration.packet.masking import Mask, compiled


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Li met Lina, LI's friend", "[name] met Lina, [name]'s friend"),
        ("Lukasz Cwikla and ŁUKASZ  ĆWIKŁA", "[name] and [name]"),
        ("Zoe\u0308 and Zoë and zoe", "[name] and [name] and [name]"),
        ("田中さんは田中美咲です", "[name]さんは[name]です"),
    ],
)
def test_names_are_masked_in_the_spellings_people_use(text: str, masked: str) -> None:
    names = compiled([Mask(("Li", "Łukasz Ćwikła", "Zoë", "田中 美咲", "田中美咲"), "[name]", parts=True)])
    assert names.text(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ask jorg.oneill@example.org or @jorgoneill", "Ask [name].[name]@example.org or @[name]"),
        ("J\u00f6rgs notes, Joerg O\u2019Neill\u2019s", "[name]s notes, [name]\u2019s"),
        ("joneill and jorg_oneill2 wrote", "[name] and [name]_[name]2 wrote"),
        ("Jo\u0308\u200brg, J\u00adorg, \uff2a\uff4f\uff52\uff47", "[name], [name], [name]"),
        ("Anne-Marie, Anne Marie and ANNEMARIE", "[name]-[name], [name] [name] and [name]"),
        ("Gorgeous work on the jorgensen library", "Gorgeous work on the jorgensen library"),
    ],
)
def test_names_are_masked_in_addresses_possessives_and_disguises(text: str, masked: str) -> None:
    names = compiled([Mask(("Jörg O'Neill", "Anne-Marie Li"), "[name]", parts=True)])
    assert names.text(text) == masked
