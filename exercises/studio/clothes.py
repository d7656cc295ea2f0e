"""Shirt, trousers and socks from the mesh's own tights helper, and the skin that they leave bare."""

from dataclasses import replace

import numpy as np

from .body import along_arms, face_parts, group
from .geometry import Array, unit, vector
from .head import eye, lips, middle
from .mesh import Piece, cut, fair, normals, smooth
from .people import Person
from .skeleton import Skeleton
from .template import template

SLEEVES = {"short": 0.66, "long": 1.86}
SHIRT, TROUSERS, SOCKS = 0.013, 0.009, 0.004  # how far from the skin, in metres


def above_collar(person: Person, points: Array) -> Array:
    """How far points lie above the collar, whose front is lower than its nape."""
    nape = person.heads["neck01"] + vector(0, 0.012, 0)
    return (points - nape) @ unit(vector(0, 1, 0.55))


def tights(person: Person, posed: Array, offset: float, rounds: int, flared: float = 0.0) -> Piece:
    """The tights helper as a piece of cloth: faired, and moved off the skin."""
    which = group("helper-tights")
    number = np.full(len(posed), -1)
    number[which] = np.arange(len(which))
    faces = template().faces["helper-tights"]
    local = number[faces]
    cloth, rest = (smooth(fair(v[which], local, rounds), local, rounds // 3) for v in (posed, person.vertices))
    flare = flared * np.clip((person.heads["spine03"][1] - person.vertices[which, 1]) / 0.12, 0, 1)
    cloth = cloth + (offset + flare)[:, None] * smooth(normals(cloth, local), local, 2)
    own = smooth(normals(cloth, local), local, 3)
    return Piece("cloth", cloth, rest, local, parts=face_parts(faces), normals=own)


def dressed(piece: Piece, name: str, colour: str) -> Piece:
    """The piece under its own name and in its colour."""
    return Piece(name, piece.vertices, piece.rest, piece.faces, colour, piece.parts, False, piece.normals)


def shirt(person: Person, posed: Array) -> Piece:
    """A shirt: below the collar, above the hips, arms as far as its sleeves go."""
    cloth = tights(person, posed, SHIRT, 9, 0.014)
    sleeve = SLEEVES[person.looks["sleeves"]]
    arm = along_arms(person)[group("helper-tights")]
    hem = cloth.rest[:, 1] - (person.heads["upperleg01.L"][1] - 0.005)
    keep = np.where(arm >= 0, sleeve - arm, np.minimum(-above_collar(person, cloth.rest), hem))
    return dressed(cut(cloth, keep), "shirt", person.looks["shirt"])


def trousers(person: Person, posed: Array) -> Piece:
    """Trousers, from the waist to the ankle."""
    cloth = tights(person, posed, TROUSERS, 2)
    waist = person.heads["upperleg01.L"][1] + 0.016 - cloth.rest[:, 1]
    ankle = cloth.rest[:, 1] - (person.heads["foot.L"][1] + 0.035)
    arm = along_arms(person)[group("helper-tights")]
    keep = np.where(arm >= 0, -1, np.minimum(waist, ankle))
    return dressed(cut(cloth, keep), "trousers", person.looks["trousers"])


def socks(person: Person, posed: Array) -> Piece:
    """Socks, up under the trousers."""
    cloth = tights(person, posed, SOCKS, 2)
    return dressed(cut(cloth, person.heads["foot.L"][1] + 0.11 - cloth.rest[:, 1]), "socks", person.looks["socks"])


def skin(person: Person, skeleton: Skeleton, posed: Array) -> Piece:
    """The body where no cloth covers it, its eyes filled; lines and shades keep off the face."""
    first = template().groups["helper-r-eye"][0][1] + 1
    faces = np.concatenate([template().faces[name] for name in ("body", "helper-l-eye", "helper-r-eye")])
    own = smooth(normals(posed[:first], faces), faces, 1)
    own = flat_face(person, skeleton, person.vertices[:first], own)
    bare = along_arms(person)[:first] - (SLEEVES[person.looks["sleeves"]] - 0.25)
    neck = above_collar(person, person.vertices[:first]) + 0.03
    piece = Piece("skin", posed[:first], person.vertices[:first], faces, person.looks["skin"],
                  face_parts(faces), False, own)  # fmt: skip
    piece = cut(piece, np.where(along_arms(person)[:first] >= 0, bare, neck))
    return replace(piece, calm=calm(person, piece.rest[piece.faces].mean(axis=1)))


def calm(person: Person, points: Array) -> np.ndarray:
    """Around mouth and eyes: what is drawn there is painted, and the mesh's own lips and lids make no lines."""
    p, mouth = points - eye(person), lips(person) - eye(person)
    lids = (np.abs(p[:, 1]) < 0.022) & (np.abs(p[:, 0]) > 0.012)
    return (p[:, 2] > -0.06) & (np.abs(p[:, 0]) < 0.055) & (lids | (np.abs(p[:, 1] - mouth[1]) < 0.02))


def flat_face(person: Person, skeleton: Skeleton, rest: Array, own: Array) -> Array:
    """Normals that treat the face as part of a ball, so that no shade falls into the eyes."""
    away = rest - middle(person)
    raised = away * [1, 0.3, 1] + [0, 0.025, 0]
    ball = raised / np.maximum(np.linalg.norm(raised, axis=1, keepdims=True), 1e-9)
    share = np.clip((away[:, 2] - 0.01) / 0.03, 0, 1) * np.clip((away[:, 1] + 0.125) / 0.03, 0, 1)
    share = share * (rest[:, 1] > person.heads["neck03"][1] - 0.05) * (np.abs(rest[:, 0]) < 0.11)
    return own * (1 - share[:, None]) + (ball @ skeleton.turns["head"].T) * share[:, None]


def wardrobe(skeleton: Skeleton, posed: Array) -> list[Piece]:
    """The person's skin and clothes."""
    person = skeleton.person
    return [skin(person, skeleton, posed), *(make(person, posed) for make in (shirt, trousers, socks))]
