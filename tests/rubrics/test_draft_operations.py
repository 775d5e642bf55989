"""Rubric drafts are generated from stored sources and edited by people."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.enums import Role
from accounts.models import Account
from core.database import db
from core.errors import Conflict, InvalidInput
from rubrics.content import RubricContent
from rubrics.enums import RubricState, StatementKind
from rubrics.models import Rubric, RubricDimension, RubricVersion, Statement
from rubrics.operations.drafts import AnchorEdit, edit_dimension, remove_dimension
from rubrics.operations.generating import generate_draft, preview_draft
from rubrics.operations.publishing import publish_version
from rubrics.queries.contents import content
from tests import factories
from tests.rubrics import stock

pytestmark = pytest.mark.postgresql


@pytest.fixture
def recruiter(app: Flask) -> Account:
    return factories.account("Rose", Role.RECRUITER)


@pytest.fixture
def draft(recruiter: Account) -> RubricVersion:
    return stock.draft(recruiter)


def as_it_stands(dimension: RubricDimension) -> list[AnchorEdit]:
    """The form's answer when nothing is changed."""
    return [
        AnchorEdit(anchor.score, [(statement.id, statement.text) for statement in anchor.statements])
        for anchor in dimension.anchors
    ]


def save(dimension: RubricDimension, anchors: Sequence[AnchorEdit], actor: Account, **changes: object) -> None:
    values: dict[str, object] = {
        "expected_lock": dimension.version.lock,
        "name": dimension.name,
        "weight": dimension.weight,
        "must_have": dimension.must_have,
        "bar": dimension.bar,
        "questions": dimension.questions,
    }
    edit_dimension(dimension=dimension, anchors=anchors, actor=actor, **{**values, **changes})  # type: ignore[arg-type]  # keyword arguments by name
    db.session.commit()


def words(dimension: RubricDimension) -> dict[int, list[str]]:
    return {anchor.score: [statement.text for statement in anchor.statements] for anchor in dimension.anchors}


def test_a_draft_holds_what_was_generated_word_for_word(draft: RubricVersion) -> None:
    generated = preview_draft(
        ladder=draft.ladder, criteria=draft.criteria, target_level="L3", criteria_level="L3", links=stock.LINKS
    )
    db.session.expire_all()
    assert content(draft) == generated.focused()
    assert (draft.state, draft.number, draft.lock) == (RubricState.DRAFT, 1, 1)


def test_each_score_holds_the_words_of_its_level_and_their_places(draft: RubricVersion) -> None:
    watch = draft.dimensions[0]
    assert (watch.name, words(watch)) == (
        "Watch planning",
        {
            1: ["Keeps a watch beside a colleague."],
            2: ["Keeps a night watch alone."],
            3: ["Plans the watches of one tower.", "Plans a month without a gap."],
            4: ["Plans the watches of ten towers.", "Wrote a watch plan that a later crew still uses."],
            5: ["Agrees the watches with the navy.", "Plans a season that survives three absences."],
        },
    )
    places = [(row.document_name, row.level_code, row.kind) for row in watch.anchors[2].statements]
    assert places == [
        ("keepers.md", "L3", StatementKind.guideline),
        ("lead-keeper.md", None, StatementKind.criteria_anchor),
    ]
    assert {row.document_id for row in watch.anchors[2].statements} == {
        draft.ladder.document_id if draft.ladder else 0,
        draft.criteria.document_id if draft.criteria else 0,
    }


def test_the_links_are_kept_with_what_was_proposed_and_who_confirmed(draft: RubricVersion, recruiter: Account) -> None:
    assert sorted((link.subject, link.target, link.score, link.confirmed_by_id) for link in draft.links) == [
        ("dimension:1", "competency:3", 0.6, recruiter.id),
        ("dimension:2", "competency:4", None, recruiter.id),
        ("exercise:1", "dimension:1", None, recruiter.id),
        ("strong_signal:1", "dimension:1", None, recruiter.id),
    ]


def test_an_empty_cell_of_the_ladder_stays_unwritten_with_the_reason(draft: RubricVersion) -> None:
    power = next(dimension for dimension in draft.dimensions if dimension.name == "Power")
    assert words(power)[4] == []
    assert power.anchors[3].unwritten_reason != ""


@pytest.mark.parametrize("level", ["L1", "L2", "L3", "L4", "L5"])
def test_a_ladder_alone_gives_a_rubric_for_each_of_its_levels(app: Flask, level: str) -> None:
    version = generate_draft(ladder=stock.ladder(), criteria=None, target_level=level, actor=None)
    at = int(level[1])
    optics = version.dimensions[0]
    written = [anchor.score for anchor in optics.anchors if anchor.statements]
    assert written == [score for score in range(1, 6) if 1 <= at + score - 3 <= 5]
    assert (version.target_code, len(version.dimensions)) == (level, 4)


