"""A pose: the joints of a person in a box of 100 by 100, y up, and the props around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Point = tuple[float, float]
View = Literal["side", "front", "top"]
TurnablePart = Literal["hips", "chest", "head", "nod"]
Face = Literal["+x", "-x", "+y", "up", "viewer"]


@dataclass(frozen=True)
class Prop:
    """A thing beside the person: a seat, a mat, a pillow."""

    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, kw_only=True)
class Pose:
    """One frame: joints by name (head, neck, spine, shR, shL, elR, …), R and L being the person's own."""

    view: View
    face: Face
    joints: Mapping[str, Point]
    props: tuple[Prop, ...] = ()
    stretched: tuple[str, ...] = ()
    """Where the stretch is felt: sideR, upper-back, thigh-backL … (see bot.pictures.highlight)."""
    order: tuple[str, ...] = ()
    """The parts of the body from the farthest to the nearest, where the view alone does not tell."""
    turn: Mapping[TurnablePart, float] = field(default_factory=dict)
    """Degrees that a part is turned: 0 faces the viewer, 90 the right of the picture; left out where the view tells.
    `nod` is how far a head seen from the front is bowed."""
    crown: float | None = None
    """Degrees in which the top of the head points, where that is not straight on from the neck."""
    pace: float = 4.0
    """Seconds for one movement to and fro."""
    short: tuple[str, ...] = ()
    """Limbs (armR, legL, trunk …) that look shorter, as they point towards or away from the viewer."""


def mirrored(pose: Pose) -> Pose:
    """Return the pose with left and right exchanged."""
    flipped = {other_side(name): (100 - x, y) for name, (x, y) in pose.joints.items()}
    props = tuple(Prop(prop.kind, tuple((100 - x, y) for x, y in prop.points)) for prop in pose.props)
    turned: dict[Face, Face] = {"+x": "-x", "-x": "+x"}
    return replace(
        pose,
        joints=flipped,
        props=props,
        face=turned.get(pose.face, pose.face),
        stretched=tuple(map(other_side, pose.stretched)),
        order=tuple(map(other_side, pose.order)),
        turn={part: degrees if part == "nod" else -degrees for part, degrees in pose.turn.items()},
        crown=None if pose.crown is None else 180 - pose.crown,
        short=tuple(map(other_side, pose.short)),
    )


def other_side(name: str) -> str:
    """Return the name of the same part on the body's other side: kneeR for kneeL, neck for neck."""
    return name[:-1] + {"R": "L", "L": "R"}[name[-1]] if name[-1] in "RL" else name
