"""Tables of documents, ladders, role profiles, criteria and rubrics."""

from rubrics.models.criteria import Criteria, CriteriaDimension, CriteriaExercise, CriteriaSignal
from rubrics.models.documents import SourceDocument
from rubrics.models.ladders import Competency, Guideline, Ladder, Level, Responsibility
from rubrics.models.placements import Placement
from rubrics.models.profiles import RoleProfile
from rubrics.models.reviews import ReviewComment, RubricReview
from rubrics.models.rubrics import (
    Anchor,
    ConfirmedLink,
    ExerciseDimension,
    Rubric,
    RubricDimension,
    RubricExercise,
    RubricSignal,
    RubricVersion,
    Statement,
)

__all__ = [
    "Anchor",
    "Competency",
    "ConfirmedLink",
    "Criteria",
    "CriteriaDimension",
    "CriteriaExercise",
    "CriteriaSignal",
    "ExerciseDimension",
    "Guideline",
    "Ladder",
    "Level",
    "Placement",
    "Responsibility",
    "ReviewComment",
    "RoleProfile",
    "Rubric",
    "RubricDimension",
    "RubricExercise",
    "RubricReview",
    "RubricSignal",
    "RubricVersion",
    "SourceDocument",
    "Statement",
]
