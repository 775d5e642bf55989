"""Signals and red flags of a draft: added, edited, removed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older than wtforms 3.3

from core.database import db
from core.errors import Conflict, InvalidInput
from core.forms import show_problems
from core.permissions import allow
from rubrics import rules
from rubrics.forms.signals import SignalForm
from rubrics.models import RubricSignal, RubricVersion
from rubrics.operations.drafts import add_signal, edit_signal, remove_signal
from rubrics.queries import draft_parts
from rubrics.queries import rubrics as queries
from rubrics.queries.version_page import signal_row
from rubrics.views import rubrics
from rubrics.views.dimensions import only_drafts


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
    only_drafts(version)
    form = _form(version, signal)
    if form.validate_on_submit():
        try:
            _save(version, signal, form)
        except InvalidInput as error:
            show_problems(form, error)
        except Conflict as error:
            form.form_errors.append(str(error))
        else:
            db.session.commit()
            flash("Saved.", "success")
            return redirect(url_for("rubrics.version", version_id=version.id, _anchor="signals"))
    db.session.rollback()
    form.lock.data = str(version.lock)
    row = signal_row(signal) if signal else None
    page = render_template("rubrics/signal.html", form=form, version=version, signal=signal, row=row)
    return (page, 422) if form.is_submitted() else page


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
    lock, actor = request.form.get("lock", 0, int), current_user
    kind, text, severity = form.kind_value, form.text.data or "", form.severity.data or ""
    dimension = chosen[0] if chosen else None
    if signal is None:
        add_signal(
            version=version,
            expected_lock=lock,
            kind=kind,
            text=text,
            severity=severity,
            dimension=dimension,
            actor=actor,
        )
    else:
        edit_signal(
            signal=signal,
            expected_lock=lock,
            kind=kind,
            text=text,
            severity=severity,
            dimension=dimension,
            actor=actor,
        )


@rubrics.post("/signals/<int:signal_id>/remove")
@allow(rules.may_edit_part, load=draft_parts.signal)
def drop_signal(signal: RubricSignal) -> Response:
    """Take a signal out of a draft."""
    version_id = signal.version_id
    remove_signal(signal=signal, expected_lock=request.form.get("lock", 0, int), actor=current_user)
    db.session.commit()
    flash("Removed.", "success")
    return redirect(url_for("rubrics.version", version_id=version_id, _anchor="signals"))
