"""The rows that pages draw of an application's files."""

from __future__ import annotations

from typing import Any

from flask import url_for

from core.clock import in_words
from core.database import db
from scorecards import rules
from scorecards.models import Application
from scorecards.queries.attachments import attachments, file_events
from scorecards.visibility import Access

KILOBYTE = 1024
DONE = {
    "add_attachment": "Added",
    "change_attachment": "Readers changed",
    "download_attachment": "Downloaded",
    "delete_attachment": "Deleted",
}


def file_rows(found: Access, viewer: Any) -> list[dict[str, Any]]:
    """The application's files that the viewer may have, as a page draws them."""
    if not rules.may_have_attachments(viewer, found):
        return []
    return [
        {
            "id": row.id,
            "name": row.name,
            "note": f"{row.kind.label}, {_size(row.size)}",
            "for_interviewers": row.for_interviewers,
            "added_by": row.added_by,
            "added": in_words(row.added_at),
            "added_iso": row.added_at.isoformat(),
            "url": url_for("scorecards.download", attachment_id=row.id),
        }
        for row in attachments(found.application_id, all_of_them=rules.reads_every_attachment(viewer, found))
    ]


def _size(size: int) -> str:
    return f"{max(round(size / KILOBYTE), 1):,} KB"


def file_history(found: Access) -> list[dict[str, Any]]:
    """Who added, downloaded and deleted which file, as the timeline draws it."""
    candidate_id = db.session.get_one(Application, found.application_id).candidate_id
    return [
        {
            "iso": event.at.isoformat(),
            "when": in_words(event.at),
            "who": event.actor,
            "what": DONE[event.action],
            "detail": event.name,
        }
        for event in file_events(application_id=found.application_id, candidate_id=candidate_id)
    ]
