"""Checking a packet on its page: what each person learns from a hash, and from a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from pypdf import PdfReader, PdfWriter

from accounts.enums import Role
from accounts.models import Account
from calibration.enums import Outcome, Profile
from calibration.models import Packet, StoredFile
from calibration.operations.decisions import decide_application
from calibration.operations.packets import freeze_packet, seal_packet
from calibration.packet.record import from_json
from calibration.packet.render import render_packet
from core.content import canonical_json
from core.database import db
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application
from tests import factories

SignIn = Callable[[Account], FlaskClient]
CANDIDATE = "Imani Okafor"
EVIDENCE = "Drew the failover by hand."


class Sealed:
    """An application in calibration with one sealed packet of it, and the people around it."""

    def __init__(self) -> None:
        self.chair = factories.account("Chidi", Role.COMMITTEE)
        self.in_conflict = factories.account("Kim", Role.COMMITTEE)
        self.opening = factories.requisition(
            visibility=Visibility.NEVER,
            team={TeamRole.CHAIR: [self.chair], TeamRole.COMMITTEE: [self.in_conflict]},
        )
        self.application: Application = factories.application(
            self.opening, factories.candidate(CANDIDATE), stage=Stage.CALIBRATION
        )
        factories.conflict(self.application, self.in_conflict)
        ada = factories.account("Ada", Role.INTERVIEWER)
        factories.submitted(factories.interview(self.application, ada), scores=[4, 3, None], evidence=EVIDENCE)
        self.outsiders = {
            "admin": factories.account("Admin", Role.ADMIN),
            "interviewer": ada,
            "in conflict": self.in_conflict,
            "recruiter from whom scores are hidden": factories.account("Rosa", Role.RECRUITER),
        }
        self.packet = self.make()
        self.pdf = db.session.get_one(StoredFile, self.packet.file_sha256).content
        self.url = f"/packets/verify/{self.packet.content_sha256}"

    def make(self) -> Packet:
        packet = freeze_packet(application=self.application, profile=Profile.COMMITTEE, actor=self.chair)
        seal_packet(packet=packet, pdf=rendered(canonical_json(packet.record)))
        db.session.commit()
        return packet

    def decide(self) -> None:
        decide_application(
            application=self.application,
            outcome=Outcome.NO_HIRE,
            reasons="Delivery stayed below the bar in this interview.",
            difference="The other dimensions say little about this opening.",
            expected_number=0,
            actor=self.chair,
        )


@cache
def rendered(record: bytes) -> bytes:
    """The packet of a record, rendered once for all the tests that have the same."""
    return render_packet(from_json(record), base_url="https://hiring.example")


@pytest.fixture
def sealed(store_house: Callable[..., Sealed]) -> Sealed:
    def make() -> Sealed:
        with time_machine.travel("2026-10-20 09:00", tick=False):
            return Sealed()

    return store_house("sealed", make)


def dropped(client: FlaskClient, pdf: bytes, name: str = "packet.pdf") -> Any:
    return client.post("/packets/verify", data={"file": (BytesIO(pdf), name)}, content_type="multipart/form-data")


@cache
def forged(pdf: bytes) -> bytes:
    """The same pages, with another score in the data."""
    reader = PdfReader(BytesIO(pdf))
    document = json.loads(reader.attachments["packet.json"][0])
    document["scorecards"][0]["ratings"][0]["score"] = 1
    return written(reader, json.dumps(document).encode())


def written(reader: PdfReader, attached: bytes) -> bytes:
    writer, output = PdfWriter(), BytesIO()
    writer.append_pages_from_reader(reader)
    writer.add_attachment("packet.json", attached)
    writer.write(output)
    return output.getvalue()


def title(markup: Callable[..., Any], answer: Any) -> str:
    found: str = markup(answer).css_first(".notice-title").text()
    return found


def test_the_address_printed_on_the_pages_is_that_of_the_page(sealed: Sealed) -> None:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(sealed.pdf)).pages)
    assert f"https://hiring.example{sealed.url}" in "".join(text.split())


def test_whoever_may_open_the_packet_reads_what_it_is_and_that_nothing_followed(
    sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]
) -> None:
    answer = sign_in(sealed.chair).get(sealed.url)
    links = [link.attributes["href"] for link in markup(answer).css("#answer a")]
    assert (title(markup, answer), CANDIDATE in answer.text, "No later packet" in answer.text) == (
        "Known here",
        True,
        True,
    )
    assert links == [f"/calibration/packets/{sealed.packet.id}"]


def test_a_hash_in_capitals_is_the_same_hash(sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]) -> None:
    answer = sign_in(sealed.chair).get(f"/packets/verify/{sealed.packet.content_sha256.upper()}")
    assert title(markup, answer) == "Known here"


def test_others_learn_the_day_and_nothing_else(sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]) -> None:
    sealed.decide()
    sealed.make()
    pages = {who: sign_in(person).get(sealed.url) for who, person in sealed.outsiders.items()}
    assert {who: (page.status_code, title(markup, page)) for who, page in pages.items()} == dict.fromkeys(
        sealed.outsiders, (200, "Known here")
    )
    told = [
        (who, word)
        for who, page in pages.items()
        for word in (CANDIDATE, sealed.opening.title, "Superseded", "later packet", "/calibration/packets/")
        if word in page.text
    ]
    assert told == []


def test_a_hash_that_nobody_here_made_is_unknown(sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]) -> None:
    client = sign_in(sealed.chair)
    answers = [client.get(f"/packets/verify/{word}") for word in ("0" * 64, "nonsense")]
    assert [(answer.status_code, title(markup, answer)) for answer in answers] == [(200, "Unknown here")] * 2


def test_the_sealed_file_is_genuine_to_everybody(sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]) -> None:
    said = [
        title(markup, dropped(sign_in(person), sealed.pdf)) for person in (sealed.chair, *sealed.outsiders.values())
    ]
    assert said == ["Genuine"] * 5


def test_a_genuine_file_that_another_followed_leads_to_the_later_packet(sealed: Sealed, sign_in: SignIn) -> None:
    sealed.decide()
    later = sealed.make()
    page = dropped(sign_in(sealed.chair), sealed.pdf).text
    assert ("Superseded" in page, f'href="/calibration/packets/{later.id}"' in page) == (True, True)


def test_an_altered_file_is_told_with_the_place_to_whoever_may_open_the_packet(
    sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]
) -> None:
    answer = dropped(sign_in(sealed.chair), forged(sealed.pdf))
    findings = markup(answer).css_first("#findings").text()
    assert title(markup, answer) == "Altered"
    assert ("ratings" in findings, "“4” became “1”" in findings) == (True, True)


def test_an_altered_file_tells_others_nothing_of_what_was_sealed(
    sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]
) -> None:
    for person in sealed.outsiders.values():
        answer = dropped(sign_in(person), forged(sealed.pdf))
        findings = markup(answer).css_first("#findings").text()
        assert title(markup, answer) == "Altered"
        assert ("“4”" in findings, "It differs from the packet sealed here." in findings) == (False, True)


def test_a_file_with_the_same_data_and_text_but_other_bytes_is_altered(
    sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]
) -> None:
    reader = PdfReader(BytesIO(sealed.pdf))
    answer = dropped(sign_in(sealed.chair), written(reader, reader.attachments["packet.json"][0]))
    findings = [item.text() for item in markup(answer).css("#findings li")]
    assert title(markup, answer) == "Altered"
    assert findings[-1].startswith("The metadata differ: Author, ")


def test_a_packet_of_another_house_is_unknown(sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]) -> None:
    db.session.query(Packet).delete()
    assert title(markup, dropped(sign_in(sealed.chair), sealed.pdf)) == "Unknown here"


def test_what_is_no_packet_is_told_as_such(sealed: Sealed, sign_in: SignIn, markup: Callable[..., Any]) -> None:
    answer = dropped(sign_in(sealed.chair), b"notes", "notes.txt")
    assert (answer.status_code, title(markup, answer)) == (200, "Not a packet")


def test_no_file_is_refused_at_its_field(sealed: Sealed, sign_in: SignIn) -> None:
    answer = sign_in(sealed.chair).post("/packets/verify")
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_reads_well_and_takes_a_file(
    sealed: Sealed, browse: Callable[..., Page], page_problems: Callable[[Page], list[str]], width: int
) -> None:
    db.session.commit()
    page = browse(sealed.chair, width=width)
    page.goto(sealed.url)
    expect(page.get_by_text("Known here")).to_be_visible()
    found = page_problems(page)
    page.get_by_label("Packet", exact=True).set_input_files(
        {"name": "packet.pdf", "mimeType": "application/pdf", "buffer": forged(sealed.pdf)}
    )
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("Altered", exact=True)).to_be_visible()
    assert (found, page_problems(page)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
