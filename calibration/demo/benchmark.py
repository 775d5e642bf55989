"""The demo's benchmark exercises: one closed with everybody's scores, one that half of the interviewers still owe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update

from accounts.models import Account
from calibration.demo.people import CHAIR, COMMITTEE, INTERVIEWERS, PEOPLE_OPERATIONS, Person
from calibration.models import BenchmarkExercise, BenchmarkSeat
from calibration.operations.benchmarks import (
    BenchmarkText,
    ask_interviewers,
    close_benchmark,
    create_benchmark,
    edit_benchmark,
    publish_benchmark,
    submit_benchmark,
)
from core.database import db
from rubrics.models import RubricVersion
from scorecards.answers import Answers, RatingAnswer

KEY = (4, 3, 4, 2, 3)
"""The agreed scores of the dimensions in turn."""

OUTAGE = BenchmarkText(
    title="The ticket hall that went dark",
    setting="Forty minutes on a night when card payments failed at three terminals. An invented candidate.",
    sample=(
        "Interviewer: Where did you begin?\n"
        "Candidate: With what still worked. Two of five terminals took cards, so I asked what those two shared. It was the "
        "older certificate. That took eleven minutes, and I told the duty desk so every five.\n"
        "Interviewer: And then?\n"
        "Candidate: I had the old certificate put back on all five, knowing it would run out in nine days. I wrote that day "
        "into the calendar of the team and asked Lena to check me on it.\n"
        "Interviewer: Who disagreed?\n"
        "Candidate: The vendor. I read their note again, and they were right about the cause and wrong about the order. I "
        "said so, they were not pleased, and we did it my way. I would ring them first today.\n"
        "Interviewer: What changed afterwards?\n"
        "Candidate: We rehearse a swap each quarter. I wrote the first page of it; the rest is the team's."
    ),
)
QUEUE = BenchmarkText(
    title="A timetable nobody could read",
    setting="Thirty minutes on a project of the candidate's choice. An invented candidate.",
    sample=(
        "Candidate: The timetable page was slow, so I made it fast. I put everything in memory.\n"
        "Interviewer: How did you know it was the reading that was slow?\n"
        "Candidate: It usually is. Afterwards it felt quicker, and nobody complained.\n"
        "Interviewer: What did it cost?\n"
        "Candidate: A second machine. Jonas looked after that part, I moved on to the search."
    ),
)


def add_benchmarks(version: RubricVersion, accounts: Mapping[Person, Account], *, moment: datetime) -> None:
    """Both exercises on the rubric, all at `moment`; everybody's scores lie from the key as their severity says."""
    people = [accounts[person] for person in INTERVIEWERS]
    done = _published(version, OUTAGE, accounts, people)
    for person in INTERVIEWERS:
        _score(done, accounts[person], person.severity)
    close_benchmark(exercise=done, actor=accounts[PEOPLE_OPERATIONS])
    owed = _published(version, QUEUE, accounts, people)
    for person in INTERVIEWERS[1::2]:
        _score(owed, accounts[person], person.severity)
    db.session.flush()
    for exercise in (done, owed):
        exercise.created_at = exercise.published_at = moment
    done.closed_at = moment
    submitted = BenchmarkSeat.submitted_at.is_not(None)
    db.session.execute(update(BenchmarkSeat).values(asked_at=moment))
    db.session.execute(update(BenchmarkSeat).where(submitted).values(submitted_at=moment))


def _published(
    version: RubricVersion, text: BenchmarkText, accounts: Mapping[Person, Account], people: Sequence[Account]
) -> BenchmarkExercise:
    keeper = accounts[PEOPLE_OPERATIONS]
    made = create_benchmark(version=version, text=text, actor=keeper)
    key = {
        row.id: (_agreed(place), f"What the sample holds on {row.name} fits this anchor and not the one above it.")
        for place, row in enumerate(version.dimensions)
    }
    holders = [accounts[CHAIR], accounts[COMMITTEE[1]]]
    edit_benchmark(exercise=made, text=text, key=key, key_holders=holders, actor=keeper)
    publish_benchmark(exercise=made, actor=keeper)
    ask_interviewers(exercise=made, account_ids=[person.id for person in people], actor=keeper)
    return made


def _agreed(place: int) -> int:
    return KEY[place % len(KEY)]


def _score(exercise: BenchmarkExercise, person: Account, severity: float) -> None:
    """The key less the person's severity, with a slip up or down from dimension to dimension."""
    seat = db.session.scalars(
        select(BenchmarkSeat).where(BenchmarkSeat.exercise_id == exercise.id, BenchmarkSeat.account_id == person.id)
    ).one()
    ratings = {
        row.id: RatingAnswer(min(5, max(1, round(_agreed(place) - severity + 0.4 * ((place + person.id) % 3 - 1)))))
        for place, row in enumerate(exercise.rubric_version.dimensions)
    }
    submit_benchmark(seat=seat, answers=Answers(ratings), actor=person)
