"""`flask accounts create`."""

from __future__ import annotations

import json

from flask import Flask
from sqlalchemy import select

from accounts.enums import Role
from accounts.models import Account
from accounts.passwords import matches
from core.database import db


def stored() -> list[tuple[str, str, frozenset[Role]]]:
    db.session.expire_all()
    return [(account.email, account.name, account.roles) for account in db.session.scalars(select(Account))]


def test_the_command_prints_the_account_and_the_password_it_made(app: Flask) -> None:
    command = ["accounts", "create", "--email", "Ada@example.com", "--name", "Ada", "--role", "admin"]
    result = app.test_cli_runner().invoke(args=command)
    document = json.loads(result.stdout)
    account = db.session.scalars(select(Account)).one()
    assert matches(document.pop("password"), account.password_hash)
    assert document == {
        "version": 1,
        "id": account.id,
        "email": "ada@example.com",
        "name": "Ada",
        "roles": ["admin"],
    }


def test_the_command_takes_a_password_from_standard_input_and_does_not_repeat_it(app: Flask) -> None:
    command = ["accounts", "create", "--email", "a@example.com", "--name", "A", "--role", "committee"]
    command += ["--role", "interviewer", "--password-stdin"]
    result = app.test_cli_runner().invoke(args=command, input="nine purple anchors\n")
    assert (result.exit_code, json.loads(result.stdout)["password"]) == (0, None)
    assert stored() == [("a@example.com", "A", frozenset({Role.COMMITTEE, Role.INTERVIEWER}))]


def test_bad_input_is_one_line_and_exit_status_2(app: Flask) -> None:
    command = ["accounts", "create", "--email", "a@example.com", "--name", "A", "--role", "admin", "--password-stdin"]
    result = app.test_cli_runner().invoke(args=command, input="short\n")
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        "Error: The password cannot be used. Use at least 12 characters. A few unrelated words are easy to remember.\n",
    )
    assert stored() == []


def test_an_unknown_role_is_refused_with_the_roles_there_are(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["accounts", "create", "--email", "a@b.c", "--name", "A", "--role", "x"])
    assert result.exit_code == 2
    assert "'admin', 'recruiter', 'interviewer', 'committee', 'hiring_manager'" in result.stderr
