"""The tables. Nearly every row belongs to a workspace; unique constraints prevent duplicates.

Whoever imports one of them imports them all, so that `metadata` always knows every table.
"""

from bot.store.tables import of_breaks, of_people, of_workspaces
from bot.store.tables.base import metadata

__all__ = ["metadata", "of_breaks", "of_people", "of_workspaces"]
