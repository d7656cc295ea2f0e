"""Furniture: mat, chairs, desk, bed, wall, doorway; each a few boxes and tubes, with places to rest on."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from .geometry import Array, X, Y, across, rotation, vector
from .mesh import Piece
from .shapes import CLOTH, DARK, MAT, PAINT, PILLOW, SHEET, WOOD, box, pad, ring, tube

SKY, LEAF = "#cfe6f2", "#7fa873"


@dataclass(frozen=True)
class Thing:
    """A piece of furniture: its pieces, the heights of its surfaces, its named points."""

    pieces: list[Piece]
    heights: dict[str, float] = field(default_factory=dict)
    points: dict[str, Array] = field(default_factory=dict)


def mat(half: float = 0.36) -> Thing:
    """An exercise mat on the floor."""
    return Thing([box(vector(-half, 0, -1.05), vector(half, 0.018, 1.05), MAT)], {"mat": 0.018})


def chair(back: float = 0.40) -> Thing:
    """A firm wooden chair: the person sits in its middle, facing forward."""
    seat, half, deep = 0.45, 0.21, 0.21
    pieces = [box(vector(-half, seat - 0.035, -deep), vector(half, seat, deep))]
    for x in (-half + 0.02, half - 0.02):
        pieces.append(box(vector(x - 0.018, 0, deep - 0.04), vector(x + 0.018, seat - 0.035, deep - 0.004)))
        pieces.append(box(vector(x - 0.018, 0, -deep), vector(x + 0.018, seat + back, -deep + 0.036)))
    pieces.append(
        box(
            vector(-half + 0.04, seat + back - 0.15, -deep + 0.004),
            vector(half - 0.04, seat + back - 0.01, -deep + 0.03),
        )
    )
    pieces.append(box(vector(-half + 0.04, seat + 0.12, -deep + 0.004), vector(half - 0.04, seat + 0.17, -deep + 0.03)))
    top = vector(0, seat + back, -deep + 0.018)
    return Thing(pieces, {"seat": seat}, sides(seat, half, deep) | {"chair back": top})


def sides(seat: float, half: float, deep: float) -> dict[str, Array]:
    """The named points of a seat's edges."""
    return {
        "left seat edge": vector(half, seat, 0.02),
        "right seat edge": vector(-half, seat, 0.02),
        "front seat edge": vector(0, seat, deep),
        "left seat corner": vector(half - 0.02, seat, -deep + 0.05),
        "right seat corner": vector(-half + 0.02, seat, -deep + 0.05),
    }


def low_chair() -> Thing:
    """A firm chair whose back ends below the shoulder blades, with a towel over it."""
    low = chair(0.37)
    towel = pad(vector(0, 0.45 + 0.375, -0.19), vector(0.19, 0.03, 0.04), 0.028, PILLOW)
    return Thing([*low.pieces, towel], low.heights, low.points)


def stool() -> Thing:
    """A firm seat without a back, where a back would hide the person."""
    whole = chair()
    return Thing([p for p in whole.pieces if p.vertices[:, 1].max() < 0.46], whole.heights, whole.points)


def office_chair() -> Thing:
    """An office chair on a star base with five castors."""
    seat, half, deep = 0.47, 0.24, 0.23
    pieces = [
        pad(vector(0, seat - 0.04, 0), vector(half, 0.042, deep), 0.038, CLOTH),
        pad(vector(0, seat + 0.37, -deep - 0.045), vector(0.21, 0.21, 0.035), 0.034, CLOTH, rotation(X, -6)),
        tube(vector(0, seat - 0.09, -0.1), vector(0, seat - 0.09, -deep - 0.07), 0.022),
        tube(vector(0, seat - 0.09, -deep - 0.07), vector(0, seat + 0.3, -deep - 0.085), 0.022),
        tube(vector(0, 0.1, 0), vector(0, seat - 0.08, 0), 0.028),
        tube(vector(0, 0.1, 0), vector(0, 0.2, 0), 0.042),
    ]
    for k in range(5):
        out = rotation(Y, 72 * k + 36) @ vector(0, 0, 0.31)
        pieces.append(tube(vector(0, 0.125, 0), out + vector(0, 0.085, 0), 0.032, DARK, 0.02))
        across_ = across(np.cross(out, Y), Y)
        pieces.append(
            tube(out + vector(0, 0.035, 0) - 0.025 * across_, out + vector(0, 0.035, 0) + 0.025 * across_, 0.035)
        )
    return Thing(pieces, {"seat": seat}, sides(seat, half, deep) | {"chair back": vector(0, seat + 0.57, -deep - 0.05)})


