"""Pure rules about passwords, links, browsers and closed doors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import passwords
from accounts.browsers import browser_in_words
from accounts.links import safe_path
from accounts.throttle import Failure, closed_until, wait_in_words
from tests.support.databases import CHEAP

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "Unknown browser"),
    ],
)
def test_a_browser_is_named_as_its_owner_would(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words


@given(st.text(max_size=40))
def test_a_safe_path_never_leaves_the_site(target: str) -> None:
    path = safe_path(target)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [
        ([("ada", "::1", 1)] * 4, None),
        ([("ada", "::1", 1)] * 5, 14),
        ([("ada", "::1", 16)] * 5, None),
        ([("ada", "::1", 14)] + [("ada", "::1", 2)] * 4, 1),
        ([(f"person{n}", "::1", 3) for n in range(50)], 12),
        ([("ada", f"10.0.0.{n}", 5) for n in range(50)], 10),
        ([(f"person{n}", f"10.0.0.{n}", 5) for n in range(90)], None),
    ],
)
def test_the_door_closes_after_too_many_failures_and_opens_again(
    failures: list[tuple[str, str, int]], minutes: int | None
) -> None:
    seen = [Failure(email, address, NOON - timedelta(minutes=ago)) for email, address, ago in failures]
    until = closed_until(seen, email="ada", address="::1", moment=NOON)
    assert until == (None if minutes is None else NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 minute"), (60, "1 minute"), (61, "2 minutes"), (720, "12 minutes")]
)
def test_the_wait_is_rounded_up(seconds: int, words: str) -> None:
    assert wait_in_words(NOON + timedelta(seconds=seconds), NOON) == words


def test_a_made_up_password_passes_its_own_rules_and_is_never_the_same() -> None:
    made = {passwords.generate_password() for _ in range(50)}
    assert len(made) == 50
    assert [passwords.problems(password, email="ada@example.com") for password in made] == [[]] * 50


def test_a_damaged_hash_and_nobodys_hash_match_no_password() -> None:
    assert passwords.matches("anything", "not a hash") is False
    assert passwords.matches("anything", passwords.nobodys_hash(CHEAP)) is False
