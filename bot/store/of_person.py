"""The condition that most queries about people share."""

from sqlalchemy import ColumnElement, Table, and_

from bot.domain.actor import Actor


def of_person(table: Table, actor: Actor) -> ColumnElement[bool]:
    """Compare with a person's rows: a user's id alone says nothing without their workspace's."""
    return and_(table.c.team == actor.team, table.c.user == actor.user)
