"""Where a packet can be checked, and that address as a QR code."""

from __future__ import annotations

from dataclasses import dataclass

import segno

from core.errors import InvalidInput

QUIET_ZONE = 4  # modules of white around the code, as ISO/IEC 18004 asks for


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as one path in a square of `size` modules."""

    size: int
    path: str


def verify_address(base_url: str, content_sha256: str) -> str:
    """The page that checks a packet, on the installation at `base_url` (`https://hiring.example.org`).

    Raises `InvalidInput` when the base is no web address.
    """
    if not base_url.startswith(("https://", "http://")):
        raise InvalidInput(f"The base address {base_url!r} should begin with https:// or http://.")
    return f"{base_url.rstrip('/')}/packets/verify/{content_sha256}"


def qr_code(text: str) -> QrCode:
    """The QR code of a text with error correction M; runs of dark modules are joined, so that the path stays short."""
    matrix = [bytes(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix]
    parts = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            if row[x]:
                start = x
                while x < len(row) and row[x]:
                    x += 1
                parts.append(f"M{start + QUIET_ZONE} {y + QUIET_ZONE}h{x - start}v1h-{x - start}z")
            x += 1
    return QrCode(size=len(matrix) + 2 * QUIET_ZONE, path="".join(parts))
