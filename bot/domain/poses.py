"""A pose: a person in one position as joints in a box of 100 by 100, y up, with the plain things around."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Point = tuple[float, float]
View = Literal["side", "front", "top"]
Face = Literal["+x", "-x", "+y", "up", "viewer"]


@dataclass(frozen=True)
class Prop:
    """A plain thing beside the person: a seat, a mat, a pillow."""

    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Pose:
    """One frame: joints by name (head, neck, spine, shR, shL, elR, …), R and L being the person's own."""

    view: View
    face: Face
    joints: Mapping[str, Point]
    props: tuple[Prop, ...] = ()


def mirrored(pose: Pose) -> Pose:
    """Return the same position for the other side of the body."""
    flipped = {_other_side(name): (100 - x, y) for name, (x, y) in pose.joints.items()}
    props = tuple(Prop(prop.kind, tuple((100 - x, y) for x, y in prop.points)) for prop in pose.props)
    turned: dict[Face, Face] = {"+x": "-x", "-x": "+x"}
    return replace(pose, joints=flipped, props=props, face=turned.get(pose.face, pose.face))


def _other_side(joint: str) -> str:
    return joint[:-1] + {"R": "L", "L": "R"}[joint[-1]] if joint[-1] in "RL" else joint
