"""Let people choose their time zone and their mails."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_choice",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Boolean(), nullable=False, comment="reminders of what is due soon"),
        sa.Column("after", sa.Boolean(), nullable=False, comment="reminders of what is late"),
        sa.Column("digest", sa.Boolean(), nullable=False, comment="the daily list of what others owe"),
        sa.Column(
            "quiet_from", sa.Time(), nullable=True, comment="in the person's zone; both empty: the installation's"
        ),
        sa.Column("quiet_until", sa.Time(), nullable=True, comment="the same as quiet_from: no quiet hours"),
        sa.Column(
            "weekends", sa.Boolean(), nullable=True, comment="mails on Saturday and Sunday; empty: the installation's"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_mail_choice_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_mail_choice")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "time_zone",
                sa.String(length=64),
                nullable=True,
                comment="in which times are shown, such as Europe/Paris; empty: the installation's",
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_column("time_zone")

    op.drop_table("mail_choice")
