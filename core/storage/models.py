"""The table of stored files."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Model, UtcDateTime


class StoredFile(Model):
    """Bytes under the name of their own hash: the same file is stored once.

    `content` is empty where the bytes lie in the folder of PACKET_STORAGE; `size` is theirs in any case.
    """

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(comment="bytes")
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
