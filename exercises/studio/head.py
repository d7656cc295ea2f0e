"""Hair and face: a shell over the scalp, and what is painted on the skin."""

import numpy as np

from .geometry import Array, rotation, unit, vector
from .mesh import Piece, cut, fair, normals, smooth
from .people import Person
from .skeleton import Skeleton
from .template import template

THICKNESS = {"short": 0.011, "bun": 0.012, "curly": 0.026, "bob": 0.014, "tail": 0.012}


def eye(person: Person) -> Array:
    """Between the eyes."""
    return (person.heads["eye.L"] + person.heads["eye.R"]) / 2


def lips(person: Person) -> Array:
    """Where the lips meet: between the upper lip's lower edge and the lower lip's upper one."""
    return (person.tails["oris05"] + person.tails["oris01"]) / 2


def middle(person: Person) -> Array:
    """The middle of the skull."""
    return eye(person) + vector(0, 0.02, -0.075)


def hairline(person: Person, rest: Array, style: str) -> Array:
    """How far a point of the head lies inside the hair."""
    p = rest - eye(person)
    front = np.clip((p[:, 2] + 0.085) / 0.085, 0, 1)  # 0 behind the ears, 1 at the brow
    low = -0.052
    ear = 0.012 if style != "bob" else -0.03
    line = np.where(p[:, 2] < -0.10, low, np.where(p[:, 2] < -0.085, low + (ear - low) * (p[:, 2] + 0.10) / 0.015,
                    ear + (0.06 - ear) * np.minimum(1, front * 1.25) ** 1.4))  # fmt: skip
    part = 0.006 * np.cos(p[:, 0] * 40) if style != "short" else 0.004 * np.cos(p[:, 0] * 60)
    return p[:, 1] - line - np.where(front > 0.6, part, 0)


def without_ears(person: Person, vertices: Array) -> Array:
    """The head's vertices with the ears pressed flat."""
    p = vertices.copy()
    eyes = eye(person)
    temple = np.abs(p[np.abs(p[:, 1] - eyes[1] - 0.05) < 0.012, 0]).max()
    ear = (p[:, 1] > eyes[1] - 0.09) & (p[:, 1] < eyes[1] + 0.05)
    p[:, 0] = np.where(ear, np.clip(p[:, 0], -temple * 0.985, temple * 0.985), p[:, 0])
    return p


def scalp(person: Person) -> Piece:
    """The hair's shell at rest: the head without ears, faired and thickened."""
    faces = template().faces["body"]
    above = person.vertices[:, 1] > person.heads["neck03"][1] - 0.06
    near = above & (np.abs(person.vertices[:, 0]) < 0.12)
    faces = faces[near[faces].all(axis=1)]
    used, local = np.unique(faces, return_inverse=True)
    local = local.reshape(faces.shape)
    rest = person.vertices[used]
    shell = fair(smooth(without_ears(person, rest), local, 4), local, 6)
    inside = hairline(person, rest, person.looks["hair"])
    thick = THICKNESS[person.looks["hair"]] * np.clip(0.35 + inside / 0.03, 0.3, 1) + 0.003
    out = shell + thick[:, None] * smooth(normals(shell, local), local, 3)
    return cut(Piece("hair", out, rest, local), inside)


def ball(centre: Array, radii: Array, rings: int = 14) -> tuple[Array, np.ndarray]:
    """An ellipsoid's vertices and faces."""
    lat, lon = np.linspace(0, np.pi, rings + 1), np.linspace(0, 2 * np.pi, 2 * rings, endpoint=False)
    a, b = np.meshgrid(lat, lon, indexing="ij")
    points = np.stack([np.sin(a) * np.cos(b), np.cos(a), np.sin(a) * np.sin(b)], -1).reshape(-1, 3) * radii + centre
    n, faces = 2 * rings, []
    for i in range(rings):
        for j in range(n):
            k, m = i * n + j, i * n + (j + 1) % n
            faces += [[k, m, k + n], [m, m + n, k + n]]
    return points, np.array(faces)


def bun(person: Person) -> tuple[Array, np.ndarray]:
    """A bun, high on the back of the head."""
    return ball(middle(person) + vector(0, 0.085, -0.085), vector(0.04, 0.037, 0.037))


def bob(person: Person) -> tuple[Array, np.ndarray]:
    """Hair that hangs to the jaw, open at the face."""
    points, faces = ball(middle(person) + vector(0, -0.045, -0.012), vector(0.089, 0.115, 0.088), 22)
    p = points - eye(person)
    p[:, 1] = np.maximum(p[:, 1], -0.10)
    face = 0.25 * np.clip(p[:, 1], -1, 0.0) - 0.052 - p[:, 2]
    piece = cut(Piece("bob", p + eye(person), points, faces), np.minimum(face, 0.07 - p[:, 1]))
    return piece.vertices, piece.faces


def tail(person: Person) -> tuple[Array, np.ndarray]:
    """A short pony tail."""
    points, faces = ball(vector(0, 0, 0), vector(0.028, 0.085, 0.03))
    return points @ rotation(vector(1, 0, 0), 18).T + middle(person) + vector(0, -0.02, -0.118), faces


EXTRAS = {"bun": bun, "bob": bob, "tail": tail}


def curls(rest: Array, out: Array) -> Array:
    """The shell's surface as many small curls."""
    p = rest * 190
    wave = np.sin(p[:, 0]) * np.sin(p[:, 1] + 1) * np.sin(p[:, 2] + 2)
    return out + 0.005 * wave[:, None] * np.array([unit(v) for v in rest - rest.mean(axis=0)])


def hair(skeleton: Skeleton) -> list[Piece]:
    """The hair, on the posed head."""
    person = skeleton.person
    shell = scalp(person)
    at_rest = curls(shell.rest, shell.vertices) if person.looks["hair"] == "curly" else shell.vertices
    pieces = [(at_rest, shell.faces)]
    if person.looks["hair"] in EXTRAS:
        pieces.append(EXTRAS[person.looks["hair"]](person))
    turn, made = skeleton.turns["head"], []
    for number, (rest, faces) in enumerate(pieces):
        posed = skeleton.heads["head"] + (rest - person.heads["head"]) @ turn.T
        own = smooth(normals(posed, faces), faces, 2)
        made.append(
            Piece("hair", posed, rest, faces, person.looks["hair colour"], np.full(len(faces), number), False, own)
        )
    return made
