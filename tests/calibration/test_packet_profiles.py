"""Packets for each kind of reader: what a profile hides is seen before, and is nowhere in the packet after."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from accounts.enums import Role
from accounts.models import Account
from calibration.enums import Profile
from calibration.models import Packet, StoredFile
from calibration.operations.packets import freeze_packet
from core.audit import AuditEvent
from core.database import db
from core.errors import InvalidInput
from scorecards.enums import Stage, TeamRole, Visibility
from scorecards.models import Application, Candidate
from tests import factories

SignIn = Callable[[Account], FlaskClient]
CANDIDATE, MAIL = "Imani Okafor", "imani@example.org"
INTERVIEWERS = ("Ada Quist", "Bo Lindqvist")
SCHOOL = "Halden Polytechnic"
EVIDENCE = f"Imani drew the failover by hand, as she had at {SCHOOL}; Ada Quist agreed."


class House:
    """An application with two scorecards whose words name everybody."""

    def __init__(self, visibility: Visibility = Visibility.IN_CALIBRATION) -> None:
        self.people = {
            "recruiter": factories.account("Rosa", Role.RECRUITER),
            "hiring manager": factories.account("Hugo", Role.HIRING_MANAGER),
            "chair": factories.account("Chidi", Role.COMMITTEE),
            "committee": factories.account("Mira", Role.COMMITTEE),
            "admin": factories.account("Admin", Role.ADMIN),
        }
        team = {
            TeamRole.HIRING_MANAGER: [self.people["hiring manager"]],
            TeamRole.CHAIR: [self.people["chair"]],
            TeamRole.COMMITTEE: [self.people["committee"]],
        }
        self.application: Application = factories.application(
            factories.requisition(team=team, visibility=visibility),
            factories.candidate(CANDIDATE, email=MAIL),
            stage=Stage.CALIBRATION,
        )
        self.people["interviewer"] = factories.account(INTERVIEWERS[0], Role.INTERVIEWER)
        for person in (self.people["interviewer"], factories.account(INTERVIEWERS[1], Role.INTERVIEWER)):
            factories.submitted(factories.interview(self.application, person), scores=[4, 3, None], evidence=EVIDENCE)
        self.url = f"/calibration/applications/{self.application.id}/packets"


@pytest.fixture
def house(app: Flask) -> House:
    return House()


HIDDEN = {
    "committee": ("",),
    "recruiter": ("drew the failover", SCHOOL),
    "candidate": ("Ada", "Quist", "Lindqvist"),
    "anonymous": ("Imani", "Okafor", "imani@", SCHOOL, " she "),
}


@pytest.mark.parametrize("profile", ["recruiter", "candidate", "anonymous"])
def test_what_a_profile_hides_is_neither_in_the_pages_nor_in_the_data(
    house: House, sign_in: SignIn, run_jobs: Callable[[], Any], profile: str
) -> None:
    words = SCHOOL if profile == "anonymous" else ""
    sign_in(house.people["chair"]).post(house.url, data={"profile": profile, "also_masked": words})
    run_jobs()
    packet = db.session.query(Packet).one()
    reader = PdfReader(BytesIO(db.session.get_one(StoredFile, packet.file_sha256).content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    inside = json.loads(reader.attachments["packet.json"][0])
    assert (packet.profile, inside) == (Profile(profile), packet.record)
    everything = text + json.dumps(inside, ensure_ascii=False) + str(reader.metadata)
    assert [word for word in HIDDEN[profile] if word in everything] == []
    assert packet.application.candidate.code in everything


def test_what_a_profile_hides_does_stand_in_the_committee_s(house: House) -> None:
    packet = freeze_packet(application=house.application, profile=Profile.COMMITTEE, actor=None)
    frozen = json.dumps(packet.record, ensure_ascii=False)
    assert [word for words in HIDDEN.values() for word in words if word not in frozen] == []


def test_the_preview_shows_each_text_as_it_will_be_printed(
    house: House, sign_in: SignIn, markup: Callable[..., Any]
) -> None:
    answer = sign_in(house.people["chair"]).post(
        f"{house.url}/new", data={"profile": "anonymous", "also_masked": f"\n{SCHOOL}\n"}
    )
    rows = [[cell.text() for cell in row.css("th, td")] for row in markup(answer).css("#masked tbody tr")]
    place = "Scorecards: ratings: evidence"
    shown = "[name] drew the failover by hand, as [pronoun] had at [masked]; Ada Quist agreed."
    assert [place, EVIDENCE, shown] in rows
    assert db.session.query(Packet).count() == 0


def test_the_preview_counts_what_is_left_out(house: House, sign_in: SignIn, markup: Callable[..., Any]) -> None:
    answer = sign_in(house.people["chair"]).post(f"{house.url}/new", data={"profile": "recruiter"})
    rows = {row.css_first("th").text(): row.css_first("td").text() for row in markup(answer).css("#left-out tbody tr")}
    assert rows["Scorecards: ratings: evidence"] == "4"


def test_the_preview_of_the_committee_s_says_that_nothing_is_hidden(house: House, sign_in: SignIn) -> None:
    assert "Nothing: its readers get the whole record." in sign_in(house.people["chair"]).get(f"{house.url}/new").text


@pytest.mark.parametrize(
    ("visibility", "makers"),
    [
        (Visibility.IN_CALIBRATION, ["recruiter", "hiring manager", "chair"]),
        (Visibility.NEVER, ["hiring manager", "chair"]),
    ],
)
@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.usefixtures("app")
def test_every_profile_is_made_by_those_who_export_and_read_the_evidence(
    sign_in: SignIn, visibility: Visibility, makers: list[str], profile: Profile
) -> None:
    house = House(visibility)
    clients = {who: sign_in(person) for who, person in house.people.items()}
    asked = {"profile": profile.value}
    previewed = [who for who in clients if clients[who].post(f"{house.url}/new", data=asked).status_code == 200]
    made = [who for who in clients if clients[who].post(house.url, data=asked).status_code == 302]
    assert (previewed, made) == (makers, makers)


@pytest.mark.parametrize("asked", [{}, {"profile": "everyone"}, {"profile": "candidate", "also_masked": SCHOOL}])
def test_no_packet_is_made_for_readers_that_were_not_chosen(
    house: House, sign_in: SignIn, asked: dict[str, str]
) -> None:
    client = sign_in(house.people["chair"])
    answers = [client.post(url, data=asked).status_code for url in (house.url, f"{house.url}/new")]
    assert (answers, db.session.query(Packet).count()) == ([422, 422], 0)


def test_words_to_mask_are_refused_where_they_would_not_be_masked(house: House) -> None:
    with pytest.raises(InvalidInput, match="Only an anonymous packet"):
        freeze_packet(application=house.application, profile=Profile.COMMITTEE, actor=None, also_masked=[SCHOOL])


def test_a_failed_packet_is_rendered_again_as_it_was_frozen(house: House, sign_in: SignIn) -> None:
    client = sign_in(house.people["chair"])
    client.post(house.url, data={"profile": "anonymous", "also_masked": SCHOOL})
    packet = db.session.query(Packet).one()
    answer = client.post(f"/calibration/packets/{packet.id}/again")
    assert (answer.location, db.session.query(Packet).count()) == (f"/calibration/packets/{packet.id}", 1)


def test_the_command_makes_each_profile(app: Flask, house: House, tmp_path: Path) -> None:
    words = ["packets", "make", str(house.application.id), "--profile", "anonymous", "--mask", SCHOOL]
    db.session.commit()
    result = app.test_cli_runner().invoke(args=[*words, "--out", str(tmp_path / "packet.pdf")])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["profile"] == "anonymous"
    reader = PdfReader(tmp_path / "packet.pdf")
    inside = reader.attachments["packet.json"][0].decode()
    assert [word for word in HIDDEN["anonymous"] if word in inside] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_hidden_is_read_before_the_packet_is_made(
    house: House, browse: Callable[..., Page], page_problems: Callable[[Page], list[str]], width: int
) -> None:
    address = house.url.removesuffix("/packets")
    page = browse(house.people["chair"], width=width)
    page.goto(address)
    page.get_by_role("link", name="Make one for other readers").click()
    page.get_by_label("Anonymous").check()
    page.get_by_label("Mask these words too").fill(SCHOOL)
    page.get_by_role("button", name="Show what it hides").click()
    expect(page.get_by_role("heading", name="What this packet hides")).to_be_visible()
    assert page_problems(page) == []
    page.get_by_role("button", name="Make this packet").click()
    expect(page.get_by_text("Anonymous copy")).to_be_visible()


def test_schools_and_employers_are_kept_with_the_candidate_and_masked_in_every_anonymous_packet(
    house: House, sign_in: SignIn, markup: Callable[..., Any]
) -> None:
    chair = sign_in(house.people["chair"])
    page = f"/calibration/applications/{house.application.id}/background"
    chair.post(page, data={"schools": f"\n{SCHOOL}\n{SCHOOL}\n", "employers": "Brandt  Ferries"})
    candidate = house.application.candidate
    assert (candidate.schools, candidate.employers) == ([SCHOOL], ["Brandt Ferries"])
    shown = markup(chair.post(f"{house.url}/new", data={"profile": "anonymous"}))
    strings = [[cell.text() for cell in row.css("th, td")] for row in shown.css("#strings tbody tr")]
    assert strings == [
        [CANDIDATE, "[name]"],
        [MAIL, "[contact]"],
        [MAIL.partition("@")[0], "[contact]"],
        [SCHOOL, "[school]"],
        ["Brandt Ferries", "[employer]"],
    ]
    packet = freeze_packet(application=house.application, profile=Profile.ANONYMOUS, actor=None)
    frozen = json.dumps(packet.record, ensure_ascii=False)
    assert (SCHOOL in frozen, "as [pronoun] had at [school]" in frozen) == (False, True)
    audited = db.session.query(AuditEvent).filter_by(action="set_background").one()
    assert (audited.details, audited.about) == ({"changed": ["schools", "employers"]}, None)


def test_a_candidate_is_added_with_schools_and_employers(house: House, sign_in: SignIn) -> None:
    form = {"name": "Tarek Aziz", "schools": f"{SCHOOL}\n", "employers": "Brandt Ferries\nOslo Lines"}
    opening = house.application.requisition_id
    answer = sign_in(house.people["recruiter"]).post(f"/requisitions/{opening}/candidates/new", data=form)
    added = db.session.query(Candidate).filter_by(name="Tarek Aziz").one()
    assert (answer.status_code, added.schools, added.employers) == (302, [SCHOOL], ["Brandt Ferries", "Oslo Lines"])


@pytest.mark.parametrize(
    ("allowed", "policy", "installation", "tells"),
    [
        (False, Visibility.IN_CALIBRATION, "yes", False),
        (True, Visibility.IN_CALIBRATION, "yes", True),
        (True, Visibility.IN_CALIBRATION, "no", False),
        (True, Visibility.NEVER, "yes", False),
    ],
)
def test_a_recruiter_s_packet_tells_single_scores_only_where_all_allow_it(
    app: Flask, house: House, sign_in: SignIn, *, allowed: bool, policy: Visibility, installation: str, tells: bool
) -> None:
    opening = house.application.requisition
    opening.recruiter_scores, opening.visibility = allowed, policy
    app.config["RECRUITER_SCORES"] = installation
    db.session.commit()
    shown = sign_in(house.people["chair"]).post(f"{house.url}/new", data={"profile": "recruiter"}).text
    assert ("It does hold what each interviewer scored" in shown, "Scorecards: ratings: evidence" in shown) == (
        tells,
        not tells,
    )
    packet = freeze_packet(application=house.application, profile=Profile.RECRUITER, actor=None)
    assert ("drew the failover by hand" in json.dumps(packet.record), packet.record.get("singles")) == (
        tells,
        True if tells else None,
    )
