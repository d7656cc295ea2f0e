"""A scene as a picture: its camera, its ghost, its labels and arrows."""

from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image

from .camera import Camera, framed
from .geometry import Array, unit
from .mesh import Piece
from .overlay import Seen, covered, moved, point, round_about, turning, written
from .panels import SHARE, numbered, pointed, side_seen, with_panel, within
from .render import render
from .scene import BOTH_WAYS, Said, Scene, build

PANEL_INK = 6.5  # the width of lines in what is shown at a third of its size
IN_FIRST = "1 "  # a label of what is shown first begins so
LEGS = ("thigh", "shin", "foot", "ankle", "knee")


def camera(scene: Scene, ghost: Scene | None, words: dict[str, Any]) -> Camera:
    """The camera that the file asks for: `from: 40 left, 10 above`, what it frames, and `aside: 14 left`."""
    azimuth, elevation = angles(words)
    points = np.concatenate([frame_points(s, words) for s in (scene, ghost) if s])
    seen = framed(points, azimuth, elevation, words.get("margin", 8 if scene.said.moves else 5) / 100)
    number, _, side = str(words.get("aside", "0 right")).partition(" ")
    shift = float(number) / 100 * seen.size[0] * (1 if side == "right" else -1)
    return replace(seen, centre=(seen.centre[0] + shift, seen.centre[1]))


def centred(words: dict[str, Any]) -> dict[str, Any]:
    """A camera's words without the step aside that makes room for a panel."""
    return {k: v for k, v in words.items() if k != "aside"}


def angles(words: dict[str, Any]) -> tuple[float, float]:
    """From where a camera looks, `40 left, 10 above`: degrees around the person, and up."""
    from_ = {w: float(n) for n, w in (c.split() for c in str(words["from"]).split(", "))}
    return from_.get("left", 0) - from_.get("right", 0), from_.get("above", 0) - from_.get("below", 0)


def frame_points(scene: Scene, words: dict[str, Any]) -> Array:
    """What must be in the frame: the whole body and chair, or only what is named."""
    close = words.get("close", [])
    if close:
        return np.concatenate([near(scene, name) for name in close])
    small = [p for p in scene.around if words.get("all") or np.ptp(p.vertices, axis=0).max() < 1.2]
    return np.concatenate([p.vertices for p in (*scene.body, *small)])


def near(scene: Scene, bone: str) -> Array:
    """Around a joint: a ball of so many centimetres, `wrist.L 12`."""
    name, _, size = bone.partition(" ")
    r = float(size or 10) / 100
    return scene.skeleton.heads[name] + r * np.vstack([np.eye(3), -np.eye(3)])


def wall_behind(scene: Scene, seen: Camera) -> Array:
    """A point of the wall, well behind the person."""
    middle = np.mean(np.concatenate([p.vertices for p in scene.body]), axis=0)
    return middle - 1.1 * unit(seen.axes[2] * [1, 0, 1])


def shown(
    scene: Scene, seen: Camera, ghost: Scene | None = None, ink: float = 3.1, bare: bool = False
) -> tuple[Image.Image, Array]:
    """The scene through a camera; its furniture as glass where it would hide the person."""
    pale = [p for p in ghost.body if moves(ghost, scene, p)] if ghost else None
    pieces = scene.body if bare else [*scene.around, *scene.body]
    return render(pieces, seen, scene.paint, wall_behind(scene, seen), pale, ink, scene.around if bare else None)


def moves(ghost: Scene, scene: Scene, piece: Piece) -> bool:
    """Legs of who sits or lies, where they stay as they were, need no pale ones."""
    before, after = (
        {p: v for p, v in s.said.lines.items() if p.split()[-1] in ("body", *LEGS)} for s in (ghost, scene)
    )
    sits = "body" in before and str(before["body"].posture).startswith(("sits", "lies"))
    return not sits or before != after or piece.name not in ("trousers", "socks")


def straight(scene: Scene, seen: Camera, text: str) -> Array:
    """An arrow as `crown 5 to 20 up, 30 back: in` says it: between two distances from a spot, moved, with a word."""
    said, *aside = text.partition(":")[0].split(", ")
    name, _, rest = said.partition(" to ")
    name, _, first = name.rpartition(" ")
    last, way = rest.split()
    at = place(scene, name, aside)
    (a, b), _ = seen.project(at + 0.01 * np.array([[float(first)], [float(last)]]) * scene.words[way])
    return a + np.linspace(0, 1, 40)[:, None] * (b - a)


