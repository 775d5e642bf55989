"""The pages in a real browser: axe, the strict policy, narrow windows, the keyboard, life without JavaScript."""

from __future__ import annotations

from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext

from tests.support.browser import WCAG, broken_rules

pytestmark = pytest.mark.browser

PATHS = ("/", "/work", "/content", "/sign-in", "/missing")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_no_page_has_an_accessibility_fault(
    browser: Browser, gallery_url: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(
        base_url=gallery_url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,  # axe is injected; the policy has its own test
    )
    page = context.new_page()
    found = {}
    for path in PATHS:
        page.goto(path)
        for source in page.locator("main details").all():
            source.locator("summary").click()
        found[path] = broken_rules(page, [*WCAG, "best-practice"])
    page.goto("/")
    page.get_by_role("button", name="Discard").click()
    found["the dialog"] = broken_rules(page, [*WCAG, "best-practice"])
    context.close()
    assert found == {name: [] for name in [*PATHS, "the dialog"]}


def test_the_strict_policy_is_never_violated(laptop: BrowserContext) -> None:
    page = laptop.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("/", "/work", "/content", "/sign-in"):
        page.goto(path, wait_until="networkidle")
    page.goto("/")
    page.get_by_role("button", name="Retire rubric").click()
    page.get_by_role("button", name="Cancel").click()
    assert said == []


@pytest.mark.parametrize(
    ("width", "height"), [(320, 256), (320, 568), (390, 844), (768, 900), (960, 700), (1920, 1080)]
)
def test_no_page_scrolls_sideways(browser: Browser, gallery_url: str, width: int, height: int) -> None:
    context = browser.new_context(base_url=gallery_url, viewport={"width": width, "height": height})
    page = context.new_page()
    widths = {}
    for path in PATHS:
        page.goto(path)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert widths == dict.fromkeys(PATHS, width)


def test_every_control_on_a_phone_can_be_hit_with_a_thumb(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/work")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, label.score-option, label.score-option-none, textarea, select, label.choice")]
            .map((control) => ({text: control.innerText.slice(0, 30), box: control.getBoundingClientRect()}))
            .filter(({box}) => box.width && (box.height < 44 || box.width < 44))
            .map(({text, box}) => `${text} ${box.width}×${box.height}`)"""
    )
    assert small == []


def test_the_menu_opens_on_a_phone_and_leads_on(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.goto("/")
    link = page.get_by_role("link", name="Rubrics")
    assert not link.is_visible()
    page.get_by_role("button", name="Menu").click()
    link.click()
    assert page.url.endswith("#rubrics")


def test_digits_pick_a_score_in_the_group_that_has_the_focus_and_stay_digits_in_text(laptop: BrowserContext) -> None:
    page = laptop.new_page()
    page.goto("/work")
    page.locator("#delivery-0").focus()
    page.keyboard.press("5")
    page.keyboard.press("2")
    assert page.locator("#delivery input:checked").get_attribute("value") == "2"
    page.keyboard.press("0")
    assert page.locator("#delivery input:checked").get_attribute("value") == "not_observed"
    page.locator("#delivery-evidence").focus()
    page.keyboard.type("3 of 4")
    assert page.locator("#delivery-evidence").input_value() == "3 of 4"
    assert page.locator("#delivery input:checked").get_attribute("value") == "not_observed"
    assert page.locator("#judgement input:checked").get_attribute("value") == "4"


def test_arrow_keys_move_through_the_scores(laptop: BrowserContext) -> None:
    page = laptop.new_page()
    page.goto("/work")
    page.locator("#judgement-3").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#judgement input:checked").get_attribute("value") == "5"


def test_a_form_pressed_twice_is_sent_once(gallery: Flask, laptop: BrowserContext) -> None:
    received = gallery.extensions["received"]
    received.clear()
    page = laptop.new_page()
    page.goto("/work")
    page.evaluate("() => { const b = document.querySelector('[value=submit]'); b.click(); b.click(); b.click(); }")
    page.wait_for_url("**/sent")
    assert [sent["action"] for sent in received] == ["submit"]


def test_leaving_changed_text_is_asked_about_and_sending_it_is_not(laptop: BrowserContext) -> None:
    page = laptop.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept())[0])
    page.goto("/work")
    page.locator("#judgement-evidence").fill("Changed.")
    page.goto("/sign-in")
    assert asked == ["beforeunload"]
    page.goto("/work")
    page.locator("#judgement-evidence").fill("Changed again.")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/sent")
    assert asked == ["beforeunload"]


def test_a_confirmation_keeps_the_focus_inside_and_sends_the_outer_form(gallery: Flask, laptop: BrowserContext) -> None:
    received = gallery.extensions["received"]
    received.clear()
    page = laptop.new_page()
    page.goto("/")
    page.get_by_role("button", name="Discard").click()
    assert page.evaluate("document.activeElement.textContent") == "Cancel"
    page.keyboard.press("Escape")
    assert not page.locator("#discard").is_visible()
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Discard draft").click()
    page.wait_for_url("**/sent")
    assert [sent["action"] for sent in received] == ["discard"]


def test_everything_works_without_javascript(gallery: Flask, browser: Browser, gallery_url: str) -> None:
    received = gallery.extensions["received"]
    received.clear()
    context = browser.new_context(
        base_url=gallery_url, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Rubrics").click()
    page.goto("/")
    page.get_by_role("button", name="Retire rubric").click()
    page.get_by_label("Reason").fill("Replaced.")
    page.locator("dialog#retire").get_by_role("button", name="Retire rubric").click()
    page.goto("/work")
    page.locator("#delivery-1").check()
    page.get_by_role("button", name="Save draft").click()
    context.close()
    assert received[0] == {"version": "3", "why": "Replaced."}
    assert (received[1]["delivery"], received[1]["action"]) == ("2", "save")


def test_an_error_page_answered_to_a_part_becomes_a_message(laptop: BrowserContext) -> None:
    page = laptop.new_page()
    page.goto("/work")
    page.get_by_role("button", name="Ask for a part").click()
    page.locator(".flash-error").wait_for()
    assert page.locator(".flash-error span").inner_text() == "That level is not on the ladder."
    assert page.locator("#part").inner_text() == "A part"
    page.get_by_role("button", name="Dismiss").click()
    assert page.locator(".flash").count() == 0


def test_a_refusal_in_plain_words_is_passed_on(laptop: BrowserContext) -> None:
    page = laptop.new_page()
    page.goto("/work")
    page.get_by_role("button", name="Ask signed out").click()
    page.locator(".flash-error").wait_for()
    assert page.locator(".flash-error span").inner_text() == "You are signed out. Nothing was stored."


def test_the_problem_summary_has_the_focus_when_the_page_opens(laptop: BrowserContext) -> None:
    page = laptop.new_page()
    page.goto("/")
    assert page.evaluate("document.activeElement.querySelector('h2').textContent") == "There is a problem"
