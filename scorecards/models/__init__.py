"""Tables of requisitions, candidates, interviews and scorecards."""

from scorecards.models.attachments import Attachment
from scorecards.models.candidates import Application, Candidate, Conflict
from scorecards.models.guests import GuestLink
from scorecards.models.interviews import Interview, InterviewFocus
from scorecards.models.notices import Notice
from scorecards.models.plans import PlannedInterview, SavedPlan
from scorecards.models.requisitions import Requisition, TeamMember
from scorecards.models.scorecards import Rating, Scorecard, ScorecardRevision, SignalSeen
from scorecards.models.training import Training

__all__ = [
    "Application",
    "Attachment",
    "Candidate",
    "Conflict",
    "GuestLink",
    "Interview",
    "InterviewFocus",
    "Notice",
    "PlannedInterview",
    "Rating",
    "Requisition",
    "SavedPlan",
    "Scorecard",
    "ScorecardRevision",
    "SignalSeen",
    "TeamMember",
    "Training",
]
