"""Names, URLs and cached files of the pictures."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from pictures_made_up import scene, strip

from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.preferences import READY_PERCENTS
from bot.domain.screens import possible_ready_seconds, screens
from bot.pictures.picture_store import PictureKey, PictureStore


def test_every_hold_has_a_still_picture_and_a_timer_for_each_time_to_get_ready(
    picture_store: PictureStore, library: Library
) -> None:
    names = list(picture_store.names())
    assert len(names) == len(set(names))
    for exercise in library.exercises:
        for index in range(len(exercise.holds)):
            of_hold = [name for name in names if name.startswith(f"{exercise.slug}-{index}-")]
            assert len(of_hold) == 1 + len(possible_ready_seconds(exercise, index))


def test_every_timer_that_a_routine_shows_is_one_of_the_pictures(picture_store: PictureStore, library: Library) -> None:
    names = set(picture_store.names())
    for exercise, percent in product(library.exercises, READY_PERCENTS):
        for screen in screens([exercise], percent):
            url = picture_store.timer_url(exercise, screen.hold_index, screen.ready_seconds, "a1")
            assert url.partition("?")[0].rpartition("/")[2] in names


def test_nobody_gets_a_timer_composed_that_the_guide_never_shows(picture_store: PictureStore, twist: Exercise) -> None:
    made_up = picture_store.name(PictureKey(twist, 0, 99))
    assert made_up
    assert picture_store.path(made_up) is picture_store.still_path(made_up) is None


def test_an_address_leads_to_the_picture_of_that_name(picture_store: PictureStore, twist: Exercise) -> None:
    url = picture_store.still_url(twist, 0)
    assert url
    assert url.startswith("https://limber.example/pictures/seated-lower-back-rotation-0-still-")
    assert url.rsplit("/", 1)[1] in picture_store.names()


def test_another_round_starts_the_film_anew(picture_store: PictureStore, twist: Exercise) -> None:
    first, again = (picture_store.timer_url(twist, 0, 8, play) for play in ("a1", "a7"))
    assert first
    assert again
    assert first.split("?")[0] == again.split("?")[0]
    assert first != again


def test_without_an_address_there_are_no_pictures(library: Library, tmp_path: Path, twist: Exercise) -> None:
    picture_store = PictureStore(library, tmp_path, None)
    assert picture_store.still_url(twist, 0) is picture_store.timer_url(twist, 0, 8, "a") is None


def test_who_wants_still_pictures_gets_them_for_timers_too(library: Library, tmp_path: Path, twist: Exercise) -> None:
    picture_store = PictureStore(library, tmp_path, "https://limber.example", still_only=True)
    assert picture_store.timer_url(twist, 0, 8, "a") == picture_store.still_url(twist, 0)


def test_a_hold_without_a_pose_has_no_picture(library: Library, tmp_path: Path, twist: Exercise) -> None:
    bare = replace(twist, holds=tuple(replace(hold, pose=()) for hold in twist.holds))
    picture_store = PictureStore(replace(library, exercises=(bare,)), tmp_path, "https://limber.example")
    assert picture_store.still_url(bare, 0) is None
    assert list(picture_store.names()) == []


def test_a_changed_picture_has_another_name(
    picture_store: PictureStore, library: Library, tmp_path: Path, twist: Exercise
) -> None:
    before = picture_store.still_url(twist, 0), picture_store.timer_url(twist, 0, 8, "a")
    strip(place / 8 for place in range(5)).save(tmp_path / "shipped" / f"{twist.slug}--start--left.png")
    later = PictureStore(library, tmp_path, "https://limber.example")
    assert before[0] == later.still_url(twist, 0)
    assert before[1] != later.timer_url(twist, 0, 8, "a")
    scene(0.3).save(tmp_path / "shipped" / f"{twist.slug}--left.png")
    assert before[0] != PictureStore(library, tmp_path, "https://limber.example").still_url(twist, 0)


def test_where_a_picture_is_missing_there_are_words(library: Library, tmp_path: Path, twist: Exercise) -> None:
    (tmp_path / "shipped" / f"{twist.slug}--left.png").unlink()
    picture_store = PictureStore(library, tmp_path, "https://limber.example")
    assert picture_store.still_url(twist, 0) is None
    assert picture_store.still_url(twist, 1)
    assert PictureStore(replace(library, pictures=None), tmp_path, "https://x").still_url(twist, 1) is None


def test_a_timer_is_named_by_its_seconds(picture_store: PictureStore, library: Library, twist: Exercise) -> None:
    longer = replace(twist, holds=tuple(replace(hold, seconds=hold.seconds + 1) for hold in twist.holds))
    assert picture_store.timer_url(twist, 0, 8, "a") != picture_store.timer_url(longer, 0, 8, "a")
    assert picture_store.still_url(twist, 0) == picture_store.still_url(longer, 0)


def a_timer(picture_store: PictureStore) -> str:
    """The name of a timer."""
    return next(name for name in picture_store.names() if name.endswith(".gif"))


def test_a_still_picture_is_the_file_that_is_shipped(picture_store: PictureStore, tmp_path: Path) -> None:
    path = picture_store.path(next(picture_store.names()))
    assert path
    assert path.parent == tmp_path / "shipped"


def test_a_timer_is_composed_once_and_then_kept(picture_store: PictureStore) -> None:
    name = a_timer(picture_store)
    path = picture_store.path(name)
    assert path
    assert path.name == name
    drawn = path.stat().st_mtime_ns
    assert picture_store.path(name) == path
    assert path.stat().st_mtime_ns == drawn


def test_any_web_server_may_read_a_picture(picture_store: PictureStore) -> None:
    path = picture_store.path(a_timer(picture_store))
    assert path
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_name_is_worked_out_once(picture_store: PictureStore, twist: Exercise) -> None:
    assert picture_store.still_name(twist, 0) is picture_store.still_name(twist, 0)


def test_only_what_is_there_already_is_found_without_composing(picture_store: PictureStore) -> None:
    name = a_timer(picture_store)
    assert picture_store.cached_path(name) is None
    assert picture_store.path(name) == picture_store.cached_path(name)


def test_many_who_ask_at_once_get_the_same_whole_picture(picture_store: PictureStore) -> None:
    name = a_timer(picture_store)
    with ThreadPoolExecutor(4) as several:
        paths = list(several.map(picture_store.path, [name] * 8))
    assert len({path.read_bytes() for path in paths if path}) == 1
    assert [file.name for file in paths[0].parent.iterdir()] == [name] if paths[0] else False


@pytest.mark.parametrize(
    "name",
    [
        "../settings.py",
        "..%2f..%2fetc%2fpasswd",
        "/etc/passwd",
        "",
        "seated-lower-back-rotation-0-still-000000000000.png",
        "seated-lower-back-rotation-99-still-000000000000.png",
        "no-such-exercise-0-still-000000000000.png",
    ],
)
def test_a_name_that_is_not_ours_leads_nowhere(picture_store: PictureStore, name: str, tmp_path: Path) -> None:
    assert picture_store.path(name) is None
    assert not (tmp_path / "kept").exists()


def test_a_name_of_ours_with_another_ending_leads_nowhere(picture_store: PictureStore) -> None:
    name = next(picture_store.names())
    assert picture_store.path(name.replace(".png", ".gif")) is None
    assert picture_store.path(f"{name}\n") is None
