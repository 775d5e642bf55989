"""Remember who could read before interviewing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "could_read",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="others' scores were open to the interviewer when it became theirs",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.drop_column("could_read")
