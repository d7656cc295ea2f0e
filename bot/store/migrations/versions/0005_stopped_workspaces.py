"""When a stopped workspace is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What was stopped before is tried again at once.
    op.add_column(
        "workspaces",
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=False, server_default="2000-01-01 00:00:00"),
    )
    op.add_column("workspaces", sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("workspaces", "attempts")
    op.drop_column("workspaces", "again_at")
