"""Loads the YAML files of exercises into one library, or lists every mistake in them."""

from bot.content.library import load
from bot.content.report import ContentError

__all__ = ["ContentError", "load"]
