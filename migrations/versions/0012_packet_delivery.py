"""Make room for many packets at once, links to them, and holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "packet_bulk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False, comment="the session's, or the opening's"),
        sa.Column("requisition_id", sa.Integer(), nullable=False),
        sa.Column(
            "profile",
            sa.Enum("COMMITTEE", "RECRUITER", "CANDIDATE", "ANONYMOUS", name="profile", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("requested_by_id", sa.Integer(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("index_job_id", sa.Integer(), nullable=True, comment="the job that makes the list; empty: not begun"),
        sa.Column(
            "index_sha256",
            sa.String(length=64),
            nullable=True,
            comment="the list as PDF; empty until all packets are there",
        ),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["index_sha256"], ["stored_file.sha256"], name=op.f("fk_packet_bulk_index_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["account.id"], name=op.f("fk_packet_bulk_requested_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["requisition_id"],
            ["requisition.id"],
            name=op.f("fk_packet_bulk_requisition_id_requisition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packet_bulk")),
    )
    with op.batch_alter_table("packet_bulk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_packet_bulk_index_sha256"), ["index_sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_packet_bulk_requested_by_id"), ["requested_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_packet_bulk_requisition_id"), ["requisition_id"], unique=False)

    op.create_table(
        "legal_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by_id", sa.Integer(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_legal_hold_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["placed_by_id"], ["account.id"], name=op.f("fk_legal_hold_placed_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_hold")),
        sa.UniqueConstraint("application_id", name=op.f("uq_legal_hold_application_id")),
    )
    op.create_table(
        "packet_bulk_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bulk_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="order in the list, from 1"),
        sa.Column("packet_id", sa.Integer(), nullable=True, comment="empty until its record is frozen"),
        sa.Column("job_id", sa.Integer(), nullable=True, comment="the job that freezes and renders it"),
        sa.Column("left_out", sa.Text(), nullable=True, comment="why the zip does without it; empty: it waits for it"),
        sa.CheckConstraint("position >= 1", name=op.f("ck_packet_bulk_item_position_from_one")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_packet_bulk_item_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["bulk_id"], ["packet_bulk.id"], name=op.f("fk_packet_bulk_item_bulk_id_packet_bulk"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["packet_id"], ["packet.id"], name=op.f("fk_packet_bulk_item_packet_id_packet"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packet_bulk_item")),
        sa.UniqueConstraint("bulk_id", "application_id", name=op.f("uq_packet_bulk_item_bulk_id_application_id")),
    )
    with op.batch_alter_table("packet_bulk_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_packet_bulk_item_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_packet_bulk_item_packet_id"), ["packet_id"], unique=False)

    op.create_table(
        "packet_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("packet_id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False, comment="for whom, as the maker notes it"),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "opens",
            sa.Integer(),
            nullable=False,
            comment="how often the file was taken; looking at the page is no open",
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True, comment="the last time"),
        sa.CheckConstraint("opens >= 0", name=op.f("ck_packet_share_opens_from_nothing")),
        sa.ForeignKeyConstraint(["created_by_id"], ["account.id"], name=op.f("fk_packet_share_created_by_id_account")),
        sa.ForeignKeyConstraint(
            ["packet_id"], ["packet.id"], name=op.f("fk_packet_share_packet_id_packet"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packet_share")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_packet_share_token_sha256")),
    )
    with op.batch_alter_table("packet_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_packet_share_packet_id"), ["packet_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("packet_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_packet_share_packet_id"))

    op.drop_table("packet_share")
    with op.batch_alter_table("packet_bulk_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_packet_bulk_item_packet_id"))
        batch_op.drop_index(batch_op.f("ix_packet_bulk_item_application_id"))

    op.drop_table("packet_bulk_item")
    op.drop_table("legal_hold")
    with op.batch_alter_table("packet_bulk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_packet_bulk_requisition_id"))
        batch_op.drop_index(batch_op.f("ix_packet_bulk_requested_by_id"))
        batch_op.drop_index(batch_op.f("ix_packet_bulk_index_sha256"))

    op.drop_table("packet_bulk")
