"""Create the audit trail and the table of jobs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor_id", sa.Integer(), nullable=True, comment="account that acted; empty for the installation itself"
        ),
        sa.Column("actor_name", sa.String(length=200), nullable=False, comment="the name at that time"),
        sa.Column("action", sa.String(length=80), nullable=False, comment="verb and noun, as the operation is called"),
        sa.Column("subject", sa.String(length=80), nullable=False, comment="the thing changed: kind:number"),
        sa.Column(
            "about", sa.String(length=80), nullable=True, comment="the whole it belongs to, such as application:12"
        ),
        sa.Column("details", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_about_id"), ["about", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_subject_id"), ["subject", "id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.String(length=80), nullable=False, comment="the name under which its function is registered"
        ),
        sa.Column(
            "arguments",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            nullable=False,
            comment="what the function is called with",
        ),
        sa.Column("key", sa.String(length=200), nullable=True, comment="at most one open job per key"),
        sa.Column(
            "state",
            sa.Enum("WAITING", "RUNNING", "DONE", "FAILED", "CANCELLED", name="jobstate", native_enum=False, length=20),
            nullable=False,
            comment="waiting, running, done, …",
        ),
        sa.Column(
            "attempts",
            sa.Integer(),
            nullable=False,
            comment="how often it was begun; also tells one attempt from the next",
        ),
        sa.Column("done", sa.Integer(), nullable=True, comment="steps done so far; empty where steps are not counted"),
        sa.Column("total", sa.Integer(), nullable=True, comment="steps in all"),
        sa.Column("error", sa.Text(), nullable=True, comment="why it failed, for a person to read"),
        sa.Column("worker", sa.String(length=200), nullable=True, comment="host:process of the last attempt"),
        sa.Column(
            "requested_by_id", sa.Integer(), nullable=True, comment="account that wanted it; empty for the installation"
        ),
        sa.Column("requested_by_name", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False, comment="not to be begun before"),
        sa.Column(
            "sent_at", sa.DateTime(timezone=True), nullable=True, comment="last time a message about it was sent again"
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True, comment="last sign of life of its worker"),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_state_due_at"), ["state", "due_at"], unique=False)
        batch_op.create_index(
            "uq_job_open_key",
            ["key"],
            unique=True,
            sqlite_where=sa.text("state IN ('WAITING', 'RUNNING')"),
            postgresql_where=sa.text("state IN ('WAITING', 'RUNNING')"),
        )


def downgrade() -> None:
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_job_open_key",
            sqlite_where=sa.text("state IN ('WAITING', 'RUNNING')"),
            postgresql_where=sa.text("state IN ('WAITING', 'RUNNING')"),
        )
        batch_op.drop_index(batch_op.f("ix_job_state_due_at"))

    op.drop_table("job")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_subject_id"))
        batch_op.drop_index(batch_op.f("ix_audit_event_at"))
        batch_op.drop_index(batch_op.f("ix_audit_event_about_id"))

    op.drop_table("audit_event")
