"""A score that the committee counts differently: before, after, who and why."""

from __future__ import annotations

from typing import Any

import pytest

from calibration.models import Adjustment
from calibration.operations import adjustments
from core import errors
from core.database import db
from core.errors import InvalidInput
from scorecards.models import Rating
from tests import factories
from tests.calibration.committee import Committee

pytestmark = pytest.mark.usefixtures("app")


def test_an_adjustment_keeps_before_after_who_and_why_and_leaves_the_scorecard_alone(house: Committee) -> None:
    house.talk()
    made = house.adjust()
    assert (made.before, made.after, made.adjusted_by_id, made.submission) == (2, 3, house.chair.id, 1)
    scores = db.session.query(Rating).filter_by(scorecard_id=house.cards[2].id).order_by(Rating.dimension_id)
    assert [row.score for row in scores] == [2, 4, 3]


@pytest.mark.postgresql
def test_an_adjustment_stands_on_the_one_before_and_the_later_is_withdrawn_first(house: Committee) -> None:
    house.talk()
    first = house.adjust()
    with pytest.raises(errors.Conflict):
        house.adjust(after=5)
    second = house.adjust(after=4, expected=3)
    assert second.before == 3
    with pytest.raises(errors.Conflict):
        adjustments.withdraw_adjustment(adjustment=first, actor=house.chair)
    adjustments.withdraw_adjustment(adjustment=second, actor=house.chair)
    adjustments.withdraw_adjustment(adjustment=first, actor=house.chair)
    assert adjustments.counted_score(house.item, house.cards[2], house.opening.rubric_version.dimensions[0]) == 2
    with pytest.raises(errors.Conflict):
        adjustments.withdraw_adjustment(adjustment=first, actor=house.chair)


def test_a_score_can_be_taken_as_not_observed_and_back(house: Committee) -> None:
    house.talk()
    assert house.adjust(after=None).after is None
    assert house.adjust(after=2, expected=None).before is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"after": 2}, "after"), ({"after": 6}, "after"), ({"after": 0}, "after"), ({"reason": "Felt so"}, "reason")],
)
def test_an_adjustment_needs_another_score_of_the_scale_and_a_reason(
    house: Committee, changes: dict[str, Any], field: str
) -> None:
    house.talk()
    with pytest.raises(InvalidInput) as refused:
        house.adjust(**changes)
    assert (list(refused.value.problems), db.session.query(Adjustment).count()) == ([field], 0)


def test_scores_are_adjusted_during_the_talk_only(house: Committee) -> None:
    house.sit()
    house.turn()
    with pytest.raises(errors.Conflict):
        house.adjust()


def test_a_shadows_score_is_not_adjusted(house: Committee) -> None:
    shadow = factories.submitted(
        factories.interview(house.application, factories.account(), shadow=True), scores=[2, 2, 2]
    )
    house.cards.append(shadow)
    house.talk()
    with pytest.raises(InvalidInput):
        house.adjust(card=3)


def test_a_dimension_that_the_interview_did_not_rate_is_not_given_a_score(house: Committee) -> None:
    short = factories.submitted(factories.interview(house.application, factories.account(), focus=(1,)), scores=[3])
    house.cards.append(short)
    house.talk()
    with pytest.raises(InvalidInput):
        house.adjust(card=3, expected=None)


@pytest.mark.postgresql
def test_a_new_submission_puts_an_adjustment_out_of_force(house: Committee) -> None:
    house.talk()
    house.adjust()
    house.cards[2].submissions = 2
    db.session.commit()
    assert adjustments.counted_score(house.item, house.cards[2], house.opening.rubric_version.dimensions[0]) == 2
