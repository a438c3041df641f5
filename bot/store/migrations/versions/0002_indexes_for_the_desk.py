"""Indexes for the desk's lists and figures with a hundred thousand cases"""

from __future__ import annotations

from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Expand."""
    op.create_index('ix_tickets_state', 'tickets', ['municipality', 'state', 'closed_at'], unique=False)
    op.create_index('ix_messages_created', 'messages', ['created_at'], unique=False)


def downgrade() -> None:
    """Contract."""
    op.drop_index('ix_messages_created', table_name='messages')
    op.drop_index('ix_tickets_state', table_name='tickets')
