"""Hands: which way fingers and palm face, and how the fingers curl."""

import numpy as np

from .geometry import Array, across, frame, rotation, turn_between, unit
from .people import Person
from .skeleton import SIDES, Skeleton

# Degrees at the three joints of each finger, index to little, how far the fingers fan out; side by side if nothing.
SHAPES: dict[str, tuple[tuple[float, float, float], float | None]] = {
    "relaxed": ((18, 22, 12), 0.3),
    "flat": ((0, 3, 0), 0.2),
    "spread": ((0, 3, 0), 1.2),
    "together": ((-8, 4, 2), None),
    "cupped": ((30, 20, 10), 0.0),
    "grip": ((55, 50, 25), 0.0),
    "hook": ((30, 60, 30), 0.0),
    "laced": ((40, 25, 10), 0.4),
    "fist": ((76, 84, 30), None),
    "thumb across": ((-8, 4, 2), None),
    "thumb out": ((-8, 4, 2), None),
}
THUMBS = {
    "relaxed": (8, 10),
    "flat": (-6, 0),
    "spread": (-18, 0),
    "together": (14, 8),
    "cupped": (12, 10),
    "grip": (20, 30),
    "hook": (10, 10),
    "laced": (5, 10),
    "fist": (0, -4),
    "thumb across": (0, 4),
    "thumb out": (0, -4),
}
# Where the thumb points: away from the fingers, along them, and out of the palm.
AIMS = {"fist": (-0.62, 0.2, 0.76), "thumb across": (-0.5, 0.76, 0.42), "thumb out": (0.94, 0.3, 0.12)}
PALM_DEPTH = 0.016


def axes(person: Person, side: str) -> tuple[Array, Array]:
    """At rest: which way the fingers point, and which way the palm faces."""
    s = SIDES[side]
    wrist, index, little, middle = (person.heads[f"{n}.{s}"] for n in ("wrist", "finger2-1", "finger5-1", "finger3-1"))
    fingers = unit(middle - wrist)
    palm = across(np.cross(index - wrist, little - wrist) * (1 if side == "right" else -1), fingers)
    return fingers, palm


def turn_for(person: Person, side: str, fingers: Array, palm: Array) -> Array:
    """The hand's turn that points the fingers and faces the palm these ways."""
    rest_fingers, rest_palm = axes(person, side)
    return turn_between(frame(rest_fingers, rest_palm), frame(fingers, palm))


def palm_centre(person: Person, side: str) -> Array:
    """The middle of the palm's skin at rest, as seen from the wrist."""
    s = SIDES[side]
    _, palm = axes(person, side)
    return 0.85 * (person.heads[f"finger3-1.{s}"] - person.heads[f"wrist.{s}"]) + PALM_DEPTH * palm


def fingertip(person: Person, side: str) -> Array:
    """The middle finger's tip at rest, as seen from the wrist."""
    s = SIDES[side]
    return person.tails[f"finger3-3.{s}"] - person.heads[f"wrist.{s}"]


def curl(skeleton: Skeleton, side: str, shape: str) -> None:
    """Bend the fingers into a shape, joint by joint from the hand's own turn."""
    angles, fan = SHAPES[shape]
    fingers, palm = axes(skeleton.person, side)
    hinge, s = np.cross(fingers, palm), SIDES[side]
    for number, spread in ((2, 1.0), (3, 0.15), (4, -0.6), (5, -1.4)):
        degrees = (
            beside(skeleton.person, s, number)
            if fan is None
            else (8 * fan - 4) * spread * (1 if side == "left" else -1)
        )
        out = rotation(palm, degrees)
        turn, first = (
            skeleton.fixed[f"wrist.{s}"],
            out if fan is None else np.eye(3),
        )  # side by side, then curled together
        turn = turn if fan is None else turn @ out
        for knuckle, angle in enumerate(angles, start=1):
            turn = turn @ rotation(hinge, angle * (1 + 0.06 * (number - 3)))
            skeleton.fixed[f"finger{number}-{knuckle}.{s}"] = turn @ first
    curl_thumb(skeleton, side, shape, fingers, palm)


def beside(person: Person, s: str, number: int) -> float:
    """By how many degrees about the palm a finger must turn to lie along the hand."""
    fingers, palm = axes(person, "left" if s == "L" else "right")
    way = person.heads[f"finger{number}-2.{s}"] - person.heads[f"finger{number}-1.{s}"]
    return float(np.degrees(np.arctan2(palm @ np.cross(way, fingers), way @ fingers)))


def curl_thumb(skeleton: Skeleton, side: str, shape: str, fingers: Array, palm: Array) -> None:
    """Bring the thumb towards the palm, or away from it."""
    s, person, angles = SIDES[side], skeleton.person, THUMBS[shape]
    way = unit(person.tails[f"finger1-3.{s}"] - person.heads[f"finger1-1.{s}"])
    hinge = np.cross(way, across(fingers, way))
    turn = skeleton.fixed[f"wrist.{s}"] @ rotation(hinge, angles[0])
    if shape in AIMS:
        apart, along, out = AIMS[shape]
        aim = unit(apart * np.cross(fingers, palm) * (1 if side == "right" else -1) + along * fingers + out * palm)
        turn = turn @ rotation(unit(np.cross(way, aim)), float(np.degrees(np.arccos(way @ aim))))
    skeleton.fixed[f"finger1-1.{s}"] = turn
    for knuckle in (2, 3):
        turn = turn @ rotation(hinge, angles[1])
        skeleton.fixed[f"finger1-{knuckle}.{s}"] = turn
