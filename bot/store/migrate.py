"""The revision that the tables have, and how they are upgraded to the newest."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store.errors import DatabaseUnusable

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST_REVISION = "0011"
MIGRATION_LOCK = 7_051_994


def upgrade_tables(connection: Connection) -> None:
    """Upgrade the tables to the newest revision; raise DatabaseUnusable if they are newer than this program."""
    if connection.dialect.name == "postgresql":  # several processes may start at once
        connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
    if checked_revision(connection) != NEWEST_REVISION:
        _upgrade(connection)


def checked_revision(connection: Connection) -> str | None:
    """Return the revision that the tables have, None without tables; raise DatabaseUnusable if it is newer."""
    revision = _revision(connection)
    if revision and revision > NEWEST_REVISION:
        newer = f"This database was upgraded by a newer Limber (revision {revision})."
        raise DatabaseUnusable(f"{newer} Run that version, or restore a backup.")
    return revision


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 11 MB and 0.15 s, only where there is something to migrate
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
