"""Commands about people."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup

from accounts import operations
from accounts.enums import Role
from accounts.models import Account
from accounts.passwords import generate_password
from accounts.queries import account_by_email
from core.cli import print_json
from core.database import db
from core.errors import NotFound

group = AppGroup("accounts", help="People who can sign in.")


@group.command("create")
@click.option("--email", required=True, help="What the person signs in with.")
@click.option("--name", required=True, help="The name others see.")
@click.option("--role", "roles", required=True, multiple=True, type=click.Choice([role.value for role in Role]))
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of making one up.")
def create(email: str, name: str, roles: tuple[str, ...], password_stdin: bool) -> None:
    """Create an account and print it as JSON, with the password when it was made up here."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else generate_password()
    account = operations.create_account(
        email=email, name=name, roles=[Role(role) for role in roles], password=password, actor=None
    )
    db.session.commit()
    print_json(
        {
            "version": 1,
            "id": account.id,
            "email": account.email,
            "name": account.name,
            "roles": sorted(account.roles),
            "password": None if password_stdin else password,
        }
    )


def account(email: str) -> Account:
    """The account that signs in with this address, as commands name people. Raises NotFound when there is none."""
    found = account_by_email(email)
    if found is None:
        raise NotFound(f"{email}: nobody signs in with this address; `flask accounts create` adds people.")
    return found
