"""Who may do what with the library and the rubrics.

Neither holds a candidate's data: everybody who works with rubrics may read them, so that an interviewer can see why the
bar is where it is. Changing them is for those who answer for hiring.
"""

from __future__ import annotations

from typing import Any, Protocol

from accounts.enums import Role
from accounts.rules import has_role
from rubrics.enums import RubricState
from rubrics.models import ReviewComment, RubricDimension, RubricVersion, SourceDocument

READERS = tuple(Role)
WRITERS = (Role.RECRUITER, Role.HIRING_MANAGER)


def may_read_library(viewer: Any, _thing: object = None) -> bool:
    """Whether the viewer may read ladders, role profiles, criteria and published rubrics."""
    return has_role(viewer, *READERS)


def may_change_library(viewer: Any, _thing: object = None) -> bool:
    """Whether the viewer may import documents and have rubrics generated."""
    return has_role(viewer, *WRITERS)


def may_read_document(viewer: Any, document: SourceDocument) -> bool:
    """Whether the viewer may see the document; one that is not imported yet is for those who import."""
    return may_read_library(viewer) and (document.imported_at is not None or may_change_library(viewer))


class Stateful(Protocol):
    """Something that stands where a version stands."""

    @property
    def state(self) -> RubricState:
        """Draft, in review, published or retired."""


def may_read_version(viewer: Any, version: Stateful) -> bool:
    """Whether the viewer may read this version; drafts are for those who write them and for the committee."""
    if version.state in {RubricState.PUBLISHED, RubricState.RETIRED}:
        return may_read_library(viewer)
    return has_role(viewer, *WRITERS, Role.COMMITTEE)


def may_sit_on_panels(viewer: Any, _thing: object = None) -> bool:
    """Whether the viewer reads drafts and so may be asked to review one."""
    return has_role(viewer, *WRITERS, Role.COMMITTEE)


def may_edit_version(viewer: Any, version: RubricVersion) -> bool:
    """Whether the viewer may change this version; whether it is still a draft is the operation's question."""
    return may_change_library(viewer) and may_read_version(viewer, version)


def may_edit_dimension(viewer: Any, dimension: RubricDimension) -> bool:
    """Whether the viewer may change this dimension."""
    return may_edit_version(viewer, dimension.version)


class OfVersion(Protocol):
    """A part of a rubric's version."""

    @property
    def version(self) -> RubricVersion:
        """The version it is a part of."""


def may_edit_part(viewer: Any, part: OfVersion) -> bool:
    """Whether the viewer may change this statement, signal or exercise."""
    return may_edit_version(viewer, part.version)


def may_review_version(viewer: Any, version: RubricVersion) -> bool:
    """Whether the viewer may review this version: somebody who reads drafts and did not make this one."""
    if version.state is not RubricState.IN_REVIEW:
        return False
    return may_read_version(viewer, version) and version.created_by_id != viewer.id


def may_answer_comment(viewer: Any, comment: ReviewComment) -> bool:
    """Whether the viewer may answer what a reviewer asked for."""
    return may_edit_version(viewer, comment.version)
