"""Many packets at once: one zip with a list, each made once, failures tried again alone, nothing told to the wrong reader."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from accounts.enums import Role
from accounts.models import Account
from calibration.enums import BulkItemState, Profile
from calibration.models import Packet, PacketBulk
from calibration.operations.bulk import freeze_item, request_bulk
from calibration.queries.bulk import bulk_page
from core.audit import AuditEvent
from core.database import db
from core.jobs.enums import JobState
from core.jobs.models import Job
from core.storage import StoredFile
from scorecards.models import Application, Conflict
from tests import factories
from tests.calibration.committee import Committee

SignIn = Callable[[Account], FlaskClient]
NAMES = ("Imani Okafor", "Tarek Aziz", "Wanda Lind")


class Order:
    """Three candidates of one opening, on the session's agenda in the order Wanda, Imani, Tarek."""

    def __init__(self) -> None:
        self.house = Committee(candidate=NAMES[0])
        with factories.at_once():
            others = [self.house.apply(name) for name in NAMES[1:]]
        self.applications: list[Application] = [self.house.application, *others]
        imani, tarek, wanda = self.applications
        self.agenda = [wanda, imani, tarek]
        self.house.put_on_agenda(*self.agenda)
        self.url = f"/calibration/requisitions/{self.house.opening.id}/packets"

    def form(self, profile: str = "committee", *applications: Application) -> dict[str, Any]:
        chosen = [row.id for row in applications or self.agenda]
        return {"profile": profile, "application": chosen, "session": self.house.session.id}

    def ask(self, client: FlaskClient, profile: str = "committee") -> PacketBulk:
        answer = client.post(self.url, data=self.form(profile))
        assert answer.status_code == 302
        return db.session.query(PacketBulk).order_by(PacketBulk.id.desc()).first()  # type: ignore[return-value]  # it was made

    def page(self, found: PacketBulk) -> str:
        return f"/calibration/packets/bulk/{found.id}"


@pytest.fixture
def order(store_house: Callable[..., Order]) -> Order:
    return store_house("order", Order)


@pytest.fixture
def made(
    store_house: Callable[..., tuple[Order, PacketBulk]], sign_in: SignIn, run_jobs: Callable[[], Any]
) -> tuple[Order, PacketBulk]:
    """The order that Rosa asked for, with every packet and the list made."""

    def make() -> tuple[Order, PacketBulk]:
        order = Order()
        found = order.ask(sign_in(order.house.rosa))
        run_jobs()
        return order, found

    return store_house("order-made", make)


@pytest.fixture
def one_failed(
    store_house: Callable[..., tuple[Order, PacketBulk, Conflict]], sign_in: SignIn, run_jobs: Callable[[], Any]
) -> tuple[Order, PacketBulk, Conflict]:
    """The order that Rosa asked for, whose second application was in conflict with her when the packets were made."""

    def make() -> tuple[Order, PacketBulk, Conflict]:
        order = Order()
        found = order.ask(sign_in(order.house.rosa))
        conflict = factories.conflict(order.agenda[1], order.house.rosa)
        run_jobs()
        return order, found, conflict

    return store_house("order-one-failed", make)


def states(found: PacketBulk) -> list[BulkItemState]:
    return [row.state for row in bulk_page(found).items]


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.postgresql
def test_a_session_s_packets_are_one_zip_in_the_order_of_the_agenda_and_always_the_same_bytes(
    made: tuple[Order, PacketBulk], sign_in: SignIn
) -> None:
    order, found = made
    rosa = sign_in(order.house.rosa)
    assert "Download the zip" in rosa.get(order.page(found)).text
    first, second = (rosa.post(f"{order.page(found)}/download", buffered=True).data for _ in range(2))
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    packed = zipfile.ZipFile(BytesIO(first))
    by_application = {packet.application_id: packet for packet in db.session.query(Packet)}
    wanted = [by_application[application.id] for application in order.agenda]
    names = [
        f"{number:03d}-{packet.application.candidate.code}-committee-{packet.content_sha256[:8]}.pdf"
        for number, packet in enumerate(wanted, 1)
    ]
    assert packed.namelist() == ["index.pdf", *names]
    assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [hashlib.sha256(packed.read(name)).hexdigest() for name in names] == [row.file_sha256 for row in wanted]
    index = text_of(packed.read("index.pdf"))
    places = [
        index.index(part) for packet in wanted for part in (packet.application.candidate.name, packet.content_sha256)
    ]
    assert places == sorted(places)
    taken = db.session.query(AuditEvent).filter_by(action="download_packet").count()
    assert taken == 2 * 3


