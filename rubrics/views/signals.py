"""Signals and red flags of a draft: added, edited, removed."""

from __future__ import annotations

from functools import partial

from flask import render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3

from core.permissions import allow
from rubrics import rules
from rubrics.forms.signals import SignalForm
from rubrics.models import RubricSignal, RubricVersion
from rubrics.operations.drafts import add_signal, edit_signal, remove_signal
from rubrics.queries import draft_parts
from rubrics.queries import rubrics as queries
from rubrics.queries.statement_rows import signal_row
from rubrics.views import rubrics
from rubrics.views.changing import changed, form_page, turned_away


@rubrics.route("/versions/<int:version_id>/signals/new", methods=["GET", "POST"])
@allow(rules.may_edit_version, load=queries.version)
def new_signal(version: RubricVersion) -> str | Response | tuple[str, int]:
    """Write a signal or a red flag."""
    return _form_page(version, None)


@rubrics.route("/signals/<int:signal_id>", methods=["GET", "POST"])
@allow(rules.may_edit_part, load=draft_parts.signal)
def signal(signal: RubricSignal) -> str | Response | tuple[str, int]:
    """Edit a signal or a red flag."""
    return _form_page(signal.version, signal)


def _form_page(version: RubricVersion, signal: RubricSignal | None) -> str | Response | tuple[str, int]:
    if away := turned_away(version):
        return away
    form = _form(version, signal)

    def show() -> str:
        row = signal_row(signal) if signal else None
        return render_template("rubrics/signal.html", form=form, version=version, signal=signal, row=row)

    return form_page(version, form, lambda: _save(version, signal, form), show, "signals")


def _form(version: RubricVersion, signal: RubricSignal | None) -> SignalForm:
    form = SignalForm(
        lock=version.lock,
        kind=signal.kind.value if signal else request.args.get("kind"),
        text=signal.text if signal else "",
        severity=(signal.severity or "") if signal else "",
        dimension=str(signal.dimension_id or "") if signal else "",
    )
    names = [SelectChoice(str(row.id), row.name) for row in version.dimensions]
    form.dimension.choices = [SelectChoice("", "No single one"), *names]
    return form


def _save(version: RubricVersion, signal: RubricSignal | None, form: SignalForm) -> None:
    chosen = draft_parts.dimensions_of(version, [request.form.get("dimension", 0, int)])
    write = partial(edit_signal, signal=signal) if signal else partial(add_signal, version=version)
    write(
        expected_lock=request.form.get("lock", 0, int),
        kind=form.kind_value,
        text=form.text.data or "",
        severity=form.severity.data or "",
        dimension=chosen[0] if chosen else None,
        actor=current_user,
    )


@rubrics.post("/signals/<int:signal_id>/remove")
@allow(rules.may_edit_part, load=draft_parts.signal)
def drop_signal(signal: RubricSignal) -> Response:
    """Take a signal out of a draft."""

    def drop() -> str:
        remove_signal(signal=signal, expected_lock=request.form.get("lock", 0, int), actor=current_user)
        return "Removed."

    return changed(signal.version_id, drop, "signals")
