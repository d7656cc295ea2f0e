"""The exercises as they are, loaded once for all tests that only read them."""

from bot.content import load
from bot.core.settings import EXERCISES

LIBRARY = load(EXERCISES)
