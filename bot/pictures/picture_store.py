"""The picture store: names, addresses and files of all pictures; stills are shipped, timers are composed of them."""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from bot.domain.exercises import Exercise, Hold
from bot.domain.library import Library
from bot.domain.screens import possible_ready_seconds
from bot.pictures.timer_job import TimerJob, compose_apart

TIMER_VERSION = 1
"""Increase whenever timers are composed differently, so that they get new names."""
NAME_PATTERN = re.compile(
    r"(?P<slug>[a-z0-9-]{2,60})-(?P<hold>\d{1,2})-(?:timer(?P<ready>\d{1,2})|still)-[0-9a-f]{12}\.(?:gif|png)"
)


@dataclass(frozen=True)
class Shipped:
    """The files that come with a hold: its still picture, and the strip of frames into its position if there is one."""

    still: Path
    strip: Path | None

    @cached_property
    def still_hash(self) -> str:
        """The hash of the still picture's content."""
        return sha256(self.still.read_bytes()).hexdigest()

    @cached_property
    def film_hash(self) -> str:
        """The hash of what a timer is composed of."""
        return sha256((self.strip or self.still).read_bytes()).hexdigest()


@dataclass(frozen=True)
class PictureKey:
    """Identifies a picture: a hold of an exercise, as timer with ready seconds or as still picture without."""

    exercise: Exercise
    hold_index: int
    ready_seconds: int | None = None

    @property
    def hold(self) -> Hold:
        """The hold that the picture shows."""
        return self.exercise.holds[self.hold_index]


class PictureStore:
    """Names pictures without composing them, and composes each timer on its first request."""

    def __init__(self, library: Library, folder: Path, address: str | None, still_only: bool = False) -> None:
        """Take the folder that composed timers are kept in, and the address under which pictures are served."""
        self.library, self._folder, self._still_only = library, folder, still_only
        self._address = address.rstrip("/") if address else None
        self._names: dict[tuple[str, int, int | None], str | None] = {}
        self._shipped: dict[tuple[str, tuple[str, ...]], Shipped | None] = {}
        self._composing = asyncio.Lock()

    def still_url(self, exercise: Exercise, hold_index: int) -> str | None:
        """Return the URL of a hold's still picture; None if the store has no address or the hold no picture."""
        return self._url(PictureKey(exercise, hold_index))

    def timer_url(self, exercise: Exercise, hold_index: int, ready_seconds: int, play: str) -> str | None:
        """Return the URL of a hold's animated timer; a different `play` restarts it in the client."""
        if self._still_only:
            return self.still_url(exercise, hold_index)
        url = self._url(PictureKey(exercise, hold_index, ready_seconds))
        return f"{url}?play={quote(play, safe='')}" if url else None

    def still_name(self, exercise: Exercise, hold_index: int) -> str | None:
        """Return the name of a hold's still picture; None for a hold without one."""
        return self.name(PictureKey(exercise, hold_index))

    def names(self) -> Iterator[str]:
        """Return the names of all pictures, grouped by exercise."""
        for exercise in self.library.exercises:
            for hold_index in range(len(exercise.holds)):
                for ready_seconds in (None, *possible_ready_seconds(exercise, hold_index)):
                    if name := self.name(PictureKey(exercise, hold_index, ready_seconds)):
                        yield name

    def path(self, name: str) -> Path | None:
        """Return the file of a picture, composing a timer if needed; None for an unknown or outdated name."""
        if job := self._missing(name):
            # A bot that runs never comes here, and does without Pillow.
            from bot.pictures.compose import compose  # noqa: PLC0415

            compose(job)
        return self.cached_path(name)

    async def provide(self, name: str) -> Path | None:
        """Return the file as `path` does; timers are composed one at a time, in a process of their own.

        Raise NotComposed or OSError.
        """
        async with self._composing if self._missing(name) else nullcontext():
            if job := self._missing(name):
                await compose_apart(job)
        return self.cached_path(name)

    def cached_path(self, name: str) -> Path | None:
        """Return the file of a picture that is there already, else None."""
        key = self._current_key(name)
        if key is None or key.ready_seconds is None:
            return self.still_path(name)
        path = self._folder / name
        return path if path.is_file() else None

    def still_path(self, name: str) -> Path | None:
        """Return the still picture of the hold that a name identifies; None for an unknown or outdated name."""
        key = self._current_key(name)
        shipped = self._files(key) if key else None
        return shipped.still if shipped else None

    def parse_name(self, name: str) -> PictureKey | None:
        """Return the picture that a name identifies, whatever its hash; None if there is none."""
        parts = NAME_PATTERN.fullmatch(name)
        exercise = self.library.find(parts["slug"]) if parts else None
        if parts is None or exercise is None or int(parts["hold"]) >= len(exercise.holds):
            return None
        return PictureKey(exercise, int(parts["hold"]), int(parts["ready"]) if parts["ready"] else None)

    def name(self, key: PictureKey) -> str | None:
        """Return the name of a picture, with the hash of its content; None for a hold without one."""
        cache_key = key.exercise.slug, key.hold_index, key.ready_seconds
        if self.library.find(key.exercise.slug) is not key.exercise:
            return self._build_name(key)
        if cache_key not in self._names:
            self._names[cache_key] = self._build_name(key)
        return self._names[cache_key]

    def _missing(self, name: str) -> TimerJob | None:
        """Return how a timer is composed that is not there yet, else None."""
        key = self._current_key(name)
        shipped = self._files(key) if key else None
        file = self._folder / name
        if key is None or key.ready_seconds is None or shipped is None or file.is_file():
            return None
        strip = str(shipped.strip) if shipped.strip else None
        timing = key.ready_seconds, key.hold.seconds, key.hold.motion, key.hold.pace
        return TimerJob(str(shipped.still), strip, str(file), *timing)

    def _current_key(self, name: str) -> PictureKey | None:
        key = self.parse_name(name)
        return key if key and _is_offered(key) and self.name(key) == name else None

    def _build_name(self, key: PictureKey) -> str | None:
        shipped = self._files(key)
        if shipped is None:
            return None
        beginning = f"{key.exercise.slug}-{key.hold_index}"
        if key.ready_seconds is None:
            return f"{beginning}-still-{shipped.still_hash[:12]}.png"
        timing = [key.ready_seconds, key.hold.seconds, key.hold.motion, key.hold.pace]
        content = json.dumps([TIMER_VERSION, shipped.film_hash, timing])
        return f"{beginning}-timer{key.ready_seconds}-{sha256(content.encode()).hexdigest()[:12]}.gif"

    def _files(self, key: PictureKey) -> Shipped | None:
        kept = key.exercise.slug, key.hold.pose
        if kept not in self._shipped:
            self._shipped[kept] = _shipped(self.library.pictures, *kept)
        return self._shipped[kept]

    def _url(self, key: PictureKey) -> str | None:
        name = self.name(key) if self._address else None
        return f"{self._address}/pictures/{name}" if name else None


def _is_offered(key: PictureKey) -> bool:
    """Return whether the guide may show it; nobody else gets a timer composed by making up its name."""
    return key.ready_seconds is None or key.ready_seconds in possible_ready_seconds(key.exercise, key.hold_index)


def _shipped(folder: Path | None, slug: str, pose: tuple[str, ...]) -> Shipped | None:
    if folder is None or not pose:
        return None
    still, strip = folder / f"{slug}--{pose[-1]}.png", folder / f"{slug}--{'--'.join(pose)}.png"
    return Shipped(still, strip if len(pose) > 1 and strip.is_file() else None) if still.is_file() else None
