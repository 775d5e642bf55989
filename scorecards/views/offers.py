"""Whom the forms that plan interviews offer as interviewers."""

from __future__ import annotations

from dataclasses import dataclass

from flask_login import current_user

from core.clock import now
from core.zones import shown_zone
from scorecards.queries import people
from scorecards.visibility import Access


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody to choose, with what matters when choosing in words; `may_watch`: not in training themselves."""

    account_id: int
    words: str
    may_watch: bool

    @property
    def choice(self) -> tuple[int, str]:
        """The offer as a form's choice."""
        return self.account_id, self.words


def offers(found: Access, *, version_id: int) -> list[Offer]:
    """Everyone with an account, by name. Whoever would be refused is named with the reason instead of being left out.

    A name that is missing looks like a fault, and the reason stands on the application's page for the same readers.
    """
    known = people.interviewers(
        rubric_id=people.rubric_of(version_id), now=now().astimezone(shown_zone()), viewer=current_user
    )
    return [Offer(each.account_id, _words(each, found), may_watch=not each.is_learning) for each in known]


def _words(each: people.Interviewer, found: Access) -> str:
    if each.account_id == found.candidate_account_id:
        return f"{each.name} · is the candidate"
    if each.account_id in found.conflicted:
        return f"{each.name} · in conflict, choose somebody else"
    return each.words
