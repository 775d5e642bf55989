"""Links to a packet: they end, are counted, can be closed, and tell nothing before the file is taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import Account, FailedSignIn
from calibration.enums import Outcome, Profile
from calibration.models import Packet, PacketShare
from calibration.operations.decisions import decide_application
from calibration.operations.packets import freeze_packet, seal_packet
from calibration.operations.shares import share_packet
from calibration.sharing import MOST_GUESSES, LinkState, expiry, link_state, offered_days
from core.audit import AuditEvent
from core.clock import now
from core.database import db
from core.errors import Conflict, InvalidInput
from scorecards.enums import Visibility
from tests import factories
from tests.calibration.committee import REASONS, Committee

SignIn = Callable[[Account], FlaskClient]
PDF = b"%PDF-1.7 the sealed packet"


class Shared:
    """A sealed anonymous packet with a link of a week."""

    def __init__(self, house: Committee) -> None:
        self.house = house
        self.packet = self.seal(PDF)
        self.share, self.token = share_packet(packet=self.packet, days=7, label="For the panel", actor=self.house.rosa)
        db.session.commit()
        self.url = f"/share/{self.token}"

    def seal(self, pdf: bytes) -> Packet:
        packet = freeze_packet(application=self.house.application, profile=Profile.ANONYMOUS, actor=self.house.rosa)
        seal_packet(packet=packet, pdf=pdf)
        return packet

    @property
    def opens(self) -> int:
        return db.session.get_one(PacketShare, self.share.id, populate_existing=True).opens


@pytest.fixture
def shared(house: Committee) -> Shared:
    return Shared(house)


def opened() -> int:
    return db.session.query(AuditEvent).filter_by(action="open_share").count()


@pytest.mark.postgresql
def test_looking_counts_nothing_and_taking_the_file_counts_one_each_time(shared: Shared, client: FlaskClient) -> None:
    for look in (client.get, client.head):
        assert look(shared.url).status_code == 200
    assert (shared.opens, opened()) == (0, 0)
    answers = [client.post(shared.url) for _ in range(2)]
    assert [answer.data for answer in answers] == [PDF, PDF]
    assert (shared.opens, opened()) == (2, 2)


def test_the_page_and_its_headers_tell_neither_a_name_nor_the_address(shared: Shared, client: FlaskClient) -> None:
    page, taken = client.get(shared.url), client.post(shared.url)
    told = page.text + taken.headers["Content-Disposition"]
    secret = ("Imani", "Okafor", shared.house.opening.title, "Rosa", "For the panel")
    assert [word for word in secret if word in told] == []
    for answer in (page, taken):
        assert {name: answer.headers[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")} == {
            "X-Robots-Tag": "noindex, nofollow",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }


def test_neither_the_table_nor_the_trace_holds_the_token_or_the_note(shared: Shared, client: FlaskClient) -> None:
    client.post(shared.url)
    kept = [shared.share.token_sha256, *(str(event.details) for event in db.session.query(AuditEvent))]
    assert [text for text in kept if shared.token in text or "panel" in text] == []


@pytest.mark.parametrize("end", ["expired", "revoked"])
def test_a_link_that_ended_says_so_and_gives_nothing(
    shared: Shared, client: FlaskClient, sign_in: SignIn, end: str
) -> None:
    if end == "revoked":
        sign_in(shared.house.chair).post(f"/calibration/packets/shares/{shared.share.id}/revoke")
    with time_machine.travel(now() + timedelta(days=8 if end == "expired" else 0), tick=False):
        answers = [client.get(shared.url), client.post(shared.url)]
    words = {"expired": "This link has expired", "revoked": "This link was closed"}[end]
    assert [(answer.status_code, words in answer.text) for answer in answers] == [(410, True), (410, True)]
    assert (shared.opens, opened()) == (0, 0)


@pytest.mark.parametrize("why", ["conflict", "left", "blind again"])
def test_a_link_opens_only_while_its_maker_could_make_it(
    shared: Shared, client: FlaskClient, sign_in: SignIn, markup: Callable[..., Any], why: str
) -> None:
    if why == "conflict":
        factories.conflict(shared.house.application, shared.house.rosa)
    elif why == "left":
        shared.house.rosa.active = False
    else:
        shared.house.opening.visibility = Visibility.NEVER
    db.session.commit()
    answers = [client.get(shared.url), client.post(shared.url)]
    assert [(answer.status_code, "This link was closed" in answer.text) for answer in answers] == [(410, True)] * 2
    assert (shared.opens, opened()) == (0, 0)
    row = markup(sign_in(shared.house.chair).get(f"/calibration/packets/{shared.packet.id}")).css(
        "#share-list tbody tr"
    )
    assert ["Revoked" in each.text() or "revoked" in each.text() for each in row] == [True]


def test_a_link_to_a_superseded_packet_says_so_and_still_gives_the_frozen_one(
    shared: Shared, client: FlaskClient
) -> None:
    assert "There is a newer packet" not in client.get(shared.url).text
    decide_application(
        application=shared.house.application,
        outcome=Outcome.HIRE,
        reasons=REASONS,
        expected_number=0,
        actor=shared.house.chair,
    )
    shared.seal(b"%PDF-1.7 the later packet")
    assert "There is a newer packet" in client.get(shared.url).text
    assert client.post(shared.url).data == PDF


def test_guesses_are_refused_counted_and_close_the_door_of_their_network(shared: Shared, client: FlaskClient) -> None:
    altered = shared.token[:-1] + ("A" if shared.token[-1] != "A" else "B")
    answers = {client.get(f"/share/{altered}").status_code for _ in range(MOST_GUESSES)}
    assert (answers, db.session.query(FailedSignIn).count()) == ({404}, MOST_GUESSES)
    assert [client.get(shared.url).status_code, client.post(shared.url).status_code] == [429, 429]
    assert client.get(shared.url, environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200
    with time_machine.travel(now() + timedelta(minutes=16), tick=False):
        assert client.get(shared.url).status_code == 200


def test_a_link_is_made_on_the_packet_s_page_and_shown_once(
    shared: Shared, sign_in: SignIn, client: FlaskClient, markup: Callable[..., Any]
) -> None:
    chair = sign_in(shared.house.chair)
    page = f"/calibration/packets/{shared.packet.id}"
    link = markup(chair.post(f"{page}/shares", data={"days": "30", "label": "Counsel"})).css_first(".link-shown a")
    address = link.attributes["href"].removeprefix("http://localhost:5000")
    assert client.post(address).data == PDF
    again = markup(chair.get(page))
    assert again.css_first(".link-shown") is None
    rows = [
        [" ".join(cell.text().split()) for cell in row.css("th, td")][:3] for row in again.css("#share-list tbody tr")
    ]
    assert [(row[0], row[2][:1]) for row in rows] == [("Counselmade by Chidi", "1"), ("For the panelmade by Rosa", "0")]


def test_a_link_longer_than_the_installation_permits_is_not_made(shared: Shared, sign_in: SignIn) -> None:
    answer = sign_in(shared.house.chair).post(
        f"/calibration/packets/{shared.packet.id}/shares", data={"days": "365", "label": ""}
    )
    assert (answer.status_code, db.session.query(PacketShare).count()) == (422, 1)


def test_whoever_may_not_export_the_packet_makes_and_closes_no_link(shared: Shared, sign_in: SignIn) -> None:
    factories.conflict(shared.house.application, shared.house.rosa)
    for person in (shared.house.noor, shared.house.rosa):
        client = sign_in(person)
        made = client.post(f"/calibration/packets/{shared.packet.id}/shares", data={"days": "7"})
        closed = client.post(f"/calibration/packets/shares/{shared.share.id}/revoke")
        assert (made.status_code, closed.status_code) == (404, 404)


def test_a_packet_that_is_not_sealed_is_not_shared(house: Committee, app: Flask) -> None:
    packet = freeze_packet(application=house.application, profile=Profile.COMMITTEE, actor=house.rosa)
    with pytest.raises(Conflict):
        share_packet(packet=packet, days=7, label="", actor=house.rosa)


def test_links_last_as_long_as_the_installation_permits() -> None:
    moment = now()
    assert (offered_days(30), offered_days(10), offered_days(0)) == ((1, 3, 7, 14, 30), (1, 3, 7, 10), ())
    assert expiry(days=30, most=30, moment=moment) == moment + timedelta(days=30)
    for days, most in ((31, 30), (0, 30), (1, 0)):
        with pytest.raises(InvalidInput):
            expiry(days=days, most=most, moment=moment)
    assert link_state(expires_at=moment, revoked_at=None, moment=moment, maker_may=True) is LinkState.EXPIRED
    assert link_state(expires_at=moment, revoked_at=moment, moment=moment, maker_may=True) is LinkState.REVOKED
