from __future__ import annotations

from dataclasses import replace

import pytest

from rubrics.checks import Finding, Severity, dimension_findings, findings, question_findings, statement_findings
from rubrics.checks.finding import Place, quoted
from rubrics.checks.wording import reading_grade
from rubrics.content import Anchor, RubricDimension, RubricExercise, RubricSignal
from rubrics.enums import SignalKind, StatementKind
from tests.rubrics.examples import dimension, rubric, statement

FULL = {
    1: ["Waits until told."],
    2: ["Mends a pump with help."],
    3: ["Mends a pump alone."],
    4: ["Teaches two shifts to mend."],
    5: ["Wrote the manual of the works."],
}


def about(entry: RubricDimension) -> list[tuple[str, str, int | None]]:
    return [(found.check, found.severity.name, found.where.score) for found in dimension_findings(entry)]


def with_anchor(score: int, **more: object) -> RubricDimension:
    entry = dimension("d1", "Repairs", FULL)
    anchors = tuple(
        replace(anchor, **more) if anchor.score == score else anchor  # type: ignore[arg-type]  # a test names the field
        for anchor in entry.anchors
    )
    return replace(entry, anchors=anchors)


def test_a_sound_dimension_has_no_finding() -> None:
    assert about(dimension("d1", "Repairs", FULL)) == []


def test_neighbours_that_say_the_same_are_found_whatever_the_case_and_stops() -> None:
    entry = dimension("d1", "Repairs", FULL | {4: ["mends a pump alone"]})
    (found,) = dimension_findings(entry)
    assert found == Finding(
        "identical_anchors",
        Severity.warning,
        Place("d1", "Repairs", 4),
        "Scores 3 and 4 (E3 and E4) of “Repairs” say the same: nobody can choose between them.",
        "Write what somebody at the higher score does that somebody at the lower one does not.",
    )


def test_neighbours_are_compared_across_an_unwritten_score() -> None:
    entry = dimension(
        "d1", "Repairs", {1: ["Waits until told."], 3: ["Mends a pump alone."], 5: ["Mends a pump alone."]}
    )
    assert about(entry) == [("anchor_unwritten", "info", 2), ("identical_anchors", "warning", 5)]


def test_a_higher_anchor_that_only_adds_is_told_and_one_that_only_takes_away_is_warned_of() -> None:
    more = dimension("d1", "Repairs", FULL | {4: ["Mends a pump alone.", "Teaches two shifts."]})
    less = dimension("d1", "Repairs", FULL | {2: ["Mends a pump alone.", "Keeps the log."]})
    assert about(more) == [("contained_anchor", "info", 4)]
    assert about(less) == [("contained_anchor", "warning", 3)]


def test_anchors_that_differ_in_a_word_are_told_with_that_word() -> None:
    entry = dimension(
        "d1",
        "Repairs",
        FULL | {4: ["Mends a big pump in the night shift alone."], 5: ["Mends a huge pump in the night shift alone."]},
    )
    found = [finding for finding in dimension_findings(entry) if finding.where.score == 5]
    assert [(finding.check, finding.message) for finding in found] == [
        (
            "nearly_identical_anchors",
            "Scores 4 and 5 (E4 and E5) of “Repairs” differ in a few words only: big, huge.",
        )
    ]


@pytest.mark.parametrize(
    ("lower", "higher", "said"),
    [
        ("Writes clear plans.", "Writes very clear plans.", "in words of degree only: very"),
        ("Has basic knowledge of tides.", "Has deep knowledge of tides.", "in words of degree only: basic, deep"),
        ("Asks for help.", "Rarely asks for help.", "in words of degree only: rarely"),
        ("Well done.", "Better prepared than told.", None),
        ("Plans a watch.", "Plans a season.", None),
    ],
)
def test_anchors_that_differ_in_degree_only_are_told(lower: str, higher: str, said: str | None) -> None:
    found = dimension_findings(dimension("d1", "Repairs", FULL | {4: [lower], 5: [higher]}))
    told = [entry.message.partition(" differ ")[2] for entry in found if entry.check == "nearly_identical_anchors"]
    assert told == ([f"{said}."] if said else [])


