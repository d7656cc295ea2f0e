"""The pictures themselves: sizes, lengths, the same bytes each time, the other side a mirror image."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps

from bot.domain.exercises import Exercise, Hold, Library
from bot.domain.guide import READY_FOR_NEW, READY_FOR_NEXT
from bot.domain.poses import Pose, Prop
from bot.pictures.animation import plan, timer_gif
from bot.pictures.body import Undrawable
from bot.pictures.scene import HEIGHT, WIDTH
from bot.pictures.still import still_png
from tests.pictures.conftest import drawn_holds

LARGEST_FILE = 250_000


def lengths(film: bytes) -> list[int]:
    """The milliseconds that each picture of a GIF stays."""
    with Image.open(BytesIO(film)) as opened:
        stays = []
        for number in range(opened.n_frames):
            opened.seek(number)
            stays.append(opened.info["duration"])
    return stays


def opened(file: bytes) -> Image.Image:
    return Image.open(BytesIO(file)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that are clearly not the same."""
    apart = ImageChops.difference(one, other).convert("L").point(lambda shade: 255 if shade > 60 else 0)
    return apart.histogram()[255] / (one.width * one.height)


def frames(library: Library, exercise: Exercise) -> dict[str, Pose]:
    return dict(library.poses[exercise.slug])


@pytest.fixture(scope="module")
def film(library: Library) -> bytes:
    """The timer of the twist's first hold, with eight seconds to get ready."""
    exercise = library.find("seated-lower-back-rotation")
    assert exercise
    return timer_gif(frames(library, exercise), exercise.holds[0], ready=8)


def test_a_film_lasts_exactly_its_seconds_and_plays_once(film: bytes, twist: Exercise) -> None:
    assert sum(lengths(film)) == (8 + twist.holds[0].seconds) * 1000
    assert b"NETSCAPE" not in film


def test_a_frozen_film_shows_the_position(library: Library, film: bytes, twist: Exercise) -> None:
    still = opened(still_png(frames(library, twist), twist.holds[0]))
    frozen = opened(film)
    figure = (0, 0, WIDTH - 120, HEIGHT)
    assert difference(still.crop(figure), frozen.crop(figure)) < 0.01


def test_the_same_input_gives_the_same_bytes(library: Library, film: bytes, twist: Exercise) -> None:
    poses, hold = frames(library, twist), twist.holds[0]
    assert still_png(poses, hold) == still_png(poses, hold)
    assert timer_gif(poses, hold, 8) == film


def test_the_other_side_is_the_mirror_image(library: Library) -> None:
    for exercise, hold in list(drawn_holds(library))[::3]:
        one = opened(still_png(frames(library, exercise), hold))
        other = opened(still_png(frames(library, exercise), replace(hold, mirrored=not hold.mirrored)))
        assert difference(ImageOps.mirror(one), other) < 0.004, f"{exercise.slug}: {hold.title}"


def test_a_still_picture_is_small_and_has_clear_corners(library: Library, twist: Exercise) -> None:
    file = still_png(frames(library, twist), twist.holds[0])
    with Image.open(BytesIO(file)) as picture:
        assert (picture.size, len(file) < 60_000) == ((WIDTH, HEIGHT), True)
        assert picture.convert("RGBA").getpixel((0, 0))[3] == 0


def broken(library: Library, twist: Exercise, **wrong: object) -> tuple[dict[str, Pose], Hold]:
    hold = twist.holds[0]
    return {name: replace(pose, **wrong) for name, pose in frames(library, twist).items()}, hold


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"joints": {"head": (50, 60)}}, "lacks the joints neck"),
        ({"props": (Prop("sofa", ((0, 0), (9, 0))),)}, "no drawing for a thing called 'sofa'"),
        ({"stretched": ("soul",)}, "no region called 'soul'"),
        ({"order": ("torso",)}, "is not one of all parts"),
    ],
)
def test_a_pose_that_cannot_be_drawn_says_why(
    library: Library, twist: Exercise, wrong: dict[str, object], says: str
) -> None:
    poses, hold = broken(library, twist, **wrong)
    with pytest.raises(Undrawable, match=says):
        still_png(poses, hold)


@pytest.mark.parametrize("ready", [READY_FOR_NEW, READY_FOR_NEXT])
def test_every_film_of_the_library_is_planned_to_the_hundredth_of_a_second(library: Library, ready: int) -> None:
    for exercise, hold in drawn_holds(library):
        planned = sum(moment.length for moment in plan(frames(library, exercise), hold, ready))
        assert planned == (ready + hold.seconds) * 100, f"{exercise.slug}: {hold.title}"


def liveliest(library: Library) -> list[tuple[Exercise, Hold]]:
    """The holds whose films have the most to show: all that go to and fro, and the five of most pictures."""
    different = {(e.slug, h.pose, h.seconds): (e, h) for e, h in drawn_holds(library) if len(h.pose) > 1}
    ranked = sorted(different.values(), key=lambda pair: -len(plan(frames(library, pair[0]), pair[1], READY_FOR_NEW)))
    moving = [pair for pair in ranked if pair[1].motion == "to-and-fro"]
    return moving + [pair for pair in ranked if pair not in moving][:5]


@pytest.mark.slow
def test_the_liveliest_films_are_as_planned_and_small(library: Library) -> None:
    for exercise, hold in liveliest(library):
        film = timer_gif(frames(library, exercise), hold, READY_FOR_NEW)
        assert len(film) <= LARGEST_FILE, f"{exercise.slug}: {hold.title} has {len(film)} bytes"
        assert sum(lengths(film)) == (READY_FOR_NEW + hold.seconds) * 1000, f"{exercise.slug}: {hold.title}"
