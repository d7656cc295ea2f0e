"""The README's pictures: those that are shown are there, small, and made by `make screenshots`."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.core.settings import ROOT
from tests.screenshots.__main__ import PICTURES
from tests.screenshots.drawings import frame_at
from tests.screenshots.files import MAX_BYTES, write

FOLDER = ROOT / ".readme"


def png(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return file.getvalue()


def test_the_readme_shows_the_pictures_that_are_made_and_there_are_no_others() -> None:
    shown = re.findall(r"\.readme/([\w-]+\.png)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(PICTURES) == sorted(file.name for file in FOLDER.iterdir())


def test_the_pictures_are_small() -> None:
    assert [file.name for file in FOLDER.iterdir() if file.stat().st_size > MAX_BYTES] == []


def test_new_pictures_replace_old_ones_and_what_is_no_longer_made_goes(tmp_path: Path) -> None:
    (tmp_path / "old.png").write_bytes(png("red"))
    lines = list(write({"new.png": png("blue")}, tmp_path))
    assert [line.split()[0] for line in lines] == ["old.png", "new.png"]
    [left] = tmp_path.iterdir()
    with Image.open(left) as picture:
        assert (picture.size, picture.convert("RGB").getpixel((0, 0))) == ((40, 30), (0, 0, 255))


def test_a_timer_is_shown_as_it_is_after_so_many_seconds() -> None:
    first, second = (Image.new("RGB", (8, 8), colour) for colour in ("red", "blue"))
    file = BytesIO()
    first.save(file, "GIF", save_all=True, append_images=[second], duration=[2000, 1000])
    colours = []
    for seconds in (0, 1.9, 2.5, 60):
        with Image.open(BytesIO(frame_at(file.getvalue(), seconds))) as frame:
            colours.append(frame.convert("RGB").getpixel((0, 0)))
    assert colours == [(255, 0, 0), (255, 0, 0), (0, 0, 255), (0, 0, 255)]
