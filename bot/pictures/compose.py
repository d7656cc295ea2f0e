"""Composes one timer; `python -m bot.pictures.compose` is the process that does it while the bot runs."""

import json
import sys
import tempfile
from pathlib import Path

from bot.pictures.film import load_film
from bot.pictures.timer import timer_gif
from bot.pictures.timer_job import TimerJob

FILE_MODE = 0o644
"""Lets a web server of another user read the files."""


def compose(job: TimerJob) -> None:
    """Compose a timer; its file is written completely or not at all."""
    film = load_film(Path(job.strip) if job.strip else None, Path(job.still))
    content, path = timer_gif(film, job, job.ready_seconds), Path(job.file)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(content)
            part.close()
            Path(part.name).chmod(FILE_MODE)
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise


if __name__ == "__main__":
    compose(TimerJob(**json.loads(sys.argv[1])))
