"""Anatomy of the poses: constant limb lengths, possible bends, no jumps."""

from itertools import pairwise

import pytest
from exercise_library import LIBRARY

from bot.domain.poses import Pose, mirrored
from bot.pictures.body import Body, body_from_pose
from bot.pictures.furniture import KNOWN_PROP_KINDS
from bot.pictures.geometry import bend_degrees, distance
from bot.pictures.highlight import REGIONS
from bot.pictures.interpolation import interpolate_body
from bot.pictures.trunk import trunk_point
from tests.pictures.conftest import drawn_holds

FRAMES = [(f"{slug}/{name}", pose) for slug, frames in LIBRARY.poses.items() for name, pose in frames.items()]
MOVES = [
    (f"{exercise.slug}/{hold.title}", [LIBRARY.poses[exercise.slug][name] for name in hold.pose])
    for exercise, hold in drawn_holds(LIBRARY)
    if len(hold.pose) == 2
]
BONES = {("sh", "el"): 14.0, ("el", "ha"): 14.0, ("hip", "kn"): 20.0, ("kn", "ft"): 20.0}
LIMBS = {"sh": "arm", "el": "arm", "hip": "leg", "kn": "leg"}
MAX_LENGTH_RATIO, MAX_LENGTH_DEVIATION = 1.08, 0.12

each_frame = pytest.mark.parametrize("pose", [pose for _, pose in FRAMES], ids=[name for name, _ in FRAMES])
each_move = pytest.mark.parametrize("poses", [poses for _, poses in MOVES], ids=[name for name, _ in MOVES])


def bones(body: Pose | Body) -> dict[str, float]:
    joints = body.joints
    return {f"{a}{b}{s}": distance(joints[a + s], joints[b + s]) for a, b in BONES for s in "RL"}


@each_frame
def test_no_limb_is_longer_than_it_is(pose: Pose) -> None:
    for (start, end), length in BONES.items():
        for side in "RL":
            seen = distance(pose.joints[start + side], pose.joints[end + side])
            assert seen <= length * MAX_LENGTH_RATIO, f"{start}{end}{side} is {seen:.1f}"


@each_frame
def test_a_limb_looks_short_only_where_it_points_at_the_viewer(pose: Pose) -> None:
    for (start, end), length in BONES.items():
        for side in "RL":
            wrist = "tip" + side in pose.joints and end == "ha"
            seen = distance(pose.joints[start + side], pose.joints[end + side]) + (3 if wrist else 0)
            if LIMBS[start] + side not in pose.short:
                assert seen >= length * (1 - MAX_LENGTH_DEVIATION), f"{start}{end}{side} is {seen:.1f}"


@each_move
def test_limbs_keep_their_length_from_frame_to_frame(poses: list[Pose]) -> None:
    first, last = map(bones, poses)
    short = {limb for pose in poses for limb in pose.short}
    for (start, end), length in BONES.items():
        for side in "RL":
            if LIMBS[start] + side not in short:
                name = start + end + side
                assert abs(first[name] - last[name]) <= length * MAX_LENGTH_DEVIATION, name


@each_move
def test_limbs_keep_their_length_between(poses: list[Pose]) -> None:
    first, last = map(body_from_pose, poses)
    for step in range(1, 10):
        between = bones(interpolate_body(first, last, step / 10))
        for name, length in between.items():
            low, high = sorted((bones(first)[name], bones(last)[name]))
            assert low - 1.2 <= length <= high + 1.2, f"{name} at {step / 10}"


@each_move
def test_nothing_jumps_between(poses: list[Pose]) -> None:
    first, last = map(body_from_pose, poses)
    path = [interpolate_body(first, last, step / 20) for step in range(21)]
    for one, next_ in pairwise(path):
        assert all(distance(one.joint(name), next_.joint(name)) < 6 for name in one.joints if name in next_.joints)


@each_frame
def test_knees_and_elbows_bend_the_possible_way(pose: Pose) -> None:
    for body in (body_from_pose(pose), body_from_pose(mirrored(pose))):
        assert not impossible(body)


@each_move
def test_knees_and_elbows_bend_the_possible_way_while_moving(poses: list[Pose]) -> None:
    first, last = map(body_from_pose, poses)
    assert not [step for step in range(1, 10) if impossible(interpolate_body(first, last, step / 10))]


def impossible(body: Body) -> list[str]:
    """Return the joints of a body in side view that bend backwards by more than 12 degrees."""
    facing = 1 if body.hips_turn > 0 else -1
    bent = {}
    for side in "RL":
        if 80 < abs(body.hips_turn) < 100:
            bent["knee" + side] = -facing * bend_degrees(*(body.joint(name + side) for name in ("hip", "kn", "ft")))
        if 80 < abs(body.chest_turn) < 100:
            bent["elbow" + side] = facing * bend_degrees(*(body.joint(name + side) for name in ("sh", "el", "ha")))
    return [f"{name} {degrees:.0f}" for name, degrees in bent.items() if degrees < -12]


@each_frame
def test_hands_and_feet_are_there_and_things_and_regions_are_known(pose: Pose) -> None:
    assert {"haR", "haL", "ftR", "ftL"} <= set(pose.joints)
    assert {prop.kind for prop in pose.props} <= KNOWN_PROP_KINDS
    assert {name.rstrip("RL") for name in pose.stretched} <= set(REGIONS)


@each_frame
def test_a_body_that_lies_or_stands_is_inside_its_box(pose: Pose) -> None:
    assert all(0 <= x <= 100 and -1 <= y <= 100 for x, y in pose.joints.values())


def test_a_back_that_rolls_stays_on_the_mat() -> None:
    frames = LIBRARY.poses["rocking-floor-stretch"]
    first, last = body_from_pose(frames["rocked-back"]), body_from_pose(frames["rocked-forward"])
    lows = [
        min(trunk_point(interpolate_body(first, last, step / 10), height / 10, 0)[1] for height in range(11))
        for step in range(11)
    ]
    assert max(lows) - min(lows) < 1.5


def test_a_pushed_head_glides_and_does_not_bow() -> None:
    frames = LIBRARY.poses["chin-tuck"]
    first, last = body_from_pose(frames["start"]), body_from_pose(frames["tucked"])
    heights = [interpolate_body(first, last, step / 10).joint("head")[1] for step in range(11)]
    assert max(heights) - min(heights) < 1
