"""What the commands' arguments stand for."""

from __future__ import annotations

from core.database import db
from core.errors import NotFound
from scorecards.models import Application


def application(application_id: int) -> Application:
    """The application. Raises NotFound when there is none."""
    found = db.session.get(Application, application_id)
    if found is None:
        raise NotFound(f"There is no application with the number {application_id}.")
    return found
