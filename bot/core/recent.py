"""What was seen lately, so that it is acted on once."""

MAX_KEPT = 10_000


class Recent:
    """Remembers the last ten thousand keys."""

    def __init__(self, max_kept: int = MAX_KEPT) -> None:
        self._max_kept = max_kept
        self._keys: dict[str, None] = {}

    def is_new(self, key: str) -> bool:
        """Return whether this key was not seen lately, and remember it."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > self._max_kept:
            del self._keys[next(iter(self._keys))]
        return True

    def forget(self, key: str) -> None:
        """Let a key be new again."""
        self._keys.pop(key, None)
