"""Absences of staff and their deputies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_absences"
down_revision = "0003_edits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""
    op.create_table(
        "staff_absences",
        sa.Column("absence_id", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("deputy_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["deputy_id"], ["staff.staff_id"], name=op.f("fk_staff_absences_deputy_id_staff")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.staff_id"], name=op.f("fk_staff_absences_staff_id_staff")),
        sa.PrimaryKeyConstraint("absence_id", name=op.f("pk_staff_absences")),
    )
    op.create_index("ix_staff_absences_days", "staff_absences", ["last_day", "staff_id"])


def downgrade() -> None:
    """Back to the release before."""
    op.drop_index("ix_staff_absences_days", table_name="staff_absences")
    op.drop_table("staff_absences")
