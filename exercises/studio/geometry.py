"""Vectors and rotations: what the skeleton, the limbs and the camera share."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

X, Y, Z = np.eye(3)


def vector(*numbers: float) -> Array:
    """A vector of these numbers."""
    return np.array(numbers, dtype=float)


def unit(v: Array) -> Array:
    """The vector at length one; a vector of no length stays as it is."""
    length = float(np.linalg.norm(v))
    return v / length if length > 1e-12 else v


def across(v: Array, axis: Array) -> Array:
    """What of the vector is perpendicular to the axis, at length one."""
    axis = unit(axis)
    return unit(v - axis * (v @ axis))


def rotation(axis: Array, degrees: float) -> Array:
    """The rotation about an axis (Rodrigues' formula)."""
    x, y, z = unit(axis)
    angle = np.radians(degrees)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * (k @ k)


def frame(along: Array, beside: Array) -> Array:
    """A right-handed frame whose first axis is `along` and whose second is as near `beside` as can be."""
    first = unit(along)
    second = across(beside, first)
    return np.column_stack([first, second, np.cross(first, second)])


def turn_between(rest: Array, posed: Array) -> Array:
    """The rotation that takes one frame to another."""
    return posed @ rest.T


def to_quaternion(r: Array) -> Array:
    """A rotation as a quaternion w, x, y, z with w >= 0."""
    t = np.array([np.trace(r), r[0, 0], r[1, 1], r[2, 2]])
    k = int(np.argmax(t))
    if k == 0:
        q = np.array([1 + t[0], r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]])
    else:
        i, j, h = k - 1, k % 3, (k + 1) % 3
        q = np.zeros(4)
        q[0] = r[h, j] - r[j, h]
        q[1 + i] = 1 + 2 * r[i, i] - t[0]
        q[1 + j] = r[j, i] + r[i, j]
        q[1 + h] = r[h, i] + r[i, h]
    return unit(q if q[0] >= 0 else -q)


def twist_angle(r: Array, axis: Array) -> float:
    """By how many degrees a rotation turns about an axis (swing-twist decomposition), in (-180, 180]."""
    q = to_quaternion(r)
    degrees = 2 * np.degrees(np.arctan2(q[1:] @ unit(axis), q[0]))
    return float((degrees + 180) % 360 - 180)


def without_twist(r: Array, axis: Array, kept: float = 0.0) -> Array:
    """The rotation with only a share of its twist about the axis kept."""
    return r @ rotation(axis, (kept - 1) * twist_angle(r, axis))


def part_way(r: Array, share: float) -> Array:
    """A share of a rotation, about its own axis."""
    q = to_quaternion(r)
    length = float(np.linalg.norm(q[1:]))
    if length < 1e-9:
        return np.eye(3)
    return rotation(q[1:], share * 2 * np.degrees(np.arctan2(length, q[0])))


def euler(flex: float, twist: float, side: float) -> Array:
    """Flexion forward, twist to the left and side bend to the left, in degrees."""
    return rotation(Y, twist) @ rotation(Z, -side) @ rotation(X, flex)


def mean(points: Sequence[Array]) -> Array:
    """The middle of points."""
    return np.mean(np.asarray(points), axis=0)
