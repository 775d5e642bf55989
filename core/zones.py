"""In which time zone a moment is shown, and read from a form: the viewer's own, else the installation's.

Everything is stored in UTC. A page writes a moment with `core.clock.in_words`, a form reads one with
`core.forms.MomentField`; both ask `shown_zone`, so no page names a zone of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from flask import current_app, has_app_context, has_request_context
from flask_login import current_user

from core.errors import DomainError, InvalidInput

UTC_ZONE = ZoneInfo("UTC")
REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def known_zones() -> tuple[str, ...]:
    """The names of the zones that can be chosen: UTC, then region by region; without the old second names."""
    return ("UTC", *sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS))


def zone_named(name: str) -> ZoneInfo:
    """The zone of this name, such as `Europe/Paris`; raises InvalidInput when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = f"{name!r} is no time zone. Use a name such as Europe/Paris or UTC."
        raise InvalidInput(sentence, {"time_zone": [sentence]}) from error


def installation_zone() -> ZoneInfo:
    """The zone of whoever chose none (setting TIME_ZONE); UTC outside the application.

    Raises DomainError for a name that is no zone.
    """
    name = current_app.config["TIME_ZONE"] if has_app_context() else UTC_ZONE.key
    try:
        return zone_named(name)
    except InvalidInput:
        raise DomainError(
            f"TIME_ZONE is {name!r}, which is no time zone. Set it to one such as Europe/Paris or UTC."
        ) from None


def zone_of(name: str | None) -> ZoneInfo:
    """The zone that a person chose; the installation's for none, and for one that the world has given up since."""
    try:
        return zone_named(name) if name else installation_zone()
    except InvalidInput:
        return installation_zone()


def shown_zone() -> ZoneInfo:
    """The zone for whom this answer is written: the viewer's in a request, the installation's elsewhere."""
    return zone_of(getattr(current_user, "time_zone", None) if has_request_context() else None)


def zone_letters(moment: datetime, zone: ZoneInfo) -> str:
    """What the zone is called at that moment: "CET"; "UTC-03" for the many zones that have only a figure."""
    letters = moment.astimezone(zone).tzname() or zone.key
    return f"UTC{letters}" if letters[:1] in "+-" else letters


def moment_typed(typed: datetime, zone: ZoneInfo) -> datetime:
    """The moment in UTC at which the clocks of the zone show `typed` (without a zone).

    An hour that comes twice, when clocks go back, is its first time. Raises InvalidInput for a time that the clocks skip.
    """
    moment = typed.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != typed:
        after = moment.astimezone(zone)
        raise InvalidInput(f"The clocks go forward then, so there is no {typed:%H:%M}. Did you mean {after:%H:%M}?")
    return moment
