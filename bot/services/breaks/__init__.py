"""Team breaks: due, posted, joined, ended; their state lives in the store, so any process may do any of it."""

from bot.services.breaks.made import make
from bot.services.breaks.service import Breaks

__all__ = ["Breaks", "make"]
