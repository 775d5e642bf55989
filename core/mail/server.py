"""The mail server that MAIL_URL names."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from core.errors import DomainError

PORTS = {"smtp": 587, "smtps": 465}
ENCRYPTION = ("offered", "required")
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
RESERVED = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")
"""Domains that belong to nobody (RFC 2606): a mail to one is written down and never handed to a server."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over; `implicit_tls`: the connection is encrypted from its first byte.

    `demands_tls`: where the server offers no encryption, nothing is sent.
    """

    host: str
    port: int
    user: str | None
    password: str | None
    implicit_tls: bool
    demands_tls: bool

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine, so that nothing crosses a network."""
        return self.host in HERE


def mail_server(url: str, *, tls: str = "offered") -> MailServer | None:
    """The server of `smtp://user:password@host:port` (STARTTLS) or `smtps://…`; None for no server.

    `tls` (setting MAIL_TLS): `offered` encrypts wherever the server can, `required` sends nothing without. A password is
    never sent without. Raises DomainError, without repeating the password, when either cannot be read.
    """
    if tls not in ENCRYPTION:
        raise DomainError(f"MAIL_TLS is {tls!r}. Give one of: {', '.join(ENCRYPTION)}.")
    if not url.strip():
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.scheme not in PORTS:
        raise DomainError(
            "MAIL_URL cannot be read. Write it as smtp://user:password@host:587 or smtps://user:password@host."
        )
    return MailServer(
        host=host,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        implicit_tls=parts.scheme == "smtps",
        demands_tls=tls == "required" or bool(parts.username),
    )


def is_reserved(address: str) -> bool:
    """Whether the address lies in a domain that belongs to nobody, as all of the demo company's do."""
    domain = address.rpartition("@")[2].lower()
    return any(domain == name or domain.endswith(f".{name}") for name in RESERVED)
