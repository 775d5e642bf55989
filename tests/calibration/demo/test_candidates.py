"""The demo's candidates: their number, names and addresses."""

from __future__ import annotations

import pytest

from calibration.demo.candidates import LARGEST_COUNT, candidates
from core.errors import InvalidInput


def test_the_same_seed_gives_the_same_candidates_and_another_seed_gives_others() -> None:
    assert candidates(50, seed=7) == candidates(50, seed=7)
    assert candidates(50, seed=7) != candidates(50, seed=8)


def test_a_larger_number_begins_with_the_same_candidates() -> None:
    assert candidates(300, seed=1)[:24] == candidates(24, seed=1)


def test_five_thousand_candidates_have_five_thousand_names_and_addresses() -> None:
    people = candidates(5000, seed=1)
    assert [person.number for person in people] == list(range(1, 5001))
    assert len({person.name for person in people}) == 5000
    assert len({person.email for person in people}) == 5000


def test_addresses_are_plain_letters_in_a_domain_that_reaches_nobody() -> None:
    assert [person.email for person in candidates(2000, seed=3) if not person.email.isascii()] == []
    assert {person.email.partition("@")[2] for person in candidates(2000, seed=3)} == {"mail.example"}


@pytest.mark.parametrize("count", [0, LARGEST_COUNT + 1])
def test_a_number_of_candidates_that_cannot_be_named_is_refused(count: int) -> None:
    with pytest.raises(InvalidInput, match=f"1 to {LARGEST_COUNT}"):
        candidates(count, seed=1)
