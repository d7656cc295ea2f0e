"""Contacts: the spine and the shoulders give way until hands and elbows touch what they are said to touch."""

import numpy as np
from scipy.optimize import least_squares

from .geometry import Array
from .posing import Posing
from .skeleton import Bend, Skeleton

NEAR = 0.008  # a contact that is missed by less is left alone, in metres
LIMITS = np.array(
    [30, 25, 14, 18, 25, 18, 25], dtype=float
)  # degrees: flex, twist, side, then each shoulder up, forward


def apply(posing: Posing, x: Array) -> None:
    """Give the spine and the shoulders these degrees more."""
    posing.mend = Bend(*x[:3])
    posing.shrug = {"left": (x[3], x[4]), "right": (x[5], x[6])}


def residuals(x: Array, posing: Posing) -> Array:
    """How far contacts are missed, in centimetres, and how far the body gives way for them."""
    apply(posing, x)
    posing.pose()
    gaps = [posing.gaps.get(f"{side} {part}", 0.0) for side in ("left", "right") for part in ("hand", "elbow")]
    return np.concatenate([100 * np.array(gaps), 0.08 * x / LIMITS * 4])


def solve(posing: Posing) -> Skeleton:
    """The pose with its contacts closed as far as the limits let them."""
    skeleton = posing.pose()
    if max((abs(g) for p, g in posing.gaps.items() if "ankle" not in p), default=0.0) > NEAR:
        found = least_squares(residuals, np.zeros(7), bounds=(-LIMITS, LIMITS), args=(posing,), diff_step=0.05,
                              x_scale=LIMITS, max_nfev=12)  # fmt: skip
        apply(posing, found.x)
        skeleton = posing.pose()
    return skeleton
