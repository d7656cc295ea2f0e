"""Installations, their tokens encrypted: one for each workspace or organisation that added the bot."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.batches import Batches
from bot.core.logging import logger
from bot.domain.installation import Installation
from bot.store.cipher import Cipher, UnreadableToken
from bot.store.database import Database
from bot.store.removals import remember_removals
from bot.store.serving import served_teams, serving_installations
from bot.store.tables.of_workspaces import installations, org_teams
from bot.store.upsert import upsert

READ_AT_ONCE = 500
CLOCKS_DIFFER_BY = timedelta(seconds=5)
"""Slack tells in whole seconds of its own clock when it was uninstalled; when it was installed, ours tells."""
CHANGED_BY_A_REINSTALL = tuple(column.name for column in installations.columns if not column.primary_key)


@dataclass(frozen=True)
class Rotation:
    """What became of the tokens that were to be encrypted anew."""

    count: int
    unreadable: tuple[str, ...]
    """The workspaces and organisations whose tokens no key opens."""


class Installations:
    """One method, one transaction; iterate over it for all of them."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database, self._cipher = database, cipher
        self._asked: Batches[str, RowMapping | None] = Batches(self._rows_for_teams)

    async def save(self, installation: Installation) -> None:
        """Save an installation; it takes the place of the one that was there."""
        async with self._database.writing() as connection:
            await upsert(connection, installations, self._row(installation), change=CHANGED_BY_A_REINSTALL)

    async def find(self, enterprise: str | None, team: str | None, is_org_wide: bool) -> Installation | None:
        """Return the installation that a request comes from; raise UnreadableToken."""
        query = select(installations).where(_is_in(enterprise if is_org_wide else team))
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).mappings().first()
        return self._installation(row) if row else None

    async def find_for_team(self, team: str) -> Installation | None:
        """Return a workspace's own installation, else that of its organisation; raise UnreadableToken.

        What is asked meanwhile for others is one query.
        """
        row = await self._asked.add(team)
        return self._installation(row) if row else None

    async def remember_team(self, team: str, enterprise: str) -> None:
        """Remember that the installation of this organisation serves this workspace."""
        known = select(org_teams.c.enterprise).where(org_teams.c.team == team)
        async with self._database.reading() as connection:
            if await connection.scalar(known) == enterprise:
                return
        async with self._database.writing() as connection:
            await upsert(connection, org_teams, {"team": team, "enterprise": enterprise}, change=("enterprise",))

    async def forget_teams(self, teams: Collection[str], now: datetime) -> None:
        """Forget that their organisation's installation serves these workspaces; those left with none are removals."""
        async with self._database.writing() as connection:
            await connection.execute(delete(org_teams).where(org_teams.c.team.in_(teams)))
            await remember_removals(connection, teams, now)

    async def delete(self, installed_in: str, uninstalled_at: datetime, now: datetime) -> None:
        """Delete what was uninstalled in a workspace or an organisation, unless it was installed again since.

        The workspaces that are left without any installation are removals then.
        """
        is_older = installations.c.installed_at <= uninstalled_at + CLOCKS_DIFFER_BY
        async with self._database.writing() as connection:
            await connection.execute(delete(installations).where(_is_in(installed_in), is_older))
            served = await served_teams(connection, installed_in)
            await remember_removals(connection, served or [installed_in], now)

    async def teams_of(self, installed_in: str) -> Sequence[str]:
        """Return the workspaces that an installation serves, as far as they are known."""
        async with self._database.reading() as connection:
            return await served_teams(connection, installed_in) or [installed_in]

    async def count(self) -> int:
        """Return how many there are."""
        async with self._database.reading() as connection:
            return (await connection.scalar(select(func.count()).select_from(installations))) or 0

    async def __aiter__(self) -> AsyncIterator[Installation]:
        """Go through all of them; one whose token no key opens is logged and left out."""
        async for rows in self._batches():
            for row in rows:
                try:
                    installation = self._installation(row)
                except UnreadableToken:
                    logger.error("a token cannot be opened with any secret key", extra={"team": row["installed_in"]})
                else:
                    yield installation

    async def reencrypt(self) -> Rotation:
        """Encrypt all tokens anew, with the newest key."""
        count, unreadable = 0, list[str]()
        async for rows in self._batches():
            async with self._database.writing() as connection:
                for row in rows:
                    try:
                        count += await self._reencrypt(connection, row)
                    except UnreadableToken:
                        unreadable.append(row["installed_in"])
        return Rotation(count, tuple(unreadable))

    async def _reencrypt(self, connection: AsyncConnection, row: RowMapping) -> int:
        # Compared with what was read, for the app may have been installed again meanwhile.
        unchanged = and_(_is_in(row["installed_in"]), installations.c.bot_token == row["bot_token"])
        encrypted = self._cipher.reencrypt(row["bot_token"])
        return (await connection.execute(update(installations).where(unchanged).values(bot_token=encrypted))).rowcount

    async def _batches(self) -> AsyncIterator[Sequence[RowMapping]]:
        last = ""
        while rows := await self._rows_after(last):
            yield rows
            last = rows[-1]["installed_in"]

    async def _rows_after(self, last: str) -> Sequence[RowMapping]:
        after = installations.c.installed_in > last
        query = select(installations).where(after).order_by(installations.c.installed_in).limit(READ_AT_ONCE)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).mappings().all()

    async def _rows_for_teams(self, teams: Sequence[str]) -> Sequence[RowMapping | None]:
        async with self._database.reading() as connection:
            serving = await serving_installations(connection, set(teams))
        return [serving.get(team) for team in teams]

    def _row(self, installation: Installation) -> dict[str, Any]:
        return asdict(installation) | {
            "installed_in": installation.installed_in,
            "bot_token": self._cipher.encrypt(installation.bot_token),
            "scopes": " ".join(sorted(installation.scopes)),
        }

    def _installation(self, row: RowMapping) -> Installation:
        values: dict[str, Any] = {column.name: row[column.name] for column in installations.columns}
        del values["installed_in"]
        decoded = {"bot_token": self._cipher.decrypt(row["bot_token"]), "scopes": frozenset(row["scopes"].split())}
        return Installation(**values | decoded)


def _is_in(place: str | None) -> ColumnElement[bool]:
    """Compare with one id alone: a workspace has its own installation whether it is in an organisation or not."""
    return installations.c.installed_in == place
