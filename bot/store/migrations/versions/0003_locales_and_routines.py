"""People's locales, and the routine of a timetable."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('people', sa.Column('locale', sa.String(length=20), nullable=True))
    op.add_column('timetables', sa.Column('routine', sa.String(length=60), nullable=True))


def downgrade() -> None:
    op.drop_column('timetables', 'routine')
    op.drop_column('people', 'locale')
