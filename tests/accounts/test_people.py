"""Administrators look after accounts; everybody looks after their own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts import operations
from accounts.enums import Role
from accounts.models import Account, SignInSession
from accounts.passwords import matches
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput, NotAllowed
from tests.support.databases import PASSWORD

pytestmark = pytest.mark.postgresql

Make = Callable[..., Account]
SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]


def actions() -> list[str]:
    """What the audit says was done, in order, without the sign-ins that tests need."""
    query = select(AuditEvent.action).where(AuditEvent.action != "sign_in").order_by(AuditEvent.id)
    return list(db.session.scalars(query))


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def test_an_admin_adds_a_person_who_can_sign_in_with_the_password_shown_once(
    make_account: Make, sign_in: SignIn, client: FlaskClient, markup: Markup
) -> None:
    admin = sign_in(make_account("Root", roles=[Role.ADMIN]))
    answer = admin.post(
        "/people/new",
        data={"name": "  Mary   Shaw ", "email": "Mary@Example.com", "roles": ["recruiter", "interviewer"]},
    )
    password = markup(answer).css_first("code").text()
    mary = db.session.scalars(select(Account).where(Account.email == "mary@example.com")).one()
    assert (mary.name, mary.roles, mary.active) == ("Mary Shaw", {Role.RECRUITER, Role.INTERVIEWER}, True)
    assert actions() == ["create_account"]
    assert client.post("/sign-in", data={"email": mary.email, "password": password}).status_code == 302


def test_ones_own_account_is_no_page_of_people(make_account: Make, sign_in: SignIn, markup: Markup) -> None:
    admin = sign_in(make_account("Root", roles=[Role.ADMIN]))
    marked = [
        texts(markup(admin.get(url)), "nav [aria-current=page]") for url in ("/account", "/people", "/people/new")
    ]
    assert marked == [[], ["People"], ["People"]]


def test_a_taken_address_a_missing_name_and_no_role_are_shown_at_their_fields(
    make_account: Make, sign_in: SignIn, markup: Markup
) -> None:
    root = make_account("Root", roles=[Role.ADMIN], email="root@example.com")
    admin = sign_in(root)
    answer = admin.post("/people/new", data={"name": "", "email": "nonsense"})
    assert answer.status_code == 422
    assert texts(markup(answer), ".error") == ["Error: Give the person's name.", "Error: Choose at least one role."]
    answer = admin.post("/people/new", data={"name": "Two", "email": "ROOT@example.com", "roles": ["admin"]})
    assert texts(markup(answer), ".error") == [
        "Error: root@example.com belongs to the account of Root already. Edit that account or use another address."
    ]
    answer = admin.post("/people/new", data={"name": "Two", "email": "no-at-sign", "roles": ["admin"]})
    assert (answer.status_code, len(texts(markup(answer), ".error"))) == (422, 1)
    assert db.session.scalar(select(func.count()).select_from(Account)) == 1


def test_roles_are_changed_and_the_change_is_recorded(make_account: Make, sign_in: SignIn) -> None:
    person = make_account("Ada", roles=[Role.INTERVIEWER], email="ada@example.com")
    admin = sign_in(make_account("Root", roles=[Role.ADMIN]))
    answer = admin.post(
        f"/people/{person.id}", data={"name": "Ada", "email": "ada@example.com", "roles": ["committee", "interviewer"]}
    )
    assert answer.status_code == 302
    assert person.roles == {Role.COMMITTEE, Role.INTERVIEWER}
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "edit_account")).one()
    assert (event.actor_name, event.details["before"]["roles"], event.details["after"]["roles"]) == (
        "Root",
        ["interviewer"],
        ["committee", "interviewer"],
    )


def test_deactivating_signs_the_person_out_everywhere(make_account: Make, sign_in: SignIn) -> None:
    person = make_account("Ada")
    theirs, admin = sign_in(person), sign_in(make_account("Root", roles=[Role.ADMIN]))
    assert theirs.get("/account").status_code == 200
    assert admin.post(f"/people/{person.id}/deactivate").status_code == 302
    assert theirs.get("/account").status_code == 302
    assert person.active is False
    admin.post(f"/people/{person.id}/reactivate")
    assert person.active is True
    assert theirs.get("/account").status_code == 302
    assert actions() == ["deactivate_account", "reactivate_account"]


def test_nobody_deactivates_themselves_or_the_last_administrator(make_account: Make) -> None:
    root, second = make_account("Root", roles=[Role.ADMIN]), make_account("Second", roles=[Role.ADMIN])
    with pytest.raises(NotAllowed, match="your own account"):
        operations.deactivate_account(account=root, actor=root)
    operations.deactivate_account(account=second, actor=root)
    with pytest.raises(Conflict, match="Root is the only active administrator"):
        operations.deactivate_account(account=root, actor=second)
    with pytest.raises(Conflict, match="Root is the only active administrator"):
        operations.edit_account(account=root, email=root.email, name="Root", roles=[Role.RECRUITER], actor=root)


def test_a_new_password_from_an_admin_replaces_the_lost_one(
    make_account: Make, sign_in: SignIn, markup: Markup
) -> None:
    person = make_account("Ada")
    theirs, admin = sign_in(person), sign_in(make_account("Root", roles=[Role.ADMIN]))
    password = markup(admin.post(f"/people/{person.id}/password")).css_first("code").text()
    assert matches(password, person.password_hash)
    assert theirs.get("/account").status_code == 302


def test_one_changes_ones_own_password_and_other_browsers_are_signed_out(make_account: Make, sign_in: SignIn) -> None:
    person = make_account("Ada")
    here, elsewhere = sign_in(person), sign_in(person)
    new = "seven grey herons waiting"
    answer = here.post("/account/password", data={"current": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302
    assert matches(new, person.password_hash)
    assert (here.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 302)


@pytest.mark.parametrize(
    ("current", "new", "again", "problem"),
    [
        ("wrong", "seven grey herons waiting", "seven grey herons waiting", "This is not your current password."),
        (PASSWORD, "short", "short", "Use at least 12 characters. A few unrelated words are easy to remember."),
        (PASSWORD, "aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa", "Use more than a few different characters."),
        (PASSWORD, "ada-ada-ada-1234", "ada-ada-ada-1234", "Do not use the email address in the password."),
        (PASSWORD, "seven grey herons", "seven gray herons", "The two new passwords differ. Type the same twice."),
    ],
)
def test_a_password_that_cannot_be_taken_says_why_and_changes_nothing(
    make_account: Make, sign_in: SignIn, markup: Markup, current: str, new: str, again: str, problem: str
) -> None:
    person = make_account("Ada", email="ada@example.com")
    answer = sign_in(person).post("/account/password", data={"current": current, "new": new, "again": again})
    assert (answer.status_code, texts(markup(answer), ".error")) == (422, [f"Error: {problem}"])
    assert matches(PASSWORD, person.password_hash)


def test_one_ends_ones_own_session_elsewhere_and_nobody_elses(make_account: Make, sign_in: SignIn) -> None:
    ada, eve = make_account("Ada"), make_account("Eve", roles=[Role.ADMIN])
    phone, laptop, stranger = sign_in(ada), sign_in(ada), sign_in(eve)
    first = db.session.scalars(select(SignInSession.id).where(SignInSession.account_id == ada.id)).first()
    assert stranger.post(f"/account/sessions/{first}/end").status_code == 404
    assert stranger.post("/account/sessions/99999/end").status_code == 404
    assert laptop.post(f"/account/sessions/{first}/end").status_code == 302
    assert (phone.get("/account").status_code, laptop.get("/account").status_code) == (302, 200)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_people_are_for_administrators_only(make_account: Make, sign_in: SignIn, role: Role) -> None:
    person = make_account(roles=[role])
    browser = sign_in(person)
    assert [
        browser.get("/people").status_code,
        browser.get("/people/new").status_code,
        browser.get(f"/people/{person.id}").status_code,
        browser.post(f"/people/{person.id}/deactivate").status_code,
    ] == [403, 403, 404, 404]


def test_the_list_of_people_asks_the_same_number_of_queries_for_one_and_for_many(
    make_account: Make, sign_in: SignIn, markup: Markup, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    admin = sign_in(make_account("Root", roles=[Role.ADMIN]))
    with count_queries() as for_one:
        assert len(markup(admin.get("/people")).css("tbody tr")) == 1
    for number in range(3):
        make_account(f"Person {number}", roles=[Role.COMMITTEE, Role.RECRUITER])
    with count_queries() as for_four:
        assert len(markup(admin.get("/people")).css("tbody tr")) == 4
    assert len(for_four) == len(for_one)


def test_expired_sessions_of_a_person_are_cleared_at_their_next_sign_in(make_account: Make) -> None:
    ada = make_account("Ada")
    operations.open_session(account=ada, agent="", moment=now() - operations.SESSION_LENGTH)
    operations.open_session(account=ada, agent="", moment=now())
    assert db.session.scalar(select(func.count()).select_from(SignInSession)) == 1


def test_a_weak_password_is_refused_when_an_account_is_made(make_account: Make) -> None:
    with pytest.raises(InvalidInput, match="at least 12 characters"):
        operations.create_account(email="a@example.com", name="A", roles=[Role.ADMIN], password="short", actor=None)
