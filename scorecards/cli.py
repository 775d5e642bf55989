"""Commands on openings, loops and scorecards: the same operations as the pages, for scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import click
from flask.cli import AppGroup

from accounts.cli import account
from core.cli import print_json
from core.database import Model, db
from core.errors import InvalidInput, NotFound
from rubrics.models import RubricVersion
from scorecards.answers_file import answers_in, empty_document
from scorecards.enums import TeamRole, TrainingStep, Visibility
from scorecards.models import Application, Interview, Requisition, Scorecard
from scorecards.operations import candidates, loops, plans, requisitions
from scorecards.operations.scorecards import submit_scorecard
from scorecards.plan_file import read_plan
from scorecards.queries import sheets
from scorecards.queries.plans import ground_of
from scorecards.queries.sight import limit

group = AppGroup("scorecards", help="Openings, candidates, interviews and scorecards.")
Row = TypeVar("Row", bound=Model)

as_option = click.option("--as", "actor", required=True, metavar="EMAIL", help="Whose hand this is.")


@group.command("open")
@click.argument("title")
@click.option("--rubric", "version_id", type=int, required=True, help="The number of a published rubric version.")
@click.option("--visibility", type=click.Choice([step.name.lower() for step in Visibility]))
@click.option("--raters", type=int, default=2, show_default=True, help="Independent interviewers per dimension.")
@click.option(
    "--team", multiple=True, metavar="ROLE=EMAIL", help="recruiter, hiring_manager, interviewer, committee, chair."
)
@as_option
def open_command(
    title: str, version_id: int, visibility: str | None, raters: int, team: tuple[str, ...], actor: str
) -> None:
    """Open a requisition with its hiring team and print its number."""
    recruiter = account(actor)
    opened = requisitions.open_requisition(
        title=title,
        version=_row(RubricVersion, version_id, "rubric version"),
        visibility=Visibility[visibility.upper()] if visibility else min(Visibility.AFTER_OWN_SUBMISSION, limit()),
        required_raters=raters,
        limit=limit(),
        actor=recruiter,
    )
    members: dict[TeamRole, list[int]] = {TeamRole.RECRUITER: [recruiter.id]}
    for entry in team:
        role, _, email = entry.partition("=")
        members.setdefault(_team_role(role), []).append(account(email).id)
    db.session.flush()
    requisitions.set_team(requisition=opened, members=members, actor=recruiter)
    db.session.commit()
    print_json({"version": 1, "requisition": opened.id, "title": opened.title})


@group.command("apply")
@click.argument("requisition_id", type=int, metavar="REQUISITION")
@click.option("--name", required=True)
@click.option("--email")
@click.option("--source", help="How the person came to us.")
@as_option
def apply_command(requisition_id: int, name: str, email: str | None, source: str | None, actor: str) -> None:
    """Add a candidate's application to an opening and print its number."""
    applied = candidates.add_applicant(
        name=name,
        email=email,
        source=source,
        requisition=_row(Requisition, requisition_id, "requisition"),
        actor=account(actor),
    )
    db.session.commit()
    print_json({"version": 1, "application": applied.id, "candidate_code": applied.candidate.code})


@group.command("plan")
@click.argument("application_id", type=int, metavar="APPLICATION")
@click.option("--title", required=True)
@click.option("--interviewer", required=True, metavar="EMAIL")
@click.option("--focus", multiple=True, metavar="NAME", help="A dimension's name or number; all when left out.")
@click.option("--minutes", type=int, default=60, show_default=True)
@click.option("--shadow", is_flag=True, help="A learner's interview, which never counts.")
@as_option
def plan_command(
    application_id: int, title: str, interviewer: str, focus: tuple[str, ...], minutes: int, *, shadow: bool, actor: str
) -> None:
    """Plan an interview and print its number."""
    application = _row(Application, application_id, "application")
    planned = loops.plan_interview(
        application=application,
        title=title,
        interviewer=account(interviewer),
        focus=_focus(application, focus),
        minutes=minutes,
        training=TrainingStep.SHADOW if shadow else None,
        actor=account(actor),
    )
    db.session.commit()
    print_json({"version": 1, "interview": planned.id, "focus": [dimension.name for dimension in planned.focus]})


