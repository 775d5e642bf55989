"""The one mail that carries a guest's link, written at the moment the link is made: its token is kept nowhere."""

from __future__ import annotations

from core.mail import Mail


def guest_mail(*, to: str, name: str, asked_by: str, requisition: str, interview: str, until: str, link: str) -> Mail:
    """The mail. It does not name the candidate, and leads to a page where the link opens only when a button is pressed."""
    return Mail(
        to=to,
        name=name,
        subject=f"Your interview for {requisition}",
        paragraphs=(
            f"{asked_by} asks you to take the interview “{interview}” for {requisition}.",
            "The link opens what to read before it and the form to write in after it; you need no account.",
            f"It works until {until}, or until you submit. Whoever has it writes in your name: keep it to yourself.",
        ),
        action=("Open your interview", link),
    )
