"""Which traces an administrator reads, and in which words: what is done to the installation, never to a candidate.

What happens to an application stands on its own page, for those with a part in it: who interviews, that a score was adjusted
or a position taken is hidden from somebody, and an administrator can be that somebody. So only the kinds named here are told.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing as the trail tells of it; `endpoint` and `argument` name the page of one, None: it has none."""

    label: str
    endpoint: str | None = None
    argument: str = ""


KINDS = {
    "account": Kind("Account", "accounts.edit_person", "account_id"),
    "source_document": Kind("Document"),
    "ladder": Kind("Ladder"),
    "rubric": Kind("Rubric"),
    "requisition": Kind("Opening", "scorecards.requisition", "requisition_id"),
    "saved_plan": Kind("Kept plan"),
    "job": Kind("Job"),
}
"""The wholes that are told of, by the name of their table."""

GROUPS = {
    "people": ("People", ("account",)),
    "library": ("Library", ("source_document", "ladder")),
    "rubrics": ("Rubrics", ("rubric",)),
    "openings": ("Openings and plans", ("requisition", "saved_plan")),
    "jobs": ("Jobs", ("job",)),
}
"""What the trail can be narrowed to: key → words, kinds. Together they are all kinds."""

UNTOLD = ("name_guest", "rename_guest")
"""A guest's account says who interviews."""

WORDS = {
    "create_account": "Account created",
    "edit_account": "Name, address or roles changed",
    "deactivate_account": "Account closed",
    "reactivate_account": "Account opened again",
    "reset_password": "New password made",
    "change_password": "Own password changed",
    "change_preferences": "Own choices changed",
    "sign_in": "Signed in",
    "end_session": "A browser signed out",
    "stop_mails": "Mails switched off",
    "open_requisition": "Opened",
    "change_requisition": "Settings changed",
    "close_requisition": "Closed",
    "set_team": "Hiring team set",
    "load_plan": "Plan taken over",
    "request_bulk": "Packets asked for",
    "begin_training": "Training begun",
    "receive_document": "Received",
    "import_document": "Imported",
    "create_draft": "Draft made",
    "start_version": "Next version begun",
    "edit_dimension": "Dimension changed",
    "ask_for_review": "Review asked for",
    "review_version": "Reviewed",
    "answer_comment": "Comment answered",
    "publish_version": "Version published",
    "retire_version": "Version retired",
    "request_retention": "Deletion of what is due asked for",
    "retry_job": "Tried again",
    "cancel_job": "Cancelled",
}


def action_words(action: str) -> str:
    """What was done, in words; its own name, spaced, for an action that has none here."""
    return WORDS.get(action, action.replace("_", " ").capitalize())


def kinds_of(group: str) -> tuple[str, ...]:
    """The kinds of the group; all of them for a group that there is not."""
    return GROUPS[group][1] if group in GROUPS else tuple(KINDS)
