"""The exercises' files, read into one library or refused with every mistake named."""

from bot.content.library import load
from bot.content.report import ContentError

__all__ = ["ContentError", "load"]
