"""Candidates, their applications, and who must stay away from them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import func, select

from accounts.models import Account
from core import errors
from core.audit import Actor, record
from core.clock import now
from core.database import db
from core.errors import InvalidInput
from scorecards.candidate_list import ListedCandidate
from scorecards.enums import RequisitionState, ScorecardState, Stage
from scorecards.models import Application, Candidate, Conflict, Interview, Requisition, Scorecard

LONGEST_NAME = 200
MOST_NAMES = 50
APPLIED = "Somebody with this address has applied to this opening already. Look for them in its list of applications."
OWN = "This is your own address. Nobody takes themselves on: ask a colleague who recruits."
CODE_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no word comes out, and nothing that is misread."""


def add_candidate(*, name: str, email: str | None, source: str | None, actor: Actor | None) -> Candidate:
    """A new candidate with an anonymous code.

    One whose address is an employee's is linked to that account, which then sees nothing of the application. Raises
    InvalidInput when the name is empty, or the address is malformed or belongs to another candidate.
    """
    name, source = name.strip(), (source or "").strip() or None
    if not name:
        raise InvalidInput("The candidate was not added.", {"name": ["Give the candidate's name."]})
    email = _address(email)
    employee = db.session.scalar(select(Account.id).where(Account.email == email)) if email else None
    added = Candidate(
        code=new_code(), name=name[:200], email=email, source=source, account_id=employee, created_at=now()
    )
    db.session.add(added)
    record("add_candidate", actor=actor, subject=added)
    return added


def add_applicant(
    *, name: str, email: str | None, source: str | None, requisition: Requisition, actor: Actor | None
) -> Application:
    """The application of a candidate, who is added first unless somebody with this address is known already.

    Raises what add_candidate and add_application raise, and InvalidInput about `email` when whoever has this address
    applied to the opening already. It does not name them: the address may be another person's than the one meant. The
    actor's own address is refused whether they applied or not, in the same words, since their own application is hidden.
    """
    _refuse_own(email, actor)
    known = None
    if email and email.strip():
        known = db.session.scalar(select(Candidate).where(func.lower(Candidate.email) == email.strip().lower()))
    if known is not None and _has_applied(known, requisition):
        raise InvalidInput("The candidate was not added.", {"email": [APPLIED]})
    candidate = known or add_candidate(name=name, email=email, source=source, actor=actor)
    return add_application(candidate=candidate, requisition=requisition, actor=actor)


def add_applicants(
    *, listed: Iterable[ListedCandidate], requisition: Requisition, actor: Actor | None
) -> tuple[int, int]:
    """How many of the listed candidates were added, and how many had applied to the opening already.

    Raises InvalidInput naming the line of a malformed address, core.errors.Conflict when the requisition is closed; the
    caller then rolls back, so that a list is taken as a whole or not at all.
    """
    if requisition.state is RequisitionState.CLOSED:
        raise errors.Conflict("This requisition is closed to new candidates.")
    applied = select(Candidate.email).join(Application).where(Application.requisition_id == requisition.id)
    already = set(db.session.scalars(applied))
    added = known = 0
    for person in listed:
        with _at_line(person.line):
            _refuse_own(person.email, actor)
        if person.email and person.email.strip().lower() in already:
            known += 1
            continue
        with _at_line(person.line):
            application = add_applicant(
                name=person.name, email=person.email, source=person.source, requisition=requisition, actor=actor
            )
        already.add(application.candidate.email)
        already.discard(None)
        added += 1
    return added, known


def set_background(*, candidate: Candidate, schools: Iterable[str], employers: Iterable[str], actor: Actor) -> None:
    """The candidate's schools and employers, each once, as anonymous papers mask them. Raises InvalidInput when one is too long."""
    wanted = {"schools": _names(schools), "employers": _names(employers)}
    changed = [field for field, names in wanted.items() if getattr(candidate, field) != names]
    candidate.schools, candidate.employers = wanted["schools"], wanted["employers"]
    if changed:
        record("set_background", actor=actor, subject=candidate, changed=changed)


def _names(given: Iterable[str]) -> list[str]:
    names = list(dict.fromkeys(" ".join(name.split()) for name in given if name.strip()))
    if any(len(name) > LONGEST_NAME for name in names) or len(names) > MOST_NAMES:
        raise InvalidInput(f"At most {MOST_NAMES} names with at most {LONGEST_NAME} letters each: one on each line.")
    return names


def new_code() -> str:
    """A code that stands for a candidate's name, such as C-7KQ2XN, and tells nothing."""
    return "C-" + "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


def add_application(*, candidate: Candidate, requisition: Requisition, actor: Actor | None) -> Application:
    """The candidate's application to the requisition.

    Raises core.errors.Conflict when the requisition is closed or the candidate has applied to it already.
    """
    if requisition.state is RequisitionState.CLOSED:
        raise errors.Conflict("This requisition is closed to new candidates.")
    db.session.flush()
    if _has_applied(candidate, requisition):
        raise errors.Conflict(APPLIED)
    added = Application(candidate=candidate, requisition=requisition, stage=Stage.APPLIED, created_at=now())
    db.session.add(added)
    record("add_application", actor=actor, subject=added, about=added)
    return added


