"""Poses between poses."""

import numpy as np
import pytest

from studio.geometry import Array, rotation, to_quaternion, vector
from studio.people import person
from studio.scene import POSES, read, things
from studio.skeleton import Bend, Skeleton
from studio.template import template
from studio.tween import between, share_of

BONES = template().bones


@pytest.fixture(scope="module")
def ends() -> tuple[Skeleton, Skeleton]:
    """Somebody upright, and the same person moved, turned and bent."""
    made = []
    for root, place, bend in ((0, vector(0, 0.9, 0), Bend()), (40, vector(0.2, 0.5, 0.1), Bend(50, 30, 10))):
        made.append(Skeleton(person("ana")))
        made[-1].follow(rotation(vector(1, 0, 0), root), place, bend, bend)
    return made[0], made[1]


def angle(a: Array, b: Array) -> float:
    """The degrees from one turn to another."""
    return float(2 * np.degrees(np.arccos(np.clip(to_quaternion(b @ a.T)[0], -1, 1))))


@pytest.mark.parametrize("share", [0, 1])
def test_the_ends_are_the_poses(ends: tuple[Skeleton, Skeleton], share: int) -> None:
    """At 0 it is the start, at 1 the end."""
    made = between(*ends, share)
    for bone in BONES:
        np.testing.assert_allclose(made.turns[bone], ends[share].turns[bone], atol=1e-9)
        np.testing.assert_allclose(made.heads[bone], ends[share].heads[bone], atol=1e-9)


def test_halfway_is_between(ends: tuple[Skeleton, Skeleton]) -> None:
    """Each bone has turned half of its way, and the root has gone half of its."""
    start, end = ends
    half = between(start, end, 0.5)
    np.testing.assert_allclose(half.heads["root"], (start.heads["root"] + end.heads["root"]) / 2)
    for bone in BONES:
        whole = angle(start.turns[bone], end.turns[bone])
        assert angle(start.turns[bone], half.turns[bone]) == pytest.approx(whole / 2, abs=1e-4)
        assert angle(half.turns[bone], end.turns[bone]) == pytest.approx(whole / 2, abs=1e-4)


def test_no_bone_grows_on_the_way(ends: tuple[Skeleton, Skeleton]) -> None:
    """Joints stay as far from their parents as they are at rest."""
    made = between(*ends, 0.3)
    for bone in BONES:
        if parent := template().rig[bone]["parent"]:
            rest = np.linalg.norm(made.person.heads[bone] - made.person.heads[parent])
            assert np.linalg.norm(made.heads[bone] - made.heads[parent]) == pytest.approx(rest)


def test_a_bone_goes_round_as_its_parent_does() -> None:
    """Beyond a half turn, the long way is taken where the parent takes it, too."""
    start, end = Skeleton(person("ana")), Skeleton(person("ana"))
    start.follow(np.eye(3), vector(0, 0, 0), Bend(), Bend())
    end.follow(rotation(vector(1, 0, 0), 170), vector(0, 0, 0), Bend(60), Bend())
    half = between(start, end, 0.5)
    np.testing.assert_allclose(half.turns["spine01"], rotation(vector(1, 0, 0), 115), atol=1e-9)


def test_a_way_of_nothing_turns_nothing() -> None:
    """No axis, no turn."""
    np.testing.assert_array_equal(share_of(vector(1, 0, 0, 0), 0.5), np.eye(3))


def test_every_pose_file_is_read() -> None:
    """Each picture has its furniture."""
    assert all(things(said) for path in POSES.glob("*.yaml") for said in read(path))
