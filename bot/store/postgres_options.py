"""What a PostgreSQL address says besides where the database is, for asyncpg."""

from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy.engine import URL

from bot.store.errors import DatabaseUnusable

LIBPQ = frozenset({
    "passfile", "sslcert", "sslcrl", "sslkey", "sslmode", "sslpassword", "sslrootcert", "ssl_max_protocol_version",
    "ssl_min_protocol_version", "target_session_attrs",
})  # fmt: skip
"""The options of PostgreSQL's own clients that asyncpg knows: it takes them from a DSN, and not as arguments.
https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS"""
FILES = ("sslcert", "sslcrl", "sslkey", "sslrootcert")
SQLALCHEMYS = frozenset({"host", "port", "prepared_statement_cache_size", "ssl"})


def split_options(url: URL) -> tuple[URL, dict[str, str]]:
    """Return the address without PostgreSQL's own options, and these as arguments of a connection.

    Raise DatabaseUnusable for an option that the driver doesn't know, or a file that is not there.
    """
    if unknown := sorted(url.query.keys() - LIBPQ - SQLALCHEMYS):
        raise DatabaseUnusable(f"DATABASE_URL has {', '.join(unknown)}, which Limber can't use. Leave it out.")
    options = {name: str(value) for name, value in url.query.items() if name in LIBPQ}
    for name in FILES:
        if name in options and not Path(options[name]).is_file():
            raise DatabaseUnusable(f"DATABASE_URL: there's no file {options[name]} ({name}).")
    if not options:
        return url, {}
    return url.difference_update_query(options), {"dsn": f"postgresql://?{urlencode(options)}"}
