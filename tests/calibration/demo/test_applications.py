"""The demo's applications: every state, the same for a seed, and scores with the causes that were put in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from statistics import fmean

import pytest

from calibration.demo.applications import applications
from calibration.demo.days import workday
from calibration.demo.people import INTERVIEWERS
from calibration.demo.plots import SMALLEST_COUNT
from calibration.demo.scores import Ability, scores
from calibration.demo.story import ApplicationStory, Card, Meeting
from calibration.enums import Outcome
from core.errors import InvalidInput
from scorecards.enums import Recommendation, ScorecardState, Stage

TODAY = date(2026, 11, 16)
MIDNIGHT = datetime(2026, 11, 16, tzinfo=UTC)


@cache
def told(count: int = SMALLEST_COUNT, seed: int = 1) -> tuple[ApplicationStory, ...]:
    return applications(count, seed=seed, today=TODAY)


def meetings(stories: tuple[ApplicationStory, ...]) -> Iterator[Meeting]:
    for story in stories:
        yield from story.meetings


def cards(stories: tuple[ApplicationStory, ...]) -> Iterator[Card]:
    for meeting in meetings(stories):
        if meeting.card:
            yield meeting.card


def test_the_same_seed_and_day_tell_the_same_story_and_another_seed_another() -> None:
    assert applications(60, seed=4, today=TODAY) == applications(60, seed=4, today=TODAY)
    assert applications(60, seed=4, today=TODAY) != applications(60, seed=5, today=TODAY)


def test_a_larger_number_begins_with_the_same_applications() -> None:
    assert told(200)[:SMALLEST_COUNT] == told()


def test_another_day_moves_the_dates_and_leaves_scores_and_words() -> None:
    later = applications(SMALLEST_COUNT, seed=1, today=TODAY + timedelta(days=30))
    assert [card.ratings for card in cards(later)] == [card.ratings for card in cards(told())]
    assert max(story.applied_at for story in later) > max(story.applied_at for story in told())


@pytest.mark.parametrize("seed", [1, 2, 3, 11])
def test_two_dozen_candidates_are_in_every_state(seed: int) -> None:
    stories = told(seed=seed)
    assert len(stories) == SMALLEST_COUNT == 24
    assert {story.stage for story in stories} == set(Stage)
    assert {ruling.outcome for story in stories for ruling in story.rulings} == set(Outcome)
    assert {card.state for card in cards(stories)} == set(ScorecardState)
    assert len({story.opening.title for story in stories}) == 2


@pytest.mark.parametrize("seed", [1, 2, 3, 11])
def test_two_dozen_candidates_show_every_unusual_thing(seed: int) -> None:
    stories = told(seed=seed)
    shown = {
        "disagreement": any(_disagrees(story) for story in stories if story.stage is Stage.CALIBRATION),
        "open flag": any(card.flag and card.flag.answer is None for card in cards(stories)),
        "answered flag": any(card.flag and card.flag.answer for card in cards(stories)),
        "not observed": any(rating.score is None for card in cards(stories) for rating in card.ratings),
        "shadow": any(meeting.shadow and meeting.card for meeting in meetings(stories)),
        "reopened": any(card.reopened and len(card.submissions) == 1 for card in cards(stories)),
        "submitted twice": any(len(card.submissions) == 2 for card in cards(stories)),
        "decided twice": any(len(story.rulings) == 2 for story in stories),
        "conflict": any(story.conflicted for story in stories),
        "late": any(
            meeting.card is None and meeting.cancelled_at is None and meeting.at < MIDNIGHT - timedelta(days=2)
            for meeting in meetings(stories)
        ),
        "cancelled": any(meeting.cancelled_at for meeting in meetings(stories)),
        "planned": any(meeting.at > MIDNIGHT for meeting in meetings(stories)),
    }
    assert shown == dict.fromkeys(shown, True)


def _disagrees(story: ApplicationStory) -> bool:
    given = defaultdict(list)
    for meeting in story.meetings:
        for rating in meeting.card.ratings if meeting.card else ():
            given[rating.dimension].append(rating.score or 3)
    return any(max(scores) - min(scores) >= 3 for scores in given.values())


def test_submitted_cards_rate_their_whole_focus_and_give_evidence_for_every_score() -> None:
    wrong = [
        meeting.title
        for meeting in meetings(told(400))
        if meeting.card
        and meeting.card.state is ScorecardState.SUBMITTED
        and (
            tuple(rating.dimension for rating in meeting.card.ratings) != meeting.focus
            or any(not (rating.evidence if rating.score else rating.not_observed) for rating in meeting.card.ratings)
            or meeting.card.submissions[-1].ratings != meeting.card.ratings
            or not meeting.card.summary
        )
    ]
    assert wrong == []


def test_drafts_leave_a_dimension_open_and_say_nothing_overall() -> None:
    drafts = [card for card in cards(told()) if card.state is ScorecardState.DRAFT]
    assert [(card.recommendation, card.submissions, card.summary) for card in drafts] == [(None, (), "")] * len(drafts)
    assert drafts != []


def test_nobody_scores_a_candidate_twice_on_a_dimension_and_who_returns_is_not_blind() -> None:
    for story in told(400):
        scored = [(meeting.interviewer, name) for meeting in story.meetings for name in meeting.focus]
        assert len(scored) == len(set(scored))
        seen = [meeting.interviewer for meeting in story.meetings]
        returns = [meeting.interviewer in seen[:place] for place, meeting in enumerate(story.meetings)]
        assert [meeting.could_read for meeting in story.meetings] == returns
    assert any(meeting.could_read for meeting in told(24)[5].meetings)


def test_one_interviewer_was_more_severe_in_quarters_past() -> None:
    drifting = [person for person in INTERVIEWERS if person.drift]
    level = Ability(3.0, {"Delivery": 3.0})
    mean = {
        ago: fmean(
            scores(Random(turn), level, drifting[0], ["Delivery"], {"Delivery": 0.0}, quarters_ago=ago)["Delivery"]
            for turn in range(200)
        )
        for ago in (0, 2)
    }
    assert (len(drifting), round(mean[0] - mean[2], 1)) == (1, round(2 * drifting[0].drift, 1))


def test_a_full_loop_covers_every_dimension_at_least_twice() -> None:
    for story in told():
        if story.stage is Stage.CALIBRATION or story.rulings:
            covered = Counter(name for meeting in story.meetings if not meeting.shadow for name in meeting.focus)
            assert set(covered) == set(story.opening.dimensions)
            assert min(covered.values()) >= 2


def test_what_happened_lies_in_the_past_and_in_order() -> None:
    for story in told(400):
        moments = [story.applied_at, *(card.saved_at for card in cards((story,))), *(r.at for r in story.rulings)]
        assert max(moments) < MIDNIGHT
        assert story.applied_at < min((meeting.at for meeting in story.meetings), default=MIDNIGHT)
        assert [ruling.at for ruling in story.rulings] == sorted(ruling.at for ruling in story.rulings)


@pytest.mark.parametrize("day", [date(2026, 11, 14), date(2026, 11, 15), date(2027, 1, 1), date(2028, 2, 29)])
def test_any_day_will_do_and_interviews_are_on_working_days(day: date) -> None:
    stories = applications(SMALLEST_COUNT, seed=1, today=day)
    assert {meeting.at.weekday() for meeting in meetings(stories)} <= {0, 1, 2, 3, 4}


def test_working_days_skip_the_weekend_both_ways() -> None:
    friday, monday, saturday = date(2026, 11, 13), date(2026, 11, 16), date(2026, 11, 14)
    assert workday(friday, 1) == monday
    assert workday(monday, -1) == friday
    assert workday(saturday, 1) == monday
    assert workday(monday, -6) == date(2026, 11, 6)


def test_interviewers_come_out_in_the_order_of_their_severity() -> None:
    residuals: dict[str, list[float]] = defaultdict(list)
    for story in told(2000):
        for meeting, rating, mean in _beside_others(story):
            residuals[meeting.interviewer.address].append(rating - mean)
    found = sorted(residuals, key=lambda address: fmean(residuals[address]))
    steady = [person.address for person in INTERVIEWERS if not person.drift]
    assert [address for address in found if address in steady] == steady


def _beside_others(story: ApplicationStory) -> Iterator[tuple[Meeting, int, float]]:
    """Each score with the mean of the other interviewers' scores on the same dimension of the same candidate."""
    given = [
        (meeting, rating.dimension, rating.score)
        for meeting in story.meetings
        for rating in (meeting.card.ratings if meeting.card else ())
        if rating.score is not None
    ]
    for meeting, name, score in given:
        others = [other for peer, dimension, other in given if dimension == name and peer is not meeting]
        if others:
            yield meeting, score, fmean(others)


