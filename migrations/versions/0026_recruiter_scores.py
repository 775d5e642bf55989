"""Let an opening open scores to recruiters' packets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "recruiter_scores",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="recruiters' packets may tell what single interviewers scored",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.drop_column("recruiter_scores")
