"""Guest links and attachments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False, comment="as it was called when it was added"),
        sa.Column(
            "kind",
            sa.Enum(
                "PDF", "DOCX", "PNG", "JPEG", "TEXT", "MARKDOWN", name="attachmentkind", native_enum=False, length=20
            ),
            nullable=False,
            comment="told from the content, not from the name",
        ),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column(
            "for_interviewers",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="whether the interviewers of the loop may read it too",
        ),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["account.id"], name=op.f("fk_attachment_added_by_id_account")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_attachment_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_attachment_file_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_file_sha256"), ["file_sha256"], unique=False)

    op.create_table(
        "guest_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False, comment="the guest's name and address"),
        sa.Column(
            "token_hash",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the token; the token itself is not kept",
        ),
        sa.Column("made_by_id", sa.Integer(), nullable=False, comment="whom the guest asks for another link"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, comment="of the present token"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opens", sa.Integer(), nullable=False, comment="how often it was opened in all, renewed or not"),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True, comment="the last time"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_guest_link_account_id_account")),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_guest_link_interview_id_interview"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_guest_link_made_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_link")),
        sa.UniqueConstraint("interview_id", name=op.f("uq_guest_link_interview_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_guest_link_token_hash")),
    )
    with op.batch_alter_table("guest_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guest_link_account_id"), ["account_id"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "is_guest",
                sa.Boolean(),
                server_default=sa.false(),
                nullable=False,
                comment="interviews by link alone: no roles, no sign-in",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("is_guest")

    with op.batch_alter_table("guest_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guest_link_account_id"))

    op.drop_table("guest_link")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_attachment_application_id"))

    op.drop_table("attachment")
