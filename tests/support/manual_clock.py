"""A clock that shows the time that a test sets, and a scheduler whose jobs run when a test says so."""

from datetime import UTC, datetime, timedelta

from bot.core.scheduler import Job

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class ManualClock:
    """Call it for the time; `forward` lets time pass."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **duration: float) -> None:
        """Let so much time pass."""
        self.at += timedelta(**duration)

    def jump(self, to: datetime) -> None:
        """Set the time to this moment."""
        self.at = to


class Timers:
    """Stands where the scheduler stands: remembers each job by its name, with the time at which it should run."""

    def __init__(self) -> None:
        self.set: dict[str, datetime] = {}
        self._jobs: dict[str, tuple[Job, tuple[object, ...]]] = {}

    def run_at(self, at: datetime, name: str, job: Job, *args: object) -> None:
        """Remember a job; a later one of the same name replaces it."""
        self.set[name], self._jobs[name] = at, (job, args)

    async def fire(self, name: str) -> None:
        """Run a job, however early or late that is."""
        job, args = self._jobs[name]
        await job(*args)