def place(scene: Scene, name: str, aside: list[str]) -> Array:
    """A spot of the body, moved: `belly` and `30 up`."""
    return point(scene.skeleton, name) + sum(0.01 * float(n) * scene.words[w] for n, w in map(str.split, aside))


def picture(said: Said) -> tuple[Image.Image, dict[str, float]]:
    """One picture, and how far its contacts are missed."""
    scene = build(said)
    start = build(said.start) if said.start and (said.moves or said.ghost) else None
    ghost = start if said.ghost else None
    seen = camera(scene, ghost, said.camera)
    image, mask = shown(scene, seen, ghost)
    paths = [p for text in said.moves if start for p in way_moved(start, scene, seen, text, mask)]
    marks, more = notes(scene, Seen(scene.skeleton, seen))
    paths += more
    pale = np.concatenate([seen.project(p.vertices)[0] for p in ghost.body]) if ghost else np.empty((0, 2))
    busy = covered(mask, paths, pale)
    if said.first:
        image, mask, inside = with_first(image, mask, said, said.first, busy)
        marks += inside
    if said.inset:
        corner, share = said.inset.get("corner", ""), said.inset.get("wide", 100 * SHARE) / 100
        image, mask, _ = with_panel(image, mask, *second_view(scene, said.inset), busy, corner, share)
    return written(image, mask, marks, paths) if marks or paths else image, scene.gaps


def halves(path: Array) -> list[Array]:
    """A path as two, from its middle to either end: an arrow with two heads."""
    middle = len(path) // 2
    return [path[middle:], path[middle::-1]]


def notes(scene: Scene, seen: Seen) -> tuple[list[tuple[Array, str]], list[Array]]:
    """The labels of a picture, and its arrows other than those of what moves."""
    said = scene.said
    marks = [label(scene, seen.camera, text) for text in said.mark if not text.startswith(IN_FIRST)]
    straights = {text: straight(scene, seen.camera, text) for text in said.arrows}
    marks += [(path[12], text.partition(": ")[2]) for text, path in straights.items() if ": " in text]
    rounds = [round_about(seen.spot(name)) for name in said.circles]
    return marks, rounds + list(straights.values()) + [turn(seen, text) for text in said.turns]


def label(scene: Scene, seen: Camera, text: str) -> tuple[Array, str]:
    """A label's place and words, as `left knee: knee up` or `back, 20 left: thin pillow` says it."""
    spot, _, words = text.partition(": ")
    name, *aside = spot.split(", ")
    return seen.project(place(scene, name, aside)[None])[0][0], words or f"your {name.split()[0]}"


def way_moved(start: Scene, scene: Scene, seen: Camera, text: str, mask: Array) -> list[Array]:
    """The arrow of a spot that moves, with two heads if it says `crown, both ways`."""
    name, _, both = text.partition(", ")
    path = moved(Seen(start.skeleton, seen), Seen(scene.skeleton, seen), name, mask)
    return halves(path) if both == BOTH_WAYS else [path]


def turn(seen: Seen, text: str) -> Array:
    """An arrow as `chest left 30` says it."""
    name, way, radius = text.rsplit(" ", 2)
    return turning(seen, name, way, float(radius) / 100)


def second_view(scene: Scene, words: dict[str, Any]) -> tuple[Image.Image, str]:
    """The same moment as another camera sees it, and what that view is called; `says: none` leaves it uncalled."""
    view, _ = shown(scene, camera(scene, None, words), None, PANEL_INK, bool(words.get("bare")))
    called = str(words.get("says", side_seen(*angles(words))))
    return view, "" if called == "none" else called


def with_first(
    image: Image.Image, mask: Array, said: Said, first: Said, busy: Array
) -> tuple[Image.Image, Array, list[tuple[Array, str]]]:
    """The picture as the second of two, with the first in a corner, and the labels in it."""
    scene = build(first)
    seen = camera(scene, None, centred(first.camera))
    view, _ = shown(scene, seen, None, PANEL_INK)
    body, share = mask, said.first_wide / 100 or SHARE
    image, mask, box = with_panel(image, mask, view, "1", busy, said.first_corner, share)
    inside = [label(scene, seen, text.removeprefix(IN_FIRST)) for text in said.mark if text.startswith(IN_FIRST)]
    marks = [(within(box, at), words) for at, words in inside]
    image = pointed(numbered(image, mask | busy, "2"), box, body, said.both_ways)
    return image, mask, marks
