"""Waiting for what the bot logs."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Watcher(logging.Handler):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.words, self.seen = words, asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self.words in record.getMessage():
            self.seen.set()


@contextmanager
def logged(words: str) -> Iterator[asyncio.Event]:
    """Lend an event that is set once the bot's log says these words."""
    watcher, log = _Watcher(words), logging.getLogger("limber")
    log.addHandler(watcher)
    try:
        yield watcher.seen
    finally:
        log.removeHandler(watcher)
