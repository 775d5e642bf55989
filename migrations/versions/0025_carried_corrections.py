"""Keep the corrections of an earlier edition."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("source_document", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "carried",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=True,
                comment="corrections of an earlier edition, in words: `kept` and `lost`; empty: it had none, or they were taken back",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("source_document", schema=None) as batch_op:
        batch_op.drop_column("carried")
