"""Limbs reach, twists split, contacts meet, mistakes are told, and the same input gives the same bytes."""
# ruff: noqa: D103

import numpy as np
import pytest
from PIL import Image

from ..camera import Camera, framed
from ..geometry import X, Y, Z, euler, part_way, rotation, twist_angle, vector, without_twist
from ..glow import regions
from ..limbs import bend_at, chain, reach, turn_hand
from ..overlay import Seen, turning
from ..panels import pointed, side_seen, with_panel, within
from ..people import everybody, person
from ..picture import label, picture
from ..scene import POSES, build, first_words, read
from ..skeleton import Bend, Skeleton, skin
from ..words import Mistake, Way, mirrored, sentence, way

ALL = [said for path in sorted(POSES.glob("*.yaml")) for said in read(path)]


def standing(name: str = "ana") -> Skeleton:
    """Somebody at rest."""
    skeleton = Skeleton(person(name))
    skeleton.follow(np.eye(3), person(name).heads["root"], Bend(), Bend())
    return skeleton


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("kind", ["arm", "leg"])
def test_a_limb_reaches_its_target(kind: str, side: str) -> None:
    skeleton = standing()
    limb = chain(skeleton.person, kind, side)
    target = skeleton.heads[limb.upper[0]] + vector(0.1, -0.3, 0.25)
    reach(skeleton, limb, target, Z if kind == "leg" else -Y)
    skeleton.follow(np.eye(3), skeleton.person.heads["root"], Bend(), Bend())
    assert np.allclose(skeleton.heads[limb.end], target, atol=1e-6)


def test_a_target_out_of_reach_stretches_the_limb() -> None:
    _, end = bend_at(np.zeros(3), 5 * X, Y, (0.3, 0.25))
    assert 0.54 < np.linalg.norm(end) < 0.55


def test_bones_keep_their_lengths() -> None:
    middle, end = bend_at(np.zeros(3), vector(0.2, 0.1, 0.3), Y, (0.3, 0.25))
    assert np.isclose(np.linalg.norm(middle), 0.3)
    assert np.isclose(np.linalg.norm(end - middle), 0.25)


def test_a_turn_splits_into_swing_and_twist() -> None:
    turn = rotation(X, 40) @ rotation(Y, 70)
    assert np.isclose(twist_angle(turn, Y), 70)
    assert np.isclose(twist_angle(without_twist(turn, Y), Y), 0, atol=1e-9)
    assert np.allclose(part_way(turn, 0.5) @ part_way(turn, 0.5), turn)


def test_the_forearm_shares_the_hands_twist() -> None:
    skeleton = standing()
    limb = chain(skeleton.person, "arm", "left")
    reach(skeleton, limb, skeleton.heads["upperarm01.L"] + vector(0.2, -0.3, 0.2), -Z)
    before = skeleton.fixed["lowerarm01.L"]
    axis = limb.rest[1][:, 0]
    turn_hand(skeleton, limb, before @ rotation(axis, 80))
    twists = [twist_angle(before.T @ skeleton.fixed[b], axis) for b in ("lowerarm01.L", "lowerarm02.L", "wrist.L")]
    assert np.allclose(twists, [24, 60, 80])


def test_the_spine_splits_its_bend() -> None:
    skeleton = standing()
    skeleton.follow(np.eye(3), skeleton.heads["root"], Bend(flex=60), Bend())
    assert np.allclose(skeleton.turns["spine01"], euler(60, 0, 0))
    assert not np.allclose(skeleton.turns["spine03"], euler(60, 0, 0))


@pytest.mark.parametrize("name", everybody())
def test_bodies_at_rest_stay_as_they_are(name: str) -> None:
    assert np.allclose(skin(standing(name)), person(name).vertices)


@pytest.mark.parametrize("said", ALL, ids=lambda s: s.file)
def test_contacts_are_within_a_centimetre(said) -> None:  # noqa: ANN001
    assert {part: round(gap, 3) for part, gap in build(said).gaps.items() if abs(gap) > 0.01} == {}


def test_a_mirrored_picture_is_the_mirror_image() -> None:
    by_name = {said.name: build(said).skeleton for said in read(POSES / "seated-figure-four.yaml")}
    left, right = by_name["left-ankle-crossed"], by_name["right-ankle-crossed"]
    assert np.allclose(left.heads["foot.L"] * [-1, 1, 1], right.heads["foot.R"], atol=0.01)


def test_the_same_input_gives_the_same_bytes() -> None:
    said = next(s for s in ALL if s.slug == "neck-turn")
    assert picture(said)[0].tobytes() == picture(said)[0].tobytes()


def test_every_region_is_on_everybody() -> None:
    names = [set(regions(person(name))) for name in everybody()]
    assert all(n == names[0] for n in names)


