"""The clock: the real one, or one that runs faster and jumps ahead while somebody plays."""

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]


class Clock:
    """Tells the time in UTC; call it for the present moment."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._real_anchor = self._anchor = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self._anchor + (datetime.now(UTC) - self._real_anchor) * self.speed

    def jump(self, to: datetime) -> None:
        """Set the time to this moment (aware); it goes on from there."""
        self._real_anchor, self._anchor = datetime.now(UTC), to

    def real(self, at: datetime) -> datetime:
        """Return the moment of the machine's clock at which this one will show `at`."""
        return self._real_anchor + (at - self._anchor) / self.speed