def test_the_same_packets_asked_for_again_are_not_rendered_again(
    made: tuple[Order, PacketBulk], sign_in: SignIn, run_jobs: Callable[[], Any]
) -> None:
    order, first = made
    rosa = sign_in(order.house.rosa)
    files = {packet.id: packet.file_sha256 for packet in db.session.query(Packet)}
    second = order.ask(rosa)
    run_jobs()
    assert {packet.id: packet.file_sha256 for packet in db.session.query(Packet)} == files
    assert (states(first), states(second)) == ([BulkItemState.READY] * 3, [BulkItemState.READY] * 3)
    assert db.session.query(StoredFile).count() == len(files) + 2  # and one list for each order


def test_an_anonymous_order_names_nobody_in_its_names_its_list_and_its_trace(
    order: Order, sign_in: SignIn, run_jobs: Callable[[], Any]
) -> None:
    rosa = sign_in(order.house.rosa)
    found = order.ask(rosa, "anonymous")
    run_jobs()
    answer = rosa.post(f"{order.page(found)}/download", buffered=True)
    packed = zipfile.ZipFile(BytesIO(answer.data))
    index = PdfReader(BytesIO(packed.read("index.pdf")))
    told = " ".join(
        [
            text_of(packed.read("index.pdf")),
            str(index.metadata),
            str(index.outline),
            *packed.namelist(),
            answer.headers["Content-Disposition"],
            json.dumps([[event.action, event.details] for event in db.session.query(AuditEvent)]),
        ]
    )
    assert [part for name in NAMES for part in name.split() if part in told] == []
    assert [row.candidate.code for row in order.applications if row.candidate.code not in told] == []


@pytest.mark.parametrize("who", ["conflict", "another opening", "committee"])
def test_one_application_that_is_not_theirs_refuses_the_whole_order_as_if_it_did_not_exist(
    order: Order, sign_in: SignIn, who: str
) -> None:
    person, chosen = order.house.rosa, list(order.applications)
    if who == "conflict":
        factories.conflict(order.applications[1], person)
    elif who == "another opening":
        chosen.append(Committee(candidate="Nobody Here").application)
    else:
        person = order.house.noor
    for step in ("", "/review"):
        answer = sign_in(person).post(f"{order.url}{step}", data=order.form("committee", *chosen))
        assert answer.status_code == 404
    assert (db.session.query(PacketBulk).count(), db.session.query(Job).filter_by(kind="bulk_packet").count()) == (0, 0)


def test_only_who_asked_opens_the_order_and_only_while_all_of_it_is_open_to_them(
    made: tuple[Order, PacketBulk], sign_in: SignIn
) -> None:
    order, found = made
    rosa = order.house.rosa
    people = {"chair": order.house.chair, "member": order.house.noor, "recruiter": rosa}
    answers = {who: sign_in(person).get(order.page(found)).status_code for who, person in people.items()}
    assert answers == {"chair": 404, "member": 404, "recruiter": 200}
    factories.conflict(order.applications[2], rosa)
    assert sign_in(rosa).post(f"{order.page(found)}/download").status_code == 404


def test_what_is_hidden_is_shown_before_any_packet_is_made(
    order: Order, sign_in: SignIn, markup: Callable[..., Any]
) -> None:
    order.applications[1].candidate.schools = ["Halden Polytechnic"]
    rosa = sign_in(order.house.rosa)
    listed = markup(rosa.get(f"/calibration/sessions/{order.house.session.id}/packets"))
    assert [box.attributes["value"] for box in listed.css("#applications input")] == [
        str(row.id) for row in order.agenda
    ]
    page = markup(rosa.post(f"{order.url}/review", data=order.form("anonymous")))
    masked = [" ".join(row.css_first("td").text().split()) for row in page.css("#hidden tbody tr")]
    assert ["Halden Polytechnic [school]" in cell for cell in masked] == [False, False, True]
    assert [field.attributes["value"] for field in page.css("input[name=application]")] == [
        str(row.id) for row in order.agenda
    ]
    assert db.session.query(Packet).count() == 0


def test_nothing_chosen_comes_back_with_the_reason(order: Order, sign_in: SignIn) -> None:
    answer = sign_in(order.house.rosa).post(f"{order.url}/review", data={"profile": "committee"})
    assert (answer.status_code, "Choose at least one application." in answer.text) == (422, True)


@pytest.mark.postgresql
def test_one_that_fails_is_listed_with_its_reason_and_tried_again_alone(
    one_failed: tuple[Order, PacketBulk, Conflict], sign_in: SignIn, run_jobs: Callable[[], Any]
) -> None:
    order, found, conflict = one_failed
    rosa = sign_in(order.house.rosa)
    assert rosa.get(order.page(found)).status_code == 404  # one of them is closed to her now
    db.session.delete(db.session.get_one(Conflict, conflict.id))
    page = rosa.get(order.page(found)).text
    assert "This application is not open any more to the person who asked for it." in page
    assert states(found) == [BulkItemState.READY, BulkItemState.FAILED, BulkItemState.READY]
    before = {packet.id: packet.ready_at for packet in db.session.query(Packet)}
    rosa.post(f"{order.page(found)}/retry")
    assert [job.kind for job in run_jobs()] == ["bulk_packet", "bulk_index"]
    assert states(found) == [BulkItemState.READY] * 3
    assert {packet.id: packet.ready_at for packet in db.session.query(Packet) if packet.id in before} == before