def test_a_sentence_at_two_scores_is_found_once() -> None:
    entry = dimension("d1", "Repairs", FULL | {5: ["Wrote the manual of the works.", "Mends a pump alone."]})
    found = [finding for finding in dimension_findings(entry) if finding.check == "repeated_statement"]
    assert [finding.message for finding in found] == ["“Mends a pump alone.” stands at scores 3 and 5 of “Repairs”."]


def test_a_sentence_twice_at_one_score_is_found() -> None:
    entry = dimension("d1", "Repairs", FULL | {5: ["Wrote the manual of the works.", "Wrote the manual of the works!"]})
    found = [finding for finding in dimension_findings(entry) if finding.check == "repeated_statement"]
    assert [finding.message for finding in found] == [
        "“Wrote the manual of the works.” stands at score 5 more than once of “Repairs”."
    ]


def test_a_weak_signal_at_two_scores_is_meant_but_cannot_be_all_they_say() -> None:
    weak = statement("Swaps parts until it runs.", StatementKind.weak_signal)
    meant = with_anchor(1, statements=(statement("Waits until told."), weak))
    second = replace(meant.anchors[1], statements=(statement("Mends a pump with help."), weak))
    meant = replace(meant, anchors=(meant.anchors[0], second, *meant.anchors[2:]))
    assert about(meant) == []
    bare = replace(meant, anchors=tuple(replace(a, statements=(weak,)) if a.score < 3 else a for a in meant.anchors))
    assert about(bare) == [("identical_anchors", "warning", 2)]


def test_two_statements_of_one_anchor_that_say_nearly_the_same_are_told() -> None:
    texts = ["Talks to boards, owners and managers about risk.", "Talks about risk to boards, owners, managers."]
    assert about(dimension("d1", "Repairs", FULL | {5: texts})) == [("statements_alike", "info", 5)]


def test_unwritten_anchors_are_told_together_and_the_bar_on_its_own() -> None:
    entry = dimension("d1", "Repairs", {5: ["Wrote the manual of the works."]})
    assert about(entry) == [("bar_unwritten", "warning", 3), ("anchor_unwritten", "info", 1)]
    assert [found.message for found in dimension_findings(entry)] == [
        "The bar of “Repairs” (score 3) is unwritten: nobody wrote it.",
        "“Repairs” has no words for scores 1, 2 and 4.",
    ]


def test_a_dimension_without_any_words_is_an_error() -> None:
    assert about(dimension("d1", "Repairs", {})) == [("nothing_written", "error", None)]


def test_a_statement_nobody_vouches_for_is_an_error_and_one_by_a_person_is_not() -> None:
    orphan = replace(statement("Mends a pump alone."), source=None, kind=StatementKind.written)
    assert about(with_anchor(3, statements=(orphan,))) == [("unsourced", "error", 3)]
    assert about(with_anchor(3, statements=(replace(orphan, author="Ada"),))) == []


def test_an_anchor_with_too_much_in_it_is_told() -> None:
    letters = "abcdefgh"
    entry = with_anchor(3, statements=tuple(statement(f"{letter * 3} {letter * 5} {letter * 7}") for letter in letters))
    assert about(entry) == [("long_anchor", "info", 3)]


@pytest.mark.parametrize(("count", "expected"), [(1, ["few_dimensions"]), (4, []), (8, []), (9, ["many_dimensions"])])
def test_a_rubric_of_four_to_eight_dimensions_is_usual(count: int, expected: list[str]) -> None:
    content = rubric(*(dimension(f"d{number}", f"Row {number}", FULL) for number in range(count)))
    assert [found.check for found in findings(content)] == expected


def test_findings_of_a_rubric_are_those_of_its_dimensions_in_order() -> None:
    entries = [dimension(f"d{number}", f"Row {number}", FULL | {3: [f"Friendly {number}"]}) for number in range(4)]
    found = findings(rubric(*entries))
    assert [str(finding.where) for finding in found] == [f"Row {number}, score 3, statement 1" for number in range(4)]
    assert found == findings(rubric(*entries))


