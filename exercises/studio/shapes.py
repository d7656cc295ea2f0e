"""Boxes, cushions, tubes and wheels: what furniture is made of."""

from itertools import pairwise

import numpy as np

from .geometry import Array, X, Y, across, unit
from .mesh import Piece, normals

WOOD, DARK, CLOTH, MAT, SHEET, PILLOW, PAINT = (
    "#cfa274",
    "#454a55",
    "#668c84",
    "#a9c4a0",
    "#b7c9d9",
    "#fbf7ee",
    "#e6dccb",
)


def box(low: Array, high: Array, colour: str = WOOD, turn: Array | None = None, round_: float = 0.0) -> Piece:
    """A box, turned about its middle; rounded by a chamfer if asked."""
    c, h = (low + high) / 2, (high - low) / 2
    if round_:
        return pad(c, h, round_, colour, turn)
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * h
    sides = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    faces = np.array([[s[0], s[k], s[k + 1]] for s in sides for k in (1, 2)])
    points = corners @ (turn if turn is not None else np.eye(3)).T + c
    return Piece("furniture", points, points, faces, colour, np.repeat(np.arange(6), 2), True)


def pad(c: Array, h: Array, radius: float, colour: str, turn: Array | None = None, steps: int = 5) -> Piece:
    """A cushion: a box with round edges, smoothly shaded."""
    grid = np.linspace(-1, 1, 2 * steps + 9)
    points, faces = [], []
    for axis in range(3):
        for sign in (-1, 1):
            start, n = len(points), len(grid)
            for u in grid:
                for v in grid:
                    p = np.zeros(3)
                    p[axis], p[(axis + 1) % 3], p[(axis + 2) % 3] = sign, u, v
                    p = p * h
                    core = np.clip(p, -(h - radius), h - radius)
                    points.append(core + radius * unit(p - core))
            for i in range(n - 1):
                for j in range(n - 1):
                    a, b, d, e = (
                        start + i * n + j,
                        start + (i + 1) * n + j,
                        start + i * n + j + 1,
                        start + (i + 1) * n + j + 1,
                    )
                    faces += [[a, b, d], [b, e, d]] if sign > 0 else [[a, d, b], [b, d, e]]
    placed = np.array(points) @ (turn if turn is not None else np.eye(3)).T + c
    faces_ = np.array(faces)
    return Piece(
        "furniture", placed, placed, faces_, colour, np.zeros(len(faces_), int), False, normals(placed, faces_)
    )


def tube(a: Array, b: Array, radius: float, colour: str = DARK, end: float | None = None, sides: int = 20) -> Piece:
    """A tube from a to b, closed at both ends."""
    way = unit(b - a)
    u = across(X if abs(way[0]) < 0.9 else Y, way)
    v = np.cross(way, u)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.cos(angle)[:, None] * u + np.sin(angle)[:, None] * v
    points = np.concatenate([a + ring * radius, b + ring * (radius if end is None else end), [a, b]])
    faces, part = [], []
    for k in range(sides):
        m = (k + 1) % sides
        faces += [
            [k, m, sides + k],
            [m, sides + m, sides + k],
            [2 * sides, m, k],
            [2 * sides + 1, sides + k, sides + m],
        ]
        part += [0, 0, 1, 2]
    return Piece("furniture", points, points, np.array(faces), colour, np.array(part), True)


def ring(centre: Array, radius: float, thick: float, steps: int = 36) -> list[Piece]:
    """A wheel's tyre, upright and facing sideways."""
    angle = np.linspace(0, 2 * np.pi, steps + 1)
    at = centre + radius * np.column_stack([0 * angle, np.sin(angle), np.cos(angle)])
    return [tube(a, b, thick, DARK, None, 8) for a, b in pairwise(at)]
