"""Palettes, pairs and stamps."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from studio.__main__ import Job, draw, films, stills
from studio.glow import CORE, OUTER
from studio.pairs import ends, pairs
from studio.palette import FIXED, few_colours
from studio.scene import POSES, read
from studio.stamps import Stamps, closure, stamp

HOLDS = """
exercises:
  - slug: one
    holds:
      - pose: [start, left]
      - pose: [start, left]
      - pose: [left]
      - title: no picture
  - slug: two
    holds:
      - pose: [in, out]
      - pose: [in, in]
"""


def noisy() -> Image.Image:
    """Many colours, and a glow of a few pixels."""
    across, down = np.meshgrid(np.arange(400), np.arange(300))
    image = Image.fromarray(np.stack([across // 2, down // 2, (across + down) // 6], 2).astype(np.uint8))
    ImageDraw.Draw(image).rectangle([50, 50, 57, 57], fill=tuple(np.rint(OUTER * 255).astype(int)))
    ImageDraw.Draw(image).rectangle([52, 52, 55, 55], fill=tuple(np.rint(CORE * 255).astype(int)))
    return image


@pytest.mark.parametrize("count", [60, 200])
def test_a_small_glow_keeps_its_colour(count: int) -> None:
    """However many other colours there are."""
    few = few_colours(noisy(), count)
    assert len(few.getcolors()) <= count
    for spot, colour in (((50, 50), OUTER), ((53, 53), CORE)):
        np.testing.assert_allclose(few.convert("RGB").getpixel(spot), colour * 255, atol=4)


def test_the_background_comes_first() -> None:
    """Wall and floor are the palette's first entries, also where a picture lacks them."""
    np.testing.assert_array_equal(few_colours(noisy(), 60).getpalette()[:6], FIXED.ravel())


def test_few_colours_stay_as_they_are() -> None:
    """A palette of two is no loss for an image of two."""
    image = Image.new("RGB", (9, 9), (1, 2, 3))
    image.putpixel((4, 4), (250, 0, 0))
    np.testing.assert_array_equal(few_colours(image, 60).convert("RGB"), image)


def test_pairs_are_of_two_different_pictures_and_once_each(tmp_path: Path) -> None:
    """Holds with one name or none get no film."""
    (tmp_path / "a.yaml").write_text(HOLDS)
    (tmp_path / "words.yaml").write_text("a: 1")
    assert {k: v for k, v in pairs(tmp_path).items() if v} == {"one": [("start", "left")], "two": [("in", "out")]}


def test_only_what_a_hold_ends_with_is_a_still(tmp_path: Path) -> None:
    """Where a hold starts, and what a ghost or a panel shows, is in other pictures."""
    (tmp_path / "a.yaml").write_text(HOLDS)
    assert ends(tmp_path) == {"one": {"left"}, "two": {"out", "in"}}
    pictures = read(POSES / "chin-tuck.yaml")
    assert [job.name for job in stills(pictures, {"chin-tuck": {"tucked"}})] == ["chin-tuck--tucked"]


def test_a_film_needs_both_pictures() -> None:
    """A name that the pose file lacks gets no film."""
    pictures = read(POSES / "chin-tuck.yaml")
    made = films(pictures, {"chin-tuck": [("start", "tucked"), ("start", "elsewhere")]})
    assert [job.name for job in made] == ["chin-tuck--start--tucked"]


def test_a_stamp_depends_on_what_the_picture_is_made_of() -> None:
    """Its own words and its start's, if it shows that; not on a film's code."""
    plain, turned = read(POSES / "chin-tuck.yaml")[:2]
    assert stamp(("picture",), plain) == stamp(("picture",), replace(plain, start=turned))
    assert stamp(("picture",), turned) != stamp(("picture",), replace(turned, start=None))
    assert stamp(("picture",), plain) != stamp(("picture",), replace(plain, felt=["chest"]))
    assert stamp(("picture",), plain) != stamp(("picture",), replace(plain, person="ana"))
    assert stamp(("picture",), plain) != stamp(("film",), plain)
    assert {"film", "tween"} <= closure("film")
    assert not {"film", "tween", "stamps", "pairs"} & closure("picture")


def test_what_is_fresh_is_not_drawn_again(tmp_path: Path) -> None:
    """Only what is missing or changed."""
    job = Job("a--start", "mark", 60, lambda: (Image.new("RGB", (4, 3)), ""))
    assert draw(job, Stamps(tmp_path)).startswith("a--start: ")
    assert draw(job, Stamps(tmp_path)) == ""
    assert draw(replace(job, mark="other"), Stamps(tmp_path)) != ""
    (tmp_path / "a--start.png").unlink()
    assert draw(replace(job, mark="other"), Stamps(tmp_path)) != ""


def test_pictures_that_nothing_names_go(tmp_path: Path) -> None:
    """With their stamps."""
    stamps = Stamps(tmp_path)
    for name in ("a--start", "b--start"):
        Image.new("RGB", (4, 3)).save(tmp_path / f"{name}.png")
        stamps.note(name, "mark")
    assert stamps.keep_only({"b--start"}) == ["a--start"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [".stamps.json", "b--start.png"]
    assert Stamps(tmp_path).known == {"b--start": "mark"}