def test_questions_signals_and_exercises_are_checked_too_and_a_signal_in_an_anchor_once() -> None:
    entry = replace(dimension("d1", "Repairs", FULL | {4: ["Is a rock star."]}), questions=("Are you married?",))
    signals = [
        RubricSignal(SignalKind.STRONG, statement("Is a rock star.", StatementKind.strong_signal)),
        RubricSignal(SignalKind.RED_FLAG, statement("Is no culture fit.", StatementKind.red_flag)),
    ]
    exercise = RubricExercise("Storm log", task=("Brief the guys.",), look_fors=("calmness",))
    content = replace(rubric(entry), signals=tuple(signals), exercises=(exercise,))
    told = [(str(found.where), found.check) for found in findings(content) if found.where.name]
    assert told == [
        ("Repairs, score 4, statement 1", "personality"),
        ("Repairs, questions", "private_life"),
        ("Red flags, statement 1", "personality"),
        ("Storm log", "exclusionary"),
        ("Storm log", "personality"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mends a pump alone.", []),
        ("Gives appropriate help, etc.", ["vague_words"]),
        ("Does well under stress.", ["vague_words"]),
        ("Answers well-known questions.", []),
        ("More careful than most.", ["comparative_only"]),
        ("Same as score 3, but faster.", ["comparative_only"]),
        ("Better than the previous level.", ["comparative_only"]),
        ("Explains more than 3 causes.", []),
        ("Mends pumps; teaches others.", ["several_behaviours"]),
        ("Leads repairs, teaches others, and writes manuals.", ["several_behaviours"]),
        ("Mends pumps and teaches others.", []),
        ("Plans the repair. Reviews the log. Teaches others.", ["several_behaviours"]),
        ("Plans the repair. The log shows when and why.", []),
        ("Like the previous level, but alone.", ["comparative_only"]),
        ("Helps a fitter grow to the next level.", []),
        ("Shows a high degree of care.", []),
        ("Holds a degree in physics.", ["years_as_proxy"]),
        ("Knows the competitive offers.", []),
        ("Has a competitive spirit.", ["gender_coded"]),
        ("Says whether they are married.", ["private_life"]),
        ("Runs the school for children of keepers.", []),
        ("Plans pumps, hoses and valves.", []),
        ("Is a good culture fit.", ["vague_words", "personality"]),
        ("Has a positive attitude.", ["personality"]),
        ("Confidently opens the pump.", ["personality"]),
        ("Raised the maturity of the plant.", []),
        ("Says what he found.", ["exclusionary"]),
        ("Says what she and her shift found.", ["exclusionary"]),
        ("There the others are, here them.", []),
        ("A native speaker.", ["exclusionary"]),
        ("Adds the host to the whitelist.", ["exclusionary"]),
        ("Aggressively cuts cost.", ["gender_coded"]),
        ("Has 5+ years of experience.", ["years_as_proxy"]),
        ("Worked 10–12 yrs at sea.", ["years_as_proxy"]),
        ("Brings five or more years of experience.", ["years_as_proxy"]),
        ("Draws on decades of night watches.", ["years_as_proxy"]),
        ("Sets a direction that holds for several years.", []),
        ("Wrote a 3 year roadmap.", []),
        ("Has no children to look after.", ["private_life"]),
        ("Shows gravitas and a sense of humour.", ["personality"]),
        ("Briefs the foreman of the hall.", ["exclusionary"]),
        ("Gets an outstanding result.", ["vague_words"]),
        ("Holds an MBA.", ["years_as_proxy"]),
        ("Delivers quality work, and so on.", ["vague_words"]),
        ("Makes an impact on the whole team.", ["vague_words"]),
        ("Seals the well and checks the valve as well.", []),
        ("Makes certain that a significant figure is never dropped.", []),
        ("Performs well under pressure.", ["vague_words"]),
        ("Same as L3 but for larger crews.", ["comparative_only"]),
        ("Does everything a senior does.", ["comparative_only"]),
        ("As above, for two towers.", ["comparative_only"]),
        ("Exceeds expectations.", ["comparative_only"]),
        ("Works at a higher level of detail.", ["comparative_only"]),
        ("More often than once a week, walks the deck.", []),
        ("Higher-priority alarms are answered first.", []),
        ("Rolls back to the previous version.", []),
        ("Plan the rota, coach newcomers and negotiate prices.", ["several_behaviours"]),
        ("You plan the rota, coach newcomers and negotiate prices.", ["several_behaviours"]),
        ("Wrote the plan, led the crew and measured the result.", ["several_behaviours"]),
        ("Planning rotas, mentoring newcomers and running drills.", ["several_behaviours"]),
        ("In a storm plan, design and test documents are kept dry.", []),
        ("Would be fun to work with.", ["personality"]),
        ("Fits our culture.", ["personality"]),
        ("Is nice.", ["personality"]),
        ("Calms a quarrel by listing what both sides accept.", []),
        ("States how confident the estimate is.", []),
        ("Writes a user friendly manual.", []),
        ("Counts forty man hours.", ["exclusionary"]),
        ("Is a father figure for the young.", ["exclusionary"]),
        ("Moves HIS records without loss.", []),
        ("Writes battle-tested code.", ["gender_coded"]),
        ("Finds the dominant cost and keeps a warm standby.", []),
        ("Prepares the tender for the pier.", []),
        ("Is AWS certified.", ["years_as_proxy"]),
        ("Worked at a FAANG company.", ["years_as_proxy"]),
        ("Requires 5 years in a tower.", ["years_as_proxy"]),
        ("Retires lamps older than 2 years.", []),
        ("Kept the lamp lit for 3 years in a row.", []),
        ("Reads 2 years of logs.", []),
        (" ".join(["pump"] * 36), ["long_statement"]),
        (" ".join(["pump"] * 35), []),
        (
            "Operationalises organisational interoperability considerations notwithstanding infrastructural heterogeneity, institutional unpredictability and administrative irregularities.",
            ["reading_level"],
        ),
    ],
)
def test_a_statements_words_are_checked(text: str, expected: list[str]) -> None:
    assert [found.check for found in statement_findings(text)] == expected