def move_to_calibration(*, application: Application, actor: Actor) -> None:
    """The application in calibration: the committee may read. Scorecards that are missing stay missing, visibly.

    Raises core.errors.Conflict when it is not among the interviews, or no scorecard that counts is submitted.
    """
    if application.stage not in {Stage.APPLIED, Stage.INTERVIEWING}:
        raise errors.Conflict(f"This application is {application.stage.label.lower()} and cannot move to calibration.")
    submitted, counted = _progress(application)
    if not submitted:
        raise errors.Conflict("No scorecard is submitted yet, so a committee would have nothing to read.")
    application.stage = Stage.CALIBRATION
    record(
        "move_to_calibration",
        actor=actor,
        subject=application,
        about=application,
        submitted=submitted,
        expected=counted,
    )


def return_to_interviews(*, application: Application, reason: str, actor: Actor) -> None:
    """The application among the interviews again, for more evidence.

    Raises InvalidInput without a reason, core.errors.Conflict when it is neither in calibration nor decided.
    """
    if not reason.strip():
        raise InvalidInput("The application stays where it is.", {"reason": ["Say which evidence is wanted."]})
    if application.stage not in {Stage.CALIBRATION, Stage.DECIDED}:
        raise errors.Conflict(
            f"This application is {application.stage.label.lower()}; there is nothing to return from."
        )
    application.stage = Stage.INTERVIEWING
    record("return_to_interviews", actor=actor, subject=application, about=application, reason=reason.strip())


def withdraw_application(*, application: Application, reason: str, actor: Actor) -> None:
    """The application as withdrawn: nothing is owed on it any more, and nothing that was written is lost.

    Raises core.errors.Conflict when it is withdrawn already.
    """
    if application.stage is Stage.WITHDRAWN:
        raise errors.Conflict("This application is withdrawn already.")
    before, application.stage = application.stage, Stage.WITHDRAWN
    record(
        "withdraw_application",
        actor=actor,
        subject=application,
        about=application,
        before=before.value,
        reason=reason.strip(),
    )


def declare_conflict(*, application: Application, account: Account, reason: str, actor: Actor) -> Conflict:
    """The conflict of interest: from now on the account sees nothing of the application and takes no part in it.

    Declaring it again changes nothing. Raises InvalidInput without a reason.
    """
    if not reason.strip():
        message = "Say in a few words how the two know each other; the hiring team sees it."
        raise InvalidInput("No conflict was declared.", {"reason": [message]})
    declared = db.session.scalar(
        select(Conflict).where(Conflict.application_id == application.id, Conflict.account_id == account.id)
    )
    if declared is not None:
        return declared
    declared = Conflict(application_id=application.id, account=account, reason=reason.strip())
    db.session.add(declared)
    record("declare_conflict", actor=actor, subject=declared, about=application, account=account.id)
    return declared


def lift_conflict(*, conflict: Conflict, actor: Actor) -> None:
    """The conflict gone, because it was declared by mistake; that it stood stays in the history."""
    application = db.session.get_one(Application, conflict.application_id)
    record("lift_conflict", actor=actor, subject=conflict, about=application, account=conflict.account_id)
    db.session.delete(conflict)


def _progress(application: Application) -> tuple[int, int]:
    rows = db.session.scalars(
        select(Scorecard.state)
        .join(Interview, Interview.id == Scorecard.interview_id)
        .where(
            Interview.application_id == application.id, Interview.cancelled_at.is_(None), Interview.is_shadow.is_(False)
        )
    ).all()
    return sum(1 for state in rows if state is ScorecardState.SUBMITTED), len(rows)


@contextmanager
def _at_line(line: int) -> Iterator[None]:
    """What is refused here says which line of the list it is about."""
    try:
        yield
    except InvalidInput as error:
        said = "; ".join(sentence for sentences in error.problems.values() for sentence in sentences)
        raise InvalidInput(f"line {line}: {said} Nothing was imported.") from error


def _refuse_own(email: str | None, actor: Actor | None) -> None:
    if actor is None or not email or not email.strip():
        return
    address = email.strip().lower()
    own = select(Account.id).where(Account.id == actor.id, Account.email == address)
    linked = select(Candidate.id).where(Candidate.account_id == actor.id, func.lower(Candidate.email) == address)
    if db.session.scalar(own) is not None or db.session.scalar(linked) is not None:
        raise InvalidInput("The candidate was not added.", {"email": [OWN]})


def _has_applied(candidate: Candidate, requisition: Requisition) -> bool:
    again = select(Application.id).where(
        Application.candidate_id == candidate.id, Application.requisition_id == requisition.id
    )
    return db.session.scalar(again) is not None


def _address(email: str | None) -> str | None:
    if not email or not email.strip():
        return None
    try:
        checked = validate_email(email.strip(), check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise InvalidInput("The candidate was not added.", {"email": [str(error)]}) from error
    address = checked.normalized.lower()
    holder = db.session.scalar(select(Candidate.id).where(func.lower(Candidate.email) == address).limit(1))
    if holder is not None:
        taken = "Another candidate has this address, so the same person would stand here twice."
        raise InvalidInput("The candidate was not added.", {"email": [taken]})
    return address
