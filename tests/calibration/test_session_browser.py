"""A whole session in five browsers, half of them at a second web process: the pages follow each other by themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from calibration.enums import Outcome
from calibration.models import Decision, Position, Recusal
from core.database import db
from tests.calibration.committee import Committee
from tests.support.browser import Complaints, LiveServer, whole
from tests.support.databases import SETTINGS

pytestmark = pytest.mark.browser

Browse = Callable[..., Page]
Problems = Callable[[Page], list[str]]


@pytest.fixture
def second_process(live_server: LiveServer) -> Iterator[str]:
    """The address of another application on the same database, as a second web process would be."""
    from wsgi import create_app

    settings = {key: live_server.app.config[key] for key in ("SQLALCHEMY_DATABASE_URI", "QUEUE_URL")}
    served = create_app({**SETTINGS, **settings, "WTF_CSRF_ENABLED": True})
    served.wsgi_app = whole(served.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way to add a layer
    server = make_server("127.0.0.1", 0, served, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    with served.app_context():
        db.engine.dispose()


def checked(page: Page, problems: Problems, name: str, *widths: int) -> None:
    """Nothing is wrong with the page on a phone, where it goes wrong first, or at these widths."""
    for width in widths or (390,):
        page.set_viewport_size({"width": width, "height": 900})
        assert problems(page) == [], f"{name} at {width}"


def take(page: Page, outcome: str, reasons: str) -> None:
    drawer = page.locator("#take-position")
    if not drawer.evaluate("drawer => drawer.open"):
        drawer.locator("summary").click()
    drawer.get_by_label(outcome).check()
    drawer.get_by_label("Your reasons").fill(reasons)
    drawer.locator("button[type=submit]").click()


def test_five_members_hold_a_session_and_every_page_follows(
    house: Committee, second_process: str, browse: Browse, page_problems: Problems, live_server: LiveServer
) -> None:
    other = house.apply("Tove Lindahl")
    house.put_on_agenda(house.application, other)
    people = {person.name: person for person in house.members}
    noors = house.noor.id
    session_path, item_path = f"/calibration/sessions/{house.session.id}", f"/calibration/items/{house.item.id}"
    homes = {name: second_process if turn % 2 else live_server.url for turn, name in enumerate(people)}
    pages = {name: browse(person) for name, person in people.items()}

    # Everybody reads, the chair opens, everybody is here.
    for name, page in pages.items():
        page.goto(homes[name] + session_path)
        page.get_by_role("button", name="I have read the evidence").click()
    chair = pages["Chidi"]
    checked(chair, page_problems, "session-planned")
    chair.get_by_role("button", name="Open the session").click()
    for name, page in pages.items():
        if name != "Chidi":
            page.get_by_role("button", name="I am here").click()  # the button has come by itself
    expect(chair.locator("#committee-table").get_by_text("Here", exact=True)).to_have_count(5)

    # Noor is recused: the item is gone for her, here and everywhere.
    noor = pages["Noor"]
    noor.goto(homes["Noor"] + item_path)
    noor.locator(f"#recuse-{noors} summary").click()
    noor.locator(f"#recuse-{noors}").get_by_label("Why").fill("We shared a team until May.")
    noor.locator(f"#recuse-{noors}").get_by_role("button", name="Recuse").click()
    expect(noor.locator("#agenda-table tbody tr")).to_have_count(1)
    expect(noor.get_by_text("Imani Okafor")).to_have_count(0)
    assert noor.request.get(homes["Noor"] + item_path).status == 404

    # Positions are taken blind; nobody sees one until all who take part have taken theirs.
    four = ["Chidi", "Mira", "Olu", "Hugo"]
    for name in four:
        pages[name].goto(homes[name] + item_path)
    chair.get_by_role("button", name="Turn to Imani Okafor").click()
    mira = pages["Mira"]
    expect(mira.locator("#item-status")).to_contain_text("0 of 4 present have taken a position. Nobody sees")
    checked(mira, page_problems, "item-voting")
    take(mira, "Hire at level", "The failover design carries it.")
    take(pages["Olu"], "No hire", "Operations stayed a level down in both conversations.")
    take(pages["Hugo"], "Hire at level", "Strong on people, and the design holds.")
    expect(chair.locator("#item-status")).to_contain_text("3 of 4 present")
    assert chair.locator("#positions").count() == 0
    assert "a level down" not in chair.content()
    take(chair, "Hire at level", "Three of three saw the level in design.")
    for name in four:
        expect(pages[name].locator("#position-table tbody tr")).to_have_count(4)
        expect(pages[name].locator("#item-status")).to_contain_text("Everybody present had taken a position.")
    expect(mira.locator("#prompts")).to_contain_text("Positions differ: 3 for “Hire at level”, 1 for “No hire”.")
    checked(mira, page_problems, "item-talking", 390, 1280)

    # Somebody is writing while the chair adjusts a score: what is typed stays, and the page says so.
    olu = pages["Olu"]
    olu.locator("#take-position summary").click()
    olu.locator("#take-position").get_by_label("Your reasons").fill("On second thought the notes")
    chair.locator("#adjust summary").click()
    chair.locator("#adjust").get_by_label("Score").select_option(label="System design, Mira: 2")
    chair.locator("#adjust").get_by_label("Counts as").select_option("3")
    chair.locator("#adjust").get_by_label("Why").fill("Ada's notes show the analysis that was missed.")
    chair.locator("#adjust").get_by_role("button", name="Count it so").click()
    expect(olu.locator("#adjustment-table")).to_contain_text("Ada's notes show the analysis")
    expect(olu.locator("#moved-on")).to_be_visible()
    expect(olu.locator("#take-position").get_by_label("Your reasons")).to_have_value("On second thought the notes")
    olu.locator("#take-position").get_by_label("Hire at level").check()
    olu.locator("#take-position").get_by_label("Your reasons").fill("On second thought the notes settle it.")
    olu.locator("#take-position").get_by_role("button", name="Change it").click()
    expect(mira.locator("#position-table")).to_contain_text("On second thought the notes settle it.")

    # The chair decides, with a mistake first; a member dissents; the others' pages show both.
    chair.locator("#decide summary").click()
    checked(chair, page_problems, "item-deciding", 390, 1280)
    chair.locator("#decide").get_by_label("Hire at level").check()
    chair.locator("#decide").get_by_label("Reasons").fill("Yes.")
    chair.locator("#decide").get_by_role("button", name="Record the decision").click()
    expect(chair.locator("#decide .error-summary")).to_be_focused()
    chair.locator("#decide").get_by_label("Reasons").fill("Three interviewers saw designs at the level asked for.")
    chair.locator("#decide").get_by_label("What happens next").fill("Rosa calls on Friday.")
    chair.locator("#decide").get_by_role("button", name="Record the decision").click()
    expect(mira.locator(".notice-title").first).to_have_text("Hire at level, P5")
    mira.locator("#dissent-form summary").click()
    mira.locator("#dissent-form").get_by_label("Where you see it differently").fill("I would have offered P4.")
    mira.locator("#dissent-form").get_by_role("button", name="Record my dissent").click()
    expect(pages["Hugo"].locator("#dissents")).to_contain_text("I would have offered P4.")
    expect(pages["Hugo"].locator("#movement")).to_contain_text("Olu: No hire → Hire at level.")
    checked(pages["Hugo"], page_problems, "item-decided")

    # On to the next, then the session is closed; Noor sees her one item and what follows from it.
    chair.get_by_role("link", name="Next: Tove Lindahl").click()
    chair.get_by_role("button", name="Turn to Tove Lindahl").click()
    noor.goto(homes["Noor"] + session_path)
    expect(noor.locator("#current")).to_have_text("Now: Tove Lindahl")
    chair.goto(homes["Chidi"] + session_path)
    chair.get_by_role("button", name="Close the session").click()
    chair.get_by_role("button", name="Close it").click()
    expect(noor.locator("#follow-up-table tbody tr")).to_have_count(1)
    expect(chair.locator("#talk-table")).to_contain_text("1 of 4")
    checked(chair, page_problems, "session-closed", 390, 1280)
    expect(noor.locator("#live .mark").first).to_have_text("Closed")
    checked(noor, page_problems, "session-closed-recused")

    held = db.session.query(Position).filter_by(agenda_item_id=house.item.id)
    assert (held.count(), db.session.query(Recusal).count()) == (5, 1)
    assert db.session.query(Decision).one().outcome is Outcome.HIRE


def test_a_session_is_planned_with_the_keyboard_alone(
    house: Committee, browse: Browse, page_problems: Problems
) -> None:
    page = browse(house.rosa)
    page.goto("/calibration/sessions")
    checked(page, page_problems, "sessions")
    page.get_by_role("link", name="Staff engineer, payments").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/new")
    page.get_by_label("Title").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Friday's committee")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('place')"):
            break
    page.keyboard.type("1")
    checked(page, page_problems, "session-form")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Friday's committee")
    expect(page.locator("#agenda-table tbody tr")).to_have_count(1)


def test_the_pages_serve_without_javascript(house: Committee, browse: Browse, live_server: LiveServer) -> None:
    house.sit()
    house.turn()
    for person in (house.chair, house.mira, house.noor, house.olu):
        house.hold(person)
    address = f"/calibration/items/{house.item.id}"
    with_script = browse(house.hugo)
    context = with_script.context.browser.new_context(  # type: ignore[union-attr]  # the context comes from a browser
        base_url=live_server.url, java_script_enabled=False, storage_state=with_script.context.storage_state()
    )
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#item-status")).to_contain_text("4 of 5 present")
    page.get_by_label("Hire at level").check()
    page.get_by_label("Your reasons").fill("The design holds, and so do the people.")
    page.get_by_role("button", name="Take this position").click()
    expect(page.locator("#position-table tbody tr")).to_have_count(5)
    context.close()


def test_a_page_left_open_after_signing_out_stops_asking_and_shows_the_sign_in(
    house: Committee, browse: Browse, complaints: Complaints
) -> None:
    house.sit()
    address = f"/calibration/items/{house.item.id}"
    page = browse(house.mira)
    page.goto(address)
    page.context.clear_cookies()
    page.wait_for_url("**/sign-in**")
    expect(page.get_by_label("Password")).to_be_visible()
    assert len(complaints.heard) == 1, "htmx names the refusal once: it is not asked for again"
    complaints.heard.clear()