def test_every_finding_about_words_says_which_words_and_what_to_do() -> None:
    (found,) = statement_findings("Hungry for growth & a team player.")
    assert found.message == (
        "“Hungry for growth & a team player.” rates a personality or a fit, which is no evidence and hides bias: "
        "“Hungry”, “team player”."
    )
    assert found.suggestion == (
        "For “Hungry”: say what the person sets out to learn, and does; "
        "for “team player”: say what the person does for the team."
    )


def test_the_longer_term_alone_is_told_where_a_shorter_one_stands_in_it() -> None:
    (found,) = statement_findings("Has a positive attitude.")
    assert found.message.endswith(": “positive attitude”.")
    (found,) = statement_findings("Holds a degree in physics.")
    assert "(“a degree in”)" in found.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When did a plan fail, and what did you change?", []),
        ("What would you do better next time?", []),
        ("Do you want children?", ["private_life"]),
        ("Where are you from originally?", ["private_life"]),
        ("What is your current salary?", ["private_life"]),
        ("Is English your first language?", ["exclusionary"]),
        ("How old was the reading when you saw it?", []),
        ("What did you tell the child process?", []),
        ("Are you a team player?", ["personality"]),
        ("Tell me about 2 years of night watches.", []),
    ],
)
def test_a_question_is_checked_for_fairness_only(text: str, expected: list[str]) -> None:
    assert [found.check for found in question_findings(text)] == expected


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # 6 words, 1 sentence, 6 syllables: 0.39 x 6 + 11.8 x 1 - 15.59
        ("The cat sat on the mat.", -1.45),
        # 8 words, 2 sentences, 13 syllables: 0.39 x 4 + 11.8 x 1.625 - 15.59
        ("Plumbers open pumps quickly. Others carry spare parts.", 5.145),
        ("", 0.0),
    ],
)
def test_the_reading_grade_is_kincaids(text: str, grade: float) -> None:
    assert reading_grade(text) == pytest.approx(grade, abs=0.005)


def test_a_finding_as_stored_is_flat_text() -> None:
    (found,) = dimension_findings(dimension("d1", "Repairs", {}))
    assert found.to_json() == {
        "check": "nothing_written",
        "severity": "error",
        "where": "Repairs",
        "dimension": "d1",
        "message": "“Repairs” has no written anchor at all.",
        "suggestion": "Write at least the bar, link it with a competency, or leave the dimension out.",
    }
    assert str(Place()) == "the rubric"


def test_long_texts_are_quoted_up_to_a_whole_word() -> None:
    assert quoted("Mends a pump, alone", 13) == "“Mends a pump …”"
    assert quoted("Mends", 13) == "“Mends”"


def test_an_anchor_outside_the_scale_of_others_is_still_checked() -> None:
    entry = replace(dimension("d1", "Repairs", FULL), anchors=(Anchor(0, "none"), Anchor(6, "all")))
    assert about(entry) == [("nothing_written", "error", None)]
