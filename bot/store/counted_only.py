"""Who of those who joined a break chose to be counted without their name."""

from sqlalchemy import ColumnElement, FromClause, Join, and_, false, func

from bot.store.tables.of_breaks import joins
from bot.store.tables.of_people import preferences


def with_preferences(joined: FromClause) -> Join:
    """Return these rows of `joins` with the preferences of their people, if they have any."""
    theirs = and_(preferences.c.team == joins.c.team, preferences.c.user == joins.c.user)
    return joined.outerjoin(preferences, theirs)


def is_unnamed() -> ColumnElement[bool]:
    """Return whether somebody in such a row is not to be named."""
    return func.coalesce(preferences.c.counted_only, false())
