"""Files about a candidate, kept with the application they belong to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Enum, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from core.database import Keyed, Model, UtcDateTime
from core.storage import StoredFile
from scorecards.enums import AttachmentKind
from scorecards.models.candidates import Application


class Attachment(Keyed, Model):
    """One file of one application; its bytes are a stored file, so the same file is kept once."""

    __tablename__ = "attachment"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200), comment="as it was called when it was added")
    kind: Mapped[AttachmentKind] = mapped_column(
        Enum(AttachmentKind, native_enum=False, length=20), comment="told from the content, not from the name"
    )
    file_sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    size: Mapped[int] = mapped_column(comment="bytes")
    for_interviewers: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="whether the interviewers of the loop may read it too"
    )
    added_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship()
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[Account] = relationship()
