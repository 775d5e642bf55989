"""The trail of changes to the installation, for administrators: who, what, when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import render_template, request, url_for

from accounts import queries, rules
from accounts.queries import TracedChange
from accounts.trail import GROUPS, KINDS, action_words, kinds_of
from accounts.views import blueprint
from core.clock import in_words
from core.permissions import allow
from core.zones import shown_zone

PAGE = 50
LAST_PAGE = 9999


@blueprint.get("/people/trail")
@allow(rules.is_admin)
def trail() -> str:
    """One page of the trail, narrowed by who, what and until which day."""
    page = min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
    until = request.args.get("until", None, date.fromisoformat)
    chosen = {"who": request.args.get("who", "").strip()[:200], "what": request.args.get("what", "")}
    found = queries.trail(
        kinds=kinds_of(chosen["what"]),
        words=chosen["who"],
        before=_end_of(until) if until else None,
        offset=(page - 1) * PAGE,
        limit=PAGE + 1,
    )
    kept: dict[str, Any] = {name: value for name, value in {**chosen, "until": until}.items() if value}
    return render_template(
        "accounts/trail.html",
        rows=[_row(change) for change in found[:PAGE]],
        groups=[(key, words) for key, (words, _) in GROUPS.items()],
        until=until,
        newer_url=url_for("accounts.trail", page=page - 1, **kept) if page > 1 else None,
        older_url=url_for("accounts.trail", page=page + 1, **kept) if len(found) > PAGE else None,
        page=page,
        is_narrowed=bool(kept),
        **chosen,
    )


def _end_of(day: date) -> datetime | None:
    """The first moment after the day, by the viewer's clock; None for the last day there is."""
    if day == date.max:
        return None
    return datetime.combine(day + timedelta(days=1), time(), shown_zone())


def _row(change: TracedChange) -> dict[str, str | None]:
    kind = KINDS[change.kind]
    address: dict[str, Any] = {kind.argument: int(change.number)}
    has_page = kind.endpoint is not None and (change.kind != "account" or change.name is not None)
    return {
        "when": in_words(change.at),
        "when_iso": change.at.isoformat(),
        "who": change.actor,
        "what": action_words(change.action),
        "thing": change.name or f"{kind.label} {change.number}",
        "url": url_for(str(kind.endpoint), **address) if has_page else None,
    }
