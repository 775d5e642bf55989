"""The trail of changes: an administrator reads who did what to the installation, and nothing of any application."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from accounts import operations
from accounts.enums import Role
from accounts.models import Account
from accounts.trail import GROUPS, KINDS
from core.audit import AuditEvent, record
from core.clock import now
from core.database import db
from tests import factories

pytestmark = pytest.mark.postgresql

SignIn = Callable[[Account], FlaskClient]
Markup = Callable[[TestResponse], LexborHTMLParser]


def rows(page: LexborHTMLParser) -> list[str]:
    """Thing, what was done and by whom, of every row."""
    return [
        " | ".join(" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td")[:2])
        for row in page.css("#trail tbody tr")
    ]


def event(actor: Account, action: str, about: str, at: datetime) -> AuditEvent:
    return AuditEvent(
        at=at,
        actor_id=actor.id,
        actor_name=actor.name,
        action=action,
        subject=about,
        details={"reason": "SECRET WORDS"},
    )


def test_the_trail_tells_of_the_installation_and_never_of_an_application(
    app: Flask, sign_in: SignIn, markup: Markup
) -> None:
    """Nor of a guest: their account's name would tell who interviews to an administrator who interviews too."""
    root, ada = factories.account("Root", Role.ADMIN), factories.account("Ada")
    browser = sign_in(root)
    target = factories.application()
    held = factories.interview(target, ada)
    with time_machine.travel(now(), tick=False):  # forms hold the second they were made in
        before = browser.get("/people/trail")
        for action, subject in (
            ("add_candidate", target.candidate),
            ("adjust_score", held.scorecard),
            ("declare_conflict", target),
        ):
            record(
                action, actor=ada, subject=subject, about=None if action == "add_candidate" else target, reason="SECRET"
            )
        guest = operations.name_guest(email="gus@example.com", name="Gus Guest", actor=root)
        record("stop_mails", actor=guest, subject=guest)
        db.session.commit()
        assert browser.get("/people/trail").data == before.data
    record("set_team", actor=root, subject=target.requisition, about=target.requisition, team="SECRET")
    record("edit_account", actor=root, subject=ada)
    db.session.commit()
    page = markup(browser.get("/people/trail"))
    assert rows(page)[:2] == [
        "Ada Name, address or roles changed | Root",
        f"Opening {target.requisition_id} Hiring team set | Root",
    ]
    assert len(rows(page)) == len(rows(markup(before))) + 2
    assert [link.attributes["href"] for link in page.css("#trail tbody th a")][:2] == [
        f"/people/{ada.id}",
        f"/requisitions/{target.requisition_id}",
    ]
    assert "SECRET" not in page.html
    assert sign_in(ada).get("/people/trail").status_code == 403


def test_the_trail_is_narrowed_by_who_what_and_day_and_comes_in_pages(
    app: Flask, sign_in: SignIn, markup: Markup, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    root, ada = factories.account("Root", Role.ADMIN), factories.account("Ada Änders")
    root.time_zone = "Europe/Paris"
    browser = sign_in(root)
    late, early = datetime(2026, 3, 2, 23, 30, tzinfo=UTC), datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
    db.session.add_all([event(ada, "publish_version", "rubric:7", early) for _ in range(60)])
    db.session.add_all([event(ada, "import_document", "source_document:2", late)])
    db.session.commit()

    def told(address: str) -> list[str]:
        return rows(markup(browser.get(f"/people/trail?{address}")))

    assert told("who=änders&what=library") == ["Document 2 Imported | Ada Änders"]
    assert told("what=rubrics&until=2026-03-01") == []
    assert len(told("until=2026-03-02&who=ada")) == 50
    assert told("until=2026-03-02&who=ada&page=2") == ["Rubric 7 Version published | Ada Änders"] * 10
    assert told("until=2026-03-03&who=ada")[0] == "Document 2 Imported | Ada Änders"
    assert told("until=yesterday&what=nothing&page=-3&who=ada")[0] == "Document 2 Imported | Ada Änders"
    links = markup(browser.get("/people/trail?what=rubrics&until=2026-03-04")).css(".pager a")
    assert [link.attributes["href"] for link in links] == ["/people/trail?page=2&what=rubrics&until=2026-03-04"]
    taken = []
    for address in ("who=ada&what=library", "who=ada"):
        with count_queries() as seen:
            browser.get(f"/people/trail?{address}")
        taken.append(len(seen))
    assert taken[0] == taken[1]


def test_every_kind_stands_in_one_group() -> None:
    assert sorted(kind for _, kinds in GROUPS.values() for kind in kinds) == sorted(KINDS)
