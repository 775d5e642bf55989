"""Selection rates: counts by group that people operations paste or upload, compared and not kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import TextAreaField
from wtforms.validators import Optional

from calibration import rules
from calibration.statistics.adverse_impact import FEWEST_TO_SHOW, GroupImpact, adverse_impact
from calibration.statistics.selection_rates import read_counts
from calibration.views.insights import blueprint
from core.errors import UnreadableDocument
from core.permissions import allow

LONGEST = 100_000
"""Bytes of counts that are read: far more than two hundred groups need."""


class OneOfTwo(Optional):
    """Empty is fine here as long as the other field is filled: neither is marked as optional, for one of them is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {**self.field_flags, "either": True}


class SelectionRatesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Counts by group, typed or as a file; nothing of them is kept."""

    counts = TextAreaField(
        "Counts by group",
        [OneOfTwo()],
        description="One line for each group, under the line group,applicants,selected. Cells copied from a spreadsheet do as well. "
        "Leave it empty if you choose a file below.",
    )
    file = FileField(
        "Or a file with them",
        [OneOfTwo()],
        description="CSV in UTF-8. A file takes the place of what stands above; with no file, what stands above is read.",
    )

    def groups(self) -> dict[str, tuple[int, int]] | None:
        """The counts; None where they cannot be read, with the sentence at its field and the file's text in the form."""
        upload = self.file.data
        content = upload.read(LONGEST + 1) if upload else (self.counts.data or "").encode()
        if len(content) > LONGEST:
            where = self.file if upload else self.counts
            where.errors = [f"Longer than {LONGEST // 1000} kB; give one line for each group and nothing else."]
            return None
        if upload and (text := _decoded(content)) is not None:
            self.counts.data = text
        if not content.strip():
            self.counts.errors = ["Paste the counts, or choose a file with them."]
            return None
        try:
            return read_counts(content)
        except UnreadableDocument as error:
            where = self.file if upload and _decoded(content) is None else self.counts
            where.errors = [f"{str(error)[:1].upper()}{str(error)[1:]}."]
            return None


@dataclass(frozen=True, slots=True)
class RateRow:
    """One group as the table prints it; texts are None where there is nothing to say. `verdict`: words, tone and icon of the mark."""

    group: str
    verdict: tuple[str, str, str]
    applicants: int | None = None
    selected: int | None = None
    rate: str | None = None
    ratio: str | None = None
    one_person: str | None = None
    p_value: str | None = None
    difference: str | None = None


@blueprint.get("/selection-rates")
@allow(rules.may_see_all_insights)
def selection_rates() -> str:
    """Where counts are given."""
    return _page(SelectionRatesForm(), ())


@blueprint.post("/selection-rates")
@allow(rules.may_see_all_insights)
def compare_rates() -> str | tuple[str, int]:
    """The rates of the counts given, beside the highest."""
    form = SelectionRatesForm()
    groups = form.groups() if form.validate_on_submit() else None
    if groups is None:
        return _page(form, ()), 422
    return _page(form, [_row(impact) for impact in adverse_impact(groups)])


def _page(form: SelectionRatesForm, rows: Sequence[RateRow]) -> str:
    return render_template(
        "calibration/selection_rates.html",
        form=form,
        rows=rows,
        compared=sum(row.rate is not None for row in rows) > 1,
        fewest=FEWEST_TO_SHOW,
    )


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _row(found: GroupImpact) -> RateRow:
    if found.rate is None:
        return RateRow(found.group, (f"Withheld: under {FEWEST_TO_SHOW} applicants", "neutral", "eye-off"))
    interval = "" if found.interval is None else f" ({_points(found.interval[0])} to {_points(found.interval[1])})"
    return RateRow(
        found.group,
        _verdict(found),
        found.applicants,
        found.selected,
        f"{100 * found.rate:.1f}\N{NO-BREAK SPACE}%",
        None if found.ratio is None else f"{found.ratio:.3f}",
        _one_person(found),
        None if found.p_value is None else "under 0.001" if found.p_value < 0.001 else f"{found.p_value:.3f}",
        None if found.is_highest or found.difference is None else _points(found.difference) + interval,
    )


def _verdict(found: GroupImpact) -> tuple[str, str, str]:
    if found.ratio is None:
        return "Nobody selected", "neutral", "minus"
    if found.is_highest:
        return "Highest rate", "neutral", "level"
    return ("Under four fifths", "caution", "warning") if found.flagged else ("Four fifths or more", "good", "check")


def _one_person(found: GroupImpact) -> str | None:
    if found.flips_with_one is None or found.ratio is None:
        return None
    if not found.flips_with_one:
        return "no"
    return "yes, one more selected" if found.flagged else "yes, one fewer selected"


def _points(share: float) -> str:
    """A difference of shares in percentage points, signed."""
    return f"{round(100 * share, 1) + 0.0:+.1f}".replace("-", "−")
