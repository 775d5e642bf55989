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

Key = tuple[tuple[int | None, str], ...]
"""Score (None: not observed) and why, for the dimensions of the rubric for product engineers in turn."""

OUTAGE_KEY: Key = (
    (None, "Nothing is designed here: a certificate is put back. Finding what two terminals share is no design."),
    (
        3,
        "Put what still worked first and wrote the day it runs out into the calendar. One night, so not more than that.",
    ),
    (
        4,
        "Takes the incident in hand, tells the desk on a clock, and with the rehearsals removes a whole class of failure.",
    ),
    (
        3,
        "Asked what the working terminals share before touching any. Never says who could not pay, so not the next anchor.",
    ),
    (
        3,
        "Chose a repair known to last nine days, said so and had it checked. What an hour of darkness costs has no figure.",
    ),
    (4, "Tells the vendor in one breath where they were right and where not, and knows whom to ring first next time."),
    (3, "Wrote the first page and left the rehearsal to the team: hands work over and stays near. One example only."),
)
QUEUE_KEY: Key = (
    (2, "Everything went into memory, without a word on how much that is or when it grows stale."),
    (2, "It was released. No part came first, nothing was cut in the open, and somebody else carries the machine."),
    (1, "Measured neither before nor after: “it felt quicker” is all that is known of it."),
    (1, "“It usually is” stands where a question to one reader of the timetable could stand."),
    (2, "Names the cost when asked; it was weighed against nothing beforehand."),
    (None, "Nobody is told or asked anything in this sample."),
    (None, "Jonas is left with a chore. That is evidence neither for nor against helping him grow."),
)

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
    done = _published(version, OUTAGE, OUTAGE_KEY, accounts, people)
    for person in INTERVIEWERS:
        _score(done, accounts[person], OUTAGE_KEY, person.severity)
    close_benchmark(exercise=done, actor=accounts[PEOPLE_OPERATIONS])
    owed = _published(version, QUEUE, QUEUE_KEY, accounts, people)
    for person in INTERVIEWERS[1::2]:
        _score(owed, accounts[person], QUEUE_KEY, person.severity)
    db.session.flush()
    for exercise in (done, owed):
        exercise.created_at = exercise.published_at = moment
    done.closed_at = moment
    submitted = BenchmarkSeat.submitted_at.is_not(None)
    db.session.execute(update(BenchmarkSeat).values(asked_at=moment))
    db.session.execute(update(BenchmarkSeat).where(submitted).values(submitted_at=moment))


def _published(
    version: RubricVersion,
    text: BenchmarkText,
    agreed: Key,
    accounts: Mapping[Person, Account],
    people: Sequence[Account],
) -> BenchmarkExercise:
    keeper = accounts[PEOPLE_OPERATIONS]
    made = create_benchmark(version=version, text=text, actor=keeper)
    key = {row.id: said for row, said in zip(version.dimensions, agreed, strict=True)}
    holders = [accounts[CHAIR], accounts[COMMITTEE[1]]]
    edit_benchmark(exercise=made, text=text, key=key, key_holders=holders, actor=keeper)
    publish_benchmark(exercise=made, actor=keeper)
    ask_interviewers(exercise=made, account_ids=[person.id for person in people], actor=keeper)
    return made


def _score(exercise: BenchmarkExercise, person: Account, agreed: Key, severity: float) -> None:
    """The key less the person's severity, with a slip up or down from dimension to dimension."""
    seat = db.session.scalars(
        select(BenchmarkSeat).where(BenchmarkSeat.exercise_id == exercise.id, BenchmarkSeat.account_id == person.id)
    ).one()
    ratings = {
        row.id: RatingAnswer(not_observed=True)
        if score is None
        else RatingAnswer(min(5, max(1, round(score - severity + 0.4 * ((place + person.id) % 3 - 1)))))
        for place, (row, (score, _)) in enumerate(zip(exercise.rubric_version.dimensions, agreed, strict=True))
    }
    submit_benchmark(seat=seat, answers=Answers(ratings), actor=person)
