"""From level guidelines and hiring criteria to a packet, through the pages alone, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from core.jobs.models import Job
from tests import factories
from tests.support.databases import PASSWORD

pytestmark = pytest.mark.browser

OWN_DOCUMENTS = Path(__file__).resolve().parents[2] / "calibration" / "demo" / "documents"
OPENING = "Reliability, harbour systems"
CANDIDATE = "Imani Okafor"
WRITTEN = "Waits for others to notice the fault and asks nobody."
EVIDENCE = {
    "Ada Lind": "Named one commander, wrote a timeline as it happened and asked the port before the rollback.",
    "Bo Castell": "Drew what fails together, then cut the one link that three outages of last year had in common.",
}
GROUP = "Running what is built"
DESK = 600
"""Pixels from which on the list of pages stands beside the page."""

LOOKED_AT = {
    *("Today", "Requisitions", "Open a requisition", "Hiring team", "Add a candidate", OPENING, CANDIDATE),
    *("Plan an interview", "Interview kit", "Scorecard for", "Scorecard of Ada Lind", "Scorecard of Bo Castell"),
}
"""The headings of pages that axe looks at in tests/scorecards/test_comfort.py, as narrow as here."""

REASONS = "Both interviewers saw work at the level asked for, each in another setting, and their notes agree."


@dataclass
class People:
    """Pages of one width, one window for each person; `found` is what axe said about the pages on the way, by heading.

    Axe takes as long as all the rest, so only the walk on the phone asks it: what is narrow goes wrong first.
    """

    browse: Callable[..., Page]
    page_problems: Callable[[Page], list[str]]
    width: int
    found: dict[str, list[str]] = field(default_factory=dict)

    def sign_in(self, account: Account) -> Page:
        """A window in which the person has typed email and password."""
        email = account.email
        db.session.commit()
        page = self.browse(width=self.width)
        page.goto("/")
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        self.press(page, "Sign in", then="Today")
        return page

    def arrived(self, page: Page, heading: str) -> None:
        """Waits for the page of that heading; axe looks at it the first time, unless another test has it do so."""
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        if heading not in LOOKED_AT | self.found.keys():
            self.look(page, heading)

    def look(self, page: Page, name: str) -> None:
        """Has axe look at the page as it stands."""
        self.found[name] = self.page_problems(page) if self.width < DESK else []

    def press(self, page: Page, name: str, *, then: str, within: Locator | None = None) -> None:
        """Presses the button or follows the link of that name, to the page with that heading."""
        place = within or page.locator("main")
        place.get_by_role("button", name=name, exact=True).or_(place.get_by_role("link", name=name, exact=True)).click()
        self.arrived(page, then)

    def confirm(self, page: Page, name: str, answer: str, *, then: str) -> None:
        """Presses the button and says yes in the dialog that asks."""
        page.locator("main").get_by_role("button", name=name, exact=True).click()
        self.press(page, answer, then=then, within=page.get_by_role("dialog"))

    def go(self, page: Page, entry: str) -> None:
        """Goes to a page of the main list."""
        if self.width < DESK:
            page.get_by_role("button", name="Menu").click()
        page.get_by_role("navigation", name="Main").get_by_role("link", name=entry).click()
        self.arrived(page, entry)


@pytest.fixture
def company(app: Flask) -> dict[str, Account]:
    """One person per role, and two interviewers."""
    roles = {
        "Rosa Venn": Role.RECRUITER,
        "Ada Lind": Role.INTERVIEWER,
        "Bo Castell": Role.INTERVIEWER,
        "Chidi Obi": Role.COMMITTEE,
        "Cora Maas": Role.COMMITTEE,
        "Hana Ito": Role.HIRING_MANAGER,
    }
    return {name: factories.account(name, role) for name, role in roles.items()}


def upload(people: People, page: Page, document: Path) -> None:
    """Reads a document, looks at the reading, names a group of its ladder as one would, imports it."""
    people.go(page, "Library")
    page.get_by_role("link", name="Upload a document").first.click()
    people.arrived(page, "Upload a document")
    page.get_by_label("Document").set_input_files(document)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Not imported yet")).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    people.arrived(page, title)
    people.press(page, "Put it right", then="Put the reading right")
    if (groups := page.locator("#ladder-1").get_by_label("Group of")).count():
        groups.first.fill(GROUP)
        people.press(page, "Save", then=title)
        expect(page.locator(".flash")).to_contain_text("The reading is put right")
        expect(page.locator("#findings")).to_contain_text("By hand: names were changed")
    else:
        people.press(page, "Cancel", then=title)
    people.press(page, "Import into the library", then=title)
    expect(page.locator(".flash")).to_contain_text("is in the library")


def make_rubric(people: People, page: Page, level: str) -> None:
    """Generates a rubric for the level in three steps, writes one anchor by hand and publishes it."""
    people.go(page, "Rubrics")
    page.get_by_role("link", name="Generate a rubric").first.click()
    people.arrived(page, "Generate a rubric")
    choose(page.get_by_label("Target level"), level)
    page.get_by_label("Hiring criteria").select_option(index=1)
    people.press(page, "Next", then="What belongs together")
    choose(page.get_by_label("For which level"), level)
    people.press(page, "Confirm and go on", then="Dimensions to rate")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.locator(".flash")).to_contain_text("The draft is made")
    title = page.get_by_role("heading", level=1).inner_text()
    people.arrived(page, title)
    page.locator("main").get_by_role("link", name="Edit").first.click()
    expect(page.get_by_label("Interview questions")).to_be_visible()
    people.arrived(page, page.get_by_role("heading", level=1).inner_text())
    page.get_by_text("Write new statements at 1").click()
    page.get_by_label("New statements at 1").fill(WRITTEN)
    people.press(page, "Save", then=title)
    expect(page.get_by_text(WRITTEN, exact=True)).to_be_visible()
    people.confirm(page, "Publish", "Publish", then=title)
    expect(page.locator(".flash")).to_contain_text("Published")
    people.look(page, "the published rubric")


def choose(select: Locator, words: str) -> None:
    """Takes the first choice whose words hold these."""
    select.select_option(select.locator("option").filter(has_text=words).first.get_attribute("value"))


def open_requisition(people: People, page: Page) -> None:
    """Opens a requisition with the only published rubric, with its team and one candidate."""
    people.go(page, "Requisitions")
    page.get_by_role("link", name="Open a requisition").first.click()
    people.arrived(page, "Open a requisition")
    page.get_by_label("Title").fill(OPENING)
    people.press(page, "Open the requisition", then="Hiring team")
    team = {"Chidi Obi": "Chair", "Cora Maas": "Committee", "Hana Ito": "Hiring manager"}
    for place, (name, role) in enumerate(team.items(), 1):
        page.get_by_label(f"Person {place} to add").select_option(label=name)
        page.get_by_role("group", name=f"Person {place}").get_by_label(role).check()
    page.get_by_role("button", name="Save the team").click()
    for name, role in team.items():
        expect(page.get_by_role("group", name=name).get_by_label(role)).to_be_checked()
    people.press(page, "Done", then=OPENING)
    people.press(page, "Add a candidate", then="Add a candidate")
    page.get_by_label("Name").fill(CANDIDATE)
    page.get_by_label("Email").fill("imani@example.org")
    people.press(page, "Add the candidate", then=CANDIDATE)


def plan_interviews(people: People, page: Page) -> None:
    """One interview of every dimension with each interviewer."""
    for name, link in zip(EVIDENCE, ("Plan a single interview", "Plan an interview"), strict=True):
        people.press(page, link, then="Plan an interview")
        page.get_by_label("Title").fill(f"Talk with {name}")
        choose(page.get_by_label("Interviewer", exact=True), name)
        for box in page.get_by_role("group", name="Focus dimensions").get_by_role("checkbox").all():
            box.check()
        people.press(page, "Plan the interview", then=CANDIDATE)
        expect(page.locator(".flash")).to_contain_text("The interview is planned")


def score(page: Page, keys: Sequence[str], evidence: str) -> None:
    """Fills the whole form: a score by keys and the evidence for every dimension, no red flag, a recommendation."""
    for group in page.locator("fieldset[data-digits]").all():
        group.get_by_role("radio").first.focus()
        for key in keys:
            page.keyboard.press(key)
        group.get_by_label("What did the candidate say or do?").fill(evidence)
    for answer in page.get_by_label("Not seen").all():
        answer.check()
    page.get_by_role("group", name="Overall recommendation").get_by_label("Yes", exact=True).check()


def interview(people: People, account: Account, keys: Sequence[str], peers: Sequence[str]) -> None:
    """Reads the kit, fills the scorecard, saves it, submits it; nothing of the peers is shown until then."""
    name = account.name
    page = people.sign_in(account)
    page.get_by_role("link", name=CANDIDATE).first.click()
    people.arrived(page, "Interview kit")
    page.get_by_text("What each score looks like").first.click()
    people.press(page, "Write the scorecard", then="Scorecard for")
    score(page, keys, EVIDENCE[name])
    people.press(page, "Save the draft", then="Scorecard for")
    expect(page.locator(".flash")).to_contain_text("The draft is saved")
    page.goto("/")
    page.get_by_role("link", name=CANDIDATE).first.click()
    people.arrived(page, "Scorecard for")
    for peer in peers:
        refuse_peers(people, page, EVIDENCE[peer])
    page.get_by_role("button", name="Submit the scorecard").click()
    people.arrived(page, f"Scorecard of {name}")
    expect(page.locator("main")).to_contain_text(EVIDENCE[name])


def refuse_peers(people: People, page: Page, evidence: str) -> None:
    """The application's page says that a scorecard is in, and shows nothing of it; then back to the form."""
    form = page.url
    page.get_by_role("link", name=CANDIDATE).click()
    people.arrived(page, CANDIDATE)
    expect(page.locator("main")).to_contain_text("1 submitted scorecard is not open to you yet")
    expect(page.get_by_role("link", name="Read the scorecard")).to_have_count(0)
    assert evidence not in page.content()
    page.goto(form)


