"""Where a stretch is felt: capsules on the body at rest, drawn as two flat tones that no cloth muddies."""

from dataclasses import dataclass

import numpy as np

from .geometry import Array, vector
from .people import Person

OUTER, CORE = np.array([255, 196, 84]) / 255, np.array([245, 138, 40]) / 255


@dataclass(frozen=True)
class Capsule:
    """All points within a radius of a line, on one side of the body: front, back or both."""

    a: Array
    b: Array
    radius: float
    face: str = "both"


def regions(person: Person) -> dict[str, list[Capsule]]:
    """Each region that a stretch may be felt in, as capsules on this body."""
    h = person.heads
    made: dict[str, list[Capsule]] = {}

    def at(bone: str, x: float = 0, y: float = 0, z: float = 0) -> Array:
        return h[bone] + vector(x, y, z)

    def back(low: str, high: str, radius: float, up: float = 0.0) -> list[Capsule]:
        return [Capsule(at(low, z=-0.1), at(high, y=up, z=-0.1), radius, "back")]

    made["lower back"] = back("spine05", "spine03", 0.125)
    made["mid-back"] = [Capsule(at("spine02", -0.05, 0.07, -0.1), at("spine02", 0.05, 0.07, -0.1), 0.115, "back")]
    made["whole back"] = back("spine05", "neck01", 0.135)
    made["upper back"] = [Capsule(at("spine01", -0.05, 0.02, -0.1), at("spine01", 0.05, 0.02, -0.1), 0.105, "back")]
    made["between the shoulder blades"] = [
        Capsule(at("spine01", 0, -0.02, -0.1), at("spine01", 0, 0.08, -0.1), 0.085, "back")
    ]
    chest = h["spine01"] + vector(0, 0.035, 0.13)
    made["chest"] = [Capsule(chest - vector(0.1, 0, 0.02), chest + vector(0.1, 0, -0.02), 0.105, "front")]
    made["belly"] = [Capsule(h["spine04"] + vector(0, 0.02, 0.12), h["spine03"] + vector(0, 0.03, 0.13), 0.1, "front")]
    for side, s, sign in (("left", "L", 1), ("right", "R", -1)):
        made |= {f"{side} {k}": v for k, v in one_side(h, s, sign).items()}
    for name in [n[5:] for n in made if n.startswith("left ")]:
        made[f"both {name}"] = made[f"left {name}"] + made[f"right {name}"]
    return made