@pytest.mark.parametrize(
    ("azimuth", "elevation", "called"),
    [
        (10, 5, "from the front"),
        (-80, 5, "from the side"),
        (170, 5, "from behind"),
        (200, 5, "from behind"),
        (0, 70, "from above"),
        (90, -60, "from below"),
    ],
)
def test_a_second_view_is_called_by_its_angle(azimuth: float, elevation: float, called: str) -> None:
    assert side_seen(azimuth, elevation) == called


def test_a_panel_takes_the_emptiest_corner_and_points_to_the_person() -> None:
    mask = np.zeros((600, 800), bool)
    mask[300:] = mask[:, :330] = True
    view = Image.new("RGB", (800, 600), "red")
    white = Image.new("RGB", (800, 600), "white")
    image, taken, box = with_panel(white, mask, view, "1", np.zeros_like(mask), "")
    assert box[:2] == (490, 14)
    assert image.getpixel((640, 200)) == (255, 0, 0)
    assert taken[box[1] : box[3], box[0] : box[2]].all()
    plain, led = (np.asarray(pointed(image, box, mask, both)) for both in (False, True))
    beside, within = np.s_[105:145, 470:486], np.s_[105:145, 495:515]
    assert (plain[beside] != np.asarray(image)[beside]).any()
    assert (plain[within] == np.asarray(image)[within]).all()
    assert (led[within] != np.asarray(image)[within]).any()


def test_a_panel_is_as_wide_as_is_said_and_its_points_are_found() -> None:
    mask, white = np.zeros((600, 800), bool), Image.new("RGB", (800, 600), "white")
    *_, box = with_panel(white, mask, white, "1", mask, "upper right", 0.5)
    assert box == (386, 14, 786, 314)
    assert within(box, 3 * np.array([400.0, 300.0])) == pytest.approx(3 * np.array([586.0, 164.0]))
    assert first_words({"first": "start, upper right, 50 wide"}) == ("upper right", False, 50)


def test_a_label_stands_beside_its_spot_if_that_is_said() -> None:
    scene = build(next(said for said in ALL if said.file == "neck-turn--start"))
    seen = framed(scene.skeleton.heads["head"] + np.vstack([np.eye(3), -np.eye(3)]), 0, 0)
    (at, words), (beside, own) = (label(scene, seen, text) for text in ("left ear", "left ear, 20 left: here"))
    assert (words, own) == ("your left", "here")
    assert beside[0] > at[0]
    assert beside[1] == pytest.approx(at[1])


@pytest.mark.parametrize("way", ["left", "right"])
def test_an_arrow_turns_the_way_that_is_said(way: str) -> None:
    front = Seen(standing(), look_from_front())
    path = turning(front, "chest", way, 0.3)
    assert (path[-1, 0] > path[0, 0]) == (way == "left")


def look_from_front() -> Camera:
    """A camera that sees the person's front: the person's left is on its right."""
    return framed(vector(0, 1, 0) + np.vstack([np.eye(3), -np.eye(3)]), 0, 10)


def test_a_first_position_must_have_been_said(tmp_path) -> None:  # noqa: ANN001
    path = tmp_path / "bad.yaml"
    path.write_text(
        "person: ana\nplace: [mat]\ncamera: {from: '0 left'}\npictures:\n  a:\n    first: b\n    pose: {}\n"
    )
    with pytest.raises(Mistake, match=r"bad\.yaml, line 6: 'b' is not said before 'a'"):
        read(path)


def test_words() -> None:
    assert way(["forward", "20", "up", "5", "in"]) == Way("forward", ((20, "up"), (5, "in")))
    assert [line.part for line in sentence("hands", "on same thigh, 4 forward")] == ["left hand", "right hand"]
    assert mirrored("outside of left knee") == "outside of right knee"


@pytest.mark.parametrize(
    ("part", "text", "told"),
    [
        ("left wing", "flat", "no part of the body"),
        ("spine", "flax 5", "says nothing"),
        ("left thigh", "points upwards", "no direction"),
        ("left hand", "x forward", "where a number belongs"),
        ("neck", "flex 5,", "nothing behind"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(part: str, text: str, told: str) -> None:
    with pytest.raises(Mistake, match=told):
        sentence(part, text)


def test_a_mistake_names_its_file_and_line(tmp_path) -> None:  # noqa: ANN001
    path = tmp_path / "bad.yaml"
    path.write_text(
        "person: ana\nplace: [mat]\ncamera: {from: '0 left'}\npictures:\n  a:\n    pose:\n      spine: bent\n"
    )
    with pytest.raises(Mistake, match=r"bad\.yaml, line 7: 'bent' says nothing"):
        read(path)
