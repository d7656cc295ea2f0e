"""The picture of a scene: two tones, soft shadows, lines, and the glow where the stretch is felt."""

from collections.abc import Callable

import numpy as np
from PIL import Image
from scipy.ndimage import distance_transform_edt, gaussian_filter, label

from .body import PARTS
from .camera import SCALE, Camera
from .geometry import Array, frame, unit
from .mesh import Piece, normals
from .raster import EMPTY, Buffers, edges, interpolate, rasterize

WALL, FLOOR, LINE = (np.array(c) / 255 for c in ((252, 246, 234), (238, 226, 206), (38, 35, 48)))
SHADE = np.array([0.78, 0.72, 0.77])
GHOST = np.array([126, 134, 160]) / 255
GLASS = np.array([201, 176, 140]) / 255
JUMP, HEAD_JUMP = 0.014, 0.019  # a line runs where the depth jumps by more, in metres
MAP = 1400  # pixels of the shadow map
Paint = Callable[[str, Array, Array], Array]


def colour_of(text: str) -> Array:
    """A colour as three numbers from 0 to 1."""
    return np.array([int(text[k : k + 2], 16) for k in (1, 3, 5)]) / 255


def smoothstep(low: float, high: float, x: Array) -> Array:
    """0 below low, 1 above high, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


class Scene:
    """All pieces in one set of arrays."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        starts = np.cumsum([0] + [len(p.vertices) for p in pieces])
        self.vertices = np.concatenate([p.vertices for p in pieces])
        self.rest = np.concatenate([p.rest for p in pieces])
        self.faces = np.concatenate([p.faces + s for p, s in zip(pieces, starts, strict=False)])
        self.normals = np.concatenate(
            [p.normals if p.normals is not None else normals(p.vertices, p.faces) for p in pieces]
        )
        names = list(dict.fromkeys(p.name for p in pieces))
        self.stuff = np.concatenate([np.full(len(p.faces), names.index(p.name), np.int32) for p in pieces])
        self.piece = np.concatenate([np.full(len(p.faces), k, np.int32) for k, p in enumerate(pieces)])
        self.part = np.concatenate([p.parts if len(p.parts) else np.zeros(len(p.faces), int) for p in pieces]).astype(
            np.int32
        )
        self.flat = np.concatenate([np.full(len(p.faces), p.flat) for p in pieces])
        self.calm = np.concatenate([p.calm if len(p.calm) else np.zeros(len(p.faces), bool) for p in pieces])


class Shadow:
    """Where the light does not come: a map of depths as the light sees them."""

    def __init__(self, scene: Scene, light: Array) -> None:
        self.axes = frame(light, np.array([1.0, 0, 0]) if abs(light[0]) < 0.9 else np.array([0, 0, 1.0])).T
        seen = scene.vertices @ self.axes.T
        self.low = seen[:, 1:].min(axis=0) - 0.02
        self.per = (MAP - 1) / float((seen[:, 1:].max(axis=0) + 0.02 - self.low).max())
        xy = (seen[:, 1:] - self.low) * self.per
        self.depth = rasterize(xy, -seen[:, 0], scene.faces, (MAP, MAP), False).depth

    def at(self, points: Array, bias: Array | float, spread: float) -> Array:
        """How much of the light is kept from each point, from nine samples."""
        seen = points @ self.axes.T
        xy = (seen[:, 1:] - self.low) * self.per
        dark = np.zeros(len(points))
        step = spread * self.per
        for dx in (-step, 0, step):
            for dy in (-step, 0, step):
                x, y = np.rint(xy[:, 0] + dx).astype(int), np.rint(xy[:, 1] + dy).astype(int)
                inside = (x >= 0) & (x < MAP) & (y >= 0) & (y < MAP)
                near = self.depth[np.clip(y, 0, MAP - 1), np.clip(x, 0, MAP - 1)]
                dark += inside & (near < -seen[:, 0] - bias)
        return dark / 9


def background(camera: Camera, shadow: Shadow, wall: Array | None) -> Array:
    """Wall and floor, with the shadow on the floor."""
    half = camera.rays(*camera.size)[::2, ::2]
    image = np.broadcast_to(WALL, half.shape).copy()
    down = half[..., 1] < -1e-6
    t = np.where(down, -camera.place[1] / np.where(down, half[..., 1], -1), 0)
    points = camera.place + half * t[..., None]
    floor = down & ((points - wall) @ unit(camera.axes[2] * [1, 0, 1]) > 0) if wall is not None else down
    image[floor] = FLOOR
    dark = np.zeros(floor.shape)
    dark[floor] = shadow.at(points[floor], 0.005, 0.012)
    dark = gaussian_filter(dark, 7 * camera.grain) * floor
    image *= 1 - 0.26 * dark[..., None] * [0.85, 0.95, 1.0]
    return np.repeat(np.repeat(image, 2, axis=0), 2, axis=1)


def lines(buffers: Buffers, scene: Scene, width: float, grain: float) -> Array:
    """How much ink each pixel takes from outlines."""
    shown = buffers.triangle != EMPTY
    number = np.where(shown, buffers.triangle, 0)
    part = np.where(shown, scene.part[number] + 64 * scene.piece[number], -1)
    stuff = np.where(shown, scene.stuff[number], -1)
    mark = np.zeros(shown.shape, np.uint8)
    jump = np.where(on_the_head(scene, number.ravel()).reshape(shown.shape), HEAD_JUMP, JUMP)
    jump = jump / grain  # larger pixels see larger steps on what is round
    jump = np.where(scene.calm[number], np.inf, jump)
    edges(np.where(shown, buffers.depth, 1e3), part, stuff, scene.flat[number], jump, mark)
    return np.clip(width + 0.5 - distance_transform_edt(~without_specks(mark, 45 * grain)), 0, 1)


