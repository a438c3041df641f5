"""An index that leads to what an area was asked in a year (地域カルテ), without reading the town's other areas."""

from __future__ import annotations

from alembic import op

revision = "0007_area_opened"
down_revision = "0006_alike"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""
    op.create_index("ix_tickets_area_opened", "tickets", ["municipality", "area_id", "opened_at"])


def downgrade() -> None:
    """Back to the release before."""
    op.drop_index("ix_tickets_area_opened", table_name="tickets")
