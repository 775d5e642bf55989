"""The scorecard: form, saving, submitting, reading and revisions."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from accounts.models import Account
from core.database import db
from scorecards.answers import Answers, RatingAnswer
from scorecards.enums import ScorecardState
from scorecards.models import Application, Interview, Scorecard, ScorecardRevision
from scorecards.queries import sheets
from tests import factories
from tests.scorecards.filled import SAID, edit_url, filled
from tests.scorecards.kinds import Markup, SignIn


def test_the_form_shows_every_anchor_the_bar_and_what_is_stored(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    factories.drafted(interview, scores=[4, None])
    page = markup(sign_in(ada).get(edit_url(interview)))
    design, delivery = interview.focus
    group = page.css_first(f"#rating-{design.id}")
    assert [each.text() for each in group.css(".score-option b")] == ["1", "2", "3", "4", "5"]
    assert group.css_first(".score-option-bar b").text() == "3"
    assert [each.text(strip=True) for each in group.css(".score-option-anchor")] == [
        f"Shows system design as expected of {level}" for level in factories.LEVELS
    ]
    assert group.css_first("input[checked]").attributes["value"] == "4"
    assert page.css_first(f"#rating-{delivery.id} input[checked]").attributes["value"] == "not_observed"
    assert page.css_first(f"#evidence-{design.id}").text() == "Drew the queue, then named what breaks first."
    assert [each.text() for each in page.css("#rating-99999")] == []


def test_saving_a_draft_and_submitting_it(sign_in: SignIn, ada: Account, interview: Interview) -> None:
    browser = sign_in(ada)
    assert browser.post(edit_url(interview), data=filled(interview)).location == f"{edit_url(interview)}?saved=1"
    db.session.refresh(interview.scorecard)
    answer = browser.post(edit_url(interview), data=filled(interview, action="submit"))
    assert answer.location == f"/scorecards/{interview.scorecard.id}"
    reading = browser.get(answer.location)
    assert SAID in reading.text
    assert "Sounded tired." in reading.text
    db.session.expire_all()
    assert interview.scorecard.state is ScorecardState.SUBMITTED


def test_submitting_the_same_form_twice_leaves_one_revision(
    sign_in: SignIn, ada: Account, interview: Interview
) -> None:
    browser, form = sign_in(ada), filled(interview, action="submit")
    answers = [browser.post(edit_url(interview), data=form) for _ in range(2)]
    assert [answer.location for answer in answers] == [f"/scorecards/{interview.scorecard.id}"] * 2
    assert db.session.scalar(select(func.count()).select_from(ScorecardRevision)) == 1


def test_an_incomplete_submission_says_what_lacks_at_its_place_and_loses_nothing(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    design, delivery = interview.focus
    form = filled(interview, action="submit", recommendation="", **{f"rating-{design.id}": ""})
    answer = sign_in(ada).post(edit_url(interview), data=form)
    page = markup(answer)
    assert answer.status_code == 422
    assert [link.attributes["href"] for link in page.css(".error-summary a")] == [
        f"#rating-{design.id}",
        "#recommendation",
    ]
    assert page.css_first(".error-summary h2").text() == "Not complete yet. What you wrote is saved."
    assert page.css_first(f"#rating-{design.id}-error").text().endswith("or mark it as not observed.")
    assert page.css_first(f"#evidence-{design.id}").text() == SAID
    assert page.css_first(f"#reason-{delivery.id}").text() == "We ran out of time."
    stored = sheets.answers(interview.scorecard.id)
    assert (stored.summary, stored.rating(design.id).evidence) == ("Solid on design.", SAID)
    db.session.expire_all()
    assert interview.scorecard.state is ScorecardState.DRAFT


@pytest.mark.parametrize(
    ("field", "text", "status"), [("minutes_used", "an hour", 422), ("summary", "x" * 20_001, 422)]
)
def test_what_cannot_be_stored_comes_back_as_typed(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview, field: str, text: str, status: int
) -> None:
    answer = sign_in(ada).post(edit_url(interview), data=filled(interview, **{field: text}))
    assert answer.status_code == status
    assert markup(answer).css_first(f"#{field}-error") is not None
    typed = markup(answer).css_first(f"#{field}")
    assert (typed.attributes.get("value") or typed.text()) == text
    assert markup(answer).css_first("#private_notes").text() == "Sounded tired."
    assert markup(answer).css_first(".error-summary h2").text() == "Not saved yet. What you wrote is still here."
    assert sheets.answers(interview.scorecard.id) == Answers()


def test_a_stale_form_shows_both_texts_and_the_person_chooses_for_each_place(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    design, _ = interview.focus
    browser = sign_in(ada)
    stale = filled(interview, summary="From the laptop", **{f"rating-{design.id}": "5"})
    browser.post(edit_url(interview), data=filled(interview, summary="From the phone"))
    answer = browser.post(edit_url(interview), data=stale)
    page = markup(answer)
    assert answer.status_code == 409
    assert [each.text() for each in page.css(".conflict legend")] == ["System design: score", "Summary"]
    assert "From the phone" in page.css_first(".conflict").text()
    assert page.css_first("#summary").text() == "From the laptop"
    version = page.css_first("input[name=version]").attributes["value"]
    assert version is not None
    chosen = {**stale, "version": version, f"take-rating-{design.id}": "stored", "take-summary": "mine"}
    assert browser.post(edit_url(interview), data=chosen).status_code == 302
    stored = sheets.answers(interview.scorecard.id)
    assert stored.rating(design.id) == RatingAnswer(score=4, evidence=SAID)
    assert stored.summary == "From the laptop"


def test_writing_on_after_submitting_elsewhere_keeps_the_text_on_the_page(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    browser, form = sign_in(ada), filled(interview, summary="One more thought")
    browser.post(edit_url(interview), data=filled(interview, action="submit"))
    answer = browser.post(edit_url(interview), data=form)
    assert answer.status_code == 409
    assert markup(answer).css_first("#summary").text() == "One more thought"
    assert "Reopen it" in answer.text


def test_autosave_answers_with_the_version_and_gentle_remarks(
    sign_in: SignIn, ada: Account, interview: Interview
) -> None:
    design, _ = interview.focus
    url = f"/scorecards/{interview.scorecard.id}/autosave"
    browser = sign_in(ada)
    answer = browser.post(url, data={"version": "1", f"evidence-{design.id}": "She seems smart."})
    assert (answer.status_code, answer.json["state"], answer.json["version"]) == (200, "saved", 2)
    assert list(answer.json["hints"]) == [f"evidence-{design.id}"]
    stale = browser.post(url, data={"version": "1", f"evidence-{design.id}": "Other."})
    assert (stale.status_code, stale.json["state"]) == (409, "conflict")
    again = browser.post(url, data={"version": "1", f"evidence-{design.id}": "She seems smart."})
    assert (again.status_code, again.json["version"]) == (200, 2)
    foreign = browser.post(url, data={"version": "2", "evidence-999999": "x"})
    assert (foreign.status_code, foreign.json["state"]) == (422, "refused")


def test_reopening_shows_the_differences_between_revisions(
    sign_in: SignIn, markup: Markup, ada: Account, interview: Interview
) -> None:
    browser = sign_in(ada)
    browser.post(edit_url(interview), data=filled(interview, action="submit"))
    card_url = f"/scorecards/{interview.scorecard.id}"
    unsaid = browser.post(f"{card_url}/reopen", data={"reason": " "})
    assert (unsaid.status_code, "Say why it must be changed" in unsaid.text) == (422, True)
    assert browser.post(f"{card_url}/reopen", data={"reason": "Mixed up"}).location == edit_url(interview)
    again = browser.post(f"{card_url}/reopen", data={"reason": "From another window"})
    assert (again.status_code, "is reopened already" in again.text) == (409, True)
    db.session.expire_all()
    browser.post(edit_url(interview), data=filled(interview, action="submit", summary="Corrected."))
    page = markup(browser.get(card_url))
    assert [each.text() for each in page.css(".timeline-what")] == ["Revision 2", "Revision 1"]
    assert page.css_first(".changes del").text() == "Before: Solid on design."
    assert page.css_first(".changes ins").text() == "Now: Corrected."


def test_a_peer_reads_after_submitting_and_never_the_private_notes(
    sign_in: SignIn, ada: Account, interview: Interview, target: Application
) -> None:
    ben = factories.account("Ben")
    own = factories.interview(target, ben, focus=(2,))
    sign_in(ada).post(edit_url(interview), data=filled(interview, action="submit"))
    url = f"/scorecards/{interview.scorecard.id}"
    assert sign_in(ben).get(url).status_code == 404
    factories.submitted(own)
    answer = sign_in(ben).get(url)
    assert answer.status_code == 200
    assert SAID in answer.text
    assert "Sounded tired." not in answer.text


def test_nobody_but_the_author_saves(sign_in: SignIn, recruiter: Account, interview: Interview) -> None:
    assert sign_in(recruiter).post(edit_url(interview), data=filled(interview)).status_code == 404
    assert db.session.get_one(Scorecard, interview.scorecard.id).version == 1
