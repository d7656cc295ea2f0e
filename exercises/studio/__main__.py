"""`make pictures`: render what is missing or changed; `python -m studio cat-arch` only one exercise."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from .film import film
from .pairs import ends, pairs
from .palette import FILM, STILL, few_colours
from .picture import picture
from .scene import POSES, Said, read
from .stamps import Stamps, stamp
from .words import Mistake

PICTURES = Path(__file__).parent.parent / "pictures"
Drawn = tuple[Image.Image, str]


@dataclass(frozen=True)
class Job:
    """One file to draw: its name, its stamp, its colours and how it is drawn."""

    name: str
    mark: str
    colours: int
    draw: Callable[[], Drawn]


def still(said: Said) -> Drawn:
    """A still, and what it misses."""
    image, gaps = picture(said)
    missed = [f"the {p} misses by {100 * abs(g):.0f} cm" for p, g in gaps.items() if abs(g) > 0.01]
    return image, ", ".join(missed)


def stills(pictures: list[Said], wanted: dict[str, set[str]]) -> list[Job]:
    """The stills of one pose file that a hold ends with."""
    shown = [s for s in pictures if s.name in wanted.get(s.slug, ())]
    return [Job(s.file, stamp(("picture", "palette"), s), STILL, lambda s=s: still(s)) for s in shown]


def films(pictures: list[Said], wanted: dict[str, list[tuple[str, str]]]) -> list[Job]:
    """The films of one pose file: of each pair that it knows both pictures of."""
    by_name = {s.name: s for s in pictures}
    made = []
    for first, last in wanted.get(pictures[0].slug, []):
        if first in by_name and last in by_name:
            a, b = by_name[first], by_name[last]
            mark = stamp(("film", "palette"), a, b)
            made.append(Job(f"{b.slug}--{first}--{last}", mark, FILM, lambda a=a, b=b: film(a, b)))
    return made


def jobs(only: str) -> list[Job]:
    """All files of the exercises whose names begin so: stills, then films."""
    files = [read(path) for path in sorted(POSES.glob("*.yaml")) if path.stem.startswith(only)]
    shown, wanted = ends(), pairs()
    return [j for f in files for j in stills(f, shown)] + [j for f in files for j in films(f, wanted)]


def draw(job: Job, stamps: Stamps) -> str:
    """Draw one file if it is missing or changed; what happened, in a line."""
    if stamps.fresh(job.name, job.mark) and not os.environ.get("STUDIO_ALWAYS"):
        return ""
    start, path = time.perf_counter(), stamps.folder / f"{job.name}.png"
    image, missed = job.draw()
    few_colours(image, job.colours).save(path, optimize=True)
    stamps.note(job.name, job.mark)
    took, size = time.perf_counter() - start, path.stat().st_size // 1024
    return "; ".join(filter(None, [f"{job.name}: {took:.1f} s, {size} kB", missed]))


def tell(line: str) -> None:
    """Say what happened at once."""
    if line:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def main(only: str) -> int:
    """Draw all pictures and remove those that nothing names, or draw one exercise's."""
    PICTURES.mkdir(exist_ok=True)
    stamps = Stamps(PICTURES)
    try:
        todo = jobs(only)
        for job in todo:
            tell(draw(job, stamps))
    except Mistake as mistake:
        sys.stderr.write(f"{mistake}\n")
        return 1
    if not only:
        for name in stamps.keep_only({j.name for j in todo}):
            tell(f"{name}: removed, no pose names it")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
