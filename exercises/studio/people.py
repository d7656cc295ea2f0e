"""People: a phenotype each, mixed from the morph targets, and what they wear."""

from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from .geometry import Array
from .template import joint, read_target, template

RACES = ("african", "asian", "caucasian")
Shares = dict[str, float]


@dataclass(frozen=True)
class Person:
    """One body at rest, with its joints, and how it is dressed."""

    name: str
    looks: dict[str, Any]
    vertices: Array
    heads: dict[str, Array]
    tails: dict[str, Array]


@cache
def everybody() -> dict[str, dict[str, Any]]:
    """What `people.yaml` says."""
    return yaml.safe_load((Path(__file__).parent / "people.yaml").read_text())


def between(value: float, low: str, middle: str, high: str) -> Shares:
    """A number from 0 to 1 as shares of three named shapes."""
    if value < 0.5:
        return {low: 1 - 2 * value, middle: 2 * value}
    return {middle: 2 - 2 * value, high: 2 * value - 1}


def shares(looks: dict[str, Any]) -> dict[str, Shares]:
    """The phenotype as shares of each named shape."""
    return {
        "race": {race: looks[race] for race in RACES},
        "gender": {"female": 1 - looks["gender"], "male": looks["gender"]},
        "age": between(looks["age"], "child", "young", "old"),
        "muscle": between(looks["muscle"], "minmuscle", "averagemuscle", "maxmuscle"),
        "weight": between(looks["weight"], "minweight", "averageweight", "maxweight"),
        "height": between(looks["height"], "minheight", "", "maxheight"),
        "cup": between(looks["cup"], "mincup", "", "maxcup"),
        "firm": {"averagefirmness": 1.0},
    }


COMBINATIONS = {  # folder and pattern of each family of targets
    ("race", "gender", "age"): "macrodetails/{}-{}-{}",
    ("gender", "age", "muscle", "weight"): "macrodetails/universal-{}-{}-{}-{}",
    ("gender", "age", "muscle", "weight", "height"): "macrodetails/height/{}-{}-{}-{}-{}",
    ("gender", "age", "muscle", "weight", "cup", "firm"): "breast/{}-{}-{}-{}-{}-{}",
}


def morph(looks: dict[str, Any]) -> Array:
    """The vertices of a body with this phenotype, feet on the ground."""
    vertices, parts = template().vertices.copy(), shares(looks)
    for names, pattern in COMBINATIONS.items():
        for mix in product(*(parts[name].items() for name in names)):
            share = float(np.prod([value for _, value in mix]))
            if share > 1e-6 and all(name for name, _ in mix):
                which, by = read_target(pattern.format(*(name for name, _ in mix)))
                vertices[which] += share * by
    first, last = template().groups["body"][0]
    vertices[:, 1] -= vertices[first : last + 1, 1].min()
    return vertices


@cache
def person(name: str) -> Person:
    """The person of this name."""
    looks, rig = everybody()[name], template().rig
    vertices = morph(looks)
    heads = {bone: joint(of["head"], vertices) for bone, of in rig.items()}
    tails = {bone: joint(of["tail"], vertices) for bone, of in rig.items()}
    straighten(heads)
    return Person(name, looks, vertices, heads, tails)


LIMBS = (("upperarm", "lowerarm01"), ("lowerarm", "wrist"), ("upperleg", "lowerleg01"), ("lowerleg", "foot"))


def straighten(heads: dict[str, Array]) -> None:
    """Put the second half of each limb's bone on the line between its joints, so that twists move no joint."""
    for bone, end in LIMBS:
        for side in "LR":
            a, b, middle = heads[f"{bone}01.{side}"], heads[f"{end}.{side}"], heads[f"{bone}02.{side}"]
            heads[f"{bone}02.{side}"] = a + (b - a) * ((middle - a) @ (b - a) / ((b - a) @ (b - a)))
