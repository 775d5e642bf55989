"""Everybody's accounts, for administrators."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts import operations, passwords, queries, rules
from accounts.enums import roles_in_words
from accounts.forms import PersonForm
from accounts.models import Account
from accounts.views import blueprint
from core.clock import in_words, now
from core.database import db
from core.errors import InvalidInput
from core.forms import show_problems
from core.permissions import allow


@blueprint.get("/people")
@allow(rules.is_admin)
def people() -> str:
    """The list of everybody, or of those whose name or address holds the words."""
    words = request.args.get("words", "").strip()[:200]
    rows = [
        {
            "name": person.name,
            "url": url_for("accounts.edit_person", account_id=person.id),
            "email": person.email,
            "roles": roles_in_words(person.roles),
            "active": person.active,
            "since": in_words(person.signed_in_since) if person.signed_in_since else None,
            "since_iso": person.signed_in_since.isoformat() if person.signed_in_since else None,
        }
        for person in queries.people(moment=now(), words=words)
    ]
    return render_template("accounts/people.html", people=rows, words=words)


@blueprint.route("/people/new", methods=["GET", "POST"])
@allow(rules.is_admin)
def new_person() -> str | tuple[str, int]:
    """A new account; its password is shown once."""
    form = PersonForm()
    if not form.validate_on_submit():
        return render_template("accounts/person.html", form=form, person=None), 422 if form.is_submitted() else 200
    password = passwords.generate_password()
    try:
        person = operations.create_account(
            email=form.email.data or "",
            name=form.name.data or "",
            roles=form.roles.data or [],
            password=password,
            actor=current_user,
        )
    except InvalidInput as error:
        show_problems(form, error)
        return render_template("accounts/person.html", form=form, person=None), 422
    db.session.commit()
    return render_template("accounts/new_password.html", person=person, password=password, is_new=True)


@blueprint.route("/people/<int:account_id>", methods=["GET", "POST"])
@allow(rules.may_edit_account, load=queries.account)
def edit_person(account: Account) -> str | Response | tuple[str, int]:
    """Name, address and roles of one person."""
    form = PersonForm(data={"name": account.name, "email": account.email, "roles": list(account.roles)})
    if form.validate_on_submit():
        try:
            operations.edit_account(
                account=account,
                email=form.email.data or "",
                name=form.name.data or "",
                roles=form.roles.data or [],
                actor=current_user,
            )
        except InvalidInput as error:
            show_problems(form, error)
        else:
            db.session.commit()
            flash(f"The account of {account.name} is changed.", "success")
            return redirect(url_for("accounts.people"))
    is_self = account.id == current_user.id
    page = render_template("accounts/person.html", form=form, person=account, is_self=is_self)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/people/<int:account_id>/deactivate")
@allow(rules.may_edit_account, load=queries.account)
def deactivate_person(account: Account) -> Response:
    """Close the account and sign its person out."""
    operations.deactivate_account(account=account, actor=current_user)
    db.session.commit()
    flash(f"{account.name} can no longer sign in, and is signed out everywhere.", "success")
    return redirect(url_for("accounts.people"))


@blueprint.post("/people/<int:account_id>/reactivate")
@allow(rules.may_edit_account, load=queries.account)
def reactivate_person(account: Account) -> Response:
    """Open a closed account again."""
    operations.reactivate_account(account=account, actor=current_user)
    db.session.commit()
    flash(f"{account.name} can sign in again, with the password they had.", "success")
    return redirect(url_for("accounts.people"))


@blueprint.post("/people/<int:account_id>/password")
@allow(rules.may_edit_account, load=queries.account)
def reset_password(account: Account) -> str:
    """A new password for somebody who lost theirs; shown once."""
    password = operations.reset_password(account=account, actor=current_user)
    db.session.commit()
    return render_template("accounts/new_password.html", person=account, password=password, is_new=False)
