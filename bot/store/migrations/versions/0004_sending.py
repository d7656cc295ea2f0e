"""What an older process claimed may be in its call: it is no claim that another process may post."""

from alembic import op

revision, down_revision = "0004", "0003"
branch_labels = depends_on = None


def upgrade() -> None:
    op.execute("UPDATE breaks SET state = 'sending' WHERE state = 'claimed'")


def downgrade() -> None:
    op.execute("UPDATE breaks SET state = 'claimed' WHERE state = 'sending'")
