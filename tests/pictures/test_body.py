"""Resolution of poses: facing, turns, drawing order and far limbs."""

from dataclasses import replace

import pytest

from bot.domain.library import Library
from bot.domain.poses import Face, Pose
from bot.pictures.body import BODY_PARTS, InvalidPoseError, body_from_pose


@pytest.fixture
def standing(library: Library) -> Pose:
    """A standing pose in side view that leaves turns and order to its view."""
    pose = next(iter(library.poses["standing-back-bend"].values()))
    return replace(pose, turn={}, order=(), crown=90)


@pytest.mark.parametrize(("face", "turn"), [("+x", 90), ("-x", -90)])
def test_in_side_view_hips_chest_and_head_face_the_same_way(standing: Pose, face: Face, turn: float) -> None:
    body = body_from_pose(replace(standing, face=face))
    assert (body.hips_turn, body.chest_turn, body.head_turn) == (turn, turn, turn)


@pytest.mark.parametrize(("face", "far_side"), [("+x", "L"), ("-x", "R")])
def test_in_side_view_the_limbs_of_the_far_side_are_drawn_first(standing: Pose, face: Face, far_side: str) -> None:
    body = body_from_pose(replace(standing, face=face))
    assert body.far_limbs == {"arm" + far_side: 1, "leg" + far_side: 1}
    assert set(body.drawing_order[:2]) == set(body.far_limbs)
    assert set(body.drawing_order) == BODY_PARTS


@pytest.mark.parametrize(("crown", "head_turn"), [(180, 90), (0, -90)])
def test_a_face_up_looks_to_the_side_of_the_crown_that_is_up(standing: Pose, crown: float, head_turn: float) -> None:
    assert body_from_pose(replace(standing, face="up", crown=crown)).head_turn == head_turn


def test_the_order_of_a_pose_takes_precedence_over_its_view(standing: Pose) -> None:
    order = tuple(sorted(BODY_PARTS))
    assert body_from_pose(replace(standing, order=order)).drawing_order == order


@pytest.mark.parametrize("wrong", [{"order": ("torso",)}, {"joints": {"head": (50, 60)}}])
def test_an_incomplete_pose_is_refused(standing: Pose, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidPoseError):
        body_from_pose(replace(standing, **wrong))  # type: ignore[arg-type]