def one_side(h: dict[str, Array], s: str, sign: int) -> dict[str, list[Capsule]]:
    """The regions that each side has."""
    hip, knee, ankle = h[f"upperleg01.{s}"], h[f"lowerleg01.{s}"], h[f"foot.{s}"]
    shoulder, elbow, wrist = h[f"upperarm01.{s}"], h[f"lowerarm01.{s}"], h[f"wrist.{s}"]
    palm = np.array([-0.75 * sign, -0.66, -0.03])
    out = vector(sign, 0, 0)
    waist, ribs = (h[f"spine0{k}"] + x * out + vector(0, 0, 0.04) for k, x in ((4, 0.13), (2, 0.16)))
    neck_low, neck_high = h["neck01"] + 0.05 * out, h["head"] + 0.05 * out - vector(0, 0.02, 0.02)
    eye, fingers = h[f"eye.{s}"], [h[f"finger{n}-1.{s}"] for n in range(2, 6)]
    jaw = h["jaw"] + 0.06 * out + vector(0, -0.027, 0.04)
    return {
        "side": [Capsule(waist, ribs, 0.11)],
        "ribs": [
            Capsule(ribs - vector(0.01 * sign, 0.07, -0.03), ribs + vector(-0.02 * sign, 0, 0.03), 0.085, "front")
        ],
        "waist": [Capsule(waist, waist + vector(0, 0.05, 0), 0.08)],
        "buttock": [
            Capsule(hip + vector(0.01 * sign, -0.03, -0.13), hip + vector(0.03 * sign, 0.05, -0.12), 0.085),
            Capsule(hip + vector(0.04 * sign, -0.02, -0.11), hip + vector(0.085 * sign, 0.03, -0.04), 0.10),
        ],
        "hip front": [
            Capsule(hip + vector(0.01 * sign, -0.08, 0.1), hip + vector(0.01 * sign, 0.04, 0.1), 0.075, "front")
        ],
        "thigh front": [
            Capsule(
                hip + 0.25 * (knee - hip) + vector(0, 0, 0.08),
                hip + 0.8 * (knee - hip) + vector(0, 0, 0.07),
                0.075,
                "front",
            )
        ],
        "thigh back": [
            Capsule(
                hip + 0.2 * (knee - hip) - vector(0, 0, 0.09),
                hip + 0.9 * (knee - hip) - vector(0, 0, 0.07),
                0.08,
                "back",
            )
        ],
        "knee back": [
            Capsule(
                knee + 0.2 * (hip - knee) - vector(0, 0, 0.05), knee + 0.1 * (ankle - knee) - vector(0, 0, 0.05), 0.065
            )
        ],
        "calf": [
            Capsule(
                knee + 0.15 * (ankle - knee) - vector(0, 0, 0.07),
                knee + 0.6 * (ankle - knee) - vector(0, 0, 0.06),
                0.066,
            )
        ],
        "ankle": [Capsule(ankle - vector(0, 0.02, 0), ankle + vector(0, 0.03, 0), 0.06)],
        "neck side": [Capsule(neck_low, neck_high, 0.045)],
        "top of shoulder": [
            Capsule(neck_low + vector(0.02 * sign, 0, -0.02), shoulder + vector(-0.02 * sign, 0.05, 0), 0.06)
        ],
        "shoulder back": [
            Capsule(shoulder - vector(0, 0, 0.05), shoulder - vector(0.05 * sign, 0.03, 0.08), 0.075, "back")
        ],
        "shoulder front": [
            Capsule(
                shoulder + vector(-0.03 * sign, -0.01, 0.07),
                shoulder + vector(-0.09 * sign, -0.04, 0.1),
                0.075,
                "front",
            )
        ],
        "forearm under": [Capsule(elbow + 0.3 * (wrist - elbow) + 0.05 * palm, wrist + 0.035 * palm, 0.058)],
        "forearm top": [Capsule(elbow + 0.25 * (wrist - elbow) - 0.055 * palm, wrist - 0.035 * palm, 0.05)],
        "palm": [Capsule(wrist + 0.03 * palm, h[f"finger3-1.{s}"] + 0.03 * palm, 0.04)],
        "eye": [Capsule(eye + vector(-0.006 * sign, 0, 0.01), eye + vector(0.006 * sign, 0, 0.01), 0.032)],
        "cheek": [Capsule(jaw, jaw + vector(-0.014 * sign, -0.035, 0.03), 0.038)],
        "fingers": [
            Capsule(f, h[f"finger{n}-3.{s}"] + 0.6 * (h[f"finger{n}-3.{s}"] - h[f"finger{n}-2.{s}"]), 0.02)
            for n, f in enumerate(fingers, 2)
        ],
        "thumb base": [Capsule(h[f"finger1-1.{s}"], 0.7 * h[f"finger1-2.{s}"] + 0.3 * h[f"finger1-3.{s}"], 0.034)],
        "thumb": [Capsule(h[f"finger1-1.{s}"], h[f"finger1-3.{s}"], 0.028)],
    }


def nearness(capsule: Capsule, points: Array, split: float) -> Array:
    """1 on the capsule's line, 0 at its radius and beyond."""
    way = capsule.b - capsule.a
    t = np.clip((points - capsule.a) @ way / max(way @ way, 1e-9), 0, 1)
    near = 1 - np.linalg.norm(points - capsule.a - t[:, None] * way, axis=1) / capsule.radius
    if capsule.face == "back":
        near = np.minimum(near, (split - points[:, 2]) * 20)
    if capsule.face == "front":
        near = np.minimum(near, (points[:, 2] - split) * 20)
    return near


def nearest(person: Person, felt: list[str], points: Array) -> Array:
    """How near points are to what glows."""
    split = float(person.heads["spine02"][2]) - 0.02
    capsules = [c for name in felt for c in regions(person)[name]]
    return np.max([nearness(c, points, split) for c in capsules], axis=0)


def grown(person: Person, felt: list[str], edge: float, share: float) -> float:
    """Where the edge of a tone is when the glow has grown to a share: it starts at the skin that glows most."""
    most = float(nearest(person, felt, person.vertices).max()) + 0.03
    return edge + (1 - share) * max(0.0, most - edge)


def tint(person: Person, felt: list[str], points: Array, colour: Array, share: float = 1.0) -> Array:
    """The colour with the glow of these regions over it, whole or grown to a share of its reach."""
    if not felt or share <= 0:
        return colour
    near = nearest(person, felt, points)
    edges = (0.06, 0.36) if share >= 1 else [grown(person, felt, edge, share) for edge in (0.06, 0.36)]
    outer, core = (np.clip((near - edge) / 0.03 + 0.5, 0, 1)[:, None] for edge in edges)
    colour = colour * (1 - outer) + OUTER * outer
    return colour * (1 - core) + CORE * core
