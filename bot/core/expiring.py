"""Values that a process remembers for a while."""

from datetime import datetime, timedelta
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Expiring(Generic[Key, Value]):
    """Remembers each value for the same time, in memory."""

    def __init__(self, lifetime: timedelta) -> None:
        self._lifetime = lifetime
        self._values: dict[Key, tuple[datetime, Value]] = {}  # the one that was kept last comes last

    def keep(self, key: Key, value: Value, now: datetime) -> None:
        """Remember a value from now on, in place of the one before, and drop what is too old."""
        self.forget(key)
        self._values[key] = (now, value)
        self._drop_old(now)

    def get(self, key: Key, now: datetime) -> Value | None:
        """Return a value that is still remembered."""
        self._drop_old(now)
        return self._values[key][1] if key in self._values else None

    def forget(self, key: Key) -> None:
        """Forget a value at once."""
        self._values.pop(key, None)

    def _drop_old(self, now: datetime) -> None:
        while self._values and next(iter(self._values.values()))[0] <= now - self._lifetime:
            self.forget(next(iter(self._values)))
