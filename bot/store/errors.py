"""What a database raises, in two kinds: it is away, or it was given text that it cannot keep; the rest are bugs."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import DatabaseError as SqliteDatabaseError

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.domain.errors import UserError

UNREACHABLE = (PoolTimeout, OSError, TimeoutError, SqliteDatabaseError)
"""Raised before a database answers at all; sqlite3's own error is no query's: the file is none of SQLite's."""
AWAY_STATES = ("08", "25006", "25P03", "28", "3D", "40", "42501", "53", "55P03", "57", "58")
"""SQLSTATEs, or their first digits, of a PostgreSQL that is there but cannot serve now: connection lost, in recovery,
idle for too long, who may log in, no such database, deadlock, no permission, too many connections, lock not available,
shutting down, disk.
https://www.postgresql.org/docs/current/errcodes-appendix.html"""
BAD_TEXT_STATES = ("22001", "22021")
"""SQLSTATEs of a text that is longer than its column, or has a NUL byte."""
SQLITE_AWAY = ("locked", "unable to open", "disk i/o", "readonly", "full", "closed")
"""What SQLite says when its file cannot be used now; its error class is the same as for an error in our SQL."""
ASYNCPG_MISCONFIGURED = "ClientConfigurationError"
ASYNCPG_AWAY = ("connection is closed", "connection was closed", "connection has been closed")


class DatabaseUnavailable(Exception):
    """The database cannot be reached or cannot serve now; trying again later helps."""


class DatabaseUnusable(DatabaseUnavailable):
    """Read by whoever starts the bot: the database can't be used as it is set up, and what to do."""


class InvalidText(UserError):
    """Read by whoever sent text that no database takes: a NUL byte, half a character, more than fits."""

    def __init__(self) -> None:
        super().__init__("That has characters I can't store, or too many of them. Please try again with plain text.")


@contextmanager
def translated() -> Iterator[None]:
    """Raise DatabaseUnavailable, DatabaseUnusable or InvalidText for what a database raised; a bug passes as it is."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InvalidText from error
    except UNREACHABLE as error:
        raise DatabaseUnavailable(_first_line(error)) from error
    except Exception as error:
        if _is_bad_text(error):
            raise InvalidText from error
        if type(driver_error := _driver_error(error)).__name__ == ASYNCPG_MISCONFIGURED:
            raise DatabaseUnusable(f"DATABASE_URL: {_first_line(driver_error)}.") from error
        if _is_away(error):
            raise DatabaseUnavailable(_first_line(error)) from error
        raise


def _is_away(error: Exception) -> bool:
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if state := _sqlstate(error):
        return state.startswith(AWAY_STATES)
    if isinstance(error, OperationalError):
        return any(sign in str(error.orig).casefold() for sign in SQLITE_AWAY)
    # asyncpg's own errors have no SQLSTATE; it is not imported here, for SQLite does without it.
    driver_error = _driver_error(error)
    is_clients = type(driver_error).__module__.startswith("asyncpg") and not isinstance(driver_error, ValueError)
    return is_clients and any(sign in str(driver_error) for sign in ASYNCPG_AWAY)


def _is_bad_text(error: Exception) -> bool:
    return _sqlstate(error) in BAD_TEXT_STATES or isinstance(_driver_error(error).__cause__, UnicodeEncodeError)


def _sqlstate(error: Exception) -> str:
    return str(getattr(_driver_error(error), "sqlstate", None) or "")


def _driver_error(error: Exception) -> BaseException:
    """Return what asyncpg or sqlite3 raised, beneath SQLAlchemy's wrapping of it."""
    if not isinstance(error, DBAPIError) or error.orig is None:
        return error
    return error.orig.__cause__ or error.orig


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
