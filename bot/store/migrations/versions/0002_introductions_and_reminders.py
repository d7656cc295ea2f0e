"""Introductions to exercises, private reminders, the holds that were done, one message about each timetable."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('introductions',
    sa.Column('team', sa.String(length=40), nullable=False),
    sa.Column('user', sa.String(length=40), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('version', sa.String(length=16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('team', 'user', 'slug', name=op.f('pk_introductions'))
    )
    op.create_table('reminders',
    sa.Column('break_id', sa.String(length=40), nullable=False),
    sa.Column('user', sa.String(length=40), nullable=False),
    sa.Column('team', sa.String(length=40), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(
        ['break_id'], ['breaks.id'], name=op.f('fk_reminders_break_id'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('break_id', 'user', name=op.f('pk_reminders'))
    )
    with op.batch_alter_table('reminders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reminders_due_at'), ['due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_reminders_team_user'), ['team', 'user'], unique=False)
    with op.batch_alter_table('sessions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('held', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('response_url', sa.Text(), nullable=True))
    with op.batch_alter_table('timetables', schema=None) as batch_op:
        batch_op.add_column(sa.Column('notice_ts', sa.String(length=40), nullable=True))
        batch_op.alter_column('country', existing_type=sa.String(length=10), type_=sa.String(length=20))
    with op.batch_alter_table('breaks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closing_line', sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('timetables', schema=None) as batch_op:
        batch_op.alter_column('country', existing_type=sa.String(length=20), type_=sa.String(length=10))
    for table, column in (
        ('breaks', 'closing_line'),
        ('timetables', 'notice_ts'),
        ('sessions', 'response_url'),
        ('sessions', 'held'),
    ):
        # Not in batch mode: on SQLite that makes the table anew, and dropping the old `breaks` would drop all joins.
        op.drop_column(table, column)
    op.drop_table('reminders')
    op.drop_table('introductions')
