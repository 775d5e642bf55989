"""Follow-ups of sessions and messages to recruiters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recruiter_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "noted_at", sa.DateTime(timezone=True), nullable=True, comment="when a recruiter took note; empty: not yet"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_recruiter_message_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["noted_by_id"], ["account.id"], name=op.f("fk_recruiter_message_noted_by_id_account")),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["account.id"], name=op.f("fk_recruiter_message_written_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruiter_message")),
    )
    with op.batch_alter_table("recruiter_message", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recruiter_message_application_id_noted_at"), ["application_id", "noted_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_recruiter_message_noted_by_id"), ["noted_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recruiter_message_written_by_id"), ["written_by_id"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True, comment="empty: about the session, told to all of it"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "due_on", sa.Date(), nullable=True, comment="the day by which it is to be done; empty: no day was named"
        ),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True, comment="empty: still to be done"),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_follow_up_added_by_id_account")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_follow_up_agenda_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["done_by_id"], ["account.id"], name=op.f("fk_follow_up_done_by_id_account")),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_follow_up_owner_id_account")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["calibration_session.id"],
            name=op.f("fk_follow_up_session_id_calibration_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_agenda_item_id"), ["agenda_item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_done_by_id"), ["done_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_owner_id_done_at"), ["owner_id", "done_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_session_id"), ["session_id"], unique=False)

    with op.batch_alter_table("mail_choice", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "messages",
                sa.Boolean(),
                server_default=sa.true(),
                nullable=False,
                comment="that a committee's message waits",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("mail_choice", schema=None) as batch_op:
        batch_op.drop_column("messages")

    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_up_session_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_owner_id_done_at"))
        batch_op.drop_index(batch_op.f("ix_follow_up_done_by_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_agenda_item_id"))
        batch_op.drop_index(batch_op.f("ix_follow_up_added_by_id"))

    op.drop_table("follow_up")
    with op.batch_alter_table("recruiter_message", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recruiter_message_written_by_id"))
        batch_op.drop_index(batch_op.f("ix_recruiter_message_noted_by_id"))
        batch_op.drop_index(batch_op.f("ix_recruiter_message_application_id_noted_at"))

    op.drop_table("recruiter_message")