def without_specks(mark: Array, least: float) -> Array:
    """The marks that are long enough to be a line."""
    found, count = label(mark, np.ones((3, 3)))
    size = np.bincount(found.ravel(), minlength=count + 1)
    size[0] = 0
    return size[found] >= least


def shaded(scene: Scene, camera: Camera, shadow: Shadow, buffers: Buffers, paint: Paint, light: Array) -> Array:
    """The colours of the shown pixels."""
    shown = buffers.triangle != EMPTY
    points, rest, normal = (
        interpolate(v, scene.faces, buffers, shown) for v in (scene.vertices, scene.rest, scene.normals)
    )
    number = buffers.triangle[shown]
    flat = scene.flat[number]
    normal[flat] = face_normals(scene)[number[flat]]
    away = np.einsum("ij,ij->i", normal, camera.place - points) < 0
    normal[away] *= -1
    slope = normal @ light / np.maximum(np.linalg.norm(normal, axis=1), 1e-9)
    dark = np.zeros(shown.shape)
    bias = np.where(on_the_head(scene, number), 0.09, 0.02)
    dark[shown] = shadow.at(points + 0.012 * normal, bias, 0.006)
    dark = np.clip((gaussian_filter(dark, 2.5 * camera.grain) - 0.35) / 0.3, 0, 1)[shown]
    lit = np.where(flat, 0.25 + 0.75 * smoothstep(-0.2, 0.9, slope), smoothstep(-0.02, 0.07, slope))
    lit = np.minimum(lit, 1 - np.where(flat, 0.8, 1) * dark)
    colours = np.zeros((len(points), 3))
    for k, piece in enumerate(scene.pieces):
        which = scene.piece[number] == k
        if which.any():
            base = np.broadcast_to(colour_of(piece.colour), (int(which.sum()), 3))
            colours[which] = paint(piece.name, rest[which], base)
    return colours * (SHADE + (1 - SHADE) * lit[:, None])


def on_the_head(scene: Scene, number: Array) -> Array:
    """Which triangles are the head's skin: only what is further off may darken it."""
    skin = [k for k, p in enumerate(scene.pieces) if p.name == "skin"]
    return np.isin(scene.piece[number], skin) & (scene.part[number] == PARTS.index("head"))


def face_normals(scene: Scene) -> Array:
    """One normal a face."""
    a, b, c = (scene.vertices[scene.faces[:, k]] for k in range(3))
    n = np.cross(b - a, c - a)
    return n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-12)


def buffers_of(scene: Scene, camera: Camera) -> Buffers:
    """The scene through the camera."""
    xy, depth = camera.project(scene.vertices)
    return rasterize(xy, depth, scene.faces, camera.size, True)


def body_mask(scene: Scene, buffers: Buffers) -> Array:
    """The pixels that show the person."""
    things = [k for k, p in enumerate(scene.pieces) if p.name == "furniture"]
    return (buffers.triangle != EMPTY) & ~np.isin(scene.piece[buffers.triangle], things)


def add_ghost(image: Array, ghost: list[Piece], camera: Camera, behind: Array) -> Array:
    """A pale figure where the person was before, behind the person."""
    scene = Scene(ghost)
    buffers = buffers_of(scene, camera)
    share = 0.30 * ((buffers.triangle != EMPTY) & ~behind)[..., None]
    ink = 0.45 * lines(buffers, scene, 2.2, camera.grain)[..., None] * ~behind[..., None]
    image = image * (1 - share) + GHOST * share
    return image * (1 - ink) + GHOST * 0.8 * ink


def add_glass(image: Array, things: list[Piece], camera: Camera) -> Array:
    """Furniture that the person is seen through."""
    scene = Scene(things)
    buffers = buffers_of(scene, camera)
    share = 0.28 * (buffers.triangle != EMPTY)[..., None]
    ink = 0.55 * lines(buffers, scene, 3.4, camera.grain)[..., None]
    image = image * (1 - share) + GLASS * share
    return image * (1 - ink) + LINE * ink


def render(pieces: list[Piece], camera: Camera, paint: Paint, wall: Array | None, ghost: list[Piece] | None = None,
           ink_width: float = 3.1, glass: list[Piece] | None = None) -> tuple[Image.Image, Array]:  # fmt: skip
    """The picture, at a third of the size that it is drawn at, and where in it the person is."""
    scene = Scene(pieces)
    buffers = buffers_of(scene, camera)
    shadow = Shadow(scene, camera.light)
    image = background(camera, shadow, wall)
    image[buffers.triangle != EMPTY] = shaded(scene, camera, shadow, buffers, paint, camera.light)
    ink = lines(buffers, scene, ink_width, camera.grain)[..., None]
    image = image * (1 - ink) + LINE * ink
    body = body_mask(scene, buffers)
    if ghost:
        image = add_ghost(image, ghost, camera, body)
    if glass:
        image = add_glass(image, glass, camera)
    large = Image.fromarray((np.clip(image, 0, 1) * 255 + 0.5).astype(np.uint8))
    small = large.resize((camera.size[0] // SCALE, camera.size[1] // SCALE), Image.Resampling.BOX)
    return small, body[1::SCALE, 1::SCALE]
