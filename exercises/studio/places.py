"""Where words point to: directions in the room, and spots on the body and the furniture."""

import numpy as np

from .geometry import Array, X, Y, Z, unit, vector
from .skeleton import SIDES, Skeleton
from .words import Mistake, Spot, Way

# How far the skin (with its cloth) lies from the bone at each anchor, in metres.
RADII = {
    "knee": 0.062,
    "thigh": 0.085,
    "shin": 0.05,
    "ankle": 0.045,
    "foot": 0.04,
    "toes": 0.02,
    "hip": 0.11,
    "shoulder": 0.06,
    "elbow": 0.045,
    "wrist": 0.028,
    "forearm": 0.04,
    "upper arm": 0.05,
    "hand": 0.016,
    "fingers": 0.01,
    "head": 0.1,
    "nape": 0.06,
    "chest": 0.12,
    "belly": 0.12,
    "waist": 0.14,
    "lower back": 0.11,
}
ON_LIMB = {
    "thigh": ("upperleg01", "lowerleg01", 0.55),
    "shin": ("lowerleg01", "foot", 0.45),
    "forearm": ("lowerarm01", "wrist", 0.6),
    "upper arm": ("upperarm01", "lowerarm01", 0.6),
    "hand": ("wrist", "finger3-1", 0.8),
    "fingers": ("finger3-1", "finger3-3", 0.6),
    "toes": ("toe1-1", "toe1-1", 0.0),
}
JOINTS = {
    "knee": "lowerleg01",
    "ankle": "foot",
    "hip": "upperleg01",
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "foot": "foot",
}
TRUNK = {
    "head": ("head", vector(0, 0.09, 0.02)),
    "nape": ("neck03", vector(0, 0.0, -0.01)),
    "chest": ("spine01", vector(0, 0.02, 0.03)),
    "belly": ("spine04", vector(0, 0.02, 0.02)),
    "lower back": ("spine05", vector(0, 0.09, 0.0)),
}


def directions(facing: Array, root: Array) -> dict[str, Array]:
    """The words of direction: of the room as the person faces it, and of the body."""
    left, up, forward = facing.T
    return {
        "forward": forward,
        "back": -forward,
        "left": left,
        "right": -left,
        "up": up,
        "down": -up,
        "headward": root @ Y,
        "footward": -root @ Y,
        "front": root @ Z,
        "behind": -root @ Z,
    }


def base(words: dict[str, Array], name: str, side: str | None) -> Array:
    """One word of direction; in and out need a side of the body."""
    if name in ("in", "out"):
        if side is None:
            raise Mistake(f"'{name}' says nothing about what lies in the middle of the body")
        return words["left"] * (1 if (side == "left") == (name == "out") else -1)
    return words[name]


def direction(words: dict[str, Array], way: Way, side: str | None) -> Array:
    """A direction as a vector: `forward 20 up` is forward, turned by 20 degrees towards up."""
    v = base(words, way.base, side)
    for degrees, towards in way.bends:
        goal = base(words, towards, side)
        rest = goal - v * (goal @ v)
        if np.linalg.norm(rest) > 1e-6:
            v = np.cos(np.radians(degrees)) * v + np.sin(np.radians(degrees)) * unit(rest)
    return unit(v)


def on_body(skeleton: Skeleton, spot: Spot, words: dict[str, Array]) -> Array | None:
    """A spot on the skin, or nothing if the anchor is no part of the body."""
    side, _, name = spot.anchor.partition(" ")
    if spot.anchor in TRUNK:
        bone, offset = TRUNK[spot.anchor]
        radius = RADII[spot.anchor]
        return skeleton.heads[bone] + skeleton.turns[bone] @ (offset + radius * outwards(spot.where, 1, Z))
    if side not in SIDES or name not in RADII:
        return None
    s, sign = SIDES[side], 1 if side == "left" else -1
    if name in ON_LIMB:
        first, last, share = ON_LIMB[name]
        a, b = skeleton.heads[f"{first}.{s}"], skeleton.heads[f"{last}.{s}"]
        bone, centre = f"{first}.{s}", a + share * (b - a)
    else:
        bone = f"{JOINTS[name]}.{s}"
        centre = skeleton.heads[bone]
    if spot.where == "at":
        return centre
    out = words["up"] if spot.where == "on" else skeleton.turns[leg_bone(bone, name)] @ outwards(spot.where, sign, Z)
    return centre + RADII[name] * out


def leg_bone(bone: str, name: str) -> str:
    """The bone whose turn says where a spot's front is; a knee's front is the thigh's."""
    return bone.replace("lowerleg01", "upperleg02") if name == "knee" else bone


def outwards(where: str, sign: int, front: Array) -> Array:
    """At rest: which way a spot lies from the bone."""
    made = {"outside of": sign * X, "inside of": -sign * X, "back of": -front, "under": -front, "at": 0 * X}
    return made.get(where, front)


def on_furniture(spot: Spot, heights: dict[str, float], points: dict[str, Array], below: Array) -> Array | None:
    """A named point of the furniture, or the point of a surface below something."""
    if spot.anchor in points:
        return points[spot.anchor]
    if spot.anchor in heights:
        return vector(below[0], heights[spot.anchor], below[2])
    return None
