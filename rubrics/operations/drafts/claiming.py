"""Taking a draft for one change, so that two people who edit at once lose nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import CursorResult, update

from core.database import db
from core.errors import Conflict
from rubrics.enums import EDITABLE
from rubrics.models import RubricVersion


class Placed(Protocol):
    """A row that stands at a place among others, from 1."""

    position: int


def number_anew(rows: Sequence[Placed]) -> None:
    """Give the rows the places 1, 2, 3 … in this order.

    They are put out of the way first: no two rows of a version may have one place, not even between two updates.
    """
    for place, row in enumerate(rows, start=1):
        row.position = -place
    db.session.flush()
    for place, row in enumerate(rows, start=1):
        row.position = place
    db.session.flush()


def reread(version: RubricVersion) -> None:
    """Let the version be read again as it is stored: in the order of the positions, without what was removed.

    Rows in memory keep the order in which they were put together; what is hashed, copied and shown must be the stored one.
    """
    db.session.flush()
    db.session.expire(version)


def claim_draft(version: RubricVersion, expected_lock: int) -> None:
    """Take the draft for one change.

    Raises Conflict when it is no draft any more, or when somebody saved it after the form was opened.
    """
    claimed = db.session.execute(
        update(RubricVersion)
        .where(RubricVersion.id == version.id, RubricVersion.lock == expected_lock, RubricVersion.state.in_(EDITABLE))
        .values(lock=expected_lock + 1)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(claimed, CursorResult)  # noqa: S101 - tells the type checker what an UPDATE returns
    if claimed.rowcount != 1:
        db.session.refresh(version)
        if version.state not in EDITABLE:
            raise Conflict("This version is published and never changes. Start a new version to edit it.")
        raise Conflict(
            "Somebody saved this rubric after you opened it, so yours was not stored. Compare with the current text and save again."
        )
    db.session.refresh(version, ["lock", "state"])
