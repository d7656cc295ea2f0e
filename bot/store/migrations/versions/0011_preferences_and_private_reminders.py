"""Preferences, what is not for somebody, how it felt, weekly counts; private reminders; a channel's month."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011", "0010"
branch_labels = depends_on = None

MOMENT = sa.DateTime(timezone=True)

def _of_person(*columns: sa.Column[Any]) -> list[sa.Column[Any]]:
    return [sa.Column("team", sa.String(40), nullable=False), sa.Column("user", sa.String(40), nullable=False), *columns]


def _added() -> list[tuple[str, sa.Column[Any]]]:
    return [
        ("people", sa.Column("home_at", MOMENT, nullable=True)),
        ("sessions", sa.Column("swapped", sa.JSON(), nullable=False, server_default="[]")),
        ("sessions", sa.Column("ready_percent", sa.Integer(), nullable=False, server_default="100")),
        ("sessions", sa.Column("still", sa.Boolean(), nullable=False, server_default="0")),
        ("timetables", sa.Column("personal", sa.Boolean(), nullable=False, server_default="0")),
        ("timetables", sa.Column("hours", sa.String(11), nullable=True)),
        ("timetables", sa.Column("month_line", sa.Boolean(), nullable=False, server_default="0")),
        ("timetables", sa.Column("month_told", sa.String(7), nullable=True)),
        ("breaks", sa.Column("personal", sa.Boolean(), nullable=False, server_default="0")),
        ("breaks", sa.Column("posted_in", sa.String(40), nullable=True)),
        ("breaks", sa.Column("answered_at", MOMENT, nullable=True)),
    ]


def upgrade() -> None:
    op.create_table(
        "preferences",
        *_of_person(
            sa.Column("kit", sa.String(60), nullable=True),
            sa.Column("first_window", sa.Boolean(), nullable=False),
            sa.Column("still_pictures", sa.Boolean(), nullable=False),
            sa.Column("ready_percent", sa.Integer(), nullable=False),
            sa.Column("counted_only", sa.Boolean(), nullable=False),
            sa.Column("goal_days", sa.Integer(), nullable=False),
            sa.Column("work_days", sa.String(7), nullable=False),
            sa.Column("hours", sa.String(11), nullable=True),
            sa.Column("country", sa.String(20), nullable=True),
            sa.Column("days_off", sa.Text(), nullable=False),
        ),
        sa.PrimaryKeyConstraint("team", "user", name="pk_preferences"),
    )
    op.create_table(
        "hidden",
        *_of_person(sa.Column("slug", sa.String(60), nullable=False), sa.Column("at", MOMENT, nullable=False)),
        sa.PrimaryKeyConstraint("team", "user", "slug", name="pk_hidden"),
    )
    op.create_table(
        "feelings",
        *_of_person(
            sa.Column("ref", sa.String(40), nullable=False),
            sa.Column("slug", sa.String(60), nullable=False),
            sa.Column("felt", sa.String(6), nullable=False),
            sa.Column("at", MOMENT, nullable=False),
        ),
        sa.PrimaryKeyConstraint("team", "user", "ref", "slug", name="pk_feelings"),
    )
    op.create_index("ix_feelings_at", "feelings", ["at"])
    op.create_table(
        "done_weeks",
        *_of_person(sa.Column("week", sa.String(10), nullable=False), sa.Column("days", sa.Integer(), nullable=False)),
        sa.PrimaryKeyConstraint("team", "user", "week", name="pk_done_weeks"),
    )
    # Not in a batch: SQLite might make `breaks` anew, and its cascade would take the joins with the old one.
    for table, column in _added():
        op.add_column(table, column)
    _widen_times(20, 40)


def downgrade() -> None:
    op.execute("DELETE FROM timetables WHERE personal")
    op.execute("DELETE FROM breaks WHERE personal")
    _widen_times(40, 20)
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
    for table in ("done_weeks", "feelings", "hidden", "preferences"):
        op.drop_table(table)


def _widen_times(before: int, after: int) -> None:
    with op.batch_alter_table("timetables") as timetables:  # nothing refers to it
        timetables.alter_column("times", type_=sa.String(after), existing_type=sa.String(before))
