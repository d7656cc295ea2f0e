"""Forward kinematics: where each bone is, given how each is turned."""

from dataclasses import dataclass, field

import numpy as np

from .geometry import Array, euler
from .people import Person
from .template import template

SPINE = {"spine05": 0.12, "spine04": 0.22, "spine03": 0.24, "spine02": 0.24, "spine01": 0.18}
SPINE_TWIST = {"spine05": 0.08, "spine04": 0.14, "spine03": 0.26, "spine02": 0.32, "spine01": 0.20}
NECK = {"neck01": 0.28, "neck02": 0.24, "neck03": 0.2, "head": 0.28}
SIDES = {"left": "L", "right": "R"}


@dataclass
class Bend:
    """How far a chain of bones is bent, in degrees: forward, turned left, bent to the left."""

    flex: float = 0.0
    twist: float = 0.0
    side: float = 0.0


@dataclass
class Skeleton:
    """A body's bones, posed: `turns` are rotations from rest in the room, `heads` the joints."""

    person: Person
    turns: dict[str, Array] = field(default_factory=dict)
    heads: dict[str, Array] = field(default_factory=dict)
    fixed: dict[str, Array] = field(default_factory=dict)  # turns that do not follow the parent
    swell: float = 0.0  # how far the belly is out, in metres

    def follow(self, root: Array, place: Array, spine: Bend, neck: Bend, jaw: float = 0.0) -> None:
        """Pose everything from the root outwards; bones in `fixed` keep their own turn."""
        local = bends(spine, neck) | {"jaw": euler(jaw, 0, 0)}
        for bone in template().bones:
            parent = template().rig[bone]["parent"]
            if not parent:
                self.turns[bone], self.heads[bone] = root, place
                continue
            around = self.turns[parent]
            step = self.person.heads[bone] - self.person.heads[parent]
            self.heads[bone] = self.heads[parent] + around @ step
            self.turns[bone] = self.fixed.get(bone, around @ local.get(bone, np.eye(3)))

    def point(self, bone: str, rest: Array) -> Array:
        """Where a point of the body at rest is when it moves with this bone."""
        return self.heads[bone] + self.turns[bone] @ (rest - self.person.heads[bone])


def bends(spine: Bend, neck: Bend) -> dict[str, Array]:
    """Bends of spine and neck, split over their bones."""
    split = {}
    for bone, share in SPINE.items():
        split[bone] = euler(share * spine.flex, SPINE_TWIST[bone] * spine.twist, share * spine.side)
    for bone, share in NECK.items():
        split[bone] = euler(share * neck.flex, share * neck.twist, share * neck.side)
    return split


def swollen(skeleton: Skeleton, which: np.ndarray) -> Array:
    """How far a breath moves these vertices at rest: the belly forward, the lower ribs out."""
    if not skeleton.swell:
        return np.zeros((len(which), 3))
    away = skeleton.person.vertices[which] - skeleton.person.heads["spine03"]
    share = np.exp(-((away[:, 1] / 0.13) ** 2) - (away[:, 0] / 0.2) ** 4) * np.clip(away[:, 2] / 0.08 + 0.3, 0, 1)
    return skeleton.swell * share[:, None] * np.column_stack([2.5 * away[:, 0], 0 * share, 1 + 0 * share])


def skin(skeleton: Skeleton, which: np.ndarray | None = None) -> Array:
    """These vertices of the template (or all), posed by linear blend skinning."""
    which = np.arange(len(skeleton.person.vertices)) if which is None else which
    rest, posed = skeleton.person.vertices[which] + swollen(skeleton, which), np.zeros((len(which), 3))
    weights = template().weights[which]
    for k in np.flatnonzero(weights.any(axis=0)):
        bone = template().bones[k]
        rows = np.flatnonzero(weights[:, k])
        moved = (rest[rows] - skeleton.person.heads[bone]) @ skeleton.turns[bone].T + skeleton.heads[bone]
        posed[rows] += weights[rows, k, None] * moved
    return posed
