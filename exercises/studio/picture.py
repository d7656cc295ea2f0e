"""A scene as a picture: its camera, its ghost, its labels and arrows."""

from typing import Any

import numpy as np
from PIL import Image

from .camera import Camera, framed
from .geometry import Array, unit
from .mesh import Piece
from .overlay import Seen, moved, point, round_about, with_inset, written
from .render import render
from .scene import Said, Scene, build

INSET = 0.37  # of the picture's width
LEGS = ("thigh", "shin", "foot", "ankle", "knee")


def camera(scene: Scene, ghost: Scene | None, words: dict[str, Any]) -> Camera:
    """The camera that the file asks for: `from: 40 left, 10 above` and what it frames."""
    from_ = {w: float(n) for n, w in (c.split() for c in str(words["from"]).split(", "))}
    azimuth, elevation = from_.get("left", 0) - from_.get("right", 0), from_.get("above", 0) - from_.get("below", 0)
    points = np.concatenate([frame_points(s, words) for s in (scene, ghost) if s])
    return framed(points, azimuth, elevation, words.get("margin", 8 if scene.said.moves else 5) / 100)


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
    """The scene through a camera."""
    pale = [p for p in ghost.body if moves(ghost, scene, p)] if ghost else None
    return render(
        scene.body if bare else [*scene.around, *scene.body], seen, scene.paint, wall_behind(scene, seen), pale, ink
    )


def moves(ghost: Scene, scene: Scene, piece: Piece) -> bool:
    """Legs of who sits or lies, where they stay as they were, need no pale ones."""
    before, after = (
        {p: v for p, v in s.said.lines.items() if p.split()[-1] in ("body", *LEGS)} for s in (ghost, scene)
    )
    sits = "body" in before and str(before["body"].posture).startswith(("sits", "lies"))
    return not sits or before != after or piece.name not in ("trousers", "socks")


def straight(scene: Scene, seen: Camera, text: str) -> Array:
    """An arrow as `nose 20 to 5 front: in` says it: between two distances from a spot, with a word."""
    name, _, rest = text.partition(":")[0].partition(" to ")
    name, _, first = name.rpartition(" ")
    last, way = rest.split()
    ends = point(scene.skeleton, name) + 0.01 * np.array([[float(first)], [float(last)]]) * scene.words[way]
    (a, b), _ = seen.project(ends)
    return a + np.linspace(0, 1, 40)[:, None] * (b - a)


def picture(said: Said) -> tuple[Image.Image, dict[str, float]]:
    """One picture, and how far its contacts are missed."""
    scene = build(said)
    start = build(said.start) if said.start and (said.moves or said.ghost) else None
    ghost = start if said.ghost else None
    seen = camera(scene, ghost, said.camera)
    image, mask = shown(scene, seen, ghost)
    end = Seen(scene.skeleton, seen)
    if said.inset:
        small, _ = shown(scene, camera(scene, None, said.inset), None, 6.5, bool(said.inset.get("bare")))
        image, mask = with_inset(image, mask, small, INSET)
    marks = [(end.spot(name), f"your {name.split()[0]}") for name in said.mark]
    paths = [moved(Seen(start.skeleton, seen), end, name, mask) for name in said.moves] if start else []
    paths += [round_about(end.spot(name)) for name in said.circles]
    drawn = {text: straight(scene, seen, text) for text in said.arrows}
    paths += drawn.values()
    marks += [(path[12], text.partition(": ")[2]) for text, path in drawn.items() if ": " in text]
    return written(image, mask, marks, paths) if marks or paths else image, scene.gaps
