"""How far talks come, counted by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_talk_steps"
down_revision = "0004_absences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""
    op.create_table(
        "talk_steps",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("municipality", sa.String(length=20), nullable=False),
        sa.Column("step", sa.String(length=24), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "municipality", "step", "what", name=op.f("pk_talk_steps")),
    )


def downgrade() -> None:
    """Back to the release before."""
    op.drop_table("talk_steps")
