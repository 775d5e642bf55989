"""Tables of requisitions, candidates, interviews and scorecards."""

from scorecards.models.candidates import Application, Candidate, Conflict
from scorecards.models.interviews import Interview, InterviewFocus
from scorecards.models.requisitions import Requisition, TeamMember
from scorecards.models.scorecards import Rating, Scorecard, ScorecardRevision, SignalSeen

__all__ = [
    "Application",
    "Candidate",
    "Conflict",
    "Interview",
    "InterviewFocus",
    "Rating",
    "Requisition",
    "Scorecard",
    "ScorecardRevision",
    "SignalSeen",
    "TeamMember",
]
