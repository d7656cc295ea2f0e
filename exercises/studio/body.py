"""Which vertex belongs to which limb, and how far along it: the measures that hems and parts are made of."""

from functools import cache

import numpy as np

from .geometry import Array
from .people import Person
from .template import template

PARTS = ("trunk", "head", "left arm", "right arm", "left hand", "right hand", "left leg", "right leg",
         "left foot", "right foot")  # fmt: skip
FINGER = 10  # parts from here on are fingers: ten of them


def part_of(bone: str) -> int:
    """The part that a bone belongs to."""
    side = "left " if bone.endswith(".L") else "right "
    if bone.startswith("finger"):
        return FINGER + int(bone[6]) - 1 + (0 if side == "left " else 5)
    for starts, part in ((("upperarm", "lowerarm"), "arm"), (("wrist", "metacarpal"), "hand"),
                         (("upperleg", "lowerleg"), "leg"), (("foot", "toe"), "foot")):  # fmt: skip
        if bone.startswith(starts):
            return PARTS.index(side + part)
    trunk = bone.startswith(("spine", "root", "pelvis", "clavicle", "shoulder", "breast"))
    return PARTS.index("trunk" if trunk else "head")


@cache
def shares() -> Array:
    """How much each vertex belongs to each part."""
    made = np.zeros((len(template().vertices), FINGER + 10))
    for k, bone in enumerate(template().bones):
        made[:, part_of(bone)] += template().weights[:, k]
    return made


@cache
def vertex_parts() -> np.ndarray:
    """The part that each vertex mostly belongs to."""
    return shares().argmax(axis=1)


def face_parts(faces: np.ndarray) -> np.ndarray:
    """The part that most corners of each face belong to."""
    return np.median(vertex_parts()[faces], axis=1).astype(int)


def group(name: str) -> np.ndarray:
    """The numbers of a group's vertices."""
    return np.concatenate([np.arange(a, b + 1) for a, b in template().groups[name]])


def along_arms(person: Person) -> Array:
    """0 at the shoulder, 1 at the elbow, 2 at the wrist; negative on what is no arm."""
    out = np.full(len(person.vertices), -1.0)
    part = vertex_parts()
    for s, side in (("L", 0), ("R", 1)):
        a, b, c = (person.heads[f"{n}.{s}"] for n in ("upperarm01", "lowerarm01", "wrist"))
        arm = np.isin(part, [2 + side, 4 + side]) | ((part >= FINGER + 5 * side) & (part < FINGER + 5 + 5 * side))
        first, second = measure(person.vertices, a, b), measure(person.vertices, b, c)
        out[arm] = np.where(second > 0, 1 + second, np.clip(first, 0, 1))[arm]
    return out


def measure(points: Array, a: Array, b: Array) -> Array:
    """How far along from a to b points lie."""
    return (points - a) @ (b - a) / ((b - a) @ (b - a))
