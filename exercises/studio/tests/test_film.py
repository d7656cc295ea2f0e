"""Films: their ends, their glow, their furniture, their bytes."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from studio.camera import Camera
from studio.film import FRAMES, cut_off, frames, step, steps, strip, view
from studio.geometry import vector
from studio.glow import tint
from studio.palette import few_colours
from studio.picture import wall_behind
from studio.render import render
from studio.scene import POSES, Scene, build, read


@pytest.fixture(scope="module")
def ends() -> tuple[Scene, Scene]:
    """Upright, and leaned aside."""
    said = {s.name: s for s in read(POSES / "seated-side-bend.yaml")}
    return build(said["start"]), build(said["leaned-left"])


@pytest.fixture(scope="module")
def seen(ends: tuple[Scene, Scene]) -> Camera:
    """The film's camera in a tiny frame."""
    return view(*ends).smaller(3)


@pytest.fixture(scope="module")
def made(ends: tuple[Scene, Scene], seen: Camera) -> list[Image.Image]:
    """The film, tiny."""
    return frames(steps(*ends), seen)


def as_still(scene: Scene, last: Scene, seen: Camera) -> np.ndarray:
    """A scene through the film's camera."""
    return np.asarray(render([*scene.around, *scene.body], seen, scene.paint, wall_behind(last, seen), None, 2.0)[0])


def test_the_ends_are_the_poses(ends: tuple[Scene, Scene], seen: Camera, made: list[Image.Image]) -> None:
    """The first frame is the start without a glow, the last the hold."""
    start = replace(ends[0], said=replace(ends[0].said, felt=[]))
    assert len(made) == FRAMES
    np.testing.assert_array_equal(made[0], as_still(start, ends[1], seen))
    np.testing.assert_array_equal(made[-1], as_still(ends[1], ends[1], seen))


def test_halfway_is_between(ends: tuple[Scene, Scene]) -> None:
    """Halfway, the head is between where it was and where it goes."""
    start, half, end = (step(*ends, share).skeleton.heads["head"] for share in (0, 0.5, 1))
    assert start[0] < half[0] < end[0]
    assert np.linalg.norm(half - start) < np.linalg.norm(end - start)


def test_frames_are_as_large_as_half_a_still(ends: tuple[Scene, Scene], made: list[Image.Image]) -> None:
    """400 by 300 at three times the size, side by side."""
    assert view(*ends).size == (1200, 900)
    assert strip(made).size == (FRAMES * made[0].width, made[0].height)


def test_the_camera_sees_the_same_from_a_smaller_frame(ends: tuple[Scene, Scene]) -> None:
    """Pixels are fewer, but where they were."""
    large, points = view(*ends), np.array([[0.1, 0.5, 0.2], [0, 1, 0]])
    spots = (large.project(points)[0] + 0.5) / 2 - 0.5
    np.testing.assert_allclose(large.smaller(2).project(points)[0], spots)


def test_the_glow_grows() -> None:
    """None at first, then more with each step, all of it at the end."""
    person, colour = build(read(POSES / "cat-arch.yaml")[0]).skeleton.person, np.zeros((1, 3))
    tones = [tint(person, ["whole back"], person.vertices, colour, k / 4) for k in range(5)]
    areas = [int((glow > 0.1).any(axis=1).sum()) for glow in tones]
    assert areas[0] == 0
    assert areas == sorted(set(areas))
    np.testing.assert_array_equal(tones[-1], tint(person, ["whole back"], person.vertices, colour))


def test_furniture_comes_with_the_hold(ends: tuple[Scene, Scene]) -> None:
    """A pillow that only the hold has is not there before."""
    last = replace(ends[1], around=[*ends[1].around, ends[1].around[0]])
    counts = [len(step(ends[0], last, k / 4).around) for k in range(5)]
    assert counts == [len(ends[0].around)] * 4 + [len(last.around)]


def test_a_head_out_of_the_frame_is_told(ends: tuple[Scene, Scene]) -> None:
    """By how many pixels it is cut off."""
    near = view(*ends)
    assert cut_off(ends[0], near) <= 0
    assert cut_off(ends[0], replace(near, place=near.place - vector(0, 0.5, 0))) > 0


def test_same_input_same_bytes(ends: tuple[Scene, Scene], seen: Camera, made: list[Image.Image]) -> None:
    """Drawn twice from the same file, a film is the same to the byte."""
    again = frames(steps(*(build(scene.said) for scene in ends)), seen)
    files = [BytesIO(), BytesIO()]
    for images, file in zip((made, again), files, strict=True):
        few_colours(strip(images), 60).save(file, "PNG", optimize=True)
    assert files[0].getvalue() == files[1].getvalue()
