"""Never lose a word, in a real browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from sqlalchemy import delete, func, select

from accounts.models import Account, SignInSession
from core.database import db, read_only
from scorecards.answers import Answers
from scorecards.models import ScorecardRevision
from scorecards.queries import sheets
from tests import factories

pytestmark = pytest.mark.browser

Browse = Callable[..., Page]
SLOW = 20_000


@dataclass(frozen=True)
class Card:
    """A scorecard by its numbers alone: while the browser works, the test must hold no transaction open."""

    id: int
    design: int
    delivery: int

    @property
    def url(self) -> str:
        return f"/scorecards/{self.id}/edit"

    @property
    def stored(self) -> Answers:
        with read_only():
            return sheets.answers(self.id)


@pytest.fixture
def ada(app: Flask) -> Account:
    return factories.account("Ada Interviewer")


@pytest.fixture
def card(ada: Account) -> Card:
    held = factories.interview(factories.application(), ada, focus=(0, 1))
    made = Card(held.scorecard.id, *(dimension.id for dimension in held.focus))
    db.session.commit()
    return made


def await_state(page: Page, state: str) -> None:
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", state, timeout=SLOW)


def test_a_pause_saves_what_was_typed_and_remarks_on_it(browse: Browse, ada: Account, card: Card) -> None:
    page = browse(ada)
    page.goto(card.url)
    page.fill(f"#evidence-{card.design}", "She seems smart.")
    await_state(page, "saved")
    assert card.stored.rating(card.design).evidence == "She seems smart."
    expect(page.locator(f"[data-remarks=evidence-{card.design}] li")).to_have_text(
        "This reads as an impression. What did the candidate say or do that gave it?"
    )


def test_a_scorecard_is_filled_by_keyboard_alone(browse: Browse, ada: Account, card: Card) -> None:
    page = browse(ada)
    page.goto(card.url)
    page.focus(f"#rating-{card.design}-0")
    page.keyboard.press("4")
    page.keyboard.press("ArrowDown")
    assert page.is_checked(f"#rating-{card.design}-4")
    page.focus(f"#rating-{card.delivery}-0")
    page.keyboard.press("0")
    assert page.is_checked(f"#rating-{card.delivery}-none")
    expect(page.locator(f"#reason-{card.delivery}")).to_be_visible()
    await_state(page, "saved")
    answers = card.stored
    assert (answers.rating(card.design).score, answers.rating(card.delivery).not_observed) == (5, True)


def test_typing_goes_on_without_a_network_and_is_saved_when_it_is_back(
    browse: Browse, ada: Account, card: Card
) -> None:
    page = browse(ada)
    page.goto(card.url)
    page.context.set_offline(True)
    page.fill(f"#evidence-{card.design}", "Typed on the train")
    await_state(page, "offline")
    assert card.stored == Answers()
    page.context.set_offline(False)
    await_state(page, "saved")
    assert card.stored.rating(card.design).evidence == "Typed on the train"


def test_a_tab_closed_without_a_network_loses_nothing(browse: Browse, ada: Account, card: Card) -> None:
    page = browse(ada)
    page.goto(card.url)
    page.context.set_offline(True)
    page.fill("#summary", "Typed before the battery died")
    page.check("#recommendation-yes")
    page.close()
    again = page.context.new_page()
    page.context.set_offline(False)
    again.goto(card.url)
    assert again.input_value("#summary") == "Typed before the battery died"
    assert again.is_checked("#recommendation-yes")
    await_state(again, "saved")
    assert card.stored.summary == "Typed before the battery died"


def test_two_windows_keep_both_texts_and_the_person_chooses(browse: Browse, ada: Account, card: Card) -> None:
    first, second = browse(ada), browse(ada)
    first.goto(card.url)
    second.goto(card.url)
    first.fill("#summary", "From the laptop")
    await_state(first, "saved")
    second.fill("#summary", "From the phone")
    second.fill("#minutes_used", "45")
    await_state(second, "conflict")
    assert card.stored.summary == "From the laptop"
    second.get_by_role("button", name="Choose which text to keep").click()
    expect(second.locator("#conflict-title")).to_be_visible()
    second.check("#stored-summary")
    second.get_by_role("button", name="Save what I chose").click()
    expect(second.locator(".flash")).to_contain_text("The draft is saved.")
    answers = card.stored
    assert (answers.summary, answers.minutes_used) == ("From the laptop", 45)
    expect(second.locator("#summary")).to_have_value("From the laptop")


def test_text_of_a_lost_conflict_is_offered_again_after_reopening_the_page(
    browse: Browse, ada: Account, card: Card
) -> None:
    first, second = browse(ada), browse(ada)
    first.goto(card.url)
    second.goto(card.url)
    first.fill("#summary", "From the laptop")
    await_state(first, "saved")
    second.fill("#summary", "From the phone")
    await_state(second, "conflict")
    second.reload()
    await_state(second, "conflict")
    assert second.input_value("#summary") == "From the phone"
    second.get_by_role("button", name="Choose which text to keep").click()
    expect(second.locator(".conflict")).to_contain_text("From the laptop")


def test_an_expired_sign_in_loses_nothing(
    browse: Browse, ada: Account, card: Card, sign_in: Callable[[Account], FlaskClient]
) -> None:
    page = browse(ada)
    page.goto(card.url)
    db.session.execute(delete(SignInSession))
    db.session.commit()
    page.fill("#summary", "Typed while signed out")
    await_state(page, "signed-out")
    cookie = sign_in(ada).get_cookie("session")
    db.session.commit()
    assert cookie is not None
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": page.evaluate("location.origin")}])
    await_state(page, "saved")
    assert card.stored.summary == "Typed while signed out"


def test_a_scorecard_is_not_sent_while_signed_out_and_is_sent_afterwards(
    browse: Browse, ada: Account, card: Card, sign_in: Callable[[Account], FlaskClient]
) -> None:
    page = browse(ada)
    page.goto(card.url)
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name="Sign out").click()
    other.get_by_role("heading", name="Sign in").wait_for()
    page.fill("#summary", "Typed while signed out")
    await_state(page, "signed-out")
    page.get_by_role("button", name="Save the draft").click()
    await_state(page, "signed-out")
    expect(page.locator("#summary")).to_have_value("Typed while signed out")
    cookie = sign_in(ada).get_cookie("session")
    db.session.commit()
    assert cookie is not None
    site = page.url.removesuffix(card.url)
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": site}])
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator(".flash")).to_contain_text("The draft is saved.")
    assert card.stored.summary == "Typed while signed out"
    page.go_back()  # to the form as it was opened: it holds what is saved, and typing on is no conflict
    expect(page.locator("#summary")).to_have_value("Typed while signed out")
    page.fill("#summary", "Typed on")
    await_state(page, "saved")
    assert card.stored.summary == "Typed on"


def test_submitting_right_after_typing_submits_all_of_it(browse: Browse, ada: Account, card: Card) -> None:
    page = browse(ada)
    page.route("**/autosave", lambda route: (time.sleep(1), route.continue_()))
    page.goto(card.url)
    for number in (card.design, card.delivery):
        page.check(f"#rating-{number}-3")
        page.fill(f"#evidence-{number}", "Asked for the load first, then drew two queues.")
    page.get_by_label("Not seen").check()
    page.check("#recommendation-strong_yes")
    await_state(page, "saving")
    page.fill("#summary", "The last words")
    page.get_by_role("button", name="Submit the scorecard").click()
    expect(page.locator(".flash")).to_contain_text("submitted", timeout=SLOW)
    assert card.stored.summary == "The last words"
    assert page.evaluate("Object.keys(localStorage)") == []
    page.go_back()  # the form was left behind: what was handed in is shown, and nothing is sent or kept anew
    expect(page.locator("h1")).to_contain_text("Scorecard of Ada Interviewer")
    with read_only():
        assert db.session.scalar(select(func.count(ScorecardRevision.id))) == 1
    assert page.evaluate("Object.keys(localStorage)") == []


OTHER_APP_IN_FRONT = """() => document.querySelector("form[data-autosave]").addEventListener("submit", () => setTimeout(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
    dispatchEvent(new Event("online"));
    setTimeout(() => sessionStorage.setItem("state", document.querySelector("[data-save-state]").dataset.state));
}))"""


def test_nothing_is_saved_beside_a_form_on_its_way_or_kept_after_it(browse: Browse, ada: Account, card: Card) -> None:
    page = browse(ada)
    page.goto(card.url)
    page.fill("#summary", "Nearly done")
    await_state(page, "saved")
    autosaves: list[str] = []
    page.on("request", lambda request: autosaves.append(request.url) if "/autosave" in request.url else None)
    page.evaluate(OTHER_APP_IN_FRONT)
    for number in (card.design, card.delivery):
        page.check(f"#rating-{number}-3")
        page.fill(f"#evidence-{number}", "Asked for the load first, then drew two queues.")
    page.get_by_label("Not seen").check()
    page.check("#recommendation-strong_yes")
    await_state(page, "saved")
    sent = len(autosaves)
    page.fill("#summary", "The last words")
    page.get_by_role("button", name="Submit the scorecard").click()
    expect(page.locator(".flash")).to_contain_text("submitted", timeout=SLOW)
    assert page.evaluate("[Object.keys(localStorage), sessionStorage.getItem('state')]") == [[], "sending"]
    assert (len(autosaves), card.stored.summary) == (sent, "The last words")


def test_the_page_works_without_scripts(browse: Browse, ada: Account, card: Card) -> None:
    signed_in = browse(ada)
    bare = signed_in.context.browser.new_context(  # type: ignore[union-attr]  # a launched browser is always there
        java_script_enabled=False, storage_state=signed_in.context.storage_state()
    )
    signed_in.goto("/")
    page = bare.new_page()
    page.goto(signed_in.url.rstrip("/") + card.url)
    page.fill("#summary", "No script needed")
    page.get_by_role("button", name="Save the draft").click()
    assert page.input_value("#summary") == "No script needed"
    bare.close()
    assert card.stored.summary == "No script needed"
