"""Passwords: hashed with argon2id, checked, judged and made up."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_password(password: str, cost: Mapping[str, int]) -> str:
    """The argon2id hash with its salt and parameters; `cost` is time_cost, memory_cost (KiB) and parallelism."""
    hasher = PasswordHasher(cost["time_cost"], cost["memory_cost"], cost["parallelism"])
    return hasher.hash(password)


def matches(password: str, password_hash: str) -> bool:
    """Whether the password gives the hash; the hash itself says at what cost it was made."""
    try:
        return PasswordHasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def nobodys_hash(cost: Mapping[str, int]) -> str:
    """A hash that no password gives, so that an unknown address costs the same time as a wrong password."""
    return _nobodys_hash(tuple(sorted(cost.items())))


@lru_cache(maxsize=4)
def _nobodys_hash(cost: tuple[tuple[str, int], ...]) -> str:
    return hash_password(secrets.token_urlsafe(32), dict(cost))


def problems(password: str, *, email: str) -> list[str]:
    """What is wrong with a new password, in sentences; empty when it may be used."""
    if len(password) < SHORTEST:
        return [f"Use at least {SHORTEST} characters. A few unrelated words are easy to remember."]
    if len(password) > LONGEST:
        return [f"Use at most {LONGEST} characters."]
    if len(set(password)) < 5:
        return ["Use more than a few different characters."]
    person = email.partition("@")[0]
    if len(person) >= 3 and person in password.lower():
        return ["Do not use the email address in the password."]
    return []


def generate_password() -> str:
    """A new password of 79 bits in four groups that can be read out over the telephone."""
    return "-".join("".join(secrets.choice(EASY_TO_READ) for _ in range(4)) for _ in range(4))
