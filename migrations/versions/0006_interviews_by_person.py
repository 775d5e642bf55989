"""Find one person's interviews of one application at once."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("interview") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interview_interviewer_id_application_id"), ["interviewer_id", "application_id"], unique=False
        )
        batch_op.drop_index(batch_op.f("ix_interview_interviewer_id"))


def downgrade() -> None:
    with op.batch_alter_table("interview") as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_interviewer_id"), ["interviewer_id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_interview_interviewer_id_application_id"))
