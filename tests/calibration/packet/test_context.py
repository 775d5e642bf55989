"""What a packet says, before any page is set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from calibration.packet.context import packet_context
from calibration.packet.coverage import FEWER
from calibration.packet.record import HistoryRow, Packet, to_plain
from calibration.packet.strip_plot import StripDot, StripRow, strip_plot
from core.errors import InvalidInput
from tests.calibration.packet.crowd import crowded_record
from tests.calibration.packet.people import MARA
from tests.calibration.packet.sample import empty_record


def test_the_cover_says_who_what_and_how_it_stands(record: Packet) -> None:
    context = packet_context(record)
    assert (context.subject, context.role, context.target) == (
        "Noor van den Berg",
        "Staff Engineer, Storage",
        "P5 Staff",
    )
    assert context.headline == "Hire at P5"
    assert context.decided == "Decided by Ines Carvalho (chair) on 20 October 2026"
    assert [(row.name, row.n, row.mean, row.distance, row.standing) for row in context.standings] == [
        ("System design", "3", "3.3", "+0.3", "Above the bar"),
        ("Delivery under uncertainty", "3", "3.3", "+0.3", "Above the bar"),
        ("Running it in production", "2", "2.5", "−0.5", "Below the bar"),
        ("Working across teams", "2", "4.0", "+1.0", "Well above the bar"),
        ("Growing others", "1", "3.0", "0.0", "At the bar"),
    ]
    assert context.best_fit == "P5 (3 of 4), P4 (1 of 4)"
    assert ("Red flags", "1 raised, none unanswered") in context.facts


def test_a_score_points_to_its_anchor(record: Packet) -> None:
    design = packet_context(record).evidence[0]
    first = design.observations[0]
    assert (first.who, first.cell.text, first.anchor[0]) == (
        "A · Mara Lindgren",
        "4",
        "Sets the direction for a whole product area and leaves room for teams to differ.",
    )


def test_a_scorecard_that_was_not_blind_says_so_and_the_others_keep_their_form(record: Packet) -> None:
    first, *others = record.scorecards
    told = replace(record, scorecards=(replace(first, could_read=True), *others))
    shown = packet_context(told)
    assert [card.could_read for card in shown.cards] == [True] + [False] * len(others)
    marked = [row.letter for row in shown.matrices[0].rows if row.detail.endswith(", not blind")]
    beside = {
        seen.who for part in shown.evidence for seen in part.observations if seen.interview.endswith(", not blind")
    }
    assert (marked, beside) == (["A"], {"A · Mara Lindgren"})
    assert shown.not_blind.startswith("Not blind: A · Mara Lindgren. ")
    assert packet_context(record).not_blind == ""
    assert ["could_read" in card for card in to_plain(told)["scorecards"]] == [True] + [False] * len(others)


def test_an_unwritten_anchor_is_said_and_not_invented(record: Packet) -> None:
    card = record.scorecards[1]
    ratings = tuple(replace(rating, score=5) if rating.dimension == "incident" else rating for rating in card.ratings)
    changed = replace(record, scorecards=(replace(card, ratings=ratings),))
    incident = packet_context(changed).evidence[2]
    assert incident.observations[0].anchor == ("The rubric has no text for this score.",)


def test_an_adjusted_score_shows_what_it_was(record: Packet) -> None:
    context = packet_context(record)
    jonas = context.matrices[0].rows[3]
    assert (jonas.name, jonas.cells[0].text, jonas.cells[0].was) == ("Jonas Falk", "3", "was 2")
    assert context.cards[3].ratings[0].cell.text == "2"
    assert context.evidence[0].observations[2].adjustments[0].startswith("Calibrated from 2 to 3 by Jonas Falk: ")
    assert context.plot is not None
    assert [dot.kind for dot in context.plot.rows[0].dots] == ["counted", "counted", "before", "adjusted", "shadow"]


def test_not_observed_is_a_dash_with_its_reason_and_not_asked_is_empty(record: Packet) -> None:
    context = packet_context(record)
    cells = {row.letter: row.cells for row in context.matrices[0].rows}
    assert (cells["D"][4].text, cells["D"][4].note) == ("–", "not observed")
    assert (cells["D"][3].text, cells["D"][3].note) == ("", "not asked")
    assert context.evidence[4].observations[1].evidence == "Not observed: We ran out of time after the incident story."


def test_the_timeline_is_in_the_order_of_time(record: Packet) -> None:
    assert [event.kind for event in packet_context(record).events] == [
        "Earlier decision", "Recusal", "Blind position", "Blind position", "Blind position", "Adjustment", "Position", "Decision", "Dissent"
    ]  # fmt: skip
    assert packet_context(record).positions == (
        "Before the talk, of 3 members, 2 held “Hire at P5” and 1 held “Hire one level down, at P4”."
    )


def test_no_scorecard_is_a_gap_everywhere_though_no_committee_said_so() -> None:
    assert {row.note for row in packet_context(empty_record()).coverage} == {FEWER}


def test_gaps_and_single_scores_are_said(record: Packet) -> None:
    context = packet_context(record)
    assert [(row.planned, row.observed, bool(row.note)) for row in context.coverage][-1] == ("2", "1", True)
    assert context.uncertainty[0] == "Growing others rests on a single score."
    assert context.uncertainty[1].startswith("Interviewers lie two points or more apart on Working across teams;")


def test_an_application_without_scorecards_says_so() -> None:
    context = packet_context(empty_record())
    assert context.headline == "No decision yet"
    assert context.plot is None
    assert context.matrices == ()
    assert context.uncertainty[0] == "No scorecard was submitted: nothing in this packet rests on observed evidence."
    assert {row.standing for row in context.standings} == {"No evidence"}


def test_many_dimensions_are_set_in_blocks_that_fit_the_page(record: Packet) -> None:
    dimensions = tuple(
        replace(record.rubric.dimensions[0], id=f"d{number}", name=f"Dimension {number}") for number in range(19)
    )
    blocks = packet_context(replace(record, rubric=replace(record.rubric, dimensions=dimensions))).matrices
    assert [len(block.columns) for block in blocks] == [7, 7, 5]
    assert [block.caption for block in blocks][-1] == "Scores by interviewer and dimension (part 3 of 3)"


def test_dots_of_equal_scores_never_hide_each_other() -> None:
    plot = packet_context(crowded_record()).plot
    assert plot is not None
    for row in plot.rows:
        places = [(dot.x, dot.y) for dot in row.dots]
        assert len(places) == len(set(places)) == 30
        assert all(row.top < dot.y - dot.radius and dot.y + dot.radius < row.bottom for dot in row.dots)


def test_the_drawing_says_in_words_what_it_shows() -> None:
    rows = [
        StripRow(name="Craft", bar=3, dots=(StripDot("A", 4), StripDot("B", 2, "shadow")), mean=4, distance=1),
        StripRow(name="People", bar=3, dots=()),
    ]
    assert strip_plot(rows, 1, 5).title == (
        "Scores of each interviewer by dimension, against the bar. "
        "Craft: mean 4 from 1 score, bar 3, well above the bar. People: not observed."
    )


def test_a_base_address_gives_a_place_to_check_and_a_code(record: Packet) -> None:
    context = packet_context(record, "https://hiring.example.org/")
    assert context.verify_address == f"https://hiring.example.org/packets/verify/{context.content_sha256}"
    assert context.qr is not None
    assert context.qr.size == 41 + 8  # version 6 for an address of this length, and a quiet zone of four on each side
    assert packet_context(record).qr is None


def test_a_base_address_that_is_none_is_refused(record: Packet) -> None:
    with pytest.raises(InvalidInput, match="should begin with https"):
        packet_context(record, "javascript:alert(1)")


def test_a_moment_of_sealing_that_is_no_date_is_refused(record: Packet) -> None:
    with pytest.raises(InvalidInput, match="generated_at is 'yesterday'"):
        packet_context(replace(record, generated_at="yesterday"))


def test_the_history_says_what_was_done_in_the_words_of_the_applications_page(record: Packet) -> None:
    row = HistoryRow(at="2026-10-14T11:40:00+00:00", action="submit_scorecard", what="Submit scorecard", by=MARA)
    [line] = packet_context(replace(record, history=(row,))).history
    assert (line.action, line.what) == ("Scorecard submitted", "")
