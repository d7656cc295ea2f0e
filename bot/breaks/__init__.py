"""Team breaks: due, posted, joined, ended; their state lives in the store, so any process may do any of it."""

from bot.breaks.breaks import Breaks
from bot.breaks.made import make

__all__ = ["Breaks", "make"]
