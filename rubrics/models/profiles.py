"""Role profiles: one role at one level of a taxonomy."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import JsonValue, Keyed, Model
from rubrics.models.documents import SourceDocument


class RoleProfile(Keyed, Model):
    """A role profile as its page shows it; the nested parts keep the shape of `contracts.md`."""

    __tablename__ = "role_profile"

    document_id: Mapped[int] = mapped_column(ForeignKey("source_document.id", ondelete="CASCADE"), index=True)
    code: Mapped[str | None] = mapped_column(String(80), index=True)
    title: Mapped[str] = mapped_column(String(300))
    level_code: Mapped[str | None] = mapped_column(String(40))
    level_name: Mapped[str | None] = mapped_column(String(200))
    function: Mapped[str | None] = mapped_column(String(200))
    focus: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str | None] = mapped_column(String(40), comment="draft or approved")
    confidence: Mapped[float | None] = mapped_column(comment="0 to 1, as the source states it")
    region: Mapped[str | None] = mapped_column(String(80))
    edition: Mapped[str | None] = mapped_column(String(40))
    summary: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(
        JsonValue,
        default=dict,
        comment="pay, attributes, story, components, skills, aliases, classifications, provenance",
    )

    document: Mapped[SourceDocument] = relationship()
