"""What is written over a picture: whose side it is, and which way it moves."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .camera import SCALE, SIZE, Camera
from .geometry import Array, Y, rotation, unit, vector
from .skeleton import SIDES, Skeleton
from .words import Mistake

INK, PAPER, ARROW = (38, 35, 48, 255), (255, 255, 255, 255), (31, 84, 150, 255)
FONT = 27  # the height of a label, in pixels
ROOM = 32  # the width that an arrow takes up, in pixels
SHORT = 64  # the least length of an arrow, in pixels
JOINTS = {
    "hand": "finger3-1",
    "wrist": "wrist",
    "elbow": "lowerarm01",
    "shoulder": "upperarm01",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
    "foot": "toe1-1",
    "blade": "spine01",
    "ear": "head",
    "thumb": "finger1-3",
    "thigh": "upperleg02",
}


@dataclass(frozen=True)
class Seen:
    """A skeleton as one camera sees it."""

    skeleton: Skeleton
    camera: Camera

    def spot(self, name: str) -> Array:
        """Where a named spot of the body is in the picture."""
        return self.camera.project(point(self.skeleton, name)[None])[0][0]


def point(skeleton: Skeleton, name: str) -> Array:
    """A named spot of the body: `left knee`, `nose`, `crown`."""
    side, _, rest = name.partition(" ")
    if name in ("nose", "mouth", "chin", "crown", "chest", "belly", "back"):
        bone = (
            "head"
            if name in ("nose", "mouth", "chin", "crown")
            else {"chest": "spine01", "back": "spine03"}.get(name, "spine04")
        )
        offset = {
            "nose": (0, 0.06, 0.16),
            "mouth": (0, -0.025, 0.11),
            "chin": (0, -0.06, 0.1),
            "crown": (0, 0.2, 0),
            "chest": (0, 0.02, 0.16),
            "belly": (0, 0.08, 0.16),
            "back": (0, 0, -0.14),
        }[name]
        return skeleton.heads[bone] + skeleton.turns[bone] @ vector(*offset)
    if side in SIDES and rest == "side":
        waist = vector(0.13 if side == "left" else -0.13, 0, 0.04)
        return skeleton.heads["spine03"] + skeleton.turns["spine03"] @ waist
    if side not in SIDES or rest not in JOINTS:
        known = ", ".join((*JOINTS, "side"))
        raise Mistake(
            f"'{name}' is no spot that can be marked: say nose, crown, chest, belly, back, or left or right {known}"
        )
    s, sign = SIDES[side], 1 if side == "left" else -1
    if rest == "ear":
        return skeleton.heads["head"] + skeleton.turns["head"] @ vector(0.08 * sign, 0.06, 0)
    if rest == "blade":
        return skeleton.heads["spine01"] + skeleton.turns["spine01"] @ vector(0.1 * sign, 0.03, -0.13)
    return skeleton.heads[f"{JOINTS[rest]}.{s}"]


def pill(mask: Array, at: Array, size: Array) -> Array:
    """The middle of a label near a spot, where it covers least of the body and stays in the picture."""
    body = np.argwhere(mask)[:, ::-1].mean(axis=0)
    best, cost = at, np.inf
    for far in (70, 95, 125, 160):
        for turn in np.linspace(0, 2 * np.pi, 24, endpoint=False):
            way = np.array([np.cos(turn), np.sin(turn)])
            middle = at + way * (far + size[0] / 2 * abs(way[0]))
            low, high = (middle - size / 2 - 9).astype(int), (middle + size / 2 + 9).astype(int)
            outside = np.maximum(0, 12 - low).sum() + np.maximum(0, high + 12 - np.array(mask.shape[::-1])).sum()
            covered = (
                mask[max(low[1], 0) : max(high[1], 0), max(low[0], 0) : max(high[0], 0)].mean() if outside < 40 else 1
            )
            along = (at + (middle - at) * np.linspace(0, 1, 20)[:, None]).astype(int)
            crossed = mask[
                np.clip(along[:, 1], 0, mask.shape[0] - 1), np.clip(along[:, 0], 0, mask.shape[1] - 1)
            ].mean()
            price = (
                1.5 * crossed
                + 40 * covered
                + outside
                + 0.01 * far
                - 0.5 * float(way @ unit(at - body))
                + 0.25 * abs(way[1])
            )
            if price < cost:
                best, cost = middle, price
    return best


def mark(draw: ImageDraw.ImageDraw, mask: Array, at: Array, text: str) -> None:
    """A label with a line to its spot; where it stands then counts as taken."""
    font = ImageFont.load_default(FONT * SCALE)
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    size = np.array([right - left + 14 * SCALE, bottom - top + 12 * SCALE]) / SCALE
    middle = pill(mask, at / SCALE, size) * SCALE
    draw.line([*middle, *at], fill=INK, width=2 * SCALE)
    draw.ellipse([*(at - 5 * SCALE), *(at + 5 * SCALE)], fill=PAPER, outline=INK, width=2 * SCALE)
    half = size * SCALE / 2
    draw.rounded_rectangle(
        [*(middle - half), *(middle + half)], radius=9 * SCALE, fill=PAPER, outline=INK, width=2 * SCALE
    )
    draw.text((middle[0] - (left + right) / 2, middle[1] - (top + bottom) / 2), text, font=font, fill=INK)
    low, high = (np.maximum((middle + way * half) / SCALE, 0).astype(int) for way in (-1, 1))
    mask[low[1] : high[1], low[0] : high[0]] = True


def curve(a: Array, b: Array, centre: Array, bulge: float) -> Array:
    """A bent path from a to b that keeps away from a centre."""
    middle, way = (a + b) / 2, b - a
    side = np.array([-way[1], way[0]])
    if side @ (middle - centre) < 0:
        side = -side
    t = np.linspace(0, 1, 40)[:, None]
    return (1 - t) ** 2 * a + 2 * t * (1 - t) * (middle + bulge * side) + t * t * b


def arrow(draw: ImageDraw.ImageDraw, path: Array) -> None:
    """An arrow along a path, with a pale rim that keeps it off what it crosses."""
    tip, before = path[-1], path[-9]
    way = unit(tip - before)
    side = np.array([-way[1], way[0]])
    for more, colour in ((3 * SCALE, PAPER), (0, ARROW)):
        width = 7 * SCALE + 2 * more
        points = [tuple(p) for p in path[np.linalg.norm(path - tip, axis=1) > 15 * SCALE]]
        draw.line(points, fill=colour, width=width, joint="curve")
        draw.ellipse([*(path[0] - width / 2), *(path[0] + width / 2)], fill=colour)
        foot = tip - way * 19 * SCALE
        ends = [
            tip + way * more * 1.8,
            foot + side * (13 * SCALE + 1.4 * more) - way * more,
            foot - side * (13 * SCALE + 1.4 * more) - way * more,
        ]
        draw.polygon([tuple(p) for p in ends], fill=colour)


def moved(start: Seen, end: Seen, name: str, mask: Array) -> Array:
    """The path of a spot from one pose to the other, beside the body."""
    a, b = start.spot(name), end.spot(name)
    if (far := float(np.linalg.norm(b - a))) < SHORT * SCALE:  # a small movement still needs an arrow that can be seen
        a, b = (a + b) / 2 + np.array([[-0.5], [0.5]]) * (b - a) * SHORT * SCALE / max(far, 1)
    centre = np.argwhere(mask)[:, ::-1].mean(axis=0) * SCALE
    shift = unit((a + b) / 2 - centre) * 26 * SCALE
    a, b = a + shift, b + shift
    path, rim = curve(a, b, centre, 0.38), 18 * SCALE
    path = path + np.maximum(0, rim - path.min(axis=0))
    return path - np.maximum(0, path.max(axis=0) - (np.array(SIZE) * SCALE - rim))


def turning(seen: Seen, name: str, way: str, radius: float) -> Array:
    """The path of an arrow around a spot of the trunk, level, on the camera's side: which way the body turns."""
    toward = unit(seen.camera.axes[2] * [1, 0, 1])
    angles = np.linspace(-75, 75, 40) * (1 if way == "left" else -1)
    ring = np.array([rotation(Y, angle) @ toward for angle in angles])
    return seen.camera.project(point(seen.skeleton, name) + radius * ring)[0]


