"""What queries about people share."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Table, and_, or_, select

from bot.domain.actor import Actor
from bot.store.tables.of_workspaces import installations, org_teams


def of_person(table: Table, actor: Actor) -> ColumnElement[bool]:
    """Compare with a person's rows: a user's id alone says nothing without their workspace's."""
    return and_(table.c.team == actor.team, table.c.user == actor.user)


def installed_by(actor: Actor) -> ColumnElement[bool]:
    """Compare with the workspace and its organisation: a person has one id in both."""
    organisation = select(org_teams.c.enterprise).where(org_teams.c.team == actor.team).scalar_subquery()
    here = or_(installations.c.installed_in == actor.team, installations.c.installed_in == organisation)
    return and_(here, installations.c.installed_by == actor.user)


def users_by_team(actors: Iterable[Actor]) -> dict[str, list[str]]:
    """Return the users of each workspace, each once: what many ask at once is one query for each workspace."""
    teams: defaultdict[str, set[str]] = defaultdict(set)
    for actor in actors:
        teams[actor.team].add(actor.user)
    return {team: list(users) for team, users in teams.items()}
