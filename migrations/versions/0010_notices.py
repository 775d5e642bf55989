"""Remember which reminders were sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "key", sa.String(length=200), nullable=False, comment="the occasion: kind, scorecard or day, person, moment"
        ),
        sa.Column(
            "kind",
            sa.Enum("BEFORE", "AFTER", "ASKED", "DIGEST", name="noticekind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=True, comment="empty for a digest"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "handed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it began to be handed to the mail server; without an end nobody knows whether it went",
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True, comment="sent, or found unnecessary"),
        sa.Column("was_sent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notice_account_id_account"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecard.id"], name=op.f("fk_notice_scorecard_id_scorecard"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_ended_at"), ["ended_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_scorecard_id"), ["scorecard_id"], unique=False)

    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "remind_before",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=True,
                comment="hours before a scorecard is due at which its interviewer is reminded; empty: the installation's",
            )
        )
        batch_op.add_column(
            sa.Column(
                "remind_after",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=True,
                comment="hours after a scorecard was due at which its interviewer is reminded; empty: the installation's",
            )
        )

    with op.batch_alter_table("scorecard", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "reopened_at", sa.DateTime(timezone=True), nullable=True, comment="when it was last reopened, if ever"
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("scorecard", schema=None) as batch_op:
        batch_op.drop_column("reopened_at")

    with op.batch_alter_table("requisition", schema=None) as batch_op:
        batch_op.drop_column("remind_after")
        batch_op.drop_column("remind_before")

    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_scorecard_id"))
        batch_op.drop_index(batch_op.f("ix_notice_ended_at"))
        batch_op.drop_index(batch_op.f("ix_notice_account_id"))

    op.drop_table("notice")
