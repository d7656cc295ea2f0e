"""Ctrl-C and SIGTERM, as an event that a command waits for."""

import asyncio
import signal


def stop_event() -> asyncio.Event:
    """Return the event that is set by Ctrl-C or SIGTERM; call it within the running loop."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop
