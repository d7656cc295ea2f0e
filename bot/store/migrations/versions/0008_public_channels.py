"""Whether a channel is known to be public, so that a Home may list it to whoever set it up long ago."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("timetables", sa.Column("is_public", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("timetables", "is_public")
