"""A list beside more packets than one page holds."""

from __future__ import annotations

from calibration.packet.listing import Line, Listing, Missing

LINES = 40


def listing() -> Listing:
    """The committee's list of LINES packets and one that could not be made."""
    rows = tuple(
        Line(
            number=number,
            subject="田中 美咲" if number % 2 else "Jean-Baptiste Ó Súilleabháin",
            role="Staff engineer, payments and settlement platform",
            level="P5",
            decision="Hire one level down, at P4",
            met="5 of 6",
            file=f"{number:03d}-C-7KQ2XN-committee-0a1b2c3d.pdf",
            content_sha256="0a1b2c3d" * 8,
        )
        for number in range(1, LINES + 1)
    )
    return Listing(
        title="Thursday",
        profile="committee",
        made_at="2026-11-20T10:00:00+00:00",
        lines=rows,
        missing=(Missing(number=LINES + 1, code="C-1", reason="The disk was full."),),
    )
