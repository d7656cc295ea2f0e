"""How much memory a process had at most."""

from pathlib import Path

import psutil


def peak_megabytes(pid: int | None = None) -> float:
    """The most that this process, or the one named, had so far; where the system does not tell, what it has now."""
    status = Path(f"/proc/{pid or 'self'}/status")
    if not status.exists():
        return psutil.Process(pid).memory_info().rss / 1e6
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(fields["VmHWM"].split()[0]) * 1024 / 1e6
