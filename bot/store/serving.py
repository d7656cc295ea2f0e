"""Which installation serves a workspace: its own, or its organisation's."""

from collections.abc import Collection, Sequence

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables.of_workspaces import installations, org_teams


async def served_teams(connection: AsyncConnection, enterprise: str | None) -> Sequence[str]:
    """Return the workspaces that an organisation's installation serves, as far as they are known."""
    served = select(org_teams.c.team).where(org_teams.c.enterprise == enterprise).order_by(org_teams.c.team)
    return (await connection.scalars(served)).all()


async def serving_installations(connection: AsyncConnection, teams: Collection[str]) -> dict[str, RowMapping]:
    """Return the installations that serve these workspaces, by workspace."""
    own = select(installations).where(installations.c.installed_in.in_(teams))
    serving = {row["installed_in"]: row for row in (await connection.execute(own)).mappings()}
    if others := set(teams) - serving.keys():
        serving |= await _serving_as_part(connection, others)
    return serving


async def _serving_as_part(connection: AsyncConnection, teams: Collection[str]) -> dict[str, RowMapping]:
    """Return the installations of the organisations that these workspaces are part of, by workspace."""
    of_organisation = (
        select(installations, org_teams.c.team.label("served"))
        .join(org_teams, org_teams.c.enterprise == installations.c.installed_in)
        .where(org_teams.c.team.in_(teams))
    )
    return {row["served"]: row for row in (await connection.execute(of_organisation)).mappings()}
