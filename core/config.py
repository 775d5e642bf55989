"""Settings, read from the environment once at start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from core.errors import DomainError

MEGABYTE = 1024 * 1024


def from_environment(instance: Path, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """The application's settings; `instance` is the folder for what the installation itself makes.

    Raises DomainError when LEVELSET_ENV is `production` and no SECRET_KEY is given: a key made on the fly would sign
    everybody out at each restart and differ between processes. Also when a setting cannot be read as what it is.
    """
    production = environment.get("LEVELSET_ENV") == "production"
    return {
        "SQLALCHEMY_DATABASE_URI": _database_url(environment.get("DATABASE_URL"), instance),
        "SECRET_KEY": environment.get("SECRET_KEY") or _development_key(instance, production=production),
        "QUEUE_URL": environment.get("QUEUE_URL", f"sqlite:///{instance / 'queue.db'}"),
        "BASE_URL": _address(environment),
        "TRUSTED_HOSTS": _trusted_hosts(environment, production=production),
        "VISIBILITY_LIMIT": environment.get("VISIBILITY_LIMIT", "always").upper(),
        "RECRUITER_SCORES": environment.get("RECRUITER_SCORES", "yes").lower(),
        "SESSION_QUORUM": environment.get("SESSION_QUORUM", "3"),
        "SESSION_MAJORITY": environment.get("SESSION_MAJORITY", "simple").lower(),
        "SESSION_CHAIR_DECIDES": environment.get("SESSION_CHAIR_DECIDES", "no").lower(),
        "SESSION_REQUIRED": environment.get("SESSION_REQUIRED", "no").lower(),
        "RETENTION_PACKETS": environment.get("RETENTION_PACKETS", ""),
        "RETENTION_ATTACHMENTS": environment.get("RETENTION_ATTACHMENTS", ""),
        "RETENTION_CANDIDATES": environment.get("RETENTION_CANDIDATES", ""),
        "SHARE_DAYS": _whole_number(environment, "SHARE_DAYS", usual=30),
        "ATTACHMENT_MEGABYTES": _whole_number(environment, "ATTACHMENT_MEGABYTES", usual=5),
        "PACKET_STORAGE": environment.get("PACKET_STORAGE", "database"),
        "TRAINING_SHADOWS": _whole_number(environment, "TRAINING_SHADOWS", usual=2),
        "TRAINING_REVERSE_SHADOWS": _whole_number(environment, "TRAINING_REVERSE_SHADOWS", usual=1),
        "TRAINING_LEADER_COUNTS": yes_or_no(
            "TRAINING_LEADER_COUNTS", environment.get("TRAINING_LEADER_COUNTS", "no").lower()
        ),
        "TIME_ZONE": environment.get("TIME_ZONE", "UTC"),
        "MAIL_URL": environment.get("MAIL_URL", ""),
        "MAIL_TLS": environment.get("MAIL_TLS", "offered").lower(),
        "MAIL_FROM": _sender(environment),
        "MAIL_OUTBOX": str(instance / "outbox"),
        "QUIET_HOURS": environment.get("QUIET_HOURS", "20:00-08:00"),
        "MAIL_WEEKENDS": environment.get("MAIL_WEEKENDS", "no").lower(),
        "DIGEST_AT": environment.get("DIGEST_AT", "09:00"),
        "REMIND_BEFORE": environment.get("REMIND_BEFORE", "4"),
        "REMIND_AFTER": environment.get("REMIND_AFTER", "1, 24"),
        "ORGANISATION": environment.get("LEVELSET_ORGANISATION", "Levelset"),
        "MAX_CONTENT_LENGTH": 6 * MEGABYTE,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": production,
        "REMEMBER_COOKIE_DURATION": 0,
        "WTF_CSRF_TIME_LIMIT": None,  # a scorecard may lie open through a long interview; the token lives as the session
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        "PASSWORD_COST": {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1},  # OWASP's least for argon2id
        "REVIEW_QUORUM": _whole_number(environment, "LEVELSET_REVIEW_QUORUM", usual=0),
        "PROXIES": _whole_number(environment, "LEVELSET_PROXIES", usual=0),
    }


def yes_or_no(name: str, word: str) -> bool:
    """Whether the setting says yes. Raises DomainError for another word than `yes` and `no`: a guess could be the wrong one."""
    if word not in {"yes", "no"}:
        raise DomainError(f"{name} is {word!r}. Set it to yes or no.")
    return word == "yes"


def _address(environment: Mapping[str, str]) -> str:
    """BASE_URL without a slash at its end; links in mails and packets begin with it."""
    url = environment.get("BASE_URL", "").strip() or "http://localhost:5000"
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme in {"http", "https"} and parts.hostname is not None and (parts.port or 1) > 0
    except ValueError:
        is_whole = False
    if not is_whole:
        raise DomainError(f"BASE_URL is {url!r}. Give the whole address, such as https://levelset.example.com.")
    return url.rstrip("/")


def _sender(environment: Mapping[str, str]) -> str:
    sender = environment.get("MAIL_FROM", "").strip()
    if sender and "@" not in parseaddr(sender)[1]:
        raise DomainError(f"MAIL_FROM is {sender!r}. Give an address, such as Levelset <levelset@example.com>.")
    return sender


def _whole_number(environment: Mapping[str, str], name: str, *, usual: int) -> int:
    word = environment.get(name, "").strip()
    if word and not (word.isascii() and word.isdecimal()):
        raise DomainError(f"{name} is {word!r}. Set it to a whole number, such as {usual}.")
    return int(word) if word else usual


def _trusted_hosts(environment: Mapping[str, str], *, production: bool) -> list[str] | None:
    """The host names that requests may ask for, as Flask takes them (`.example.com`: and all below it); None: any."""
    named = [host.strip() for host in environment.get("TRUSTED_HOSTS", "").split(",") if host.strip()]
    own = urlsplit(environment.get("BASE_URL", "")).hostname
    return named or ([own] if production and own else None)


def _database_url(url: str | None, instance: Path) -> str:
    if not url:
        instance.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{instance / 'levelset.db'}"
    scheme, separator, rest = url.partition("://")
    if separator and scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    if not separator or scheme.partition("+")[0] not in {"postgresql", "sqlite"}:  # said without its password
        raise DomainError(
            "DATABASE_URL cannot be read. Write it as postgresql://user:password@host/name or sqlite:////file."
        )
    return url


def _development_key(instance: Path, *, production: bool) -> str:
    if production:
        raise DomainError(
            "SECRET_KEY is not set. Give production a long random one and keep it, for example from: openssl rand -hex 32"
        )
    file = instance / "secret_key"
    if not file.exists():
        instance.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text().strip()