def test_the_zip_can_be_had_without_what_failed_and_says_so(
    one_failed: tuple[Order, PacketBulk, Conflict], sign_in: SignIn, run_jobs: Callable[[], Any]
) -> None:
    order, found, conflict = one_failed
    rosa = sign_in(order.house.rosa)
    db.session.delete(db.session.get_one(Conflict, conflict.id))
    rosa.post(f"{order.page(found)}/without-failed")
    run_jobs()
    packed = zipfile.ZipFile(BytesIO(rosa.post(f"{order.page(found)}/download", buffered=True).data))
    index = text_of(packed.read("index.pdf"))
    assert [name[:3] for name in packed.namelist()] == ["ind", "001", "003"]
    assert f"{order.agenda[1].candidate.code} This application is not open any more" in index


def test_a_cancelled_order_makes_nothing_more_and_keeps_what_is_made(
    order: Order, sign_in: SignIn, run_jobs: Callable[[], Any]
) -> None:
    rosa = sign_in(order.house.rosa)
    found = order.ask(rosa)
    assert "0 of 3 packets" in rosa.get(order.page(found)).text
    assert rosa.post(f"{order.page(found)}/without-failed").status_code == 409  # nothing has failed
    rosa.post(f"{order.page(found)}/cancel")
    assert run_jobs() == []
    assert states(found) == [BulkItemState.CANCELLED] * 3
    assert {job.state for job in db.session.query(Job).filter_by(kind="bulk_packet")} == {JobState.CANCELLED}
    assert rosa.post(f"{order.page(found)}/cancel").status_code == 409


def test_an_attempt_that_ended_after_the_freeze_goes_on_with_the_same_packet(
    order: Order, run_jobs: Callable[[], Any]
) -> None:
    found = request_bulk(
        title="Thursday",
        requisition=order.house.opening,
        applications=order.agenda[:1],
        profile=Profile.RECRUITER,
        actor=order.house.rosa,
    )
    frozen = freeze_item(item=found.items[0])
    db.session.commit()
    run_jobs()
    assert ([packet.id for packet in db.session.query(Packet)], states(found)) == ([frozen.id], [BulkItemState.READY])


def test_the_page_takes_as_many_queries_for_three_packets_as_for_one(
    order: Order, sign_in: SignIn, count_queries: Callable[..., Any]
) -> None:
    rosa = sign_in(order.house.rosa)
    counts = []
    for chosen in (order.agenda[:1], order.agenda):
        rosa.post(order.url, data=order.form("committee", *chosen))
        found = db.session.query(PacketBulk).order_by(PacketBulk.id.desc()).first()
        rosa.get(order.page(found))
        with count_queries() as seen:
            rosa.get(order.page(found))
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.browser
def test_packets_are_chosen_watched_and_shared_in_a_browser(
    order: Order, browse: Callable[..., Page], page_problems: Callable[[Page], list[str]], run_jobs: Callable[[], Any]
) -> None:
    title, page = order.house.opening.title, browse(order.house.rosa, width=390)
    db.session.commit()  # a transaction left open here would keep the pages from writing
    page.goto("/calibration/packets")
    page.get_by_role("link", name=title).click()
    page.get_by_label(NAMES[0]).check()
    problems = page_problems(page)
    page.get_by_role("button", name="Show what they hide").click()
    problems += page_problems(page)
    page.get_by_role("button", name="Make this packet").click()
    expect(page.get_by_role("status").last).to_contain_text("0 of 1 packets")
    problems += page_problems(page)
    run_jobs()
    db.session.commit()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the zip").click()
    assert taken.value.suggested_filename.endswith(".zip")
    page.get_by_role("link", name=NAMES[0]).click()
    page.get_by_role("button", name="Make a link").click()
    problems += page_problems(page)
    link = page.locator(".link-shown a").get_attribute("href") or ""
    guest = browse(width=390)
    guest.goto(link.removeprefix("http://localhost:5000"))
    problems += page_problems(guest)
    with guest.expect_download() as taken:
        guest.get_by_role("button", name="Download the packet").click()
    assert taken.value.suggested_filename.endswith(".pdf")
    admin = browse(factories.account("Admin", Role.ADMIN), width=390)
    admin.goto("/retention")
    assert problems + page_problems(admin) == []
