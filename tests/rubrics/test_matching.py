from __future__ import annotations

import pytest

from rubrics.keywords import DEFAULT_KEYWORDS
from rubrics.matching import THRESHOLD, Matchable, suggestions

REPAIR = Matchable("competency:1", "Repairs", "Repairs pumps and orders the spare parts.")
TALK = Matchable("competency:2", "Handovers", "Explains faults to people of other trades, writes reports.")


def test_the_same_name_is_the_best_suggestion_and_says_which_word_is_shared() -> None:
    found = suggestions([Matchable("dimension:1", "Repairs of pumps", "mends what broke")], [TALK, REPAIR])
    best = found["dimension:1"][0]
    assert best.target == "competency:1"
    assert best.score > 0.8
    assert best.reason.startswith("shares the words repairs, pumps")


def test_words_of_one_family_are_the_same_word() -> None:
    subject = Matchable("dimension:1", "Mentorship", "")
    found = suggestions([subject], [Matchable("competency:1", "Mentoring", ""), TALK], keywords={})
    assert [(entry.target, entry.reason) for entry in found["dimension:1"]] == [
        ("competency:1", "shares the word mentorship")
    ]


def test_the_keyword_table_joins_what_shares_no_word() -> None:
    subject = Matchable("strong_signal:1", "", "Was on call every third week.")
    target = Matchable("competency:1", "Reliability", "Keeps the service up.")
    without = suggestions([subject], [target, TALK], keywords={})
    assert without["strong_signal:1"] == ()
    found = suggestions([subject], [target, TALK], keywords={"keeping things up": ["on call", "service up"]})
    assert [(entry.target, entry.reason) for entry in found["strong_signal:1"]] == [
        ("competency:1", "keyword table: on call → keeping things up")
    ]


def test_a_theme_of_every_target_tells_less_than_a_theme_of_one() -> None:
    table = {"water": ["water"], "money": ["cost"]}
    subject = Matchable("dimension:1", "", "Water at low cost")
    targets = [
        Matchable("competency:1", "", "water"),
        Matchable("competency:2", "", "water and cost"),
        Matchable("competency:3", "", "water again"),
    ]
    ranked = suggestions([subject], targets, keywords=table, threshold=0, limit=3)["dimension:1"]
    assert ranked[0].target == "competency:2"
    assert ranked[0].score > ranked[1].score


def test_nothing_near_enough_gives_no_suggestion() -> None:
    found = suggestions([Matchable("dimension:1", "Singing", "Sings in tune.")], [REPAIR, TALK])
    assert found == {"dimension:1": ()}


def test_at_most_two_suggestions_are_made_and_all_reach_the_threshold() -> None:
    subject = Matchable("dimension:1", "Repairs and handovers", "Repairs pumps, explains faults, writes reports")
    targets = [REPAIR, TALK, Matchable("competency:3", "Repairs and reports", "")]
    found = suggestions([subject], targets)["dimension:1"]
    assert len(found) == 2
    assert found[0].score >= found[1].score >= THRESHOLD


def test_a_thing_is_never_suggested_for_itself() -> None:
    assert suggestions([REPAIR], [REPAIR], threshold=0) == {"competency:1": ()}


def test_letters_without_a_common_word_count_for_nothing() -> None:
    subject = Matchable("dimension:1", "Planting", "")
    found = suggestions([subject], [Matchable("competency:1", "Planing", "")], threshold=0, keywords={})
    assert found["dimension:1"][0].score == 0.0


@pytest.mark.parametrize("theme", sorted(DEFAULT_KEYWORDS))
def test_every_theme_of_the_default_table_is_found_by_each_of_its_phrases(theme: str) -> None:
    table = {theme: DEFAULT_KEYWORDS[theme]}
    for phrase in table[theme]:
        subject, target = Matchable("a:1", "", phrase), Matchable("b:1", "", phrase)
        found = suggestions([subject], [target, TALK], keywords=table, threshold=0)["a:1"][0]
        assert found.reason.endswith(f"→ {theme}"), phrase