@group.command("load-plan")
@click.argument("requisition_id", type=int, metavar="REQUISITION")
@click.argument("path", metavar="FILE")
@as_option
def load_plan_command(requisition_id: int, path: str, actor: str) -> None:
    """Make a CSV or JSON file the opening's plan and print its interviews, or say all that is wrong with it."""
    opening = _row(Requisition, requisition_id, "requisition")
    reading = read_plan(_content(path), ground_of(opening.rubric_version_id))
    if reading.problems:
        said = "; ".join(f"{place}: {sentence}" for place, sentence in reading.problems)
        raise InvalidInput(f"{path}: nothing was taken over. {said}")
    plans.load_plan(requisition=opening, steps=reading.steps, actor=account(actor), origin=Path(path).name)
    db.session.commit()
    print_json({"version": 1, "requisition": opening.id, "interviews": [step.title for step in reading.steps]})


@group.command("sheet")
@click.argument("interview_id", type=int, metavar="INTERVIEW")
def sheet_command(interview_id: int) -> None:
    """Print an empty scorecard for an interview, to be filled and submitted."""
    interview = _row(Interview, interview_id, "interview")
    print_json(empty_document(sheets.sheet(interview.id)))


@group.command("submit")
@click.argument("interview_id", type=int, metavar="INTERVIEW")
@click.argument("path", metavar="FILE.json")
def submit_command(interview_id: int, path: str) -> None:
    """Submit a filled scorecard as the interview's interviewer, and print its revision."""
    interview = _row(Interview, interview_id, "interview")
    card = db.session.get_one(
        Scorecard, interview.scorecard.id, with_for_update=True
    )  # no move of its opening meanwhile
    try:
        answers = answers_in(_document(path))
        revision = submit_scorecard(
            card=card, answers=answers, actor=interview.interviewer, expected_version=card.version
        )
    except InvalidInput as error:
        found = "; ".join(f"{place}: {' '.join(said)}" for place, said in error.problems.items())
        raise InvalidInput(f"{path}: {error} {found}") from error
    db.session.commit()
    print_json({"version": 1, "scorecard": card.id, "revision": revision.number, "sha256": revision.content_sha256})


@group.command("calibrate")
@click.argument("application_id", type=int, metavar="APPLICATION")
@as_option
def calibrate_command(application_id: int, actor: str) -> None:
    """Move an application to calibration."""
    application = _row(Application, application_id, "application")
    candidates.move_to_calibration(application=application, actor=account(actor))
    db.session.commit()
    print_json({"version": 1, "application": application.id, "stage": application.stage.value})


def _row(kind: type[Row], identity: int, noun: str) -> Row:
    found = db.session.get(kind, identity)
    if found is None:
        raise NotFound(f"There is no {noun} with the number {identity}.")
    return found


def _team_role(role: str) -> TeamRole:
    if role not in set(TeamRole):
        raise InvalidInput(f"--team {role}: choose one of {', '.join(TeamRole)}, as in chair=somebody@example.com.")
    return TeamRole(role)


def _focus(application: Application, wanted: tuple[str, ...]) -> list[int]:
    dimensions = application.requisition.rubric_version.dimensions
    if not wanted:
        return [dimension.id for dimension in dimensions]
    known = {str(dimension.id): dimension.id for dimension in dimensions}
    known |= {dimension.name: dimension.id for dimension in reversed(dimensions)}
    missing = [name for name in wanted if name not in known]
    if missing:
        names = ", ".join(dimension.name for dimension in dimensions)
        raise InvalidInput(f"--focus {missing[0]}: the rubric has no such dimension. It has: {names}.")
    return [known[name] for name in wanted]


def _content(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InvalidInput(f"{path}: cannot be read ({error.strerror}).") from error


def _document(path: str) -> Any:
    try:
        return json.loads(_content(path))
    except ValueError as error:
        raise InvalidInput(f"{path}: this is no JSON ({error}).") from error
