"""What the checks say of words while they are typed, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask import render_template, request
from flask_login import current_user

from core.permissions import allow
from rubrics import checks, rules
from rubrics import content as plain
from rubrics.checks import Finding
from rubrics.enums import StatementKind
from rubrics.forms.dimensions import ABOUT, NEW, STATEMENT, anchor_edits
from rubrics.models import RubricDimension, Statement
from rubrics.operations.drafts import AnchorEdit
from rubrics.queries import rubrics as queries
from rubrics.queries.contents import plain_statement
from rubrics.queries.remarks import RemarkRow, field_row, remark_row
from rubrics.views import rubrics

Found = dict[str, list[RemarkRow]]
"""The findings by the name of the field they are about; `anchor-3` and `dimension` are about more than one field."""

LINES: Mapping[str, Callable[[str], Sequence[Finding]]] = {
    "text": checks.statement_findings,
    "task": checks.question_findings,
    "look_fors": checks.question_findings,
}


@rubrics.post("/checks")
@allow(rules.may_change_library)
def check_lines() -> str:
    """What the checks say of a signal or an exercise, line by line."""
    found: Found = {}
    for name, check in LINES.items():
        for line in request.form.get(name, "").splitlines():
            found.setdefault(name, []).extend(remark_row(finding) for finding in check(line.strip()))
    return render_template("rubrics/findings.html", found=found)


@rubrics.post("/dimensions/<int:dimension_id>/check")
@allow(rules.may_edit_dimension, load=queries.dimension)
def check_dimension(dimension: RubricDimension) -> str:
    """What the checks say of a dimension as it is typed."""
    version = dimension.version
    edits = anchor_edits(request.form, range(version.scale_low, version.scale_high + 1))
    questions = request.form.get("questions", "").splitlines()
    bar = request.form.get("bar", dimension.bar, int)
    found = found_in(dimension, edits, questions, bar=bar)
    for name in [name for name in request.form if name.startswith(ABOUT)]:
        if unfair := _unfair(request.form[name].splitlines()):
            found[name] = unfair
    return render_template("rubrics/findings.html", found=found)


def stored_edits(dimension: RubricDimension) -> list[AnchorEdit]:
    """The dimension's anchors as the form would send them unchanged."""
    return [AnchorEdit(anchor.score, [(row.id, row.text) for row in anchor.statements]) for anchor in dimension.anchors]


def found_in(
    dimension: RubricDimension, edits: Sequence[AnchorEdit], questions: Sequence[str], bar: int | None = None
) -> Found:
    """The findings of the dimension with these words and this bar (None: its own), each at its field."""
    known = {row.id: row for anchor in dimension.anchors for row in anchor.statements}
    known |= {row.id: row for row in dimension.version.waiting}
    anchors: list[plain.Anchor] = []
    fields: dict[tuple[int, int], str] = {}
    for row in dimension.anchors:
        typed = [pair for edit in edits if edit.score == row.score for pair in edit.statements if pair[1].strip()]
        for number, (identity, _) in enumerate(typed, start=1):
            fields[row.score, number] = f"{NEW}{row.score}" if identity is None else f"{STATEMENT}{identity}"
        said = tuple(_said(known.get(identity or 0), words) for identity, words in typed)
        anchors.append(plain.Anchor(row.score, row.meaning, row.level_code, said, row.unwritten_reason or None))
    found: Found = {}
    whole = plain.RubricDimension(dimension.key, dimension.name, tuple(anchors), bar=bar or dimension.bar)
    for finding in checks.dimension_findings(whole):
        score, number = finding.where.score or 0, finding.where.statement or 0
        wide = f"anchor-{score}" if finding.where.score is not None else "dimension"
        text = anchors[score - dimension.version.scale_low].statements[number - 1].text if number else ""
        found.setdefault(fields.get((score, number), wide), []).append(field_row(finding, text))
    if unfair := _unfair(questions):
        found["questions"] = unfair
    return found


def _unfair(lines: Sequence[str]) -> list[RemarkRow]:
    """What the checks say of lines that are no anchors."""
    return [field_row(entry, line.strip()) for line in lines for entry in checks.question_findings(line.strip())]


def _said(row: Statement | None, words: str) -> plain.Statement:
    """A statement as it is typed; what nobody stored yet is the viewer's own."""
    if row is None:
        return plain.Statement(" ".join(words.split()), StatementKind.written, author=current_user.name)
    stored = plain_statement(row)
    return plain.Statement(" ".join(words.split()), stored.kind, stored.source, stored.author)
