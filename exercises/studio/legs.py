"""Legs: a foot on a surface, an ankle on a knee, or thigh and shin that point somewhere."""

from typing import TYPE_CHECKING

import numpy as np

from .geometry import Array, X, Y, Z, frame, rotation, turn_between, vector
from .limbs import STRAIGHT, Chain, chain, point_along, reach
from .places import direction
from .skeleton import SIDES
from .words import Line, Spot, Way

if TYPE_CHECKING:
    from .posing import Posing

UPRIGHT = ("sits", "stands")


def pole_of(posing: "Posing", side: str) -> Array:
    """Where the knee points."""
    for part in ("knee", "foot", "ankle"):
        line = posing.line(f"{side} {part}")
        for name in ("knee", "points"):
            if name in line.ways and (part == "knee" or name == "knee"):
                return direction(posing.words, line.ways[name], side)
    if posing.posture == "sits":
        return direction(posing.words, Way("forward", ((40, "up"), (4, "out"))), side)
    return direction(posing.words, Way("forward" if posing.posture in UPRIGHT else "front", ((4, "out"),)), side)


def pose_leg(posing: "Posing", side: str) -> None:
    """One leg, as the file says or as the posture has it."""
    limb = chain(posing.person, "leg", side)
    thigh, shin = (posing.line(f"{side} {part}").ways.get("points") for part in ("thigh", "shin"))
    ankle, foot = posing.line(f"{side} ankle"), posing.line(f"{side} foot")
    if thigh or shin:
        by_direction(posing, limb, side, thigh or shin, shin or thigh)
        turn_foot(posing, limb, foot, side)
    elif ankle.spot:
        to_target(posing, limb, side, posing.target(ankle, ankle.spot, side, posing.place))
        turn_foot(posing, limb, foot, side)
    elif foot.spot or posing.posture in UPRIGHT:
        on_surface(posing, limb, foot, side)
    else:
        by_direction(posing, limb, side, Way("footward"), Way("footward"))
        turn_foot(posing, limb, foot, side)


def by_direction(posing: "Posing", limb: Chain, side: str, thigh: Way, shin: Way) -> None:
    """Thigh and shin point where they are told."""
    upper, lower = (direction(posing.words, w, side) for w in (thigh, shin))
    pole = upper - lower if np.linalg.norm(upper - lower) > 0.1 else pole_of(posing, side)
    if posing.line(f"{side} knee").ways:
        pole = pole_of(posing, side)
    point_along(posing.skeleton, limb, upper, lower, np.cross(pole, upper + lower))


def to_target(posing: "Posing", limb: Chain, side: str, target: Array) -> None:
    """The ankle goes to a point."""
    start = posing.skeleton.heads[limb.upper[0]]
    reach(posing.skeleton, limb, target, pole_of(posing, side))
    posing.gaps[f"{side} ankle"] = max(0.0, float(np.linalg.norm(target - start)) - sum(limb.lengths) * STRAIGHT)


def stand_point(posing: "Posing", limb: Chain) -> Array:
    """Where a foot stands if nothing else is said: under the knee of who sits, under the hip of who stands."""
    hip = posing.skeleton.heads[limb.upper[0]]
    ahead = {"sits": 0.97 * limb.lengths[0], "stands": 0.0}.get(posing.posture, 0.42)
    return hip + ahead * posing.words["forward"]


def on_surface(posing: "Posing", limb: Chain, foot: Line, side: str) -> None:
    """The sole stands on a surface, its heel lifted if that is said."""
    spot = foot.spot or Spot("on", "floor")
    at = stand_point(posing, limb) + posing.shift(foot, side)
    turn = sole(posing, foot, side)
    s, rest = SIDES[side], posing.person.heads
    ankle, ball = rest[f"foot.{s}"], rest[f"toe1-1.{s}"] * [1, 0, 1]
    pivot = ball if foot.bends.get("heel", 0) > 0 else ankle * [1, 0, 1] - vector(0, 0, 0.04)
    flat = rotation(Y, yaw(posing, foot, side))
    down = vector(at[0], posing.height(spot.anchor) + 0.004, at[2]) + flat @ (pivot - ankle * [1, 0, 1])
    to_target(posing, limb, side, down + turn @ (ankle - pivot) + (0, foot_lift(posing, foot), 0))
    posing.skeleton.fixed[limb.end] = turn
    if foot.bends.get("heel", 0) > 0:  # the heel is up, the toes stay flat
        posing.skeleton.fixed[f"toe1-1.{s}"] = flat


def foot_lift(posing: "Posing", foot: Line) -> float:
    """Moves up count twice otherwise: the height of the surface already replaced them."""
    return sum(0.01 * n * {"up": 1, "down": -1}.get(d, 0) for n, d in foot.moves)


def yaw(posing: "Posing", foot: Line, side: str) -> float:
    """By how much the toes are turned, with the body."""
    out = foot.bends.get("toes", 0) + 6
    return posing.line("body").bends.get("twist", 0) + (out if side == "left" else -out)


def sole(posing: "Posing", foot: Line, side: str) -> Array:
    """The turn of a foot that stands."""
    return rotation(Y, yaw(posing, foot, side)) @ rotation(X, foot.bends.get("heel", 0))


def turn_foot(posing: "Posing", limb: Chain, foot: Line, side: str) -> None:
    """A foot in the air follows its shin, toes a little down, or points where it is told."""
    shin = posing.skeleton.fixed[limb.lower[1]]
    if "points" in foot.ways:
        way = direction(posing.words, foot.ways["points"], side)
        posing.skeleton.fixed[limb.end] = turn_between(frame(Z, X), frame(way, shin @ X))
    else:
        posing.skeleton.fixed[limb.end] = shin @ rotation(X, foot.bends.get("heel", 12))