def decide(people: People, chair: Account) -> Page:
    """The chair reads the matrix and the evidence, and records the decision with its reasons."""
    page = people.sign_in(chair)
    people.go(page, "Calibration")
    page.locator("main").get_by_role("link", name=CANDIDATE).click()
    people.arrived(page, CANDIDATE)
    expect(page.get_by_role("table", name="Scores by dimension and interviewer")).to_be_visible()
    for evidence in EVIDENCE.values():
        expect(page.get_by_text(evidence).first).to_be_visible()
    page.get_by_label("Hire at level").check()
    page.get_by_label("Reasons").fill(REASONS)
    people.press(page, "Record the decision", then=CANDIDATE)
    expect(page.locator(".flash")).to_contain_text("The decision is recorded")
    return page


def fetch_packet(people: People, page: Page, run_jobs: Callable[[], list[Job]]) -> PdfReader:
    """Asks for the packet, has a worker make it, downloads it."""
    people.press(page, "Make a packet", then="Packet for")
    run_jobs()
    db.session.commit()  # while the browser works, the test holds no transaction open
    expect(page.get_by_role("button", name="Download the PDF")).to_be_visible()
    people.arrived(page, "Packet for")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the PDF").click()
    return PdfReader(download.value.path())


def walk(
    people: People,
    company: dict[str, Account],
    run_jobs: Callable[[], list[Job]],
    documents: Sequence[Path],
    level: str,
) -> str:
    """The whole path; the text of the packet."""
    recruiter = people.sign_in(company["Rosa Venn"])
    for document in documents:
        upload(people, recruiter, document)
    make_rubric(people, recruiter, level)
    open_requisition(people, recruiter)
    plan_interviews(people, recruiter)
    interview(people, company["Ada Lind"], keys=["4"], peers=[])
    interview(people, company["Bo Castell"], keys=["2", "ArrowDown"], peers=["Ada Lind"])
    recruiter.reload()
    people.press(recruiter, "Move to calibration", then=CANDIDATE)
    expect(recruiter.locator(".flash")).to_contain_text("in calibration")
    packet = fetch_packet(people, decide(people, company["Chidi Obi"]), run_jobs)
    assert {heading: problems for heading, problems in people.found.items() if problems} == {}
    return " ".join(" ".join(page.extract_text().split()) for page in packet.pages)


