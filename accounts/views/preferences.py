"""What people choose about their time zone and their mails, on their page and by the link in a mail."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, request
from flask_login import current_user
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3

from accounts import operations, queries
from accounts.enums import MailTopic
from accounts.forms import PreferencesForm
from accounts.mails import stop_wish
from accounts.models import Account
from accounts.views import blueprint
from core.database import db
from core.errors import NotFound
from core.permissions import public
from core.zones import installation_zone, known_zones


def preferences_form(**options: Any) -> PreferencesForm:
    """The form with what the viewer chose so far; it names what the installation does for whoever chooses nothing."""
    choice, usual = queries.mail_choice(current_user.id), queries.usual_quiet_hours()
    chosen = {
        "time_zone": current_user.time_zone or "",
        "topics": [topic for topic in MailTopic if getattr(choice, topic.value)],
        "quiet_from": choice.quiet_from,
        "quiet_until": choice.quiet_until,
        "weekends": {None: "", True: "yes", False: "no"}[choice.weekends],
    }
    form = PreferencesForm(data=chosen, **options)
    zones = dict.fromkeys([*known_zones(), *filter(None, [current_user.time_zone])])
    form.time_zone.choices = [
        SelectChoice("", f"As everybody: {installation_zone().key}"),
        *(SelectChoice(zone, zone.replace("_", " ")) for zone in zones),
    ]
    form.weekends.choices = [
        SelectChoice("", "As everybody: " + ("yes" if usual.weekends else "no")),
        SelectChoice("yes", "Yes"),
        SelectChoice("no", "No"),
    ]
    hours = "none" if usual.begins == usual.ends else f"{usual.begins:%H:%M} to {usual.ends:%H:%M}"
    form.quiet_from.description = (
        f"By your own clock. Leave both empty for the usual hours ({hours}); two equal times: none."
    )
    return form


@blueprint.route("/mail/stop/<token>", methods=["GET", "POST"])
@public
def stop_mails(token: str) -> str:
    """End mails on one topic: the page asks, its button or a mail program's own (RFC 8058) does it."""
    account, topic = _wish(token)
    if request.method == "POST":
        operations.stop_mails(account=account, topic=topic)
        db.session.commit()
    return render_template("accounts/stop_mails.html", topic=topic, token=token, is_done=request.method == "POST")


def _wish(token: str) -> tuple[Account, MailTopic]:
    wish = stop_wish(token, secret=current_app.config["SECRET_KEY"])
    account = queries.account(wish[0]) if wish else None
    if wish is None or account is None:
        raise NotFound("This link is not whole. Open your account page instead, or copy the whole link from the mail.")
    return account, wish[1]
