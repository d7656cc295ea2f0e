"""A picture in few colours, found by k-means among its colours so that a small glow keeps its own."""

import numpy as np
from PIL import Image
from scipy.spatial import cKDTree

from .geometry import Array
from .render import FLOOR, WALL

STILL, FILM = 200, 60  # how many colours each has at most
FIXED = np.rint(np.array([WALL, FLOOR]) * 255)  # the palette's first entries, in every picture
STEP = 6  # colours nearer than this are one when the palette is sought
RARE = 0.5  # the power of a colour's area that it counts by: 1 forgets a small glow, 0 the large areas
ROUNDS = 30


def bins(pixels: np.ndarray) -> tuple[Array, Array]:
    """The colours that there are, nearly equal ones as one, and how much each counts."""
    cells = pixels // STEP
    _, number, count = np.unique(cells @ [1, 64, 4096], return_inverse=True, return_counts=True)
    sums = np.stack([np.bincount(number, pixels[:, k]) for k in range(3)], 1)
    return sums / count[:, None], count**RARE


def seeds(colours: Array, weights: Array, count: int) -> Array:
    """Colours to begin with: each the one that is missed most by those before it."""
    made = list(FIXED)
    missed = np.min([((colours - c) ** 2).sum(axis=1) for c in made], axis=0)
    while len(made) < count and missed.max() > 1:
        made.append(colours[np.argmax(missed * weights)])
        missed = np.minimum(missed, ((colours - made[-1]) ** 2).sum(axis=1))
    return np.array(made)


def palette(pixels: np.ndarray, count: int) -> np.ndarray:
    """At most so many colours for these pixels, the fixed ones first."""
    colours, weights = bins(pixels)
    made = seeds(colours, weights, count)
    for _ in range(ROUNDS):
        near = cKDTree(made).query(colours)[1]
        total = np.bincount(near, weights, len(made))
        means = np.stack([np.bincount(near, weights * colours[:, k], len(made)) for k in range(3)], 1)
        used = (total > 0) & (np.arange(len(made)) >= len(FIXED))
        made[used] = means[used] / total[used, None]
    return np.rint(made).astype(np.uint8)


def few_colours(image: Image.Image, count: int) -> Image.Image:
    """The image with a palette of at most so many colours."""
    pixels = np.asarray(image.convert("RGB")).reshape(-1, 3).astype(int)
    every, number = np.unique(pixels @ [65536, 256, 1], return_inverse=True)
    made = palette(pixels, count)
    split = np.stack([every >> 16, every >> 8 & 255, every & 255], 1)
    near = cKDTree(made.astype(float)).query(split)[1].astype(np.uint8)
    out = Image.fromarray(near[number].reshape(image.height, image.width), "P")
    out.putpalette(made.tobytes())
    return out
