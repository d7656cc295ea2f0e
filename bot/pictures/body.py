"""A body: a pose whose implied turns and drawing order are resolved, ready to be drawn or interpolated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import acos, degrees

from bot.domain.poses import Pose, Prop
from bot.pictures.geometry import Point, angle, distance, midpoint, normalize_degrees

CHEST_WIDTH = 16.0
"""Distance between the shoulders, in pose units."""
HIP_WIDTH = 10.0
"""Distance between the hip joints, in pose units."""
REQUIRED_JOINTS = ("head", "neck", *(joint + side for side in "RL" for joint in ("sh", "el", "ha", "hip", "kn", "ft")))
BODY_PARTS = frozenset({"torso", "pelvis", "head", "armR", "armL", "legR", "legL"})
FRONT_VIEW_HEAD_TURN_DEGREES = 62.0
"""How far the head is turned when a person in front view looks aside."""


class InvalidPoseError(ValueError):
    """A pose that cannot be drawn; the message names the reason."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """Joint positions, turns of hips, chest and head in degrees (0 faces the viewer, 90 right) and drawing order."""

    joints: Mapping[str, Point]
    hips_turn: float
    chest_turn: float
    head_turn: float
    crown_angle: float
    nod_angle: float
    drawing_order: tuple[str, ...]
    props: tuple[Prop, ...] = ()
    stretched: tuple[str, ...] = ()
    show_highlights: bool = True
    """Whether the stretched regions are highlighted."""
    breath: float = 0.0
    """How far the chest is expanded, 0 to 1."""
    far_limbs: Mapping[str, float] = field(default_factory=dict)
    """Limbs on the far side of the body, 0 (or absent) to 1; fractions occur while a body is interpolated."""

    def joint(self, name: str) -> Point:
        """Return the position of a joint."""
        return self.joints[name]

    @property
    def hip_centre(self) -> Point:
        """The midpoint of the hip joints."""
        return midpoint(self.joints["hipR"], self.joints["hipL"])

    @property
    def shoulder_centre(self) -> Point:
        """The midpoint of the shoulders."""
        return midpoint(self.joints["shR"], self.joints["shL"])


def body_from_pose(pose: Pose) -> Body:
    """Resolve a pose; raises InvalidPoseError for missing joints or an incomplete order."""
    _check_pose(pose)
    crown_angle = pose.crown if pose.crown is not None else angle(pose.joints["neck"], pose.joints["head"])
    frontal = distance(pose.joints["hipR"], pose.joints["hipL"]) > HIP_WIDTH / 2
    facing = _facing_sign(pose, crown_angle)
    hips_turn = pose.turn.get("hips", 0.0 if frontal else 90.0 * facing)
    chest_turn = pose.turn.get("chest", _chest_turn(pose, facing) if frontal else hips_turn)
    head_turn = pose.turn.get("head", facing * (FRONT_VIEW_HEAD_TURN_DEGREES if frontal else 90.0))
    drawing_order = pose.order or _drawing_order(pose, hips_turn, chest_turn)
    return Body(
        joints=pose.joints,
        hips_turn=hips_turn,
        chest_turn=chest_turn,
        head_turn=head_turn,
        crown_angle=crown_angle,
        nod_angle=pose.turn.get("nod", 0.0),
        drawing_order=drawing_order,
        props=pose.props,
        stretched=pose.stretched,
        far_limbs=_far_limbs(drawing_order, hips_turn, chest_turn),
    )


def _check_pose(pose: Pose) -> None:
    if missing := [joint for joint in REQUIRED_JOINTS if joint not in pose.joints]:
        raise InvalidPoseError(f"the pose lacks the joints {', '.join(missing)}")
    if pose.order and (len(pose.order) != len(BODY_PARTS) or set(pose.order) != BODY_PARTS):
        raise InvalidPoseError(
            f"the order {', '.join(pose.order)} is not one of all parts: {', '.join(sorted(BODY_PARTS))}"
        )


def _facing_sign(pose: Pose, crown_angle: float) -> int:
    """Return 1 for a face to the right of the crown's direction, -1 to its left, 0 towards the viewer."""
    if pose.face in ("up", "+y"):
        right_of_up, left_of_up = (abs(normalize_degrees(crown_angle + side - 90)) for side in (-90, 90))
        return 1 if right_of_up < left_of_up else -1
    return {"+x": 1, "-x": -1, "viewer": 0}[pose.face]


def _chest_turn(pose: Pose, facing: int) -> float:
    drawn_width = distance(pose.joints["shR"], pose.joints["shL"])
    return facing * degrees(acos(min(drawn_width / CHEST_WIDTH, 1)))


def _far_limbs(drawing_order: tuple[str, ...], hips_turn: float, chest_turn: float) -> dict[str, float]:
    """Return the limbs behind the trunk of a turned body."""
    behind = drawing_order[: drawing_order.index("torso")]
    turned = {"leg": abs(hips_turn) > 45, "arm": abs(chest_turn) > 20}
    return {part: 1.0 for part in behind if turned.get(part[:-1])}


def _drawing_order(pose: Pose, hips_turn: float, chest_turn: float) -> tuple[str, ...]:
    """Return the parts from the farthest to the nearest, derived from the turns of hips and chest."""
    near_side, far_side = ("R", "L") if (chest_turn or hips_turn) >= 0 else ("L", "R")
    if abs(hips_turn) > 45:
        return "arm" + far_side, "leg" + far_side, "torso", "pelvis", "leg" + near_side, "head", "arm" + near_side
    legs = ("pelvis", "leg" + far_side, "leg" + near_side)
    behind = ("arm" + far_side,) if abs(chest_turn) > 20 else ()
    trunk = ("torso", *legs) if _is_sitting(pose) else (*legs, "torso")
    return (*behind, *trunk, "head", *(() if behind else ("arm" + far_side,)), "arm" + near_side)


def _is_sitting(pose: Pose) -> bool:
    return distance(pose.joints["hipR"], pose.joints["knR"]) < 10