def wheelchair() -> Thing:
    """A wheelchair: its seat, big wheels with spokes, small ones in front, footrests."""
    seat, half, deep = 0.49, 0.215, 0.21
    pieces = [
        pad(vector(0, seat - 0.03, 0), vector(half, 0.03, deep), 0.026, CLOTH),
        pad(vector(0, seat + 0.2, -deep - 0.02), vector(half, 0.19, 0.02), 0.018, CLOTH, rotation(X, -4)),
    ]
    for x in (-half - 0.02, half + 0.02):
        s = np.sign(x)
        hub = vector(x + 0.035 * s, 0.3, -0.12)
        pieces += [Piece(p.name, p.vertices, p.rest, p.faces, p.colour) for p in ring(hub, 0.285, 0.014)]
        pieces += [tube(hub, hub + 0.285 * (rotation(X, 36 * k) @ Y), 0.003, DARK, None, 6) for k in range(10)]
        pieces += [
            tube(vector(x, seat - 0.06, -deep - 0.02), vector(x, seat - 0.06, deep + 0.04), 0.012),
            tube(vector(x, seat - 0.06, -deep - 0.02), vector(x, seat + 0.42, -deep - 0.06), 0.012),
            tube(vector(x, seat - 0.06, deep + 0.04), vector(x * 0.8, 0.09, deep + 0.28), 0.012),
            tube(vector(x, seat - 0.06, deep - 0.06), vector(x, 0.1, deep - 0.02), 0.012),
            tube(vector(x - 0.012, 0.06, deep - 0.02), vector(x + 0.012, 0.06, deep - 0.02), 0.06),
            box(vector(x * 0.55 - 0.08, 0.07, deep + 0.14), vector(x * 0.55 + 0.08, 0.085, deep + 0.34), DARK),
        ]
    return Thing(
        pieces,
        {"seat": seat, "footrest": 0.085},
        sides(seat, half, deep) | {"chair back": vector(0, seat + 0.4, -deep)},
    )


def desk(high: float = 0.73) -> Thing:
    """A desk in front of the person."""
    near, deep, half = 0.42, 0.6, 0.62
    pieces = [box(vector(-half, high - 0.03, near), vector(half, high, near + deep))]
    for x in (-half + 0.06, half - 0.06):
        pieces.append(tube(vector(x, 0, near + 0.08), vector(x, high - 0.03, near + 0.08), 0.02))
        pieces.append(tube(vector(x, 0, near + deep - 0.08), vector(x, high - 0.03, near + deep - 0.08), 0.02))
    return Thing(pieces, {"desk": high}, {"desk edge": vector(0, high, near + 0.04)})


def side_desk(side: int) -> Thing:
    """A desk at the person's left (1) or right (-1)."""
    ahead = desk()
    turn = rotation(Y, 90 * side)
    shift = vector(-0.04 * side, 0, 0)
    pieces = [
        Piece(p.name, p.vertices @ turn.T + shift, p.rest, p.faces, p.colour, p.parts, p.flat) for p in ahead.pieces
    ]
    return Thing(pieces, ahead.heights, {"desk edge": turn @ ahead.points["desk edge"] + shift})


def screen() -> Thing:
    """A screen on the desk in front of the person."""
    pieces = [
        box(vector(-0.29, 0.84, 0.78), vector(0.29, 1.18, 0.8), DARK),
        box(vector(-0.04, 0.74, 0.8), vector(0.04, 0.95, 0.82), DARK),
        box(vector(-0.27, 0.86, 0.774), vector(0.27, 1.16, 0.78), SHEET),
        box(vector(-0.12, 0.73, 0.72), vector(0.12, 0.745, 0.9), DARK),
    ]
    return Thing(pieces)


