"""What the scorecard's form sends."""

from __future__ import annotations

from scorecards.models import Interview

SAID = "Asked for the load first, then drew two queues and named which one breaks."


def filled(interview: Interview, **changes: str) -> dict[str, str]:
    """What the form sends for a complete scorecard."""
    design, delivery = interview.focus
    flag = next(each for each in interview.application.requisition.rubric_version.signals if each.kind == "red_flag")
    return {
        "version": str(interview.scorecard.version),
        f"rating-{design.id}": "4",
        f"evidence-{design.id}": SAID,
        f"rating-{delivery.id}": "not_observed",
        f"reason-{delivery.id}": "We ran out of time.",
        f"signal-{flag.id}": "no",
        "recommendation": "yes",
        "summary": "Solid on design.",
        "private_notes": "Sounded tired.",
        "action": "save",
        **changes,
    }


def edit_url(interview: Interview) -> str:
    return f"/scorecards/{interview.scorecard.id}/edit"