def test_criteria_alone_give_a_rubric(app: Flask) -> None:
    version = generate_draft(ladder=None, criteria=stock.criteria(), target_level=None, actor=None)
    assert [dimension.name for dimension in version.dimensions] == ["Watch planning", "Teaching"]
    assert words(version.dimensions[1]) == {
        1: [],
        2: [],
        3: ["Trained a newcomer who keeps watch alone."],
        4: [],
        5: ["Raised a keeper who now leads a tower."],
    }


def test_a_level_the_ladder_lacks_is_refused_and_nothing_is_stored(app: Flask) -> None:
    with pytest.raises(InvalidInput, match=r"no level “L9”\. It has: L1 Keeper"):
        generate_draft(ladder=stock.ladder(), criteria=None, target_level="L9", actor=None)
    assert db.session.scalar(select(func.count()).select_from(Rubric)) == 0


def test_a_rubric_without_dimensions_is_refused(app: Flask) -> None:
    with pytest.raises(InvalidInput, match="choose at least one"):
        generate_draft(ladder=stock.ladder(), criteria=None, target_level="L3", dimensions=(), actor=None)


def test_saving_without_a_change_changes_nothing_but_the_lock(draft: RubricVersion, recruiter: Account) -> None:
    before = content(draft)
    save(draft.dimensions[0], as_it_stands(draft.dimensions[0]), recruiter)
    assert content(draft) == before
    assert draft.lock == 2


def test_an_edited_statement_keeps_its_source_and_what_it_said(draft: RubricVersion, recruiter: Account) -> None:
    watch = draft.dimensions[0]
    edits = as_it_stands(watch)
    identity, text = edits[2].statements[0]
    edits[2] = AnchorEdit(3, [(identity, "Plans the  watches of\none tower for a month."), edits[2].statements[1]])
    save(watch, edits, recruiter)
    statement = db.session.get_one(Statement, identity)
    assert statement.text == "Plans the watches of one tower for a month."
    assert (statement.source_text, statement.author_name, statement.kind) == (text, "Rose", StatementKind.guideline)
    assert (statement.document_name, statement.level_code) == ("keepers.md", "L3")
    save(watch, [AnchorEdit(3, [(identity, "Plans one tower's watches.")])], recruiter)
    assert statement.source_text == text


def test_a_statement_put_back_into_its_source_words_has_no_author_again(
    draft: RubricVersion, recruiter: Account
) -> None:
    before = content(draft)
    watch = draft.dimensions[0]
    edits = as_it_stands(watch)
    identity, _ = edits[2].statements[0]
    save(watch, [*edits[:2], AnchorEdit(3, [(identity, "Other"), edits[2].statements[1]]), *edits[3:]], recruiter)
    save(watch, edits, recruiter)
    assert content(draft) == before


def test_a_statement_is_moved_to_another_score_and_another_place(draft: RubricVersion, recruiter: Account) -> None:
    watch = draft.dimensions[0]
    edits = as_it_stands(watch)
    moved = edits[3].statements[0]
    bar, above = [moved, *reversed(edits[2].statements)], edits[3].statements[1:]
    save(watch, [*edits[:2], AnchorEdit(3, bar), AnchorEdit(4, above), *edits[4:]], recruiter)
    assert (words(watch)[3], words(watch)[4]) == (
        ["Plans the watches of ten towers.", "Plans a month without a gap.", "Plans the watches of one tower."],
        ["Wrote a watch plan that a later crew still uses."],
    )
    assert db.session.get_one(Statement, moved[0]).level_code == "L4"


def test_a_new_statement_names_the_person_who_wrote_it(draft: RubricVersion, recruiter: Account) -> None:
    power = next(dimension for dimension in draft.dimensions if dimension.name == "Power")
    edits = as_it_stands(power)
    edits[3] = AnchorEdit(4, [(None, "Plans the fuel of the coast."), (None, "   ")])
    save(power, edits, recruiter)
    (statement,) = power.anchors[3].statements
    assert (statement.text, statement.kind, statement.author_name, statement.author_id, statement.document_name) == (
        "Plans the fuel of the coast.",
        StatementKind.written,
        "Rose",
        recruiter.id,
        "",
    )


def test_a_statement_left_out_is_gone_and_an_emptied_anchor_says_who_emptied_it(
    draft: RubricVersion, recruiter: Account
) -> None:
    power = next(dimension for dimension in draft.dimensions if dimension.name == "Power")
    ((gone, _),) = as_it_stands(power)[0].statements
    save(power, [AnchorEdit(1, []), *as_it_stands(power)[1:]], recruiter)
    assert db.session.get(Statement, gone) is None
    assert (words(power)[1], power.anchors[0].unwritten_reason) == ([], "Rose took its statements out")


