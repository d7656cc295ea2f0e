"""The picture store: names, addresses and cached files of all pictures."""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from bot.domain.exercises import Exercise, Hold
from bot.domain.library import Library
from bot.domain.poses import Pose
from bot.domain.screens import possible_ready_seconds
from bot.pictures.animation import timer_gif
from bot.pictures.body import InvalidPoseError
from bot.pictures.still import still_png

DRAWING_VERSION = 4
"""Increase whenever the drawing changes, so that pictures get new names."""
FILE_MODE = 0o644
"""Lets a web server of another user read the files."""
NAME_PATTERN = re.compile(
    r"(?P<slug>[a-z0-9-]{2,60})-(?P<hold>\d{1,2})-(?:timer(?P<ready>\d{1,2})|still)-[0-9a-f]{12}\.(?:gif|png)"
)


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
    """Names pictures without drawing them, and draws each on its first request."""

    def __init__(self, library: Library, folder: Path, address: str | None, still_only: bool = False) -> None:
        self.library, self._folder, self._still_only = library, folder, still_only
        self._address = address.rstrip("/") if address else None
        self._names: dict[tuple[str, int, int | None], str | None] = {}

    def still_url(self, exercise: Exercise, hold_index: int) -> str | None:
        """Return the URL of a hold's still picture; None if the store has no address or the hold no pose."""
        return self._url(PictureKey(exercise, hold_index))

    def timer_url(self, exercise: Exercise, hold_index: int, ready_seconds: int, play: str) -> str | None:
        """Return the URL of a hold's animated timer; a different `play` restarts it in the client."""
        if self._still_only:
            return self.still_url(exercise, hold_index)
        url = self._url(PictureKey(exercise, hold_index, ready_seconds))
        return f"{url}?play={quote(play, safe='')}" if url else None

    def still_name(self, exercise: Exercise, hold_index: int) -> str | None:
        """Return the name of a hold's still picture; None for a hold without pose."""
        return self.name(PictureKey(exercise, hold_index))

    def names(self) -> Iterator[str]:
        """Return the names of all pictures, grouped by exercise."""
        for exercise in self.library.exercises:
            for hold_index in range(len(exercise.holds)):
                for ready_seconds in (None, *possible_ready_seconds(exercise, hold_index)):
                    if name := self.name(PictureKey(exercise, hold_index, ready_seconds)):
                        yield name

    def path(self, name: str) -> Path | None:
        """Return the file of a picture, drawing it if needed; None for an unknown or outdated name.

        Raises InvalidPoseError, naming the exercise and the hold, if the pose cannot be drawn.
        """
        key = self._current_key(name)
        if key is None:
            return None
        path = self._folder / name
        if not path.is_file():
            _write_atomically(path, self._draw(key))
        return path

    def cached_path(self, name: str) -> Path | None:
        """Return the file of a picture that was drawn before, else None."""
        path = self._folder / name if self._current_key(name) else None
        return path if path and path.is_file() else None

    def _current_key(self, name: str) -> PictureKey | None:
        key = self.parse_name(name)
        return key if key and self.name(key) == name else None

    def parse_name(self, name: str) -> PictureKey | None:
        """Return the picture that a name identifies, whatever its hash; None if there is none."""
        parts = NAME_PATTERN.fullmatch(name)
        exercise = self.library.find(parts["slug"]) if parts else None
        if parts is None or exercise is None or int(parts["hold"]) >= len(exercise.holds):
            return None
        return PictureKey(exercise, int(parts["hold"]), int(parts["ready"]) if parts["ready"] else None)

    def name(self, key: PictureKey) -> str | None:
        """Return the name of a picture, with the hash of its content; None for a hold without pose."""
        cache_key = key.exercise.slug, key.hold_index, key.ready_seconds
        if self.library.find(key.exercise.slug) is not key.exercise:
            return self._build_name(key)
        if cache_key not in self._names:
            self._names[cache_key] = self._build_name(key)
        return self._names[cache_key]

    def _build_name(self, key: PictureKey) -> str | None:
        poses = self._poses(key.exercise)
        if not key.hold.pose or any(frame not in poses for frame in key.hold.pose):
            return None
        kind, ending = ("still", "png") if key.ready_seconds is None else (f"timer{key.ready_seconds}", "gif")
        return f"{key.exercise.slug}-{key.hold_index}-{kind}-{self._content_hash(key)}.{ending}"

    def _content_hash(self, key: PictureKey) -> str:
        hold = key.hold
        poses = {name: asdict(pose) for name, pose in self._poses(key.exercise).items()}
        timing = None if key.ready_seconds is None else (key.ready_seconds, hold.seconds, hold.motion)
        content = json.dumps([DRAWING_VERSION, poses, hold.pose, hold.mirrored, timing], sort_keys=True)
        return sha256(content.encode()).hexdigest()[:12]

    def _poses(self, exercise: Exercise) -> dict[str, Pose]:
        return dict(self.library.poses.get(exercise.slug, {}))

    def _draw(self, key: PictureKey) -> bytes:
        poses = self._poses(key.exercise)
        try:
            if key.ready_seconds is None:
                return still_png(poses, key.hold)
            return timer_gif(poses, key.hold, key.ready_seconds)
        except InvalidPoseError as error:
            raise InvalidPoseError(f"{key.exercise.slug}, hold {key.hold_index + 1}: {error}") from error

    def _url(self, key: PictureKey) -> str | None:
        name = self.name(key) if self._address else None
        return f"{self._address}/pictures/{name}" if name else None


def _write_atomically(path: Path, content: bytes) -> None:
    """Write a file completely or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(temporary).chmod(FILE_MODE)
    Path(temporary).replace(path)