def missing(text: str, *wanted: str) -> list[str]:
    return [words for words in (CANDIDATE, REASONS, WRITTEN, *EVIDENCE.values(), *wanted) if words not in text]


def test_our_own_documents_become_a_packet_on_a_desk(
    company: dict[str, Account],
    browse: Callable[..., Page],
    page_problems: Callable[[Page], list[str]],
    run_jobs: Callable[[], list[Job]],
) -> None:
    documents = [OWN_DOCUMENTS / "engineering-ladder.md", OWN_DOCUMENTS / "staff-reliability-engineer-criteria.md"]
    text = walk(People(browse, page_problems, 1280), company, run_jobs, documents, "E4")
    assert missing(text, "Hire at E4", "engineering-ladder.md") == []


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_profile_page_and_a_blueprint_become_a_packet_for_p7_on_a_phone(
    company: dict[str, Account],
    browse: Callable[..., Page],
    page_problems: Callable[[Page], list[str]],
    run_jobs: Callable[[], list[Job]],
    shared: Path,
) -> None:
    seeds = shared / "seeds"
    documents = [next(seeds.glob(f"{number}_*")) for number in ("000", "003")]
    text = walk(People(browse, page_problems, 390), company, run_jobs, documents, "P7")
    assert missing(text, "Hire at P7", *(document.name for document in documents)) == []


def test_a_scorecard_is_filled_and_submitted_without_scripts(
    browse: Callable[..., Page], company: dict[str, Account]
) -> None:
    held = factories.interview(factories.application(), company["Ada Lind"], focus=(0, 1))
    card, marks = held.scorecard.id, [dimension.id for dimension in held.focus]
    signed_in = browse(company["Ada Lind"])
    signed_in.goto("/")
    bare = signed_in.context.browser.new_context(  # type: ignore[union-attr]  # a launched browser is always there
        java_script_enabled=False, storage_state=signed_in.context.storage_state(), base_url=signed_in.url
    )
    page = bare.new_page()
    page.goto(f"/scorecards/{card}/edit")
    page.fill(f"#evidence-{marks[0]}", EVIDENCE["Ada Lind"])
    page.get_by_role("button", name="Submit the scorecard").click()
    expect(page.locator(".error-summary")).to_contain_text("Not complete yet. What you wrote is saved.")
    expect(page.locator(f"#evidence-{marks[0]}")).to_have_value(EVIDENCE["Ada Lind"])
    for number in marks:
        page.check(f"#rating-{number}-3")
        page.fill(f"#evidence-{number}", EVIDENCE["Ada Lind"])
    page.get_by_label("Not seen").check()
    page.get_by_role("group", name="Overall recommendation").get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Submit the scorecard").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Scorecard of Ada Lind")
    expect(page.get_by_text(EVIDENCE["Ada Lind"])).to_have_count(2)
    bare.close()