def round_about(centre: Array, wide: float = 62, high: float = 50) -> Array:
    """The path of a round arrow about a point of the picture, open where it begins."""
    angle = np.radians(np.linspace(-60, 230, 60))[:, None]
    return centre + SCALE * np.hstack([wide * np.cos(angle), high * np.sin(angle)])


def covered(mask: Array, paths: list[Array], pale: Array) -> Array:
    """What the arrows along these paths and the ghost's points cover of the picture."""
    layer = Image.new("L", mask.shape[::-1])
    draw = ImageDraw.Draw(layer)
    for path in paths:
        draw.line([tuple(p) for p in path / SCALE], fill=255, width=ROOM)
    draw.point([tuple(p) for p in pale / SCALE], fill=255)
    return np.array(layer) > 0


def written(image: Image.Image, mask: Array, marks: list[tuple[Array, str]], paths: list[Array]) -> Image.Image:
    """The picture with its labels and arrows."""
    layer = Image.new("RGBA", (SIZE[0] * SCALE, SIZE[1] * SCALE), (255, 255, 255, 0))
    draw = ImageDraw.Draw(layer)
    for path in paths:
        arrow(draw, path)
    taken = mask.copy()
    for x, y in (np.concatenate(paths) / SCALE).clip(8).astype(int) if paths else ():
        taken[y - 8 : y + 8, x - 8 : x + 8] = True
    for at, text in marks:
        mark(draw, taken, at, text)
    return Image.alpha_composite(image.convert("RGBA"), layer.resize(SIZE, Image.Resampling.BOX)).convert("RGB")
