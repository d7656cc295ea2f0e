"""Team breaks: due, posted, joined, closed; their state lives in the store, so any process may do any of it."""

from bot.services.breaks.service import Breaks

__all__ = ["Breaks"]
