"""An index that leads to cases of one area, age band and language: are there enough of them?"""

from __future__ import annotations

from alembic import op

revision = "0006_alike"
down_revision = "0005_talk_steps"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""
    op.create_index("ix_tickets_alike", "tickets", ["municipality", "area_id", "age_band", "language", "opened_at"])


def downgrade() -> None:
    """Back to the release before."""
    op.drop_index("ix_tickets_alike", table_name="tickets")
