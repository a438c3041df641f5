"""Reports that were counted lately, and indexes that hold all that counting asks for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_figures"
down_revision = "0001"
branch_labels = None
depends_on = None

_INDEXES = (
    ("ix_tickets_counted", "tickets",
     ["ticket_id", "municipality", "area_id", "drill", "merged_into", "opened_at", "closed_at"]),
    ("ix_messages_counted", "messages", ["created_at", "ticket_id", "direction"]),
    ("ix_records_counted", "records",
     ["acted_at", "ticket_id", "outreach", "way", "direction", "met", "participation", "stage"]),
)


def upgrade() -> None:
    """Expand."""
    op.create_table(
        "figures",
        sa.Column("figures_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("figures_id", name=op.f("pk_figures")),
    )
    for name, table, columns in _INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    """Back to the release before."""
    for name, table, _ in reversed(_INDEXES):
        op.drop_index(name, table_name=table)
    op.drop_table("figures")
