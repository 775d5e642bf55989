"""Errors whose message a user can read and act on.

They are raised by the pure modules and the operations, and translated to HTTP in `core/http.py` and to an exit status in
`core/cli.py`, nowhere else.
"""

from __future__ import annotations


class DomainError(Exception):
    """A request that cannot be met as it stands; the message says what is wrong and what to do."""

    http_status = 422


class NotAllowed(DomainError):
    """The actor may see the thing but may not do this to it."""

    http_status = 403


class NotFound(DomainError):
    """The thing does not exist, or the actor must not learn that it does."""

    http_status = 404


class Conflict(DomainError):
    """The thing has changed, or is in another state, since the actor looked at it; nothing was overwritten."""

    http_status = 409


class InvalidInput(DomainError):
    """Some fields cannot be taken as they are.

    `problems` maps a field's name to the sentences about it, so that a form can show each at its place.
    """

    def __init__(self, message: str, problems: dict[str, list[str]] | None = None) -> None:
        super().__init__(message)
        self.problems = problems or {}


class UnreadableDocument(DomainError):
    """A file that cannot be read; the message gives the reason and `locator` the place (`line 12`, `sheet IC!B4`)."""

    def __init__(self, message: str, locator: str | None = None) -> None:
        super().__init__(f"{locator}: {message}" if locator else message)
        self.reason = message
        self.locator = locator
