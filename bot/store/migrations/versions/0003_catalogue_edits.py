"""Edits of places, lines, answers and wordings made at the desk, over the data files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_edits"
down_revision = "0002_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""
    op.create_table(
        "catalogue_edits",
        sa.Column("edit_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("record_key", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("municipality", sa.String(length=20), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("proposed_by", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("released_mark", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("edit_id", name=op.f("pk_catalogue_edits")),
    )
    op.create_index("ix_catalogue_edits_record", "catalogue_edits", ["kind", "record_key", "proposed_at"])
    op.create_index("ix_catalogue_edits_released", "catalogue_edits", ["state", "released_mark"])


def downgrade() -> None:
    """Back to the release before."""
    op.drop_index("ix_catalogue_edits_released", table_name="catalogue_edits")
    op.drop_index("ix_catalogue_edits_record", table_name="catalogue_edits")
    op.drop_table("catalogue_edits")
