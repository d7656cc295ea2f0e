"""The gallery: which pictures there are, what they are called, and where they lie once drawn."""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from bot.domain.exercises import Exercise, Hold, Library
from bot.domain.guide import READY_FOR_NEW, READY_FOR_NEXT
from bot.domain.poses import Pose
from bot.pictures.animation import timer_gif
from bot.pictures.body import Undrawable
from bot.pictures.still import still_png

VERSION = 3
"""To be raised whenever the drawing changes, so that no old picture is shown."""
READABLE = 0o644
"""The mode of a picture's file, so that any web server may read it."""
NAME = re.compile(
    r"(?P<slug>[a-z0-9-]{2,60})-(?P<hold>\d{1,2})-(?:timer(?P<ready>\d{1,2})|still)-[0-9a-f]{12}\.(?:gif|png)"
)


@dataclass(frozen=True)
class Wanted:
    """One picture: a hold of an exercise, still (no seconds to get ready) or as a timer."""

    exercise: Exercise
    hold: int
    ready: int | None = None

    @property
    def held(self) -> Hold:
        """The hold that is shown."""
        return self.exercise.holds[self.hold]


class PictureStore:
    """Names pictures without drawing them, and draws each when it is first asked for."""

    def __init__(self, library: Library, folder: Path, address: str | None, still_only: bool = False) -> None:
        self.library, self._folder, self._still_only = library, folder, still_only
        self._address = address.rstrip("/") if address else None
        self._names: dict[tuple[str, int, int | None], str | None] = {}

    def still(self, exercise: Exercise, hold: int) -> str | None:
        """Return the address of a hold's still picture; None without an address or a pose."""
        return self._url(Wanted(exercise, hold))

    def timer(self, exercise: Exercise, hold: int, ready: int, play: str) -> str | None:
        """Return the address of a hold's moving picture; another `play` makes it start from the beginning."""
        if self._still_only:
            return self.still(exercise, hold)
        url = self._url(Wanted(exercise, hold, ready))
        return f"{url}?play={quote(play, safe='')}" if url else None

    def still_name(self, exercise: Exercise, hold: int) -> str | None:
        """Return the name of a hold's still picture; None without a pose."""
        return self.name(Wanted(exercise, hold))

    def names(self) -> Iterator[str]:
        """Return the names of all pictures, each exercise's together."""
        for exercise in self.library.exercises:
            for hold in range(len(exercise.holds)):
                for ready in (None, READY_FOR_NEW, READY_FOR_NEXT):
                    if name := self.name(Wanted(exercise, hold, ready)):
                        yield name

    def path(self, name: str) -> Path | None:
        """Return the file of a picture, drawn now if it was not yet; None for a name that is not ours.

        Raises Undrawable, with the exercise and the hold, for a pose that something is wrong with.
        """
        wanted = self._ours(name)
        if wanted is None:
            return None
        path = self._folder / name
        if not path.is_file():
            _write(path, self._draw(wanted))
        return path

    def drawn(self, name: str) -> Path | None:
        """Return the file of a picture if it is drawn already."""
        path = self._folder / name if self._ours(name) else None
        return path if path and path.is_file() else None

    def _ours(self, name: str) -> Wanted | None:
        wanted = self.wanted(name)
        return wanted if wanted and self.name(wanted) == name else None

    def wanted(self, name: str) -> Wanted | None:
        """Read a picture's name."""
        parts = NAME.fullmatch(name)
        exercise = self.library.find(parts["slug"]) if parts else None
        if parts is None or exercise is None or int(parts["hold"]) >= len(exercise.holds):
            return None
        return Wanted(exercise, int(parts["hold"]), int(parts["ready"]) if parts["ready"] else None)

    def name(self, wanted: Wanted) -> str | None:
        """Return what a picture is called; None where the hold has no pose."""
        key = wanted.exercise.slug, wanted.hold, wanted.ready
        if self.library.find(wanted.exercise.slug) is not wanted.exercise:
            return self._name(wanted)
        if key not in self._names:
            self._names[key] = self._name(wanted)
        return self._names[key]

    def _name(self, wanted: Wanted) -> str | None:
        frames = self._frames(wanted.exercise)
        if not wanted.held.pose or any(frame not in frames for frame in wanted.held.pose):
            return None
        kind, ending = ("still", "png") if wanted.ready is None else (f"timer{wanted.ready}", "gif")
        return f"{wanted.exercise.slug}-{wanted.hold}-{kind}-{self._content(wanted)}.{ending}"

    def _content(self, wanted: Wanted) -> str:
        hold = wanted.held
        frames = {name: asdict(pose) for name, pose in self._frames(wanted.exercise).items()}
        timing = None if wanted.ready is None else (wanted.ready, hold.seconds, hold.motion)
        said = json.dumps([VERSION, frames, hold.pose, hold.mirrored, timing], sort_keys=True)
        return sha256(said.encode()).hexdigest()[:12]

    def _frames(self, exercise: Exercise) -> dict[str, Pose]:
        return dict(self.library.poses.get(exercise.slug, {}))

    def _draw(self, wanted: Wanted) -> bytes:
        frames = self._frames(wanted.exercise)
        try:
            if wanted.ready is None:
                return still_png(frames, wanted.held)
            return timer_gif(frames, wanted.held, wanted.ready)
        except Undrawable as error:
            raise Undrawable(f"{wanted.exercise.slug}, hold {wanted.hold + 1}: {error}") from error

    def _url(self, wanted: Wanted) -> str | None:
        name = self.name(wanted) if self._address else None
        return f"{self._address}/pictures/{name}" if name else None


def _write(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(draft).chmod(READABLE)
    Path(draft).replace(path)
