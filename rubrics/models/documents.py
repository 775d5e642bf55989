"""Source documents, kept as they were received."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Enum, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import JsonValue, Keyed, Model, UtcDateTime
from rubrics.enums import DocumentKind


class SourceDocument(Keyed, Model):
    """A file from which ladders, profiles or criteria were read; until a person imports it, it only waits."""

    __tablename__ = "source_document"

    name: Mapped[str] = mapped_column(String(255), comment="the file's name")
    kind: Mapped[DocumentKind] = mapped_column(Enum(DocumentKind, native_enum=False, length=20))
    title: Mapped[str] = mapped_column(String(300))
    asked: Mapped[DocumentKind | None] = mapped_column(
        Enum(DocumentKind, native_enum=False, length=20), comment="what a person said it is; empty: found out"
    )
    corrections: Mapped[dict[str, Any]] = mapped_column(
        JsonValue, default=dict, comment="what a person put right in the reading, applied each time it is read"
    )
    carried: Mapped[dict[str, list[str]] | None] = mapped_column(
        JsonValue,
        comment="corrections of an earlier edition, in words: `kept` and `lost`; empty: it had none, or they were taken back",
    )
    sha256: Mapped[str] = mapped_column(String(64), unique=True, comment="of the original bytes")
    size: Mapped[int] = mapped_column(comment="bytes")
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, comment="the original bytes")
    reading: Mapped[dict[str, Any]] = mapped_column(
        JsonValue, deferred=True, comment="what was understood, as `flask rubrics inspect` prints it"
    )
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), comment="empty: by command")
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    imported_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="empty: read, but not imported yet")
