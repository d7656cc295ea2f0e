"""Since when a timetable is stopped or off, so that it goes after a year."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("timetables", sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE timetables SET stopped_at = CURRENT_TIMESTAMP WHERE stopped IS NOT NULL")


def downgrade() -> None:
    op.drop_column("timetables", "stopped_at")
