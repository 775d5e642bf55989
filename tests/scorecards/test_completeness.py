"""What keeps a scorecard from being submitted, and what is merely remarked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rubrics.enums import SignalKind
from scorecards import hints as hint_words
from scorecards.answers import Answers, RatingAnswer, SignalAnswer, differences, revision_content
from scorecards.completeness import problems
from scorecards.enums import Recommendation
from scorecards.hints import hints
from scorecards.sheet import Sheet, SheetAnchor, SheetDimension, SheetSignal, SheetStatement

ANCHOR = SheetAnchor(
    4, "P6", is_bar=False, statements=(SheetStatement("Draws the failure path before the happy path"),)
)
DESIGN = SheetDimension(1, "Design", must_have=True, bar=3, is_focus=True, anchors=(ANCHOR,))
DELIVERY = SheetDimension(2, "Delivery", must_have=False, bar=3, is_focus=False)
FLAG = SheetSignal(7, SignalKind.RED_FLAG, "Blames a colleague")
STRONG = SheetSignal(8, SignalKind.STRONG, "Names the trade-off")
SHEET = Sheet((DESIGN, DELIVERY), (STRONG, FLAG))
SAID = "Asked for the load first, then drew two queues and named which one breaks."
COMPLETE = Answers(
    ratings={1: RatingAnswer(score=4, evidence=SAID)},
    signals={7: SignalAnswer(seen=False)},
    recommendation=Recommendation.YES,
)


def rated(**answer: object) -> Answers:
    return replace(COMPLETE, ratings={1: RatingAnswer(**answer)})  # type: ignore[arg-type]  # the cases below are typed


def test_a_complete_scorecard_has_no_problem() -> None:
    assert problems(SHEET, COMPLETE) == {}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (rated(), {"rating-1": ["Rate Design from 1 to 5, or mark it as not observed."]}),
        (rated(evidence=SAID), {"rating-1": ["Rate Design from 1 to 5, or mark it as not observed."]}),
        (rated(score=2, evidence="  "), {"evidence-1": ["Write what you saw or heard that supports the 2 on Design."]}),
        (rated(not_observed=True), {"reason-1": ["Say why Design was not observed."]}),
        (rated(not_observed=True, reason="No time."), {}),
        (
            replace(COMPLETE, signals={}),
            {"signal-7": ["Say whether you saw this red flag: Blames a colleague"]},
        ),
        (
            replace(COMPLETE, signals={7: SignalAnswer(seen=True)}),
            {"signal-evidence-7": ["Write what you saw or heard of this red flag: Blames a colleague"]},
        ),
        (replace(COMPLETE, signals={7: SignalAnswer(seen=True, evidence="Twice.")}), {}),
        (
            replace(COMPLETE, signals={**COMPLETE.signals, 8: SignalAnswer(seen=None, evidence="Cost against speed.")}),
            {"signal-8": ["You wrote about this signal; say that you saw it: Names the trade-off"]},
        ),
        (
            replace(COMPLETE, recommendation=None),
            {"recommendation": ["Give an overall recommendation; “no decision” is one too."]},
        ),
        (
            replace(COMPLETE, ratings={**COMPLETE.ratings, 2: RatingAnswer(score=5)}),
            {"evidence-2": ["Write what you saw or heard that supports the 5 on Delivery."]},
        ),
    ],
)
def test_each_gap_is_said_at_its_field(answers: Answers, expected: dict[str, list[str]]) -> None:
    assert problems(SHEET, answers) == expected


def test_an_empty_scorecard_is_told_everything_at_once_in_the_order_of_the_form() -> None:
    assert list(problems(SHEET, Answers())) == ["rating-1", "signal-7", "recommendation"]


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (SAID, []),
        ("She seems really smart and answered everything we asked her about it.", [hint_words.SAID_IMPRESSION]),
        ("Was very confident throughout.", [hint_words.SAID_IMPRESSION]),
        ("Great culture fit with the whole team, would work with him again.", [hint_words.SAID_FIT]),
        ("Told us that his wife is ill and he could not travel this spring.", [hint_words.SAID_PROTECTED]),
        ("Draws the failure path before drawing anything else on the board.", [hint_words.SAID_COPIED]),
        ("He draws the failure path, then asks how long a message may wait.", []),
        ("The smart card reader was the example she chose to redesign for us.", []),
        ("", []),
    ],
)
def test_wording_gets_a_remark(evidence: str, expected: list[str]) -> None:
    said = hints(SHEET, rated(score=4, evidence=evidence))
    assert said.get("evidence-1", []) == expected


@pytest.mark.parametrize(("score", "remarked"), [(1, True), (2, False), (4, False), (5, True)])
def test_an_extreme_score_with_thin_evidence_gets_a_remark(score: int, remarked: bool) -> None:
    said = hints(SHEET, rated(score=score, evidence="Good answer."))
    assert (hint_words.SAID_SHORT in said.get("evidence-1", [])) is remarked


def test_remarks_reach_signals_and_the_summary() -> None:
    answers = replace(
        COMPLETE, signals={8: SignalAnswer(seen=True, evidence="Not a good fit.")}, summary="Beer test: passed."
    )
    assert hints(SHEET, answers) == {"signal-evidence-8": [hint_words.SAID_FIT], "summary": [hint_words.SAID_FIT]}


def test_a_revision_never_holds_the_private_notes() -> None:
    content = revision_content(SHEET, replace(COMPLETE, private_notes="ask about May", summary="Solid."))
    assert content == {
        "version": 1,
        "ratings": [
            {
                "dimension_id": 1,
                "dimension": "Design",
                "score": 4,
                "not_observed": False,
                "not_observed_reason": "",
                "evidence": SAID,
            }
        ],
        "signals": [{"signal_id": 7, "kind": "red_flag", "text": "Blames a colleague", "seen": False, "evidence": ""}],
        "recommendation": "yes",
        "level_read": None,
        "minutes_used": None,
        "summary": "Solid.",
    }


def test_differences_name_the_place_and_both_texts() -> None:
    after = replace(rated(not_observed=True, reason="No time."), recommendation=Recommendation.NO)
    assert [(each.place, each.before, each.after) for each in differences(SHEET, COMPLETE, after)] == [
        ("rating-1", "4", "not observed"),
        ("evidence-1", SAID, ""),
        ("reason-1", "", "No time."),
        ("recommendation", "Yes", "No"),
    ]
    assert differences(SHEET, COMPLETE, COMPLETE) == ()
