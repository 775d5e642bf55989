"""What of calibration other pages point to: decisions to take on Today, the evidence beside an application."""

from __future__ import annotations

from typing import Any

from flask import url_for

from calibration import rules
from calibration.queries.agenda import decisions_owed
from calibration.queries.retention import CLOSED, hold_of, retention_policy
from calibration.queries.seats import committee_rules
from core.addresses import numbered
from core.today import Group, Task
from scorecards.enums import Stage
from scorecards.links import PageLink
from scorecards.visibility import Access

EVIDENT = (Stage.CALIBRATION, Stage.DECIDED)


def groups(viewer: Any) -> list[Group]:
    """The decisions the viewer can take without a session, for the page Today; none where a session is required."""
    rows = [] if committee_rules().session_required else decisions_owed(viewer)
    address = numbered("calibration.candidate", "application_id")
    tasks = tuple(
        Task(
            title=f"Decision on {row.candidate}",
            url=address(row.application_id),
            context=row.role,
            action="Read and decide",
        )
        for row in rows
    )
    return [Group("Decisions to take", tasks, 35)]


def evidence(viewer: Any, application: Access) -> list[PageLink]:
    """The calibration page of an application that is in calibration or decided, for whoever may open it."""
    if application.stage not in EVIDENT or not rules.may_read_candidate(viewer, application):
        return []
    url = url_for("calibration.candidate", application_id=application.application_id)
    return [PageLink("Evidence and decision", url, is_primary=True)]


def hold(viewer: Any, application: Access) -> list[PageLink]:
    """The page that keeps a closed application beyond its time, where the installation sets one or it is held."""
    if application.stage not in CLOSED or not rules.may_hold(viewer, application):
        return []
    if not retention_policy().days and hold_of(application.application_id) is None:
        return []
    return [PageLink("Legal hold", url_for("retention.hold", application_id=application.application_id))]
