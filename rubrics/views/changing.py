"""How a change of a rubric is answered: made, committed once, said in a word; or refused, and why."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from core.database import db
from core.errors import Conflict, InvalidInput
from core.forms import show_problems
from rubrics.enums import EDITABLE
from rubrics.forms.opened import OPENED, is_changed, opened, opened_values
from rubrics.models import RubricVersion

NEVER_CHANGES = "This version is published and never changes. Start a new version to edit it."
LEFT_ALONE = "What you had left alone shows what is stored now."
NO_WORDS = frozenset({"csrf_token", "lock", OPENED})


def turned_away(version: RubricVersion) -> Response | None:
    """Back to the rubric's page for who asks for a form of a published version, which never changes; else None.

    Raises Conflict for a form that was sent: its page keeps what was typed.
    """
    if version.state in EDITABLE:
        return None
    if request.method == "POST":
        raise Conflict(NEVER_CHANGES)
    flash(NEVER_CHANGES, "warning")
    return back_to(version.id)


def back_to(version_id: int, place: str | None = None) -> Response:
    """To the rubric's page, at that place of it."""
    return redirect(url_for("rubrics.version", version_id=version_id, _anchor=place))


def changed(version_id: int, change: Callable[[], str], place: str | None = None, refused: str = "") -> Response:
    """Back to the rubric's page, which says what `change` says it did, or why nothing was done.

    `refused` goes before the reason where somebody else was first.
    """
    try:
        said = change()
    except Conflict as error:
        db.session.rollback()
        flash(f"{refused}{error}", "error")
    except InvalidInput as error:
        db.session.rollback()
        flash(str(error), "warning")
    else:
        db.session.commit()
        flash(said, "success")
    return back_to(version_id, place)


def form_page(
    version: RubricVersion, form: FlaskForm, save: Callable[[], object], show: Callable[[], str], place: str
) -> str | Response | tuple[str, int]:
    """The page of a form on one part of a draft; once it is saved, back to that place of the rubric.

    A form that is refused, or comes too late, is shown again with everything that was typed.
    """
    if form.validate_on_submit():
        try:
            save()
        except InvalidInput as error:
            show_problems(form, error)
        except Conflict as error:
            form.form_errors.append(f"{error} {LEFT_ALONE}")
            show_stored(form, request.form)
        else:
            db.session.commit()
            flash("Saved.", "success")
            return back_to(version.id, place)
    db.session.rollback()
    form.lock.data = str(version.lock)
    form.opened.data = opened({field.name: shown(field.object_data) for field in form if field.name not in NO_WORDS})
    page = show()
    return (page, 422) if form.is_submitted() else page


def show_stored(form: FlaskForm, sent: MultiDict[str, str]) -> None:
    """Let the fields that the person left alone hold what is stored, and say what is stored where both wrote."""
    before = opened_values(sent)
    for field in form:
        if field.name in NO_WORDS or before is None:
            continue
        stored = shown(field.object_data)
        if not is_changed(sent.getlist(field.name), before.get(field.name, [])):
            field.raw_data = None  # numbers show what was typed as long as there is any
            field.process(None, field.object_data)
        elif is_changed(stored, before.get(field.name, [])):
            form.form_errors.append(f"“{field.label.text}” is stored as: {' '.join(stored) or 'nothing'}")


def shown(value: object) -> list[str]:
    """A field's stored value as the words that the form shows for it."""
    if value is None or value is False:
        return []
    if value is True:
        return ["y"]
    if isinstance(value, list):
        return [str(entry) for entry in value]
    return [f"{value:g}" if isinstance(value, float) else str(value)]
