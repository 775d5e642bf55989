"""Commands on ratings and decisions: `flask calibration …`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from core.cli import CommandGroup, print_json
from core.errors import InvalidInput, UnreadableDocument

group = CommandGroup("calibration", help="What ratings say: agreement, severity, levels and how sure they are.")

WIDEST_SCALE = 100


@group.command("analyse", with_appcontext=False)
@click.argument("path", metavar="RATINGS.csv")
@click.option(
    "--bar", type=float, default=3.0, show_default=True, help="The score from which evidence meets the target."
)
@click.option("--low", type=int, default=1, show_default=True, help="The lowest score of the scale.")
@click.option("--high", type=int, default=5, show_default=True, help="The highest score of the scale.")
@click.option("--model", type=click.Choice(["both", "mixed", "facets"]), default="both", show_default=True)
@click.option("--prior", type=click.Choice(["weak"]), help="Weak priors on the standard deviations, for tiny panels.")
def analyse_command(
    path: str,
    bar: float,
    low: int,
    high: int,
    model: Literal["both", "mixed", "facets"],
    prior: Literal["weak"] | None,
) -> None:
    """Print what the ratings in RATINGS.csv say, as one JSON document.

    The file has the columns candidate, interviewer, dimension and score; an empty score is not observed. Told are agreement
    (over all, by pair of interviewers, within candidates by dimension), both models with each interviewer's severity, also by
    dimension, and warnings that say why a figure is missing.
    """
    _check_scale(bar, low, high)
    content = _content(path)
    from calibration.statistics.analysis import analyse
    from calibration.statistics.ratings import read_ratings

    try:
        ratings = read_ratings(content, low=low, high=high)
    except UnreadableDocument as error:
        raise InvalidInput(f"{path}: {error}") from error
    print_json(analyse(ratings, bar=bar, low=low, high=high, model=model, prior=prior))


@group.command("adverse-impact", with_appcontext=False)
@click.argument("path", metavar="COUNTS.csv")
def adverse_impact_command(path: str) -> None:
    """Print selection rates by group from COUNTS.csv, as one JSON document; nothing is stored.

    The file has the columns group, applicants and selected. Each rate stands beside the highest one: ratio (four fifths
    rule), Fisher's exact test, difference with its 95 % interval. It is for monitoring a process, never a decision
    about a person.
    """
    content = _content(path)
    from calibration.statistics.selection_rates import read_counts, selection_rates

    try:
        groups = read_counts(content)
    except UnreadableDocument as error:
        raise InvalidInput(f"{path}: {error}") from error
    print_json(selection_rates(groups))


@group.command("decide")
@click.argument("application_id", type=int, metavar="APPLICATION")
@click.option(
    "--outcome",
    required=True,
    type=click.Choice(["hire", "hire_one_level_down", "no_hire", "more_evidence"]),
    help="What the committee decided.",
)
@click.option("--reasons", required=True, help="Why, in words that can be defended a year from now.")
@click.option("--difference", help="Why otherwise than the scores alone, where it is; the reasons when left out.")
@click.option("--as", "actor", required=True, metavar="EMAIL", help="The chair or hiring manager who records it.")
def decide_command(application_id: int, outcome: str, reasons: str, difference: str | None, actor: str) -> None:
    """Record the committee's decision on an application."""
    from accounts.cli import account
    from calibration.cli.applications import application
    from calibration.enums import Outcome
    from calibration.operations.decisions import decide_application, latest_number
    from core.database import db

    decision = decide_application(
        application=application(application_id),
        outcome=Outcome(outcome),
        reasons=reasons,
        difference=reasons if difference is None else difference,
        expected_number=latest_number(application_id),
        actor=account(actor),
    )
    db.session.commit()
    print_json(
        {
            "version": 1,
            "application": application_id,
            "number": decision.number,
            "outcome": decision.outcome.value,
            "level": decision.level_code,
        }
    )


def _check_scale(bar: float, low: int, high: int) -> None:
    if not 1 <= high - low <= WIDEST_SCALE:
        raise InvalidInput(f"--low {low} --high {high}: the highest score must be 1 to {WIDEST_SCALE} above the lowest")
    if not low <= bar <= high:
        raise InvalidInput(f"--bar {bar:g}: the bar must stand on the scale {low} to {high}")


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InvalidInput(f"{path}: cannot be read ({reason}); give the path of a CSV file") from error
