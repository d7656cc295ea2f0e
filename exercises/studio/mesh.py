"""Meshes: pieces of one stuff each, cut at hems, smoothed, with normals."""

from dataclasses import dataclass, field, replace

import numpy as np
from scipy.sparse import coo_array, csr_array, diags_array

from .geometry import Array


@dataclass(frozen=True)
class Piece:
    """Triangles of one stuff: posed vertices, the same at rest, and a number for each part of it."""

    name: str
    vertices: Array
    rest: Array
    faces: np.ndarray
    colour: str = "#ffffff"
    parts: np.ndarray = field(default_factory=lambda: np.zeros(0, int))  # one a face; lines run between parts
    flat: bool = False  # furniture: faces keep their own normals, and lines run along all its edges
    normals: Array | None = None
    calm: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))  # faces where no line runs: mouth and eyes


def normals(vertices: Array, faces: np.ndarray) -> Array:
    """Normals at the vertices, weighted by the faces' areas."""
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    out = np.zeros_like(vertices)
    for k in range(3):
        np.add.at(out, faces[:, k], face)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def neighbours(faces: np.ndarray, count: int) -> csr_array:
    """The matrix that puts in each vertex's place the mean of its neighbours."""
    pairs = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    both = np.concatenate([pairs, pairs[:, ::-1]])
    links = coo_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(count, count)).tocsr()
    links.data[:] = 1
    degree = np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1)
    return diags_array(1 / degree) @ links


def smooth(values: Array, faces: np.ndarray, rounds: int, share: float = 0.5) -> Array:
    """Values at the vertices, each moved towards its neighbours' mean."""
    near = neighbours(faces, len(values))
    linked = np.asarray(near.sum(axis=1)).ravel()[:, None] > 0
    for _ in range(rounds):
        values = np.where(linked, values + share * (near @ values - values), values)
    return values


def fair(vertices: Array, faces: np.ndarray, rounds: int) -> Array:
    """Smooth without shrinking (Taubin)."""
    for _ in range(rounds):
        vertices = smooth(vertices, faces, 1, 0.5)
        vertices = smooth(vertices, faces, 1, -0.52)
    return vertices


def compact(piece: Piece) -> Piece:
    """The piece without vertices that no face uses."""
    used, faces = np.unique(piece.faces, return_inverse=True)
    own = piece.normals[used] if piece.normals is not None else None
    faces = faces.reshape(piece.faces.shape)
    return replace(piece, vertices=piece.vertices[used], rest=piece.rest[used], faces=faces, normals=own)


def cut(piece: Piece, values: Array) -> Piece:
    """The piece where the values at its vertices are positive, cut cleanly through its faces."""
    inside = values > 0
    count = inside[piece.faces].sum(axis=1)
    parts = piece.parts if len(piece.parts) else np.zeros(len(piece.faces), int)
    faces, kept = [piece.faces[count == 3]], [parts[count == 3]]
    made, rows = [], {}
    for face, part in zip(piece.faces[(count > 0) & (count < 3)], parts[(count > 0) & (count < 3)], strict=True):
        corners = clip(face, values, rows, made, len(values))
        fan = [[corners[0], corners[k], corners[k + 1]] for k in range(1, len(corners) - 1)]
        faces.append(np.array(fan))
        kept.append(np.full(len(fan), part))
    return compact(grown(replace(piece, faces=np.concatenate(faces), parts=np.concatenate(kept)), made))


def clip(face: np.ndarray, values: Array, rows: dict, made: list, count: int) -> list[int]:
    """The corners of what is left of a face (Sutherland-Hodgman); new vertices are noted as mixes of two."""
    corners = []
    for i, j in zip(face, np.roll(face, -1), strict=True):
        if values[i] > 0:
            corners.append(int(i))
        if (values[i] > 0) != (values[j] > 0):
            edge = (min(i, j), max(i, j))
            if edge not in rows:
                a, b = edge
                rows[edge] = count + len(made)
                made.append((a, b, values[a] / (values[a] - values[b])))
            corners.append(rows[edge])
    return corners


def grown(piece: Piece, made: list[tuple[int, int, float]]) -> Piece:
    """The piece with the mixed vertices added."""
    if not made:
        return piece
    a, b = (np.array([m[k] for m in made]) for k in (0, 1))
    t = np.array([m[2] for m in made])[:, None]

    def mixed(rows: Array) -> Array:
        return np.concatenate([rows, rows[a] * (1 - t) + rows[b] * t])

    own = mixed(piece.normals) if piece.normals is not None else None
    return replace(piece, vertices=mixed(piece.vertices), rest=mixed(piece.rest), normals=own)


def joined(name: str, pieces: list[Piece], colour: str) -> Piece:
    """Pieces as one, each a part of its own or with its own parts after the other's."""
    starts = np.cumsum([0] + [len(p.vertices) for p in pieces[:-1]])
    parts, first = [], 0
    for p in pieces:
        own = p.parts if len(p.parts) else np.zeros(len(p.faces), int)
        parts.append(own + first)
        first += int(own.max()) + 1
    return Piece(name, np.concatenate([p.vertices for p in pieces]), np.concatenate([p.rest for p in pieces]),
                 np.concatenate([p.faces + s for p, s in zip(pieces, starts, strict=True)]), colour,
                 np.concatenate(parts), pieces[0].flat)  # fmt: skip
