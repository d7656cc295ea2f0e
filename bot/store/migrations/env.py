"""Alembic's entry: runs the migrations on the connection that it is handed."""

from typing import Literal

from alembic import context

from bot.store.tables import metadata
from bot.store.tables.base import Moment


def _plain(kind: str, item: object, _context: object) -> str | Literal[False]:
    # Old migrations must never import new code, so our own column type is written as the plain one beneath it.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=_plain,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
