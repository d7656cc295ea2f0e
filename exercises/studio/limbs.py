"""Two-bone inverse kinematics for arms and legs, with twist split along the bones."""

from dataclasses import dataclass

import numpy as np

from .geometry import Array, Z, across, frame, rotation, turn_between, twist_angle, unit
from .people import Person
from .skeleton import SIDES, Skeleton

STRAIGHT = 0.999  # how far a limb may stretch towards a target beyond its reach


@dataclass(frozen=True)
class Chain:
    """The bones of a limb, from the trunk outwards, and its shape at rest."""

    upper: tuple[str, str]
    lower: tuple[str, str]
    end: str
    lengths: tuple[float, float]
    rest: tuple[Array, Array]  # frames of the upper and the lower bone
    parent: str


def chain(person: Person, kind: str, side: str) -> Chain:
    """The arm or leg of one side."""
    s = SIDES[side]
    if kind == "leg":
        names = (f"upperleg01.{s}", f"upperleg02.{s}"), (f"lowerleg01.{s}", f"lowerleg02.{s}"), f"foot.{s}"
    else:
        names = (f"upperarm01.{s}", f"upperarm02.{s}"), (f"lowerarm01.{s}", f"lowerarm02.{s}"), f"wrist.{s}"
    (upper, lower, end), parent = names, "root" if kind == "leg" else f"shoulder01.{s}"
    a, b, c = (person.heads[n] for n in (upper[0], lower[0], end))
    pole = Z if kind == "leg" else across(b - (a + c) / 2, c - a)
    hinge = np.cross(pole, c - a)
    lengths = (float(np.linalg.norm(b - a)), float(np.linalg.norm(c - b)))
    return Chain(upper, lower, end, lengths, (frame(b - a, hinge), frame(c - b, hinge)), parent)


def bend_at(start: Array, target: Array, pole: Array, lengths: tuple[float, float]) -> tuple[Array, Array]:
    """Where the middle joint and the end go: the end at the target if it is in reach (law of cosines)."""
    a, b = lengths
    far = min(max(float(np.linalg.norm(target - start)), abs(a - b) + 1e-4), (a + b) * STRAIGHT)
    along = unit(target - start)
    x = (a * a - b * b + far * far) / (2 * far)
    height = np.sqrt(max(a * a - x * x, 0.0))
    return start + along * x + across(pole, along) * height, start + along * far


def reach(skeleton: Skeleton, limb: Chain, target: Array, pole: Array) -> None:
    """Turn the limb's bones so that its end is at the target and its middle joint points to the pole."""
    start = skeleton.heads[limb.upper[0]]
    middle, end = bend_at(start, target, pole, limb.lengths)
    point_along(skeleton, limb, middle - start, end - middle, np.cross(pole, end - start))


def point_along(skeleton: Skeleton, limb: Chain, upper: Array, lower: Array, hinge: Array) -> None:
    """Turn the limb's two bones to these directions about this hinge."""
    turns = [turn_between(rest, frame(way, hinge)) for rest, way in zip(limb.rest, (upper, lower), strict=True)]
    around = skeleton.turns[limb.parent]
    skeleton.fixed[limb.upper[0]] = split_twist(around, turns[0], limb.rest[0][:, 0], 0.35)
    skeleton.fixed[limb.upper[1]] = turns[0]
    for bone in (*limb.lower, limb.end):
        skeleton.fixed[bone] = turns[1]


def split_twist(around: Array, turn: Array, axis: Array, share: float) -> Array:
    """The turn with only a share of its twist against what it hangs on, taken about the bone's own axis."""
    local = around.T @ turn
    return turn @ rotation(axis, (share - 1) * twist_angle(local, axis))


def turn_hand(skeleton: Skeleton, limb: Chain, turn: Array) -> None:
    """Turn the hand; the forearm's two bones share its twist."""
    axis = limb.rest[1][:, 0]
    forearm = skeleton.fixed[limb.lower[0]]
    twist = twist_angle(forearm.T @ turn, axis)
    skeleton.fixed[limb.lower[0]] = forearm @ rotation(axis, 0.3 * twist)
    skeleton.fixed[limb.lower[1]] = forearm @ rotation(axis, 0.75 * twist)
    skeleton.fixed[limb.end] = turn
