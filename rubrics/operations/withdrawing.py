"""Taking a document out of the library again, to put its reading right after all."""

from __future__ import annotations

from sqlalchemy import delete

from core.audit import Actor, record
from core.database import db
from core.errors import Conflict
from rubrics.models import Criteria, Ladder, RoleProfile, SourceDocument
from rubrics.queries.editions import quotes_of, resting_on


def withdraw_document(*, document: SourceDocument, actor: Actor) -> None:
    """The imported document waiting again, as it did before; its ladders, role profile and criteria are gone.

    What people said on the crosswalk of its levels goes with them; the audit keeps it. Raises Conflict when it is not
    imported, or when a rubric was made from it or quotes it.
    """
    db.session.refresh(document, ["imported_at"], with_for_update=True)
    if document.imported_at is None:
        raise Conflict(f"{document.name} is not in the library. Put its reading right, or discard it.")
    if resting_on(document) or quotes_of(document):
        raise Conflict(
            f"Rubrics are made from {document.name}, so it stays. Upload a changed edition; it is imported beside this one."
        )
    for model in (Ladder, RoleProfile, Criteria):
        db.session.execute(delete(model).where(model.document_id == document.id))
    document.imported_at = None
    record("withdraw_document", actor=actor, subject=document, about=document, name=document.name)