def window() -> Thing:
    """A window ahead, with a tree outside."""
    low, high, half, z = 1.0, 1.8, 0.54, 1.9
    pieces = [
        box(vector(-half, low, z), vector(half, high, z + 0.01), SKY),
        box(vector(-half, low, z - 0.006), vector(half, low + 0.12, z), MAT),
        box(vector(-0.02, low + 0.1, z - 0.02), vector(0.03, low + 0.34, z - 0.008), WOOD),
        tube(vector(0, low + 0.45, z - 0.008), vector(0, low + 0.45, z - 0.026), 0.2, LEAF),
    ]
    pieces += [
        box(vector(x - 0.025, low - 0.03, z - 0.05), vector(x + 0.025, high + 0.03, z), PILLOW) for x in (-half, half)
    ]
    pieces += [
        box(vector(-half - 0.03, y - 0.025, z - 0.05), vector(half + 0.03, y + 0.025, z), PILLOW) for y in (low, high)
    ]
    return Thing(pieces)


def bed() -> Thing:
    """A bed along the room, its pillow behind the person's head; the mattress's middle is the origin."""
    high = 0.48
    pieces = [
        pad(vector(0, high - 0.10, 0), vector(0.7, 0.10, 1.0), 0.05, SHEET),
        box(vector(-0.72, 0.16, -1.03), vector(0.72, 0.29, 1.02)),
        box(vector(-0.72, 0, -1.08), vector(0.72, 0.85, -1.03)),
    ]
    for x in (-0.66, 0.66):
        pieces += [box(vector(x - 0.04, 0, z - 0.04), vector(x + 0.04, 0.16, z + 0.04)) for z in (-0.95, 0.95)]
    return Thing(pieces, {"bed": high})


def bed_across() -> Thing:
    """The bed turned, so that somebody lies across it, head over its long edge."""
    along, turn = bed(), rotation(Y, -90)
    pieces = [
        replace(p, vertices=p.vertices @ turn.T, normals=p.normals @ turn.T if p.normals is not None else None)
        for p in along.pieces
    ]
    return Thing(pieces, along.heights)


def pillow(y: float, z: float, thick: float = 0.05, x: float = 0.0, half: float = 0.3, deep: float = 0.19) -> Thing:
    """A pillow under the head, or wherever it lies."""
    return Thing([pad(vector(x, y + thick * 0.6, z), vector(half, thick, deep), min(0.045, thick * 0.9), PILLOW)])


def wall(near: int = -1) -> Thing:
    """A wall in front of the person: it runs on past whoever looks from the right (-1) or left (1), to a corner."""
    low, high = sorted((3.6 * near, -1.3 * near))
    pieces = [box(vector(low, 0, 0.62), vector(high, 2.1, 0.68), PAINT)]
    pieces.append(box(vector(low, 0, 0.605), vector(high, 0.09, 0.62), PILLOW))
    return Thing(pieces, {}, {"wall": vector(0, 1.35, 0.62)})


def doorway() -> Thing:
    """An open doorway around the person."""
    half, high = 0.43, 2.05
    pieces = [box(vector(x - 0.05, 0, -0.06), vector(x + 0.05, high + 0.1, 0.06)) for x in (-half - 0.05, half + 0.05)]
    pieces.append(box(vector(-half, high, -0.06), vector(half, high + 0.1, 0.06)))
    return Thing(
        pieces, {}, {"left frame": vector(half + 0.02, 1.5, -0.06), "right frame": vector(-half - 0.02, 1.5, -0.06)}
    )


MAKERS: dict[str, Callable[[], Thing]] = {
    "nothing": lambda: Thing([]),
    "mat": mat,
    "wide mat": lambda: mat(0.62),
    "firm chair": chair,
    "low chair": low_chair,
    "stool": stool,
    "office chair": office_chair,
    "wheelchair": wheelchair,
    "desk": desk,
    "screen": screen,
    "window": window,
    "high desk": lambda: desk(0.95),
    "desk on the left": lambda: side_desk(1),
    "desk on the right": lambda: side_desk(-1),
    "bed": bed,
    "bed across": bed_across,
    "wall from the right": wall,
    "wall from the left": lambda: wall(1),
    "doorway": doorway,
}
