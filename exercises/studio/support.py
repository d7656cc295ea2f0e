"""What a body rests on: its lowest skin comes down to the surface."""

from typing import TYPE_CHECKING

import numpy as np

from .body import PARTS, group, vertex_parts
from .geometry import Array
from .skeleton import skin

if TYPE_CHECKING:
    from .posing import Posing

SINK = {"sits": 0.015, "lies": 0.02}  # how deep the flesh gives way, in metres
KNEELING = ("kneels", "on all fours")


def resting(posing: "Posing") -> np.ndarray:
    """The vertices that a body in this posture rests on."""
    body = group("body")
    part, rest, hip = vertex_parts()[body], posing.person.vertices[body], posing.person.heads["upperleg01.L"][1]
    trunk, legs = part == PARTS.index("trunk"), np.isin(part, [PARTS.index("left leg"), PARTS.index("right leg")])
    if posing.posture == "sits":
        return body[(trunk | legs) & (rest[:, 1] > hip - 0.09) & (rest[:, 1] < hip + 0.12)]
    if posing.posture in KNEELING:
        return body[legs & (rest[:, 1] < posing.person.heads["lowerleg01.L"][1] + 0.09)]
    return body[trunk]


def settle(posing: "Posing") -> None:
    """Move the whole body so that it rests where it is said to rest."""
    line = posing.line("body")
    shift = posing.shift(line, None)
    if posing.posture == "stands":
        posing.place = standing(posing) + shift
    else:
        which = resting(posing)
        low = float(skin(posing.skeleton, which)[:, 1].min())
        kind = posing.posture.split()[0]
        sink = SINK.get(kind, 0.0) + line.bends.get("sink", 0) / 100
        up = posing.surface() - sink - low
        root = posing.skeleton.heads["root"]
        posing.place = np.array([shift[0], root[1] + up + shift[1], shift[2]])
    posing.follow()


def standing(posing: "Posing") -> Array:
    """Where the root of somebody is who stands with straight knees."""
    return np.array([0, posing.surface() + posing.person.heads["root"][1] - 0.004, 0])
