"""Where a person may be sent after signing in."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_path(target: str | None, *, default: str = "/") -> str:
    """`target` if it is a path on this site, otherwise `default`.

    A scheme, a host, `//host`, a backslash (which browsers read as a slash) and control characters are refused: they
    would lead a person who has just signed in to somebody else's page.
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return default
    if "\\" in target or any(ord(character) < 32 for character in target):
        return default
    parts = urlsplit(target)
    return default if parts.scheme or parts.netloc else target
