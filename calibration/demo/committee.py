"""The demo's two sessions in words: one that was held and one that is prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from calibration.demo.days import moment
from calibration.demo.people import CHAIR, COMMITTEE, HIRING_MANAGER, RECRUITER, Person
from calibration.demo.story import ApplicationStory
from calibration.enums import Outcome

MEMBERS = (*COMMITTEE, HIRING_MANAGER)
KENJI, LUCIA = COMMITTEE[1], COMMITTEE[2]
HELD = (0, 4, 10)
"""The places of the applications that the held session decided; all are of the first opening."""

PREPARED = (3, 21)
"""The places of those on the agenda of the prepared one, all of the second opening."""

MINUTES = 20
"""From turning to an item to its decision."""

AGAIN_FOR = timedelta(minutes=8)
"""From a first decision on an item to the one in force."""

FIRST_HOUR = 14


@dataclass(frozen=True, slots=True)
class Held:
    """What one member held blind, and (None: the same) during the talk."""

    by: Person
    blind: Outcome
    reasons: str
    later: Outcome | None = None
    later_reasons: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """One item of the held session. `dissent` and `recused`: who, and in which words.

    `first`: the reasons of a first decision, with the outcome of the one in force, and why it was taken up again.
    """

    positions: tuple[Held, ...]
    follow_up: str
    difference: str
    adjusted: str = ""
    dissent: tuple[Person, str] | None = None
    recused: tuple[Person, str] | None = None
    first: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """A follow-up: about the item at this place of the session (None: about the session); `days` from today, None no day."""

    about: int | None
    text: str
    owner: Person
    days: int | None
    is_done: bool = False


HIRE, DOWN, NO = Outcome.HIRE, Outcome.HIRE_ONE_LEVEL_DOWN, Outcome.NO_HIRE

TALKS = (
    Talk(
        positions=(
            Held(CHAIR, HIRE, "Both exercises show the level without help, and the trade-offs are named unasked."),
            Held(
                KENJI,
                DOWN,
                "The estimates stayed vague until the interviewer insisted.",
                HIRE,
                "The second submission names the numbers I missed; I had read the first one only.",
            ),
            Held(LUCIA, HIRE, "Explains a decision to people who do not build software, with an example for each."),
            Held(
                HIRING_MANAGER, HIRE, "The first months would need little guidance, judging by the rollout described."
            ),
        ),
        follow_up="Camille makes the offer; Daniel names who will help through the first month.",
        difference="One must-have was seen in a single interview only, and there it was seen in detail.",
        first=(
            "Three of us saw the level in both exercises; the fourth asks for firmer estimates.",
            "One of us had read only the first submission of the design interview, and the second bears on the doubt.",
        ),
    ),
    Talk(
        positions=(
            Held(CHAIR, DOWN, "Solid within one service; beyond it every answer leaned on somebody else's plan."),
            Held(KENJI, DOWN, "Good care for people at the counters, but not yet across teams."),
            Held(LUCIA, HIRE, "The booking exercise was as good as any I have read this year."),
            Held(
                HIRING_MANAGER,
                HIRE,
                "We need the hands, and what is missing can be learned here.",
                DOWN,
                "What is missing is what the level is about; with a year beside a senior colleague it will come.",
            ),
        ),
        follow_up="Daniel speaks to the candidate about the level before the offer goes out.",
        difference="The scores reach the bar only by one lenient reading that the talk did not uphold.",
        adjusted="The note tells of one service; the anchor counted asks for several. Agreed with the interviewer.",
        dissent=(LUCIA, "The exercise is the work itself. I would offer the level and plan the rest with the manager."),
    ),
    Talk(
        positions=(
            Held(CHAIR, NO, "No interview saw a decision of the candidate's own."),
            Held(KENJI, NO, "Three people asked for an example of ownership, and each got a plan."),
            Held(HIRING_MANAGER, NO, "I would have to check everything for a year."),
        ),
        follow_up="Camille writes to the candidate, with the two points on which everybody agreed.",
        difference="The strengths that lift the mean lie outside the work of this opening.",
        recused=(LUCIA, "The candidate worked in my team until last spring."),
    ),
)

FOLLOW_UPS = (
    Agreed(0, "Make the offer and say when the team can be met", RECRUITER, None, is_done=True),
    Agreed(1, "Speak about the level offered and what a next step takes", HIRING_MANAGER, 2),
    Agreed(2, "Write to the candidate with two things to work on", RECRUITER, 3),
    Agreed(None, "Ask for a second example wherever a must-have has one interview", CHAIR, 8),
)

MESSAGES = (
    (0, "The committee would like to see this offer go out this week. Please tell Daniel when it is accepted.", True),
    (1, "Please wait with the offer until Daniel has spoken to the candidate about the level.", False),
)
"""The place in the session, the words, and whether the recruiter has taken note; all written by the chair."""

READY = (CHAIR, KENJI)
"""Who has read for the prepared session."""


def talk_begins(place: int, opened: datetime) -> datetime:
    """When the committee turned to the item at this place (from 0)."""
    return opened + timedelta(minutes=2 + 25 * place)


def decided_at(place: int, opened: datetime) -> datetime:
    """When it decided the item at this place (from 0)."""
    return talk_begins(place, opened) + timedelta(minutes=MINUTES)


def opened_at(stories: Sequence[ApplicationStory]) -> datetime:
    """When the held session began: on the day on which the last of its applications could be decided."""
    return moment(max(stories[place].rulings[-1].at for place in HELD).date(), FIRST_HOUR)


def seated(stories: Sequence[ApplicationStory]) -> tuple[ApplicationStory, ...]:
    """The stories with the decisions of the held session taken in it."""
    told, opened = list(stories), opened_at(stories)
    for place, number in enumerate(HELD):
        *before, last = told[number].rulings
        last = replace(last, at=decided_at(place, opened))
        if (first := TALKS[place].first) is not None:
            before.append(replace(last, reasons=first[0], at=last.at - AGAIN_FOR))
            last = replace(last, again=first[1])
        told[number] = replace(told[number], rulings=(*before, last))
    return tuple(told)
