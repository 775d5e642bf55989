"""Create sessions, decisions and packets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1; the highest is in force"),
        sa.Column(
            "outcome",
            sa.Enum(
                "HIRE", "HIRE_ONE_LEVEL_DOWN", "NO_HIRE", "MORE_EVIDENCE", name="outcome", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column(
            "level_code", sa.String(length=200), nullable=True, comment="the level of the offer; empty when none"
        ),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_decision_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_decision_decided_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("application_id", "number", name=op.f("uq_decision_application_id_number")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_decided_by_id"), ["decided_by_id"], unique=False)

    op.create_table(
        "packet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "profile",
            sa.Enum("COMMITTEE", "RECRUITER", "CANDIDATE", "ANONYMOUS", name="profile", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "record", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False, comment="packet.json"
        ),
        sa.Column(
            "content_sha256", sa.String(length=64), nullable=False, comment="of the canonical record without this key"
        ),
        sa.Column(
            "inputs_sha256",
            sa.String(length=64),
            nullable=False,
            comment="of the record without its moment: the same inputs are the same packet",
        ),
        sa.Column(
            "job_id", sa.Integer(), nullable=True, comment="the job that renders it; empty: rendered at once by command"
        ),
        sa.Column("file_sha256", sa.String(length=64), nullable=True, comment="the PDF; empty until it is rendered"),
        sa.Column("requested_by_id", sa.Integer(), nullable=True, comment="empty: by command"),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_packet_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_packet_file_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["requested_by_id"], ["account.id"], name=op.f("fk_packet_requested_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packet")),
        sa.UniqueConstraint(
            "application_id", "profile", "inputs_sha256", name=op.f("uq_packet_application_id_profile_inputs_sha256")
        ),
    )
    with op.batch_alter_table("packet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_packet_content_sha256"), ["content_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_packet_file_sha256"), ["file_sha256"], unique=False)

    op.create_table(
        "red_flag_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signal_seen_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["account.id"], name=op.f("fk_red_flag_answer_answered_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["signal_seen_id"],
            ["signal_seen.id"],
            name=op.f("fk_red_flag_answer_signal_seen_id_signal_seen"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_red_flag_answer")),
        sa.UniqueConstraint("signal_seen_id", name=op.f("uq_red_flag_answer_signal_seen_id")),
    )
    with op.batch_alter_table("red_flag_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_red_flag_answer_answered_by_id"), ["answered_by_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("red_flag_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_red_flag_answer_answered_by_id"))

    op.drop_table("red_flag_answer")
    with op.batch_alter_table("packet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_packet_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_packet_content_sha256"))

    op.drop_table("packet")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_decided_by_id"))

    op.drop_table("decision")
    op.drop_table("stored_file")
