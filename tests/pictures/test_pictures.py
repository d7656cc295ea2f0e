"""Drawn pictures: sizes, durations, reproducible bytes, mirror images."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageOps

from bot.domain.exercises import Exercise, Hold
from bot.domain.library import Library
from bot.domain.poses import Pose, Prop
from bot.domain.screens import possible_ready_seconds
from bot.pictures.animation import hold_timeline, timer_gif
from bot.pictures.body import InvalidPoseError
from bot.pictures.scene import HEIGHT_PX, WIDTH_PX
from bot.pictures.still import still_png
from tests.pictures.conftest import drawn_holds

MAX_FILE_BYTES = 250_000


def durations_ms(film: bytes) -> list[int]:
    """Return the duration of each frame of a GIF."""
    with Image.open(BytesIO(film)) as opened:
        durations = []
        for number in range(opened.n_frames):
            opened.seek(number)
            durations.append(opened.info["duration"])
    return durations


def opened(file: bytes) -> Image.Image:
    return Image.open(BytesIO(file)).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the fraction of pixels that clearly differ."""
    differing = ImageChops.difference(one, other).convert("L").point(lambda shade: 255 if shade > 60 else 0)
    return differing.histogram()[255] / (one.width * one.height)


def poses_of(library: Library, exercise: Exercise) -> dict[str, Pose]:
    return dict(library.poses[exercise.slug])


@pytest.fixture(scope="module")
def film(library: Library) -> bytes:
    """The animated timer of the twist's first hold, with eight ready seconds."""
    exercise = library.find("seated-lower-back-rotation")
    assert exercise
    return timer_gif(poses_of(library, exercise), exercise.holds[0], ready_seconds=8)


def test_a_film_lasts_exactly_its_seconds_and_plays_once(film: bytes, twist: Exercise) -> None:
    assert sum(durations_ms(film)) == (8 + twist.holds[0].seconds) * 1000
    assert b"NETSCAPE" not in film


def test_a_frozen_film_shows_the_position(library: Library, film: bytes, twist: Exercise) -> None:
    still = opened(still_png(poses_of(library, twist), twist.holds[0]))
    first_frame = opened(film)
    figure = (0, 0, WIDTH_PX - 120, HEIGHT_PX)
    assert difference(still.crop(figure), first_frame.crop(figure)) < 0.01


def test_the_same_input_gives_the_same_bytes(library: Library, film: bytes, twist: Exercise) -> None:
    poses, hold = poses_of(library, twist), twist.holds[0]
    assert still_png(poses, hold) == still_png(poses, hold)
    assert timer_gif(poses, hold, 8) == film


def test_the_other_side_is_the_mirror_image(library: Library) -> None:
    for exercise, hold in list(drawn_holds(library))[::3]:
        one = opened(still_png(poses_of(library, exercise), hold))
        other = opened(still_png(poses_of(library, exercise), replace(hold, mirrored=not hold.mirrored)))
        assert difference(ImageOps.mirror(one), other) < 0.004, f"{exercise.slug}: {hold.title}"


def test_a_still_picture_is_small_and_has_clear_corners(library: Library, twist: Exercise) -> None:
    file = still_png(poses_of(library, twist), twist.holds[0])
    with Image.open(BytesIO(file)) as picture:
        assert (picture.size, len(file) < 60_000) == ((WIDTH_PX, HEIGHT_PX), True)
        assert picture.convert("RGBA").getpixel((0, 0))[3] == 0


def broken(library: Library, twist: Exercise, **wrong: object) -> tuple[dict[str, Pose], Hold]:
    hold = twist.holds[0]
    return {name: replace(pose, **wrong) for name, pose in poses_of(library, twist).items()}, hold


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
    with pytest.raises(InvalidPoseError, match=says):
        still_png(poses, hold)


def test_every_film_of_the_library_is_planned_to_the_hundredth_of_a_second(library: Library) -> None:
    for exercise, hold in drawn_holds(library):
        for ready_seconds in possible_ready_seconds(exercise, exercise.holds.index(hold)):
            planned = sum(spec.duration_cs for spec in hold_timeline(poses_of(library, exercise), hold, ready_seconds))
            assert planned == (ready_seconds + hold.seconds) * 100, f"{exercise.slug}: {hold.title}"


def longest_ready_seconds(exercise: Exercise, hold: Hold) -> int:
    return max(possible_ready_seconds(exercise, exercise.holds.index(hold)))


def liveliest(library: Library) -> list[tuple[Exercise, Hold]]:
    """Return the holds that move to and fro, and the five others with the most frames."""
    different = {(e.slug, h.pose, h.seconds): (e, h) for e, h in drawn_holds(library) if len(h.pose) > 1}
    ranked = sorted(
        different.values(),
        key=lambda pair: -len(hold_timeline(poses_of(library, pair[0]), pair[1], longest_ready_seconds(*pair))),
    )
    moving = [pair for pair in ranked if pair[1].motion == "to-and-fro"]
    return moving + [pair for pair in ranked if pair not in moving][:5]


@pytest.mark.slow
@pytest.mark.no_cover  # thousands of frames by the same branches
def test_the_liveliest_films_are_as_planned_and_small(library: Library) -> None:
    for exercise, hold in liveliest(library):
        ready_seconds = longest_ready_seconds(exercise, hold)
        film = timer_gif(poses_of(library, exercise), hold, ready_seconds)
        assert len(film) <= MAX_FILE_BYTES, f"{exercise.slug}: {hold.title} has {len(film)} bytes"
        assert sum(durations_ms(film)) == (ready_seconds + hold.seconds) * 1000, f"{exercise.slug}: {hold.title}"