def test_severities_sum_to_zero_and_fall() -> None:
    severities = [person.severity for person in INTERVIEWERS]
    assert sum(severities) == pytest.approx(0)
    assert severities == sorted(severities, reverse=True)


def test_recommendations_follow_the_scores() -> None:
    means = defaultdict(list)
    for card in cards(told(400)):
        scores = [rating.score for rating in card.ratings if rating.score is not None]
        if card.recommendation:
            means[card.recommendation].append(fmean(scores))
    ordered = (Recommendation.STRONG_NO, Recommendation.NO, Recommendation.YES, Recommendation.STRONG_YES)
    assert [fmean(means[word]) for word in ordered] == sorted(fmean(means[word]) for word in ordered)


def test_what_a_withdrawn_candidate_had_still_before_them_is_cancelled() -> None:
    gone = [story for story in told(400) if story.stage is Stage.WITHDRAWN]
    assert [
        meeting
        for story in gone
        for meeting in story.meetings
        if (meeting.card is None) != (meeting.cancelled_at == story.withdrawn_at)
    ] == []
    assert {bool(list(cards((story,)))) for story in gone} == {True, False}


def test_an_application_that_needs_more_evidence_is_back_with_the_interviewers() -> None:
    waiting = [
        story.stage for story in told(400) if story.rulings and story.rulings[-1].outcome is Outcome.MORE_EVIDENCE
    ]
    assert set(waiting) == {Stage.INTERVIEWING}


def test_red_flags_are_answered_once_the_committee_has_met() -> None:
    answered = {
        (bool(story.rulings), card.flag.answer is None) for story in told(400) for card in cards((story,)) if card.flag
    }
    assert answered == {(True, False), (False, True)}


def test_too_few_candidates_to_show_every_state_are_refused() -> None:
    with pytest.raises(InvalidInput, match="at least 24"):
        applications(23, seed=1, today=TODAY)
