"""A pose's sentences as a skeleton: root, spine and neck, then legs, then arms, then what it rests on."""

from dataclasses import dataclass, field

import numpy as np

from .arms import pose_arm
from .geometry import Array, X, Y, Z, euler, rotation, vector
from .legs import pose_leg
from .people import Person
from .places import base, directions, on_body, on_furniture
from .skeleton import NECK, Bend, Skeleton
from .support import settle
from .words import Line, Mistake, Spot

TURNS: dict[str, Array] = {
    "on all fours": rotation(X, 90),
    "lies on the back": rotation(X, -90),
    "lies on the left side": rotation(Z, -90) @ rotation(X, -90),
    "lies on the right side": rotation(Z, 90) @ rotation(X, -90),
    "lies on the front": rotation(Y, 180) @ rotation(X, 90),
}


@dataclass
class Posing:
    """A pose on its way: the person, what is said, where things are, and what is solved for."""

    person: Person
    lines: dict[str, Line]
    heights: dict[str, float]
    points: dict[str, Array]
    mend: Bend = field(default_factory=Bend)  # what the contacts add to the spine
    shrug: dict[str, tuple[float, float]] = field(default_factory=dict)  # and to each shoulder: up, forward
    gaps: dict[str, float] = field(default_factory=dict)  # how far each contact is missed, in metres
    words: dict[str, Array] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.skeleton = Skeleton(self.person)
        self.skeleton.swell = self.line("belly").bends.get("swell", 0) / 100
        self.posture = self.line("body").posture or "stands"
        self.root, self.place = np.eye(3), vector(0, self.person.heads["root"][1], 0)

    def line(self, part: str) -> Line:
        """What is said about a part; an empty line if nothing."""
        return self.lines.get(part) or Line(part)

    def surface(self) -> float:
        """The height of what the body is on."""
        spot = self.line("body").spot or Spot("on", "floor")
        return self.height(spot.anchor)

    def height(self, anchor: str) -> float:
        """The height of a surface."""
        name = "seat" if "chair" in anchor or anchor == "stool" else anchor
        if name not in self.heights:
            raise Mistake(f"there is no '{anchor}' here: it is {', '.join(sorted(self.heights))}")
        return self.heights[name]

    def shift(self, line: Line, side: str | None) -> Array:
        """The line's centimetres as a vector."""
        return sum((0.01 * n * base(self.words, d, side) for n, d in line.moves), np.zeros(3))

    def target(self, line: Line, spot: Spot, side: str, below: Array) -> Array:
        """The point that a line speaks of."""
        point = on_body(self.skeleton, spot, self.words)
        if point is None:
            point = on_furniture(spot, self.heights, self.points, below)
        if point is None:
            raise Mistake(f"'{spot.anchor}' is neither a part of the body nor of the furniture here")
        return point + self.shift(line, side)

    def follow(self) -> None:
        """Pose all that is not fixed."""
        spine, neck = self.line("spine").bends, self.line("neck").bends
        said = Bend(*(spine.get(k, 0) + getattr(self.mend, v) for k, v in NAMES.items()))
        self.skeleton.follow(self.root, self.place, said, Bend(*(neck.get(k, 0) for k in NAMES)),
                             self.line("jaw").bends.get("open", 0))  # fmt: skip
        if neck.get("retract"):
            self.retract(neck["retract"])

    def retract(self, degrees: float) -> None:
        """Slide the chin back: the neck's foot bends back, its top forward, the eyes stay level."""
        turn = self.skeleton.turns["spine01"]
        for bone, share in zip(NECK, (-1.0, -1.1, -0.6, 0.0), strict=True):
            self.skeleton.fixed[bone] = turn @ rotation(X, share * degrees)

    def pose(self) -> Skeleton:
        """The whole body as the sentences say."""
        self.skeleton.fixed.clear()
        self.gaps.clear()
        body, pelvis = self.line("body"), self.line("pelvis")
        facing = rotation(Y, body.bends.get("twist", 0))
        tilt = euler(*(body.bends.get(k, 0) if k != "twist" else 0 for k in NAMES))
        self.root = facing @ tilt @ TURNS.get(self.posture, np.eye(3)) @ euler(*(pelvis.bends.get(k, 0) for k in NAMES))
        self.words = directions(facing, self.root)
        self.follow()
        for limbs in (self.legs, lambda: settle(self), self.legs, lambda: settle(self), self.legs, self.arms):
            limbs()
        return self.skeleton

    def legs(self) -> None:
        """Both legs, in the order in which the file speaks of them."""
        for side in self.order("thigh", "shin", "foot", "ankle", "knee"):
            pose_leg(self, side)
            self.follow()

    def arms(self) -> None:
        """Both arms, in the order in which the file speaks of them."""
        for side in self.order("hand", "elbow", "upper arm", "forearm"):
            pose_arm(self, side)
            self.follow()

    def order(self, *kinds: str) -> list[str]:
        """The sides in the order in which the file speaks of these parts."""
        said = [p.split()[0] for p in self.lines if p.partition(" ")[2] in kinds]
        return list(dict.fromkeys([*said, "right", "left"]))


NAMES = {"flex": "flex", "twist": "twist", "bend": "side"}