def test_a_waiting_statement_is_taken_in_with_its_source(draft: RubricVersion, recruiter: Account) -> None:
    (waiting,) = [row for row in draft.waiting if row.kind is StatementKind.weak_signal]
    before = len(draft.waiting)
    watch = draft.dimensions[0]
    edits = as_it_stands(watch)
    save(watch, [AnchorEdit(1, [*edits[0].statements, (waiting.id, waiting.text)]), *edits[1:]], recruiter)
    assert words(watch)[1] == [
        "Keeps a watch beside a colleague.",
        "Talks about the lamp only and never about the crew.",
    ]
    taken = watch.anchors[0].statements[1]
    assert (taken.document_name, taken.waits_because, taken.waits_for) == ("lead-keeper.md", "", [])
    assert len(draft.waiting) == before - 1


def test_a_statement_of_another_rubric_is_refused_and_nothing_is_saved(
    draft: RubricVersion, recruiter: Account
) -> None:
    foreign = factories.rubric("Another").dimensions[0].anchors[0].statements[0]
    watch = draft.dimensions[0]
    before = content(draft)
    edits = [AnchorEdit(1, [(foreign.id, "Stolen")]), *as_it_stands(watch)[1:]]
    with pytest.raises(InvalidInput, match="does not belong to this rubric"):
        save(watch, edits, recruiter, name="Renamed")
    db.session.rollback()
    assert content(draft) == before
    assert foreign.text == "Shows system design as expected of P3"


def test_a_statement_of_another_dimension_of_the_same_rubric_is_refused(
    draft: RubricVersion, recruiter: Account
) -> None:
    other = draft.dimensions[1].anchors[2].statements[0]
    with pytest.raises(InvalidInput, match="does not belong"):
        save(draft.dimensions[0], [AnchorEdit(3, [(other.id, other.text)])], recruiter)


def test_a_statement_named_twice_is_refused(draft: RubricVersion, recruiter: Account) -> None:
    own = draft.dimensions[0].anchors[2].statements[0]
    with pytest.raises(InvalidInput, match="does not belong"):
        save(draft.dimensions[0], [AnchorEdit(3, [(own.id, "a")]), AnchorEdit(4, [(own.id, "b")])], recruiter)


def test_a_stale_form_stores_nothing(draft: RubricVersion, recruiter: Account) -> None:
    watch = draft.dimensions[0]
    save(watch, as_it_stands(watch), recruiter, name="Watches")
    with pytest.raises(Conflict, match="Somebody saved this rubric after you opened it"):
        save(watch, as_it_stands(watch), recruiter, expected_lock=1, name="Late")
    db.session.rollback()
    assert watch.name == "Watches"


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": " "}, "name", "Give the dimension a name."),
        ({"bar": 6}, "bar", "The bar must be between 1 and 5."),
        ({"bar": 0}, "bar", "The bar must be between 1 and 5."),
        ({"weight": -1.0}, "weight", "A weight cannot be negative. Use 0 for a dimension that does not count."),
        ({"weight": float("nan")}, "weight", "A weight is a number from 0 to 1000."),
        ({"weight": float("inf")}, "weight", "A weight is a number from 0 to 1000."),
    ],
)
def test_values_that_cannot_be_taken_are_told_at_their_field(
    draft: RubricVersion, recruiter: Account, change: dict[str, object], field: str, sentence: str
) -> None:
    watch = draft.dimensions[0]
    with pytest.raises(InvalidInput) as raised:
        save(watch, as_it_stands(watch), recruiter, **change)
    assert raised.value.problems == {field: [sentence]}


def test_a_removed_dimension_is_gone_and_the_others_close_up(draft: RubricVersion, recruiter: Account) -> None:
    names = [dimension.name for dimension in draft.dimensions]
    remove_dimension(dimension=draft.dimensions[0], expected_lock=1, actor=recruiter)
    db.session.commit()
    assert [(row.position, row.name) for row in draft.dimensions] == list(enumerate(names[1:], start=1))
    assert [exercise.dimensions for exercise in draft.exercises] == [[]]
    assert [signal.dimension for signal in draft.signals] == [None, None, None]


def test_the_last_dimension_is_not_removed(app: Flask, recruiter: Account) -> None:
    version = factories.rubric(dimensions=["Only"], state=RubricState.DRAFT)
    with pytest.raises(InvalidInput, match="the only dimension"):
        remove_dimension(dimension=version.dimensions[0], expected_lock=1, actor=recruiter)


def test_a_published_version_is_not_edited(draft: RubricVersion, recruiter: Account) -> None:
    watch = draft.dimensions[0]
    publish_version(version=draft, expected_lock=1, actor=recruiter)
    db.session.commit()
    before: RubricContent = content(draft)
    with pytest.raises(Conflict, match="never changes"):
        save(watch, as_it_stands(watch), recruiter, name="Changed")
    with pytest.raises(Conflict, match="never changes"):
        remove_dimension(dimension=watch, expected_lock=2, actor=recruiter)
    db.session.rollback()
    assert content(draft) == before
