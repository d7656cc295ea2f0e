"""The face, painted on the skin by where a point lies on the head at rest."""

import numpy as np
from scipy.interpolate import LinearNDInterpolator
from scipy.spatial import cKDTree

from .geometry import Array
from .head import eye, lips
from .people import Person
from .template import template

INK = np.array([43, 38, 48]) / 255
LIP = np.array([150, 70, 62]) / 255


def smoothstep(low: float, high: float, x: np.ndarray) -> np.ndarray:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def stroke(distance: np.ndarray, half: float) -> np.ndarray:
    """How much of a pixel a stroke of this half width covers."""
    return 1 - smoothstep(half - 0.0006, half + 0.0006, distance)


def arc(x: np.ndarray, y: np.ndarray, width: float, rise: float, half: float) -> np.ndarray:
    """A stroke along a flat parabola, its ends `rise` above its middle."""
    curve = rise * (x / width) ** 2
    beyond = np.maximum(np.abs(x) - width, 0)
    return stroke(np.hypot(y - curve, beyond), half * np.clip(1.3 - 0.6 * np.abs(x) / width, 0.3, 1.2))


def ovals(x: np.ndarray, y: np.ndarray, wide: float, high: float) -> np.ndarray:
    """A filled ellipse."""
    return 1 - smoothstep(0.9, 1.1, np.hypot(x / wide, y / high))


def segment(x: np.ndarray, y: np.ndarray, a: tuple[float, float], b: tuple[float, float], half: float) -> np.ndarray:
    """A straight stroke from a to b."""
    way = np.array(b) - np.array(a)
    t = np.clip(((x - a[0]) * way[0] + (y - a[1]) * way[1]) / (way @ way), 0, 1)
    return stroke(np.hypot(x - a[0] - t * way[0], y - a[1] - t * way[1]), half)


def lowered_lid(side: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A closed eye: the lid's rim, and the lashes below it."""
    wide, rise, low = 0.0145, 0.0045, -0.004
    lashes = [
        segment(side, y, (x, low + rise * (x / wide) ** 2), (1.45 * x, low - drop), 0.0013)
        for x, drop in ((-0.010, 0.003), (0.0, 0.0065), (0.006, 0.006), (0.011, 0.0035))
    ]
    return np.max([arc(side, y - low, wide, rise, 0.0026), *lashes], axis=0)


def within(person: Person, rest: Array) -> np.ndarray:
    """How far a point lies inside the mouth: near the lips, but behind the foremost skin there."""
    first = template().groups["helper-r-eye"][0][0]
    near, p = person.vertices[:first] - lips(person), rest - lips(person)
    near = near[(np.abs(near[:, 0]) < 0.055) & (np.abs(near[:, 1]) < 0.045) & (near[:, 2] > -0.06)]
    around = cKDTree(near[:, :2]).query_ball_point(near[:, :2], 0.004)
    skin = near[[z > near[k, 2].max() - 0.006 for z, k in zip(near[:, 2], around, strict=True)]]
    box = (np.abs(p[:, 0]) < 0.04) & (np.abs(p[:, 1]) < 0.03)
    out = np.zeros(len(p))
    depth = LinearNDInterpolator(skin[:, :2], skin[:, 2], -1)(p[box, :2]) - p[box, 2]
    out[box] = smoothstep(0.003, 0.006, depth)
    return out


def paint(person: Person, rest: Array, colour: Array, closed: bool = False, agape: bool = False) -> Array:
    """Eyes, brows, nose and a smile over the skin's colour; a mouth that the jaw opens is dark within."""
    p = rest - eye(person)
    front = p[:, 2] > -0.035
    apart = person.heads["eye.L"][0] * 1.06
    x, y, mouth = p[:, 0], p[:, 1], float((lips(person) - eye(person))[1])
    side = np.abs(x) - apart
    marks = [
        (lowered_lid(side, y) if closed else ovals(side, y, 0.0062, 0.0088), INK),
        (arc(side - 0.001, y - 0.0275, 0.0145, -0.0045, 0.0024), INK),
    ]
    if agape:
        marks.append((ovals(x, y - mouth, 0.025, 0.0095), LIP))
    else:
        marks.append((arc(x, y - mouth + 0.002, 0.022, 0.0075, 0.0021), LIP * 0.7))
    for cover, ink in marks:
        share = np.where(front, cover, 0)[:, None]
        colour = colour * (1 - share) + ink * share
    if agape:
        inside = within(person, rest)[:, None]
        colour = colour * (1 - inside) + LIP * 0.4 * inside
    glint = np.where(front & ~np.bool_(closed), ovals(side + 0.002, y - 0.003, 0.002, 0.0024), 0)[:, None]
    return colour * (1 - glint) + glint * 0.97
