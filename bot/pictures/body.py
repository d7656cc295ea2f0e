"""A body: a pose with everything that its view leaves unsaid worked out, ready to be drawn or moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import acos, degrees

from bot.domain.poses import Pose, Prop
from bot.pictures.geometry import Point, angle, distance, middle, wrapped

CHEST_WIDTH = 16.0
"""From shoulder to shoulder, in units."""
HIP_WIDTH = 10.0
NEEDED = ("head", "neck", *(joint + side for side in "RL" for joint in ("sh", "el", "ha", "hip", "kn", "ft")))
PARTS = frozenset({"torso", "pelvis", "head", "armR", "armL", "legR", "legL"})
GLANCE = 62.0
"""How far the head is drawn turned when a person seen from the front looks aside."""


class Undrawable(ValueError):
    """A pose that cannot be drawn; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """Where the joints are, how hips, chest and head are turned (0: to the viewer, 90: right), what is in front."""

    joints: Mapping[str, Point]
    hips: float
    chest: float
    head: float
    crown: float
    nod: float
    order: tuple[str, ...]
    props: tuple[Prop, ...] = ()
    stretched: tuple[str, ...] = ()
    glow: bool = True
    """Whether the marks of the stretch are drawn."""
    breath: float = 0.0
    far: Mapping[str, float] = field(default_factory=dict)
    """How far a limb is on the far side of the body: 1 wholly, 0 (or left out) not at all."""

    def joint(self, name: str) -> Point:
        """Return where a joint is."""
        return self.joints[name]

    @property
    def hip(self) -> Point:
        """The middle of the hips."""
        return middle(self.joints["hipR"], self.joints["hipL"])

    @property
    def chest_top(self) -> Point:
        """The middle of the shoulders."""
        return middle(self.joints["shR"], self.joints["shL"])


def body_of(pose: Pose) -> Body:
    """Work out a pose; raises Undrawable if something is missing."""
    _complete(pose)
    crown = pose.crown if pose.crown is not None else angle(pose.joints["neck"], pose.joints["head"])
    frontal = distance(pose.joints["hipR"], pose.joints["hipL"]) > HIP_WIDTH / 2
    way = _way(pose, crown)
    hips = pose.turn.get("hips", 0.0 if frontal else 90.0 * way)
    chest = pose.turn.get("chest", _chest(pose, way) if frontal else hips)
    head = pose.turn.get("head", way * (GLANCE if frontal else 90.0))
    order = pose.order or _order(pose, hips, chest)
    return Body(
        joints=pose.joints,
        hips=hips,
        chest=chest,
        head=head,
        crown=crown,
        nod=pose.turn.get("nod", 0.0),
        order=order,
        props=pose.props,
        stretched=pose.stretched,
        far=_far(order, hips, chest),
    )


def _complete(pose: Pose) -> None:
    if missing := [joint for joint in NEEDED if joint not in pose.joints]:
        raise Undrawable(f"the pose lacks the joints {', '.join(missing)}")
    if pose.order and (len(pose.order) != len(PARTS) or set(pose.order) != PARTS):
        raise Undrawable(f"the order {', '.join(pose.order)} is not one of all parts: {', '.join(sorted(PARTS))}")


def _way(pose: Pose, crown: float) -> int:
    """Return 1 for a face to the right of the way that the crown points, -1 to its left, 0 to the viewer."""
    if pose.face in ("up", "+y"):
        return 1 if abs(wrapped(crown - 90 - 90)) < abs(wrapped(crown + 90 - 90)) else -1
    return {"+x": 1, "-x": -1, "viewer": 0}[pose.face]


def _chest(pose: Pose, way: int) -> float:
    seen = distance(pose.joints["shR"], pose.joints["shL"])
    return way * degrees(acos(min(seen / CHEST_WIDTH, 1)))


def _far(order: tuple[str, ...], hips: float, chest: float) -> dict[str, float]:
    """Return the limbs that the trunk hides where the body is turned."""
    behind = order[: order.index("torso")]
    turned = {"leg": abs(hips) > 45, "arm": abs(chest) > 20}
    return {part: 1.0 for part in behind if turned.get(part[:-1])}


def _order(pose: Pose, hips: float, chest: float) -> tuple[str, ...]:
    """Return the parts from the farthest to the nearest, as the view alone tells."""
    near, away = ("R", "L") if (chest or hips) >= 0 else ("L", "R")
    if abs(hips) > 45:
        return "arm" + away, "leg" + away, "torso", "pelvis", "leg" + near, "head", "arm" + near
    legs = ("pelvis", "leg" + away, "leg" + near)
    behind = ("arm" + away,) if abs(chest) > 20 else ()
    trunk = ("torso", *legs) if _sits(pose) else (*legs, "torso")
    return (*behind, *trunk, "head", *(() if behind else ("arm" + away,)), "arm" + near)


def _sits(pose: Pose) -> bool:
    return distance(pose.joints["hipR"], pose.joints["knR"]) < 10
