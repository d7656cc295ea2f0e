"""A film: the way from one picture of a pose file to another, its frames side by side."""

from dataclasses import replace

import numpy as np
from PIL import Image

from .camera import SCALE, Camera
from .picture import camera, wall_behind
from .render import render
from .scene import Said, Scene, build, dressed
from .tween import between

FRAMES = 5
SMALLER = 2  # than a still
INK = 2.0


def steps(first: Scene, last: Scene) -> list[Scene]:
    """The scene of each frame, from the start pose without a glow to the hold with all of it."""
    return [step(first, last, k / (FRAMES - 1)) for k in range(FRAMES)]


def frames(scenes: list[Scene], seen: Camera) -> list[Image.Image]:
    """All frames, before the wall of the last."""
    wall = wall_behind(scenes[-1], seen)
    return [render([*s.around, *s.body], seen, s.paint, wall, None, INK)[0] for s in scenes]


def view(first: Scene, last: Scene) -> Camera:
    """The hold's own camera, in a smaller frame."""
    said = last.said
    if not said.ghost or not said.start:
        return camera(last, None, said.camera).smaller(SMALLER)
    ghost = first if said.start == first.said else build(said.start)
    return camera(last, ghost, said.camera).smaller(SMALLER)


def step(first: Scene, last: Scene, share: float) -> Scene:
    """The scene a share of the way; the furniture is the start's until the hold is reached."""
    if share >= 1:
        return last
    said = replace(first.said, felt=last.said.felt)
    if share <= 0:
        return replace(first, said=said, glowing=0.0)
    skeleton = between(first.skeleton, last.skeleton, share)
    return Scene(said, skeleton, dressed(skeleton), first.around, {}, share)


def strip(images: list[Image.Image]) -> Image.Image:
    """Images of one size, side by side."""
    width, height = images[0].size
    made = Image.new("RGB", (width * len(images), height))
    for k, image in enumerate(images):
        made.paste(image, (k * width, 0))
    return made


def cut_off(scene: Scene, seen: Camera) -> int:
    """By how many pixels of the film a head leaves the frame."""
    hair = np.concatenate([p.vertices for p in scene.body if p.name == "hair"])
    spots, size = seen.project(hair)[0], np.array(seen.size)
    return round(float(np.maximum(-spots, spots - size).max()) / SCALE)


def film(start: Said, hold: Said) -> tuple[Image.Image, str]:
    """The film as one strip, and what is wrong with it."""
    first, last = build(start), build(hold)
    seen, scenes = view(first, last), steps(first, last)
    out = [cut_off(scene, seen) for scene in scenes]
    told = f"the head leaves frame {int(np.argmax(out))} by {max(out)} px" if max(out) > 0 else ""
    return strip(frames(scenes, seen)), told
